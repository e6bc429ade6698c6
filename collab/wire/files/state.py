"""What there is of files in a room: uploads on their way, versions with their previews, downloads, space."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt

from collab.wire.base import Seq, Wire

FileKind = Literal["image", "video", "audio", "pdf", "text", "archive", "document", "other"]
"""What a file is to a person; told by its real type."""
FileSort = Literal["newest", "oldest", "name", "largest"]
PreviewKind = Literal["thumbnail", "page", "text"]
PreviewState = Literal["waiting", "made", "none", "failed"]
"""`none`: this type has no preview; `failed`: it should have one, but could not be drawn."""
Bytes = Annotated[StrictInt, Field(ge=0, le=2**53 - 1)]


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
