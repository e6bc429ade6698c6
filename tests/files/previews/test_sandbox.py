"""Drawing in a process of its own: whatever happens there, the worker has an answer."""

import io
from pathlib import Path

import psutil
import pytest
from PIL import Image

from collab import limits
from collab.files import sandbox
from tests.files.hostile.drawing import noise, saved


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small picture."""
    path = tmp_path / "file"
    path.write_bytes(saved(noise(), "PNG"))
    return path


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have the process run this instead, as if a file had taken it over."""
    monkeypatch.setattr(sandbox, "CODE", code)


def draw(path: Path) -> list[sandbox.Drawn]:
    return sandbox.draw(path, "image/png", path.stat().st_size)


def test_it_draws(path: Path) -> None:
    assert [each[:3] for each in draw(path)] == [("thumbnail", 64, 48), ("page", 64, 48)]


def test_it_does_not_know_the_secrets_of_the_worker(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "not-for-you")
    child(
        monkeypatch,
        'import os, json; print(json.dumps({"confined": True, "trouble": str(dict(os.environ))}))',
    )
    with pytest.raises(sandbox.Undrawable) as why:
        draw(path)
    assert "SECRET" not in why.value.words
    assert "not-for-you" not in why.value.words


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 9)",
        "raise SystemExit(3)",
        "print('no json')",
        "print('[' * 10**6)",
        "print('{}')",
        """print('{"confined": true, "made": [["page", 9, 9, 99]]}')""",
        """print('{"confined": true, "made": [["page", 9, 9, 4]]}\\\\n<svg')""",
        """print('{"confined": true, "made": [["page", 99999, 9, 12]]}\\\\nRIFF    WEBP')""",
        """print('{"confined": true, "made": [["evil", 9, 9, 12]]}\\\\nRIFF    WEBP')""",
        """print('{"confined": true, "made": [["text", 9, 9, -1]]}\\\\n' + 'a' * 10**6)""",
        """print('{"confined": true, "made": [["text", 9, 9, 1000000]]}\\\\n' + 'a' * 10**6)""",
        """print('{"confined": true, "made": 7}')""",
        "import sys; sys.stderr.write('x' * 10**7); sys.exit(1)",
        "import os; os.close(2); os.abort()",
    ],
)
def test_whatever_it_answers_there_are_words(monkeypatch: pytest.MonkeyPatch, path: Path, code: str) -> None:
    child(monkeypatch, code.replace("\\\\n", "\\n"))
    with pytest.raises(sandbox.Undrawable) as why:
        draw(path)
    assert why.value.words == sandbox.BROKE


def test_it_cannot_fill_the_disk(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    code = "import sys; sys.path.append(sys.argv[1]); from collab.files import confine; confine.limit(); "
    child(
        monkeypatch, code + f"sys.stdout.write('x' * {2 * limits.PREVIEW_OUTPUT_BYTES}); sys.stdout.flush()"
    )
    with pytest.raises(sandbox.Undrawable):
        draw(path)


def test_what_the_clock_ends_may_be_tried_again(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(limits, "PREVIEW_SECONDS", 0.5)
    child(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(sandbox.Slow):
        draw(path)
    child(monkeypatch, "import os, time; os.close(2); time.sleep(600)")
    with pytest.raises(sandbox.Slow):
        draw(path)


def test_a_worker_that_ends_ends_the_drawing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    child(monkeypatch, "import time; time.sleep(600)")
    others = set(psutil.Process().children())
    drawing: set[psutil.Process] = set()

    def beat() -> None:
        drawing.update(set(psutil.Process().children()) - others)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sandbox.draw(path, "image/png", 1, beat=beat)
    assert len(drawing) == 1
    assert not any(each.is_running() for each in drawing)


def test_a_large_picture_is_made_small_and_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "file").write_bytes(saved(Image.new("RGB", (4000, 2000), "red"), "JPEG", exif=exif))
    thumbnail, page = sandbox.draw(tmp_path / "file", "image/jpeg", 1)
    assert thumbnail[:3] == ("thumbnail", limits.THUMBNAIL_SIDE // 2, limits.THUMBNAIL_SIDE)
    assert page[:3] == ("page", limits.PREVIEW_SIDE // 2, limits.PREVIEW_SIDE)
    red, green, blue = Image.open(io.BytesIO(page.body)).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert red > 200 > 50 > max(green, blue)


def test_of_an_animation_the_first_frame_is_drawn(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("lime", "red", "blue")]
    (tmp_path / "file").write_bytes(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    thumbnail, _ = sandbox.draw(tmp_path / "file", "image/gif", 1)
    red, green, blue = Image.open(io.BytesIO(thumbnail.body)).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert green > 200 > 50 > max(red, blue)


def test_what_shows_through_still_does(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(saved(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG"))
    thumbnail, _ = sandbox.draw(tmp_path / "file", "image/png", 1)
    assert Image.open(io.BytesIO(thumbnail.body)).convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_pictures_of_more_pixels_than_allowed_are_told_so(tmp_path: Path) -> None:
    side = int(limits.PREVIEW_PIXELS**0.5) + 1
    (tmp_path / "file").write_bytes(saved(Image.new("1", (side, side)), "PNG"))
    with pytest.raises(sandbox.Undrawable, match="more than 100 million pixels"):
        sandbox.draw(tmp_path / "file", "image/png", 1)


def test_the_first_page_of_a_pdf_is_drawn(tmp_path: Path) -> None:
    from tests.files.hostile.pdfs import pdf

    (tmp_path / "file").write_bytes(pdf(b"1 0 0 rg 0 0 200 200 re f"))
    thumbnail, page = sandbox.draw(tmp_path / "file", "application/pdf", 1)
    assert (thumbnail.width, page.width) == (limits.THUMBNAIL_SIDE, limits.PREVIEW_SIDE)
    red, green, blue = Image.open(io.BytesIO(page.body)).convert("RGB").getpixel((99, 99))  # type: ignore[misc]
    assert red > 200 > 50 > max(green, blue)
