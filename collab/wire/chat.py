"""Messages."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.base import Command, Data, Seq, Wire
from collab.wire.files.state import FileVersion


class Message(Wire):
    """A message, addressed by the number of its event. `text` is null once deleted."""

    seq: Seq
    at: datetime
    by: UUID
    text: str | None
    reply_to: Seq | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    files: list[FileVersion] = []
    """What is attached, in the order of the author; gone from here with the message, not from the room's files."""


class Revision(Wire):
    """An earlier wording of a message; gone when the message is deleted."""

    text: str
    at: datetime
    """When these words were written."""


class MessagePosted(Data):
    """`text` is the present wording, null once deleted: the log keeps no words (rule 12). Nor does it keep the
    `files`, only how many were attached."""

    kind: ClassVar[str] = "message.posted"
    text: str | None
    reply_to: Seq | None = None
    attached: StrictInt = 0
    files: list[FileVersion] = []


class MessageEdited(Data):
    kind: ClassVar[str] = "message.edited"
    seq: Seq
    text: str | None


class MessageDeleted(Data):
    kind: ClassVar[str] = "message.deleted"
    seq: Seq


class ReadMarked(Data):
    kind: ClassVar[str] = "read.marked"
    seq: Seq


class MessagePost(Command):
    method: ClassVar[str] = "message.post"
    room: UUID
    text: str
    reply_to: Seq | None = None
    files: list[UUID] = []
    """Versions of files in this room; `text` may then be empty."""


class MessageEdit(Command):
    method: ClassVar[str] = "message.edit"
    room: UUID
    seq: Seq
    text: str


class MessageDelete(Command):
    method: ClassVar[str] = "message.delete"
    room: UUID
    seq: Seq


class ReadMark(Command):
    method: ClassVar[str] = "read.mark"
    room: UUID
    seq: Seq


class MessagePage(Wire):
    """Oldest first; `more` tells whether there are older ones."""

    items: list[Message]
    more: StrictBool


class Revisions(Wire):
    """Oldest first."""

    items: list[Revision]


class Post(Wire):
    """Body of `POST /rooms/{room}/messages`. `text` may be empty where there are `files`, ids of versions."""

    text: str
    reply_to: Seq | None = None
    files: list[UUID] = []


class Edit(Wire):
    text: str


class Mark(Wire):
    seq: Seq
