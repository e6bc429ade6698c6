"""Weeks and reports as they cross the network, many at a time; and the events about them, as they stand when they are
read."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum

from collab import wire
from collab.timetracker import timers
from collab.timetracker.bills import bills_of
from collab.timetracker.contracts import contracts_of
from collab.timetracker.dues import UNBILLED
from collab.timetracker.models import Ask, Correction, Extra, Report, Week
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.instants import instant_of
from collab.timetracker.rules.weeks import instants
from collab.workrooms.log import Line, filled_by

ABOUT_WEEKS = tuple(event.kind for event in wire.EVENTS if "weeks" in event.model_fields)
SUMS = tuple(wire.Sums.model_fields)


def weeks_of(found: Sequence[Week]) -> list[wire.Week]:
    """A constant number of queries, whatever their number. One that is not kept yet has no bill."""
    contracts = contracts_of({week.room_id for week in found})
    bills = bills_of([week for week in found if week.pk])
    asks, later = _asks_of(found), _billed_later(found)
    return [
        _week(
            week,
            contracts[week.room_id],
            bills.get(week.pk),
            asks.get((week.room_id, week.monday), []),
            later.get((week.room_id, week.monday), 0),
        )
        for week in found
    ]


def _week(
    week: Week, contract: Contract, bill: wire.Bill | None, asks: list[wire.Ask], later: int
) -> wire.Week:
    when = instants(week.monday, contract.policy, bill.at if bill else None)
    return wire.Week(
        week=week.monday, state=week.state, ends_at=when.ends_at, locks_at=when.locks_at,
        disputable_until=when.disputable_until, available_at=when.available_at, sums=sums_of(week), limit=week.limit,
        rate=contract.terms(week.monday).rate or 0, over_accepted=week.over_accepted,
        billed=_billed(week, bill) + later, asks=asks, bill=bill,
    )  # fmt: skip


def _billed(week: Week, bill: wire.Bill | None) -> int:
    """Seconds of it on its own bill."""
    made = bill.lines if bill and bill.id else []
    return sum(line.seconds for line in made if line.week == week.monday)


def _billed_later(weeks: Sequence[Week]) -> dict[tuple[int, date], int]:
    """Seconds on other bills, or for the next: what was accepted late less what was taken back; by room and week."""
    extras = Extra.objects.filter(
        room__in={week.room_id for week in weeks}, monday__in={week.monday for week in weeks}
    ).exclude(bill__monday=F("monday"))
    sums = extras.order_by().values("room", "monday").annotate(sum=Sum("seconds"))
    return {(one["room"], one["monday"]): one["sum"] for one in sums}


def sums_of(week: Week) -> wire.Sums:
    return wire.Sums.model_validate({name: getattr(week, name) for name in SUMS})


def _asks_of(weeks: Sequence[Week]) -> dict[tuple[int, date], list[wire.Ask]]:
    """By room and week, oldest first."""
    rows = Ask.objects.filter(
        room__in={week.room_id for week in weeks}, monday__in={week.monday for week in weeks}
    )
    found: dict[tuple[int, date], list[wire.Ask]] = {}
    for ask in rows.select_related("by", "decided_by").order_by("pk"):
        found.setdefault((ask.room_id, ask.monday), []).append(ask_of(ask))
    return found


def ask_of(ask: Ask) -> wire.Ask:
    """Needs `by` and `decided_by` selected."""
    return wire.Ask(
        id=ask.public_id, kind=ask.kind, state=ask.state, week=ask.monday, start=ask.start, end=ask.end,
        memo=ask.memo, seconds=ask.seconds, minor=ask.minor, reason=ask.reason, by=ask.by.public_id, at=ask.at,
        until=ask.until, decided_by=ask.decided_by and ask.decided_by.public_id, decided_at=ask.decided_at,
    )  # fmt: skip


def reports_of(found: Sequence[Report]) -> list[wire.Report]:
    """With their corrections; one query. They need `person` selected."""
    corrections: dict[int, list[wire.Correction]] = {}
    corrected = [report.pk for report in found if report.corrected]
    rows = Correction.objects.filter(report__in=corrected).select_related("by").order_by("report", "number")
    for one in rows if corrected else ():
        corrections.setdefault(one.report_id, []).append(_correction(one))
    return [_report(report, corrections.get(report.pk, [])) for report in found]


def _report(report: Report, corrections: list[wire.Correction]) -> wire.Report:
    return wire.Report(
        id=report.public_id, person=report.person.public_id, device=report.device, kind=report.kind,
        memo=report.memo, start=report.start, end=report.end, running=report.running, flagged=report.flagged,
        late=report.late, reason=report.reason, at=report.at, corrections=corrections,
    )  # fmt: skip


def _correction(one: Correction) -> wire.Correction:
    return wire.Correction(
        number=one.number, before=_pieces(one.before), after=_pieces(one.after), reason=one.reason,
        by=one.by.public_id, at=one.at,
    )  # fmt: skip


def _pieces(kept: Iterable[Any]) -> list[wire.Piece]:
    return [wire.Piece(start=instant_of(start), end=instant_of(end), memo=memo) for start, end, memo in kept]


@filled_by("timer.started", fields=["timer"])
def add_timers(lines: Sequence[Line]) -> None:
    """A timer that still runs, as it stands; none once it has stopped."""
    running = Report.objects.filter(public_id__in={line.data["id"] for line in lines}, running=True)
    told = {
        str(report.public_id): timers.card(report).model_dump(mode="json")
        for report in running.select_related("room", "person")
    }
    for line in lines:
        line.data["timer"] = told.get(line.data["id"])


@filled_by(*ABOUT_WEEKS, fields=["weeks"])
def add_weeks(lines: Sequence[Line]) -> None:
    """Give the last event about each week the week as it stands now: the others would say the same again.

    The last of each room also has the weeks that were not billed yet: what is left over from others is on their bill.
    """
    newest = {line.room: line for line in lines}
    last = {(line.room, date.fromisoformat(day)): line for line in lines for day in line.data.get("days", ())}
    for line in lines:
        line.data["weeks"] = []
    found = Week.objects.filter(room__in=newest).filter(
        Q(monday__in={monday for _, monday in last}) | Q(state__in=UNBILLED)
    )
    told = [
        (week, newest[week.room_id] if week.state in UNBILLED else last.get((week.room_id, week.monday)))
        for week in found.order_by("room", "monday")
    ]
    asked = [(week, line) for week, line in told if line]
    for (_, line), card in zip(asked, weeks_of([week for week, _ in asked]), strict=True):
        line.data["weeks"].append(card.model_dump(mode="json"))
