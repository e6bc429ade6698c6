"""The words of messages, added to the log when it is read: they live in one place only (rule 12)."""

from collections.abc import Sequence

from django.db.models import Q

from collab.chat.models import Message
from collab.workrooms.log import filled_by
from collab.workrooms.models import Event


@filled_by("message.posted", "message.edited")
def add_words(events: Sequence[Event]) -> None:
    """Give each event the present wording of its message; null once that is deleted."""
    places = {event: (event.room_id, event.data.get("seq", event.seq)) for event in events}
    by_room: dict[int, set[int]] = {}
    for room, seq in places.values():
        by_room.setdefault(room, set()).add(seq)
    wanted = Q()
    for room, seqs in by_room.items():
        wanted |= Q(room_id=room, seq__in=seqs)
    words = {
        (room, seq): text
        for room, seq, text in Message.objects.filter(wanted).values_list("room_id", "seq", "text")
    }
    for event, place in places.items():
        event.data["text"] = words.get(place)
