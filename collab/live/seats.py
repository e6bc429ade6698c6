"""Which seats people hold in the rooms they ask for; runs in the pool."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from collab.accounts.models import Person
from collab.workrooms.models import Member

Seats = dict[UUID, Member]


class Wanted(NamedTuple):
    """A person and the rooms (public ids) they want to hear."""

    person: Person
    rooms: frozenset[UUID]


def seats_in(asked: Sequence[Wanted]) -> list[Seats | Exception]:
    """For each, the seats they hold in these rooms, for one query; `room` and `person` are there."""
    people = {want.person.pk for want in asked}
    rooms = {room for want in asked for room in want.rooms}
    held = Member.objects.filter(person__in=people, room__public_id__in=rooms, removed_at=None)
    found: dict[int, list[Member]] = {}
    for seat in held.select_related("room"):
        found.setdefault(seat.person_id, []).append(seat)
    return [_seats(want, found.get(want.person.pk, [])) for want in asked]


def _seats(want: Wanted, held: list[Member]) -> Seats:
    seats = {seat.room.public_id: seat for seat in held if seat.room.public_id in want.rooms}
    for seat in seats.values():
        seat.person = want.person
    return seats
