"""What files may be called, and when two names are the same."""

import unicodedata

from collab import limits
from collab.errors import Refused
from collab.text import clean_line

_SEPARATORS = ("/", "\\")
FOLDED_CHARS = 2 * limits.FILE_NAME_BYTES
"""Some signs are whole words once they are spelled out; the database keeps so much of them."""


def clean_name(name: str) -> str:
    """A name that every system can store and every screen can show as it is; spaces around it are gone.

    Raises Refused: `name.empty`, `name.too_long`, `name.broken`, `name.control`, `name.bidi`, `name.path`.
    """
    name = clean_line(name, most=limits.FILE_NAME_BYTES, code="name", what="The name of the file")
    name = unicodedata.normalize("NFC", name)
    if any(separator in name for separator in _SEPARATORS) or not name.strip("."):
        raise Refused("name.path", "The name of a file cannot be a path.")
    size = len(name.encode())
    if size > limits.FILE_NAME_BYTES or len(fold(name)) > FOLDED_CHARS:
        raise Refused(
            "name.too_long",
            f"The name of the file may have at most {limits.FILE_NAME_BYTES} bytes; this has {size}.",
        )
    if not any(_visible(letter) for letter in name):
        raise Refused("name.empty", "The name of the file is empty.")
    return name


def _visible(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "CZM"


def fold(name: str) -> str:
    """Names with the same fold are one name in a room: whatever the case, the width of letters and how accents are
    stored, and with or without signs that nobody sees."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")


def extension(name: str) -> str:
    """What comes after the last dot, in lower case; empty without one."""
    stem, dot, end = name.rpartition(".")
    return end.lower() if dot and stem else ""
