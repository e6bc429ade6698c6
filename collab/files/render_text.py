"""The beginning of a text, as something that can be shown: runs in the sandbox."""

import codecs
import re

from collab import limits
from collab.errors import Refused

UNREADABLE = Refused("preview.not_text", "This is not text: much of it cannot be shown as characters.")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tabs and line ends are layout. Embeddings, overrides and isolates make code read otherwise than it runs.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")


def text(head: bytes, whole: bool) -> tuple[str, bool]:
    """The text that these first bytes hold, at most TEXT_PREVIEW_BYTES of UTF-8, and whether that is all of it.

    Never fails for an encoding; raises UNREADABLE for what is in good part control characters.
    """
    words = decode(head, whole).replace("\r\n", "\n").replace("\r", "\n")
    if len(_CONTROLS.findall(words)) * 4 > len(words):
        raise UNREADABLE
    words = visible(words)
    kept = words.encode("utf-8", "replace")[: limits.TEXT_PREVIEW_BYTES].decode("utf-8", "ignore")
    return kept, whole and len(kept) == len(words)


def decode(head: bytes, whole: bool) -> str:
    """By its byte order mark, else UTF-8, else UTF-16 without a mark, else what browsers take latin-1 for."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return codecs.getincrementaldecoder(encoding)("replace").decode(head[len(mark) :], whole)
    try:
        # A cut may go through a character, which is no fault of the text.
        words = codecs.getincrementaldecoder("utf-8")("strict").decode(head, whole)
    except UnicodeDecodeError:
        words = head.decode("cp1252", "replace")
    nothing = head.count(0)
    if nothing * 4 > len(head) and len(head) >= 4:
        # Every other byte of English in UTF-16 is zero: the even ones where the large end comes first.
        encoding = "utf-16-be" if head[::2].count(0) > nothing / 2 else "utf-16-le"
        return codecs.getincrementaldecoder(encoding)("replace").decode(head, whole)
    return words


def visible(words: str) -> str:
    """Control characters as the pictures that Unicode has for them, characters that turn others as their number."""
    words = _CONTROLS.sub(_picture, words)
    words = _TURNING.sub(lambda found: f"[U+{ord(found[0]):04X}]", words)
    return _UNSEEN.sub("", words)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def rehearse() -> None:
    """Load every encoding that may be asked for."""
    for _, encoding in (*_BOMS, ("", "cp1252")):
        codecs.lookup(encoding)
