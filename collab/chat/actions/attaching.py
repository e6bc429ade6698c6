"""Messages with files: few beside those without, so they take the plain way of every action."""

from collections.abc import Sequence
from uuid import UUID

from collab import clock, limits, wire
from collab.chat.actions.posting import lost_reply, words_of
from collab.chat.models import Message
from collab.errors import Refused
from collab.files.attaching import attach, versions_in
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member
from collab.workrooms.rules import steps


@action
def post_with_files(seat: Member, *, text: str, reply_to: int | None, files: Sequence[UUID]) -> wire.Done:
    """Write a message that takes versions of files of this room along, in this order; it needs no words then.

    Raises like posting, NotFound("file.not_found"), Conflict("file.deleted"), Refused `message.too_many_files` and
    `message.file_twice`.
    """
    words = words_of(text) if text.strip() else ""
    if len(files) > limits.FILES_PER_MESSAGE:
        raise Refused(
            "message.too_many_files", f"A message takes at most {limits.FILES_PER_MESSAGE} files along."
        )
    if len(set(files)) < len(files):
        raise Refused("message.file_twice", "Each file can be attached only once to a message.")
    room = lock(seat)
    steps.check("message.post", seat.role, seat.side, room.status)
    if reply_to is not None and not Message.objects.filter(room=room, seq=reply_to).exists():
        raise lost_reply()
    versions = versions_in(room, files)
    at, seq = clock.now(), room.head + 1
    Message.objects.bulk_create(
        [
            Message(
                room=room, seq=seq, author=seat.person, at=at, text=words, reply_to=reply_to,
                attached=len(versions),
            )
        ]
    )  # fmt: skip
    attach(room, seq, versions)
    # The log keeps neither words nor files, only how many of them there are.
    said = wire.MessagePosted(text=None, reply_to=reply_to, attached=len(versions))
    return publish(room, said, by=seat.person, at=at)
