"""Texts that are not what they look like, or look like nothing."""

import codecs
from collections.abc import Iterator

from collab import limits
from tests.files.hostile import Fixture, Outcome

MOST = limits.TEXT_PREVIEW_BYTES
TEXTS: dict[str, tuple[bytes, Outcome]] = {
    "colours of a terminal": (b"\x1b[31mred\x1b[0m and \x1b]0;title\x1b\\ and \x1b[2J gone\n" * 9, "made"),
    "link of a terminal": (
        b"\x1b]8;;http://127.0.0.1/\x1b\\click\x1b]8;;\x1b\\ here, please, and see\n",
        "any",
    ),
    "overwritten line": (b"rm -rf /\recho hello\n", "made"),
    "backspaces": (b"safe\b\b\b\bevil and more words than that\n", "any"),
    "nulls": (b"a\0b\0c\0" * 20, "any"),
    "only nulls": (bytes(4096), "any"),
    "mark of utf-8": (codecs.BOM_UTF8 + b"hello", "made"),
    "three marks": (codecs.BOM_UTF8 * 3 + b"hello", "made"),
    "mark alone": (codecs.BOM_UTF8, "made"),
    "mark of utf-16": (codecs.BOM_UTF16_LE + "<script>alert(1)</script>".encode("utf-16-le"), "made"),
    "mark of utf-16, large end": (codecs.BOM_UTF16_BE + "hello".encode("utf-16-be"), "made"),
    "utf-16 with half a letter": (codecs.BOM_UTF16_LE + b"h\0e\0l", "made"),
    "utf-16 with half a pair": (codecs.BOM_UTF16_LE + b"h\0\x3d\xd8", "any"),
    "utf-16 with the wrong mark": (codecs.BOM_UTF16_BE + "hello".encode("utf-16-le"), "any"),
    "utf-16 without a mark": ("hello".encode("utf-16-le"), "any"),
    "utf-32": (codecs.BOM_UTF32_LE + "hello".encode("utf-32-le"), "any"),
    "overlong": (b"hello \xc0\xaf\xc0\xae and more", "any"),
    "half pairs in utf-8": (b"hello \xed\xa0\xbd\xed\xb8\x80 and more", "any"),
    "beyond unicode": (b"hello \xf5\x80\x80\x80 and more", "any"),
    "latin-1": ("Grüße, señor".encode("latin-1"), "any"),
    "turned code": ("if admin:\u202e # }\u2066 only if\u2069\u2066 pass\n".encode(), "made"),
    "right to left": ("שלום\u200f עולם\n".encode(), "made"),
    "unseen letters": ("pay\u200bpal\u2060 \ufeff\U000e0041\n".encode(), "made"),
    "stacked accents": ("Z\u0335\u0311\u0344".encode() * 500, "made"),
    "letters that are none": ("\ufffe\uffff\U0010ffff\ue000 and more\n".encode(), "any"),
    "separators": ("a\u2028b\u2029c\x85d\n".encode(), "any"),
    "cut through a letter": (b"a" * (MOST - 1) + "ä".encode() * 20, "made"),
    "cut through an emoji": (b"a" * (MOST - 2) + "👍".encode() * 20, "made"),
    "one long line": (b"a" * 1024**2, "made"),
    "million lines": (b"\n" * 1024**2, "made"),
    "only carriage returns": (b"\r" * 4096, "made"),
    "quotes": (b'"\\' * MOST, "made"),
    "deep json": (b"[" * 100_000, "made"),
    "formula": (b"=HYPERLINK(\"http://127.0.0.1/\"),+cmd|' /C calc'!A0\n", "made"),
    "laughs": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "made"),
    "end of a script": (b"</script></pre></textarea><script>alert(1)</script>\n", "made"),
    "template": (b"{{constructor.constructor('alert(1)')()}}${7*7}\n", "made"),
}


def fixtures() -> Iterator[Fixture]:
    for id, (body, outcome) in TEXTS.items():
        yield Fixture(f"text: {id}", "notes.txt", "text/plain", body, outcome)
