"""What the log tells of files."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Data
from collab.wire.files.state import FileVersion, Upload

EndOfUpload = Literal["finished", "cancelled", "expired"]


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
