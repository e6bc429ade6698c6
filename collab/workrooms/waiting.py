"""What waits for a person, across all their rooms: a constant number of queries, however many they are."""

from collections.abc import Iterable, Sequence

from collab import limits, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.workrooms.lists import terms_waiting
from collab.workrooms.models import Member
from collab.workrooms.proposals import LAPSE, subject_of
from collab.workrooms.rules.waiting import most_urgent
from collab.workrooms.waits import listed_by, waiting_things

Dues = dict[tuple[str, str], wire.Due]
"""What happens if nobody acts, by verb and subject."""
Others = dict[int, wire.Person]


def waiting_for(person: Person) -> wire.Waiting:
    """The most urgent first, at most limits.WAITING_SHOWN."""
    seats = list(Member.objects.filter(person=person, removed_at=None).select_related("room"))
    return wire.Waiting(items=most_urgent(waiting_things(seats), limits.WAITING_SHOWN))


def dues_in(rooms: Iterable[int]) -> Dues:
    """Of these rooms (primary keys)."""
    return {(due.verb, due.subject): due.card() for due in book.in_rooms(rooms)}


def others_in(seats: Sequence[Member], rooms: Iterable[int]) -> Others:
    """The other party of each room, who waits, by its primary key."""
    side_of = {seat.room_id: seat.side for seat in seats}
    parties = Member.objects.filter(
        room__in=list(rooms), role__in=["client", "freelancer"], removed_at=None
    ).select_related("person")
    return {one.room_id: one.person.card() for one in parties if one.role != side_of[one.room_id]}


@listed_by
def terms(seats: Sequence[Member]) -> list[wire.Waits]:
    """What the other side proposed."""
    proposed, rooms = terms_waiting(seats), {seat.room_id: seat.room for seat in seats}
    dues = dues_in({one.room_id for one in proposed})
    return [
        wire.Waits(
            room=rooms[one.room_id].public_id, room_title=rooms[one.room_id].title, kind="terms", title=one.title,
            since=one.at, due=dues.get((LAPSE, subject_of(one))), who=one.by.card(),
        )
        for one in proposed
    ]  # fmt: skip
