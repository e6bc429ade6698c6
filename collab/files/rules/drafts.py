"""What somebody may say they will send."""

import re
from typing import NamedTuple

from collab import limits, wire
from collab.errors import Refused
from collab.files.rules.names import clean_name
from collab.files.rules.parts import in_words
from collab.files.rules.types import clean_type
from collab.text import clean_text

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Draft(NamedTuple):
    """An upload, with words that can be kept."""

    name: str
    size: int
    type: str
    sha256: str
    note: str


def clean(draft: wire.UploadDraft, *, most: int) -> Draft:
    """What was said, fit to be kept; `most` bytes are allowed in one file.

    Raises Refused: those of `clean_name`, `note.*`, `file.size`, `file.too_large`, `file.sha256`.
    """
    name = clean_name(draft.name)
    if draft.size < 0:
        raise Refused("file.size", "The size of a file cannot be less than nothing.")
    if draft.size > most:
        had = in_words(draft.size)
        raise Refused("file.too_large", f"One file may have at most {in_words(most)}; this has {had}.")
    note = draft.note.strip() and clean_text(
        draft.note, most=limits.FILE_NOTE_CHARS, code="note", what="The note"
    )
    return Draft(name, draft.size, clean_type(draft.type), clean_sha256(draft.sha256), note)


def clean_sha256(given: str) -> str:
    """Raises Refused("file.sha256")."""
    if not _SHA256.fullmatch(given):
        raise Refused("file.sha256", "The SHA-256 must be 64 hexadecimal digits in lower case.")
    return given
