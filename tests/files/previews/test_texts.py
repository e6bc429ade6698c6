"""The beginning of a text, whatever its encoding: what cannot be seen is shown, what turns others is not."""

import codecs

import pytest

from collab import limits
from collab.errors import Refused
from collab.files.render_text import text

MOST = limits.TEXT_PREVIEW_BYTES


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", ""),
        (b"hello\n", "hello\n"),
        ("Grüße 👍".encode(), "Grüße 👍"),
        (codecs.BOM_UTF8 + b"hello", "hello"),
        ("Grüße".encode("utf-16"), "Grüße"),
        ("Grüße".encode("utf-16-le"), "Grüße"),
        ("Grüße".encode("utf-16-be"), "Grüße"),
        ("Grüße".encode("utf-32"), "Grüße"),
        ("Grüße".encode("latin-1"), "Grüße"),
        ("it’s".encode("cp1252"), "it’s"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"a\tb", "a\tb"),
        (b"what \x1b[31mis\x07 this", "what ␛[31mis␇ this"),
        (b"what is \0 this", "what is ␀ this"),
        (b"gone\x7f", "gone␡"),
        ("if a:\u202e }".encode(), "if a:[U+202E] }"),
        ("pay\u200bpal\ufeff".encode(), "paypal"),
        ("עברית\u200f".encode(), "עברית\u200f"),
        ("👩\u200d👩".encode(), "👩\u200d👩"),
        ("a\x9bb and more".encode(), "a\ufffdb and more"),
    ],
)
def test_it_reads(body: bytes, words: str) -> None:
    assert text(body, True) == (words, True)


def test_a_long_text_is_cut_between_two_letters() -> None:
    assert text(b"a" * (MOST - 1) + "ä".encode()[:1], False) == ("a" * (MOST - 1), False)
    assert text(b"a" * MOST, True) == ("a" * MOST, True)


def test_what_grows_by_being_shown_is_cut_too() -> None:
    words, whole = text((b"words, words \x01") * (MOST // 14), True)
    assert len(words.encode()) <= MOST
    assert not whole


def test_what_is_mostly_control_characters_is_no_text() -> None:
    with pytest.raises(Refused) as why:
        text(bytes(range(32)) * 9, True)
    assert why.value.code == "preview.not_text"
