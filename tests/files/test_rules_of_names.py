"""What files may be called."""

import pytest

from collab import limits
from collab.errors import Refused
from collab.files.rules.names import FOLDED_CHARS, clean_name, extension, fold


@pytest.mark.parametrize(
    "name",
    [
        "a", "notes.txt", ".gitignore", "report (2).pdf", "Vertrag №5 – final.docx", "תוכנית.pdf", "الخطة.pdf",
        "日本語.txt", "👩‍👩‍👧 family.jpg", "a'b\"c;d&e%20.txt", "-rf", "CON", "..hidden", "a..b",
        "x" * limits.FILE_NAME_BYTES,
        "é" * 127, "<img src=x onerror=alert(1)>.png", "=cmd.csv", "a:b.txt",
    ],
)  # fmt: skip
def test_names_of_all_kinds_are_kept_as_they_are(name: str) -> None:
    assert clean_name(name) == name


def test_spaces_around_a_name_go_and_accents_become_one_sign() -> None:
    assert clean_name("  notes.txt \n") == "notes.txt"
    assert clean_name("Cafe\u0301.txt") == "Caf\u00e9.txt"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name.empty"),
        (" \t ", "name.empty"),
        ("\u200b\u2060", "name.empty"),
        ("\u00ad", "name.empty"),
        ("\u3164\u115f".replace("\u3164", "\u200d").replace("\u115f", "\ufeff"), "name.empty"),
        ("x" * 256, "name.too_long"),
        ("é" * 128, "name.too_long"),
        ("\ufdfa" * 85, "name.too_long"),
        ("half \ud800.txt", "name.broken"),
        ("nul\x00.txt", "name.control"),
        ("a\nb.txt", "name.control"),
        ("tab\there", "name.control"),
        ("\x1b[31m.txt", "name.control"),
        ("abc\u202egpj.exe", "name.bidi"),
        ("abc\u2066x\u2069.txt", "name.bidi"),
        ("abc\u200ftxt", "name.bidi"),
        ("../../etc/passwd", "name.path"),
        ("a/b.txt", "name.path"),
        ("C:\\temp\\a.txt", "name.path"),
        (".", "name.path"),
        ("..", "name.path"),
        ("...", "name.path"),
    ],
)
def test_names_that_deceive_or_cannot_be_stored_are_refused_in_a_sentence(name: str, code: str) -> None:
    with pytest.raises(Refused) as why:
        clean_name(name)
    assert why.value.code == code
    assert why.value.message.endswith(".")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Notes.TXT", "notes.txt"),
        ("Straße.pdf", "STRASSE.pdf"),
        ("ｎｏｔｅｓ.txt", "notes.txt"),
        ("Cafe\u0301.txt", "CAF\u00c9.txt"),
        ("a\u200bb.txt", "ab.txt"),
        ("ﬁle.txt", "FILE.txt"),
    ],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(fold(one)) == fold(one)


def test_a_fold_fits_its_column() -> None:
    assert len(fold(clean_name("\ufdfa" * 28))) <= FOLDED_CHARS


@pytest.mark.parametrize(
    ("name", "end"), [("a.TXT", "txt"), ("a.tar.gz", "gz"), (".gitignore", ""), ("a", ""), ("a.", "")]
)
def test_an_extension_is_what_comes_after_the_last_dot(name: str, end: str) -> None:
    assert extension(name) == end
