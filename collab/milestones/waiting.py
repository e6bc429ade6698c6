"""What waits for a person, across all their rooms: a constant number of queries, however many they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.billing.asking import ASK
from collab.billing.models import Payment
from collab.milestones.cards import Parts, currencies_of, parts_of
from collab.milestones.models import Milestone
from collab.milestones.rules import steps
from collab.milestones.rules.waiting import ANSWER, asked, most_urgent
from collab.milestones.silence import APPROVE, CANCEL
from collab.milestones.standing import standing_of
from collab.workrooms.lists import terms_waiting
from collab.workrooms.models import Member, TermsVersion
from collab.workrooms.proposals import LAPSE, subject_of
from collab.workrooms.rules import steps as policy
from collab.workrooms.waits import told_by

DEADLINE = {"review": APPROVE, "less": APPROVE, "cancel": CANCEL}
"""The row of the agenda that tells what happens if nobody acts."""
Dues = dict[tuple[str, str], wire.Due]
Others = dict[int, wire.Person]


@dataclass(frozen=True, slots=True)
class Open:
    """A milestone that waits for whoever holds the seat."""

    seat: Member
    milestone: Milestone
    parts: Parts
    kind: wire.WaitKind


def waiting_for(person: Person) -> wire.Waiting:
    """The most urgent first, at most limits.WAITING_SHOWN."""
    seats = list(Member.objects.filter(person=person, removed_at=None).select_related("room"))
    opened, paying, proposed = list(_open(seats)), _payments(seats), terms_waiting(seats)
    rooms = {one.milestone.room_id for one in opened}
    rooms |= {one.room_id for one in paying} | {one.room_id for one in proposed}
    seat_of = {seat.room_id: seat for seat in seats}
    dues = {(due.verb, due.subject): due.card() for due in book.in_rooms(rooms)}
    others, currencies = _others(seat_of, rooms), currencies_of(rooms)
    items = [_of_milestone(one, dues, others, currencies) for one in opened]
    items += [_of_payment(one, seat_of[one.room_id], dues) for one in paying]
    items += [_of_terms(one, seat_of[one.room_id], dues) for one in proposed]
    return wire.Waiting(items=most_urgent(items, limits.WAITING_SHOWN))


@told_by
def rooms_waiting(seats: Sequence[Member]) -> set[int]:
    """Of these seats, the rooms (primary keys) in which a milestone or a payment waits for its holder."""
    return {one.milestone.room_id for one in _open(seats)} | {one.room_id for one in _payments(seats)}


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


def _payments(seats: Sequence[Member]) -> list[Payment]:
    """Those that the holders of these seats have to confirm."""
    rooms = [
        seat.room_id for seat in seats
        if policy.may("payment.confirm", seat.role, seat.side, seat.room.status)
    ]  # fmt: skip
    return list(Payment.objects.filter(room__in=rooms, state="needs_confirmation").order_by("pk"))


def _others(seat_of: dict[int, Member], rooms: set[int]) -> Others:
    """The other party of each room, who waits."""
    parties = Member.objects.filter(room__in=rooms, role__in=["client", "freelancer"], removed_at=None)
    return {
        one.room_id: one.person.card()
        for one in parties.select_related("person")
        if one.role != seat_of[one.room_id].side
    }


def _of_milestone(one: Open, dues: Dues, others: Others, currencies: dict[int, str]) -> wire.Waits:
    found, room = one.milestone, one.seat.room
    return wire.Waits(
        room=room.public_id, room_title=room.title, kind=one.kind, subject=found.public_id, title=found.title,
        minor=_amount(one), currency=currencies[room.pk], since=_since(one),
        due=dues.get((DEADLINE.get(one.kind, ""), str(found.public_id))), who=others.get(room.pk),
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


def _of_payment(payment: Payment, seat: Member, dues: Dues) -> wire.Waits:
    return wire.Waits(
        room=seat.room.public_id, room_title=seat.room.title, kind="payment", subject=payment.public_id,
        title=payment.title, minor=payment.minor + payment.fee, currency=payment.currency, since=payment.at,
        due=dues.get((ASK, str(payment.public_id))),
    )  # fmt: skip


def _of_terms(version: TermsVersion, seat: Member, dues: Dues) -> wire.Waits:
    return wire.Waits(
        room=seat.room.public_id, room_title=seat.room.title, kind="terms", title=version.title, since=version.at,
        due=dues.get((LAPSE, subject_of(version))), who=version.by.card(),
    )  # fmt: skip
