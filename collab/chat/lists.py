"""Messages as people look through them, and as lists of rooms show them."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q

from collab import wire
from collab.chat.cards import cards_of
from collab.chat.models import Message, Revision
from collab.errors import NotFound
from collab.workrooms.models import Member, Room
from collab.workrooms.talk import Talk, told_by

UNREAD_MOST = 100


def messages_before(room: Room, before: int | None, limit: int) -> wire.MessagePage:
    """The newest messages before event `before` (without it, of all), oldest first."""
    rows = Message.objects.filter(room=room).select_related("author").order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows[: limit + 1])
    items = cards_of(found[:limit][::-1])
    return wire.MessagePage(items=items, more=len(found) > limit)


def revisions(room: Room, seq: int) -> wire.Revisions:
    """The earlier wordings of message `seq`, oldest first. Raises NotFound("message.not_found")."""
    if not Message.objects.filter(room=room, seq=seq).exists():
        raise unknown_message()
    rows = Revision.objects.filter(room=room, seq=seq).order_by("id")
    return wire.Revisions(items=[wire.Revision(text=row.text, at=row.at) for row in rows])


def unknown_message() -> NotFound:
    return NotFound("message.not_found", "There is no such message in this room.")


SAID = f"""
SELECT seat.room_id,
    (SELECT max(seq) FROM chat_message WHERE room_id = seat.room_id),
    (SELECT count(*) FROM (
        SELECT 1 FROM chat_message AS other WHERE other.room_id = seat.room_id AND other.seq > seat.read_seq
        AND other.author_id <> seat.person_id AND other.deleted_at IS NULL LIMIT {UNREAD_MOST}) AS unread)
FROM workrooms_member AS seat WHERE seat.id IN ({{seats}})
"""


@told_by
def talk_of(seats: Sequence[Member]) -> dict[int, Talk]:
    """What was said in the rooms of these seats: a constant number of queries, whatever theirs."""
    if not seats:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SAID.format(seats=", ".join(["%s"] * len(seats))), [seat.pk for seat in seats])
        said = {room: (seq, unread) for room, seq, unread in cursor.fetchall() if seq is not None}
    wanted = reduce(or_, (Q(room=room, seq=seq) for room, (seq, _) in said.items()), Q(pk__in=[]))
    newest = list(Message.objects.filter(wanted).select_related("author"))
    last = dict(zip((message.room_id for message in newest), cards_of(newest), strict=True))
    return {room: Talk(unread=unread, last=last.get(room)) for room, (_, unread) in said.items()}
