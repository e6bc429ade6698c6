"""Files: uploads on their way to storage, versions, previews, downloads and frozen sets."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt

from collab.wire.base import Data, Done, Person, Seq, Wire

FileKind = Literal["image", "video", "audio", "pdf", "text", "archive", "document", "other"]
"""What a file is to a person; told by its real type."""
FileSort = Literal["newest", "oldest", "name", "largest"]
PreviewKind = Literal["thumbnail", "page", "text"]
PreviewState = Literal["waiting", "made", "none", "failed"]
"""`none`: this type has no preview; `failed`: it should have one, but could not be drawn."""
EndOfUpload = Literal["finished", "cancelled", "expired"]
Bytes = Annotated[StrictInt, Field(ge=0, le=2**53 - 1)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""Lower-case hexadecimal."""


# ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Upload(Wire):
    """Somebody is sending a file. Its bytes go straight to storage, so only its sender knows how far it is."""

    id: UUID
    by: UUID
    name: str
    size: Bytes
    at: datetime
    expires_at: datetime
    """If it is not finished by then, it is given up."""


class Preview(Wire):
    """A picture (WebP) or, for `text`, the first characters of the file; made of nothing but what can be seen."""

    kind: PreviewKind
    path: str
    """Path under this server; it leads to storage. For `text` it answers JSON: `TextPreview`."""
    width: StrictInt | None = None
    height: StrictInt | None = None


class FileVersion(Wire):
    """One version of a file. Its bytes never change; once deleted, they are gone and this is what stays."""

    id: UUID
    file: UUID
    number: StrictInt
    name: str
    size: Bytes
    type: str
    """The real media type, told from the bytes, not from the name."""
    kind: FileKind
    sha256: str
    note: str = ""
    by: UUID
    at: datetime
    said: Seq | None = None
    """The event that brought it: a message, or a `file.added`; leads to where it was said."""
    preview: PreviewState = "waiting"
    previews: list[Preview] = []
    checked_at: datetime | None = None
    """When the whole file was last read back and its SHA-256 found as announced."""
    damaged_at: datetime | None = None
    """When the bytes in storage were last found missing or different."""
    frozen: StrictBool = False
    """Handed in somewhere: can be neither replaced nor deleted."""
    deleted_at: datetime | None = None
    deleted_by: UUID | None = None
    downloads: StrictInt = 0


class File(Wire):
    """A name in a room with all its versions, newest first."""

    id: UUID
    name: str
    versions: list[FileVersion]


class Download(Wire):
    version: UUID
    number: StrictInt
    by: UUID
    at: datetime


class Usage(Wire):
    """What is used and allowed, in bytes; what is on its way counts already."""

    room_used: Bytes
    room_most: Bytes
    mine_used: Bytes
    """By me, in all rooms."""
    mine_most: Bytes
    file_most: Bytes


# ── events ──────────────────────────────────────────────────────────────────────────────────────────────────────


class UploadStarted(Data):
    kind: ClassVar[str] = "upload.started"
    upload: Upload


class UploadEnded(Data):
    """It is under way no longer. When `finished`, a `file.added` or a message with it follows."""

    kind: ClassVar[str] = "upload.ended"
    upload: UUID
    how: EndOfUpload


class AboutFile(Data):
    """`version` is as it stands when the event is read (deleted, with previews, …): the row of the log has its id."""

    id: UUID
    version: FileVersion | None = None


class FileAdded(AboutFile):
    """A version is there. Where its `said` is another event, a message has taken it along since."""

    kind: ClassVar[str] = "file.added"


class FileChanged(AboutFile):
    """The version is another now: previews were made, it was read back, frozen, or found damaged."""

    kind: ClassVar[str] = "file.changed"


class FileDownloaded(AboutFile):
    """`by` of the event asked for a link to the whole file, the version `id`; `version` counts all who ever did."""

    kind: ClassVar[str] = "file.downloaded"
    file: UUID
    number: StrictInt


class FileDeleted(AboutFile):
    """The bytes are gone; `version` is the tombstone."""

    kind: ClassVar[str] = "file.deleted"


# ── bodies and answers ──────────────────────────────────────────────────────────────────────────────────────────


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
