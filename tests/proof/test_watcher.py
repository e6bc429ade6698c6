"""The watcher of S6 is shown a page that runs what it is given."""

import asyncio
import functools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike
from pathlib import Path
from threading import Thread

from proof.payloads import payloads
from proof.watching import WATCH, Watcher
from tests.browser import chromium


class Quiet(SimpleHTTPRequestHandler):
    def guess_type(self, path: str | PathLike[str]) -> str:
        return "image/webp" if str(path).endswith(".webp") else super().guess_type(path)

    def log_message(self, *_: object) -> None:
        pass


@asynccontextmanager
async def site(folder: Path) -> AsyncIterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        await asyncio.to_thread(server.shutdown)
        thread.join()
        server.server_close()


async def test_a_page_that_takes_words_for_markup_is_noticed(tmp_path: Path) -> None:
    hostile = [text for text in payloads() if text.startswith(("<img", "<a ", "<details"))]
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{' '.join(hostile)}")
    policy = "<meta http-equiv=content-security-policy content=\"script-src 'none'\"><script>1</script>"
    (tmp_path / "guarded.html").write_text(policy)
    async with site(tmp_path) as url, chromium() as browser:
        page = await browser.new_page()
        await page.add_init_script(WATCH)
        watcher = Watcher(page, url)
        await watcher.visit("/index.html", [])
        await watcher.visit("/guarded.html", [])
    assert watcher.harm["ran"]
    assert watcher.harm["links"]
    assert watcher.harm["elsewhere"]
    assert watcher.harm["violations"]


async def test_a_page_that_shows_words_as_words_does_no_harm(tmp_path: Path) -> None:
    words = [*payloads()][:20]
    shown = " ".join(text.replace("&", "&amp;").replace("<", "&lt;") for text in words)
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8><p>{shown}")
    async with site(tmp_path) as url, chromium() as browser:
        page = await browser.new_page()
        await page.add_init_script(WATCH)
        watcher = Watcher(page, url)
        assert await watcher.visit("/index.html", words) == 20
    assert not any(watcher.harm.values())


def test_there_are_enough_payloads_and_each_is_another() -> None:
    assert len({*payloads()}) == len([*payloads()]) >= 120


async def test_a_page_that_embeds_something_or_is_called_otherwise_by_a_file_is_noticed(
    tmp_path: Path,
) -> None:
    page_of_a_file = "<!doctype html><iframe srcdoc=x></iframe><script>document.title='Hostile-Mark'</script>"
    (tmp_path / "index.html").write_text(page_of_a_file)
    async with site(tmp_path) as url, chromium() as browser:
        page = await browser.new_page()
        await page.add_init_script(WATCH)
        watcher = Watcher(page, url)
        await watcher.visit("/index.html", [])
    assert watcher.harm["embedded"]
    assert watcher.harm["ran"]


async def test_only_pictures_may_come_from_the_store(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("words")
    (tmp_path / "picture.webp").write_bytes(b"RIFF")
    async with site(tmp_path) as ours, site(tmp_path) as store, chromium() as browser:
        page = await browser.new_page()
        await page.add_init_script(WATCH)
        watcher = Watcher(page, ours, store)
        (tmp_path / "good.html").write_text(f"<!doctype html><img src={store}/picture.webp>")
        await watcher.visit("/good.html", [])
        assert not any(watcher.harm.values())
        (tmp_path / "bad.html").write_text(f"<!doctype html><img src={store}/text.txt>")
        await watcher.visit("/bad.html", [])
    assert watcher.harm["no pictures"] == 1
    assert not watcher.harm["elsewhere"]
