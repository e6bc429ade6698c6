"""What may stand in words that people write. Pure."""

import re

from collab.errors import Refused

_OVERRIDES = re.compile("[\u202a-\u202e]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAKS = re.compile("[\t\n\r\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def _storable(text: str, most: int, code: str, what: str) -> str:
    if len(text) > most:
        raise Refused(
            f"{code}.too_long", f"{what} may have at most {most:,} characters; this has {len(text):,}."
        )
    if text.isascii() and text.isprintable():
        return text
    if _SURROGATES.search(text):
        raise Refused(
            f"{code}.broken", f"{what} contains half of a character that was cut apart. Please type it again."
        )
    if _CONTROLS.search(text):
        raise Refused(f"{code}.control", f"{what} contains control characters that cannot be shown.")
    return text


def clean_text(text: str, *, most: int, code: str, what: str) -> str:
    """Several lines of words, as written but for line ends; refuses what is empty, too long or cannot be shown.

    Direction marks and isolates are welcome (Arabic and Hebrew need them); embeddings and overrides, which turn the
    words around them too, are refused.
    """
    text = _storable(text.replace("\r\n", "\n").replace("\r", "\n"), most, code, what)
    if not text.strip():
        raise Refused(f"{code}.empty", f"{what} is empty.")
    if not text.isascii() and _OVERRIDES.search(text):
        raise Refused(
            f"{code}.bidi", f"{what} contains characters that reverse the reading order of what is around."
        )
    return text


def clean_line(text: str, *, most: int, code: str, what: str) -> str:
    """One line (a name, a title), trimmed; no line breaks and no direction controls at all."""
    text = _storable(text, most, code, what).strip()
    if not text:
        raise Refused(f"{code}.empty", f"{what} is empty.")
    if _BREAKS.search(text):
        raise Refused(f"{code}.control", f"{what} must be a single line.")
    if not text.isascii() and _BIDI.search(text):
        raise Refused(f"{code}.bidi", f"{what} contains characters that change the reading direction.")
    return text
