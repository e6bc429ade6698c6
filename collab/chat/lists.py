"""Messages as people look through them, and as lists of rooms show them."""

from collections.abc import Sequence

from django.db.models import F, OuterRef, QuerySet, Subquery

from collab import wire
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
    items = [message.card() for message in reversed(found[:limit])]
    return wire.MessagePage(items=items, more=len(found) > limit)


def revisions(room: Room, seq: int) -> wire.Revisions:
    """The earlier wordings of message `seq`, oldest first. Raises NotFound("message.not_found")."""
    if not Message.objects.filter(room=room, seq=seq).exists():
        raise unknown_message()
    rows = Revision.objects.filter(room=room, seq=seq).order_by("id")
    return wire.Revisions(items=[wire.Revision(text=row.text, at=row.at) for row in rows])


def unknown_message() -> NotFound:
    return NotFound("message.not_found", "There is no such message in this room.")


@told_by
def talk_of(seats: Sequence[Member]) -> dict[int, Talk]:
    """What was said in the rooms of these seats: two queries, whatever their number."""
    newest = Message.objects.filter(room=OuterRef("room")).order_by("-seq").values("seq")[:1]
    rows = Member.objects.filter(pk__in=[seat.pk for seat in seats]).annotate(newest=Subquery(newest))
    places = {seat.room_id: seat.newest for seat in rows if seat.newest is not None}
    return {}
