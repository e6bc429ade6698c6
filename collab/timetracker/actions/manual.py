"""Time by hand: added at once where the contract allows it, asked for where it does not."""

from uuid import UUID

from collab import limits, wire
from collab.accounts.models import Person
from collab.errors import Refused
from collab.timetracker import asks
from collab.timetracker.again import until_it_holds
from collab.timetracker.cards import ask_of
from collab.timetracker.claiming import reports_in
from collab.timetracker.intake import Sender, full_week, report_of, reused_id
from collab.timetracker.models import Ask, Report
from collab.timetracker.rules.bills import line_minor
from collab.timetracker.rules.instants import instant_of
from collab.timetracker.rules.reports import Draft, checked
from collab.timetracker.rules.weeks import monday_of
from collab.timetracker.standing import Here, begin, mondays, take, touch
from collab.timetracker.unclaimed import Unclaimed, too_late
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member

BY_HAND = "by hand"
"""In place of a device."""


def add_manual_time(seat: Member, key: UUID | None, *, draft: wire.ManualDraft) -> wire.ManualDone:
    """Time that no device measured, over seconds that nothing else claims; before the lock of its week.

    Where the contract does not allow it, it becomes a question to the client, with a reason. Raises as `begin`,
    Refused `report.instant`, `report.order`, `report.length`, `report.future`, `memo.*`, `reason.*`, Conflict
    `report.reused`, `report.not_running`, `manual.late`, `manual.claimed`, `ask.too_many`.
    """
    return until_it_holds(lambda: _add(seat, key, draft=draft))


@action
def _add(seat: Member, *, draft: wire.ManualDraft) -> wire.ManualDone:
    here = begin(seat, "time.ask")
    found = checked(
        wire.ReportDraft(
            id=draft.id, memo=draft.memo, start=draft.start, end=draft.end, kind="manual", reason=draft.reason
        ),
        here.at,
    )
    _check_new(found)
    check_open(here, seat.person, found)
    Unclaimed(here, seat.person).take(found, allowed=True)
    if here.contract.terms_at(here.at).manual_time:
        done = keep_by_hand(here, seat.person, found)
        return wire.ManualDone(seq=done.seq, at=done.at, ask=None)
    return _asked(here, seat.person, found)


def _check_new(draft: Draft) -> None:
    if Report.objects.filter(public_id=draft.id).exists() or Ask.objects.filter(report=draft.id).exists():
        raise reused_id()


def check_open(here: Here, person: Person, draft: Draft) -> None:
    """Lock the sheets of its weeks. Raises Conflict `manual.late`, `report.too_many`."""
    its = mondays([(draft.start, draft.end)])
    # A sheet is only made for a week of the contract.
    if here.contract.running(draft.start, draft.end):
        sheets = take(person, [(draft.start, draft.end)])
        if any(here.is_locked(sheets[monday]) for monday in its):
            raise too_late()
        if any(reports_in(person.pk, monday).count() >= limits.REPORTS_PER_WEEK for monday in its):
            raise full_week()


def keep_by_hand(here: Here, person: Person, draft: Draft) -> wire.Done:
    """It counts."""
    spans = [(draft.start, draft.end)]
    sender = Sender(person, BY_HAND, None)
    report_of(draft, here, sender, late=False, seq=here.room.head + 1).save(force_insert=True)
    told = wire.TimeReported(
        days=sorted(mondays(spans)), reports=1, seconds=draft.end - draft.start, manual=1
    )
    done = publish(here.room, told, by=person, at=here.at)
    touch(here, person, spans)
    return done


def _asked(here: Here, person: Person, draft: Draft) -> wire.ManualDone:
    if not draft.reason:
        raise Refused(
            "reason.empty", "This contract takes no time by hand: tell the client why you ask for it."
        )
    asks.check_open(here.room)
    start, monday = instant_of(draft.start), monday_of(instant_of(draft.start))
    seconds, rate = draft.end - draft.start, here.contract.terms(monday).rate or 0
    ask = Ask.objects.create(
        room=here.room, monday=monday, kind="manual", report=draft.id, start=start, end=instant_of(draft.end),
        memo=draft.memo, seconds=seconds, minor=line_minor(seconds, rate), reason=draft.reason, by=person,
        at=here.at, until=here.locks_at(monday),
    )  # fmt: skip
    asks.put(here.room, ask)
    done = asks.tell(here.room, ask, person, here.at)
    return wire.ManualDone(seq=done.seq, at=done.at, ask=ask_of(ask))
