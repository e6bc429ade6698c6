"""My rooms, and the invitations that wait for me."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q

from collab import clock, cursors, limits, wire
from collab.accounts.addresses import addresses
from collab.accounts.models import Person
from collab.workrooms.models import Invite, Member, TermsVersion
from collab.workrooms.talk import Talk, talk
from collab.workrooms.waits import waiting_rooms


def my_rooms(person: Person, cursor: str | None, limit: int) -> wire.RoomPage:
    """A page of the person's rooms, the last active first. Raises Refused("cursor.invalid")."""
    seats = Member.objects.filter(person=person, removed_at=None).select_related("room")
    if cursor is not None:
        at, room = _read(cursor)
        seats = seats.filter(Q(room__last_at__lt=at) | Q(room__last_at=at, room__public_id__lt=room))
    found = list(seats.order_by("-room__last_at", "-room__public_id")[: limit + 1])
    items = _items(found[:limit])
    return wire.RoomPage(items=items, next=_cursor(items[-1]) if len(found) > limit else None)


def _items(seats: Sequence[Member]) -> list[wire.RoomItem]:
    said, others = talk(seats), _others(seats)
    waiting = proposed_to(seats) | waiting_rooms(seats)
    return [
        wire.RoomItem(
            id=seat.room.public_id, title=seat.room.title, kind=seat.room.kind, status=seat.room.status,
            role=seat.role, side=seat.side, head=seat.room.head, read=seat.read_seq,
            unread=said.get(seat.room_id, Talk()).unread, last_at=seat.room.last_at,
            last=said.get(seat.room_id, Talk()).last, others=others[seat.room_id], waiting=seat.room_id in waiting,
        )
        for seat in seats
    ]  # fmt: skip


def _others(seats: Sequence[Member]) -> dict[int, list[wire.Person]]:
    """Who else is in the rooms of these seats, by the room's primary key."""
    found: dict[int, list[wire.Person]] = {seat.room_id: [] for seat in seats}
    everybody = Member.objects.filter(room__in=list(found), removed_at=None).select_related("person")
    for other in everybody.exclude(pk__in=[seat.pk for seat in seats]).order_by("joined_at", "pk"):
        found[other.room_id].append(other.person.card())
    return found


def proposed_to(seats: Sequence[Member]) -> set[int]:
    """The rooms (primary keys) in which the other side proposed terms that this person decides."""
    return {version.room_id for version in terms_waiting(seats)}


def terms_waiting(seats: Sequence[Member]) -> list[TermsVersion]:
    """What the other side proposed in the rooms of these seats, and their holder decides; with who proposed it."""
    deciding = {seat.room_id: seat.side for seat in seats if seat.role in ("client", "freelancer")}
    proposed = TermsVersion.objects.filter(
        room__in=list(deciding), state="proposed", expires_at__gt=clock.now()
    )
    return [one for one in proposed.select_related("by") if one.side != deciding[one.room_id]]


def _cursor(last: wire.RoomItem) -> str:
    return f"{last.last_at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{last.id.hex}"


def _read(cursor: str) -> tuple[datetime, UUID]:
    at, _, room = cursor.partition("-")
    try:
        return datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), UUID(room)
    except ValueError:
        raise cursors.invalid() from None


def my_invites(person: Person) -> wire.MyInvites:
    """What waits for the person's answer, at an address they proved to be theirs."""
    asked = (
        Invite.objects.filter(email__in=addresses(person), closed="")
        .exclude(role="freelancer")
        .select_related("room", "by")
        .order_by("-at", "-pk")[: limits.PAGE_MOST]
    )
    return wire.MyInvites(
        items=[
            wire.MyInvite(
                id=one.public_id, room_title=one.room.title, kind=one.room.kind, role=one.role, side=one.side,
                by=one.by.card(), at=one.at,
            )
            for one in asked
        ]
    )  # fmt: skip
