"""What people do with messages that are there."""

from collab import clock, wire
from collab.accounts.models import Person
from collab.chat.actions.posting import words_of
from collab.chat.lists import unknown_message
from collab.chat.models import Message, Revision
from collab.errors import Conflict, Forbidden, Refused
from collab.files.attaching import detach
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps


def _own_message(room: Room, author: Person, seq: int) -> Message:
    message = Message.objects.filter(room=room, seq=seq).first()
    if message is None:
        raise unknown_message()
    if message.author_id != author.pk:
        raise Forbidden("message.not_yours", "Only the person who wrote a message can change it.")
    if message.deleted_at is not None:
        raise Conflict("message.deleted", "This message was deleted.")
    return message


@action
def edit_message(seat: Member, *, seq: int, text: str) -> wire.Done:
    """Other words for one's own message `seq`; both sides can read the earlier ones.

    Raises NotFound, Forbidden("message.not_yours"), Conflict("message.deleted") or one of clean_text's.
    """
    text = words_of(text)
    room = lock(seat)
    steps.check("message.edit", seat.role, seat.side, room.status)
    message = _own_message(room, seat.person, seq)
    assert message.text is not None
    Revision.objects.create(room=room, seq=seq, text=message.text, at=message.edited_at or message.at)
    at = clock.now()
    Message.objects.filter(room=room, seq=seq).update(text=text, edited_at=at)
    return publish(room, wire.MessageEdited(seq=seq, text=text), by=seat.person, at=at)


@action
def delete_message(seat: Member, *, seq: int) -> wire.Done:
    """Take one's own message `seq` back: its words and all earlier ones are gone; that there was one stays.

    Raises NotFound, Forbidden("message.not_yours"), Conflict("message.deleted").
    """
    room = lock(seat)
    steps.check("message.delete", seat.role, seat.side, room.status)
    message = _own_message(room, seat.person, seq)
    at = clock.now()
    Message.objects.filter(room=room, seq=seq).update(text=None, deleted_at=at)
    Revision.objects.filter(room=room, seq=seq).delete()
    done = publish(room, wire.MessageDeleted(seq=seq), by=seat.person, at=at)
    if message.attached:
        detach(room, seq, by=seat.person, at=at)
    return done


@action
def mark_read(seat: Member, *, seq: int) -> wire.Done:
    """Everything up to event `seq` was read. Marks only move forward; one that does not leaves no event.

    Raises Refused("read.ahead") for a number that the room has not reached.
    """
    room = lock(seat)
    if seq > room.head:
        raise Refused("read.ahead", "That number is still to come in this room.")
    moved = Member.objects.filter(pk=seat.pk, read_seq__lt=seq).update(read_seq=seq)
    if not moved:
        return wire.Done(seq=room.head, at=room.last_at)
    Member.objects.filter(pk=seat.pk, delivered_seq__lt=seq).update(delivered_seq=seq)
    return publish(room, wire.ReadMarked(seq=seq), by=seat.person)
