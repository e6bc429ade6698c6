"""Milestones that wait for somebody: a constant number of queries, however many they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from collab import clock, wire
from collab.milestones.cards import Parts, currencies_of, parts_of
from collab.milestones.models import Milestone
from collab.milestones.rules import steps
from collab.milestones.rules.waiting import ANSWER, asked
from collab.milestones.silence import APPROVE, CANCEL
from collab.milestones.standing import standing_of
from collab.workrooms.models import Member
from collab.workrooms.waiting import Dues, Others, dues_in, others_in
from collab.workrooms.waits import listed_by, told_by

DEADLINE = {"review": APPROVE, "less": APPROVE, "cancel": CANCEL}
"""The row of the agenda that tells what happens if nobody acts."""


@dataclass(frozen=True, slots=True)
class Open:
    """A milestone that waits for whoever holds the seat."""

    seat: Member
    milestone: Milestone
    parts: Parts
    kind: wire.WaitKind


@told_by
def rooms_waiting(seats: Sequence[Member]) -> set[int]:
    """Of these seats, the rooms (primary keys) in which a milestone waits for its holder."""
    return {one.milestone.room_id for one in _open(seats)}


@listed_by
def milestones(seats: Sequence[Member]) -> list[wire.Waits]:
    opened = list(_open(seats))
    rooms = {one.milestone.room_id for one in opened}
    dues, others, currencies = dues_in(rooms), others_in(seats, rooms), currencies_of(rooms)
    return [_of_milestone(one, dues, others, currencies) for one in opened]


def _open(seats: Sequence[Member]) -> Iterator[Open]:
    now, seat_of = clock.now(), {seat.room_id: seat for seat in seats if seat.role != "observer"}
    rows = Milestone.objects.filter(room__in=list(seat_of)).exclude(state__in=steps.OVER)
    found = list(rows.order_by("room", "position", "pk"))
    parts = parts_of(found)
    busy = {one.room_id for one in found if one.state in steps.BOUND or one.payment is not None}
    for one in found:
        seat, its = seat_of[one.room_id], parts[one.pk]
        standing = standing_of(one, its.submissions, its.change, now)
        may = steps.may(seat.role, seat.side, seat.room.status, standing)
        for kind in asked(standing):
            # One's own plans for later wait for nobody while there is something else to do.
            later = kind == "fund" and one.side == seat.side and one.room_id in busy
            if ANSWER[kind] in may and not later:
                yield Open(seat, one, its, kind)


def _of_milestone(one: Open, dues: Dues, others: Others, currencies: dict[int, str]) -> wire.Waits:
    found, room = one.milestone, one.seat.room
    return wire.Waits(
        room=room.public_id, room_title=room.title, kind=one.kind, subject=found.public_id, title=found.title,
        minor=_amount(one), currency=currencies[room.pk], since=_since(one),
        due=dues.get((DEADLINE.get(one.kind, ""), str(found.public_id))), who=others.get(room.pk),
        due_date=found.due if ANSWER[one.kind] == "milestone.submit" else None,
    )  # fmt: skip


def _amount(one: Open) -> int:
    if one.kind == "less" and one.milestone.less_minor is not None:
        return one.milestone.less_minor
    if one.kind == "change" and one.parts.change is not None:
        return wire.MilestoneDraft.model_validate(one.parts.change.draft).minor
    return one.milestone.minor


def _since(one: Open) -> datetime:
    found, last = one.milestone, one.parts.submissions[-1] if one.parts.submissions else None
    asked_at = {
        "submit": found.funded_at,
        "review": last and last.at,
        "submission_changes": last and last.decided_at,
        "less": found.less_at,
        "change": one.parts.change and one.parts.change.at,
        "cancel": found.cancel_at,
    }
    return asked_at.get(one.kind) or found.at
