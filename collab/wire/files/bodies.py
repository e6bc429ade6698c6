"""What is asked of a room's files, and the answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.base import Done, Person, Wire
from collab.wire.files.state import Bytes, Download, FileVersion, Upload, Usage


class UploadDraft(Wire):
    """Body of `POST /rooms/{room}/uploads`: what will be sent. Storage refuses anything else."""

    name: str
    size: StrictInt
    type: str = ""
    """What the sender takes it for; the real type is told from the bytes."""
    sha256: str
    note: str = ""
    version_of: UUID | None = None
    """A new version of this file. Without it, a name that is taken is refused with `file.name_taken`."""


class SignedRequest(Wire):
    """A request that storage takes from whoever has it, until `expires_at`: send exactly these headers."""

    method: Literal["PUT", "GET"]
    url: str
    headers: dict[str, str] = {}
    expires_at: datetime


class PartAsked(Wire):
    number: StrictInt
    sha256: str
    """Of the part's bytes, lower-case hexadecimal; signed, so that storage refuses others."""


class PartsAsked(Wire):
    parts: list[PartAsked]


class SignedPart(Wire):
    number: StrictInt
    request: SignedRequest


class SignedParts(Wire):
    parts: list[SignedPart]


class PartThere(Wire):
    number: StrictInt
    size: Bytes


class UploadPlan(Wire):
    """How to send it: one PUT (`put`), or parts of `part_size` bytes (the last may be smaller), signed as asked for."""

    upload: Upload
    put: SignedRequest | None = None
    part_size: StrictInt | None = None
    parts: StrictInt | None = None
    there: list[PartThere] = []
    """Parts that storage has already: after a reload, send only the others."""
    usage: Usage


class MyUpload(Upload):
    """One of mine that is still open, as a device that lost it finds it again."""

    sha256: str
    type: str
    note: str = ""
    version_of: UUID | None = None


class MyUploads(Wire):
    items: list[MyUpload]


class Uploaded(Done):
    """The file is there, verified."""

    version: FileVersion


class LinkAsked(Wire):
    """Body of `POST …/link`: to save the file, or to play it here (audio, video, PDF: what browsers show safely)."""

    play: StrictBool = False


class FileLink(Done):
    """A link to the whole file that ends at `expires_at`; recorded, and shown to both sides."""

    url: str
    expires_at: datetime


class TextPreview(Wire):
    """The beginning of a text; never HTML."""

    text: str
    whole: StrictBool
    language: str = ""
    """For highlighting: a plain name such as `python`; empty when unknown."""


class FilePage(Wire):
    """The newest version of each file, sums of all that the filter finds, and the `cursor` of the page after."""

    items: list[FileVersion]
    next: str | None = None
    count: StrictInt
    size: Bytes
    people: list[Person] = []
    """Whoever brought a file that is still here, whoever the filter is for."""


class Downloads(Wire):
    """Newest first."""

    items: list[Download]
