"""Milestones as they cross the network, many at a time; and the events about them, as they stand when they are read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from collab import clock, wire
from collab.accounts.models import Person
from collab.billing import escrow
from collab.files import cards as file_cards
from collab.files.models import Pin
from collab.milestones.models import Change, Mark, Milestone, Submission
from collab.milestones.rules import steps
from collab.milestones.standing import Taken, standing_of
from collab.workrooms.log import Line, filled_by
from collab.workrooms.models import Member, TermsVersion

People = Mapping[int, UUID]
"""Public ids by primary key."""


@dataclass(slots=True)
class Parts:
    """What belongs to one milestone."""

    submissions: list[Submission] = field(default_factory=list)
    change: Change | None = None


def milestones() -> QuerySet[Milestone]:
    """With all that a card needs."""
    return Milestone.objects.select_related("room")


def parts_of(found: Sequence[Milestone]) -> dict[int, Parts]:
    """By the milestone's primary key: two queries, whatever their number."""
    parts = {milestone.pk: Parts() for milestone in found}
    for submission in Submission.objects.filter(milestone__in=list(parts)).order_by("milestone", "number"):
        parts[submission.milestone_id].submissions.append(submission)
    for change in Change.objects.filter(milestone__in=list(parts)):
        parts[change.milestone_id].change = change
    return parts


def cards_of(found: Sequence[Milestone], seat: Member | None = None) -> list[wire.Milestone]:
    """As they cross the network; with `seat`, also what whoever holds it may do now. They come from `milestones()`.

    A constant number of queries, whatever their number.
    """
    return _cards(found, parts_of(found), currencies_of({milestone.room_id for milestone in found}), seat)


def card_of(milestone: Milestone, seat: Member | None = None) -> wire.Milestone:
    """One, read again as it stands now."""
    [card] = cards_of([milestones().get(pk=milestone.pk)], seat)
    return card


def card_after(taken: Taken, seat: Member) -> wire.Milestone:
    """The milestone that a step was just taken on, as the step has left it: nothing of it is read again."""
    found, parts = taken.milestone, Parts(taken.submissions, taken.change)
    found.room = taken.room
    [card] = _cards([found], {found.pk: parts}, {found.room_id: taken.agreed.currency}, seat)
    return card


def _cards(
    found: Sequence[Milestone], parts: Mapping[int, Parts], currencies: Mapping[int, str], seat: Member | None
) -> list[wire.Milestone]:
    now, people = clock.now(), _people_in(found, parts)
    handed_in = _handed_in([one for part in parts.values() for one in part.submissions], people)
    return [
        _card(milestone, currencies[milestone.room_id], parts[milestone.pk], handed_in, people, seat, now)
        for milestone in found
    ]


def _people_in(found: Sequence[Milestone], parts: Mapping[int, Parts]) -> People:
    """All who have a part in these milestones."""
    named = {who for one in found for who in (one.by_id, one.less_by_id, one.cancel_by_id)}
    for part in parts.values():
        named |= {who for one in part.submissions for who in (one.by_id, one.decided_by_id)}
        named |= {part.change.by_id} if part.change else set()
    return dict(Person.objects.filter(pk__in=[who for who in named if who]).values_list("pk", "public_id"))


def currencies_of(rooms: Iterable[int]) -> dict[int, str]:
    """The currency that was agreed on, by the room's primary key: it never changes after the first acceptance."""
    accepted = TermsVersion.objects.filter(room__in=list(rooms), state="accepted")
    return dict(accepted.values_list("room_id", "currency"))


def _handed_in(submissions: Sequence[Submission], people: People) -> dict[int, wire.Submission]:
    """By the submission's primary key."""
    marks: dict[int, list[wire.ItemMark]] = {}
    for mark in Mark.objects.filter(submission__in=[one.pk for one in submissions]).order_by("item"):
        shown = wire.ItemMark(item=mark.item, ok=mark.ok, remark=mark.remark)
        marks.setdefault(mark.submission_id, []).append(shown)
    files = _files_of([one.frozen_set_id for one in submissions if one.frozen_set_id])
    return {
        one.pk: wire.Submission(
            number=one.number, state=one.state, message=one.message, files=files.get(one.frozen_set_id or 0, []),
            checklist=one.checklist, marks=marks.get(one.pk, []), note=one.note, by=people[one.by_id], at=one.at,
            review_until=one.review_until, decided_by=one.decided_by_id and people[one.decided_by_id],
            decided_at=one.decided_at,
        )
        for one in submissions
    }  # fmt: skip


def _files_of(frozen_sets: Sequence[int]) -> dict[int, list[wire.FileVersion]]:
    """By the frozen set's primary key."""
    if not frozen_sets:
        return {}
    pins = list(Pin.objects.filter(frozen_set__in=frozen_sets).order_by("pk"))
    versions = list(file_cards.versions().filter(pk__in={pin.version_id for pin in pins}))
    cards = dict(zip((one.pk for one in versions), file_cards.cards_of(versions), strict=True))
    files: dict[int, list[wire.FileVersion]] = {}
    for pin in pins:
        files.setdefault(pin.frozen_set_id, []).append(cards[pin.version_id])
    return files


def _card(
    milestone: Milestone, currency: str, parts: Parts, handed_in: dict[int, wire.Submission],
    people: People, seat: Member | None, now: datetime,
) -> wire.Milestone:  # fmt: skip
    standing = standing_of(milestone, parts.submissions, parts.change, now)
    return wire.Milestone(
        id=milestone.public_id, position=milestone.position, title=milestone.title,
        description=milestone.description, minor=milestone.minor, currency=currency, due=milestone.due,
        checklist=milestone.checklist, revision_cap=milestone.revision_cap, state=milestone.state,
        side=milestone.side, by=people[milestone.by_id], at=milestone.at, paying=milestone.payment,
        funded_at=milestone.funded_at, submissions=[handed_in[one.pk] for one in parts.submissions],
        change=parts.change and _change(parts.change, people), less=_less(milestone, people),
        cancel=_cancel(milestone, people),
        released=milestone.released, ended_at=milestone.ended_at, whose=steps.whose(standing),
        may=steps.may(seat.role, seat.side, milestone.room.status, standing) if seat else [],
    )  # fmt: skip


def _change(change: Change, people: People) -> wire.Change:
    return wire.Change(
        id=change.public_id, draft=change.draft, side=change.side, by=people[change.by_id], at=change.at
    )


def _less(milestone: Milestone, people: People) -> wire.LessOffer | None:
    if milestone.less_minor is None or milestone.less_by_id is None or milestone.less_at is None:
        return None
    return wire.LessOffer(
        minor=milestone.less_minor, note=milestone.less_note, by=people[milestone.less_by_id], at=milestone.less_at
    )  # fmt: skip


def _cancel(milestone: Milestone, people: People) -> wire.CancelAsked | None:
    if milestone.cancel_at is None or milestone.cancel_until is None or milestone.cancel_by_id is None:
        return None
    return wire.CancelAsked(
        by=people[milestone.cancel_by_id], at=milestone.cancel_at, until=milestone.cancel_until,
        reason=milestone.cancel_reason,
    )  # fmt: skip


ABOUT_ONE = tuple(event.kind for event in wire.EVENTS if issubclass(event, wire.AboutMilestone))


@filled_by(*ABOUT_ONE, fields=["milestone", "money"])
def add_milestones(lines: Sequence[Line]) -> None:
    """Give the last event about each milestone the milestone as it stands now, and the last of each room its money.

    The others would say the same again: a review with many marks is one milestone, not a hundred of them.
    """
    last = {str(line.data["id"]): line for line in lines}
    moneyed = {line.room: line for line in lines}
    for line in lines:
        line.data |= {"milestone": None, "money": None}
    for card in cards_of(list(milestones().filter(public_id__in=list(last)))):
        last[str(card.id)].data["milestone"] = card.model_dump(mode="json")
    for room, money in escrow.moneys_of(moneyed).items():
        moneyed[room].data["money"] = money.model_dump(mode="json")
