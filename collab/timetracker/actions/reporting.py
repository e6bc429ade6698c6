"""Time that a device measured by itself: offline, in another tracker, or before a crash."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from collab import limits, wire
from collab.accounts.models import Person
from collab.errors import Refused
from collab.timetracker import supplements
from collab.timetracker.again import until_it_holds
from collab.timetracker.claiming import claimed
from collab.timetracker.correcting import keep_correction
from collab.timetracker.intake import Sender, Told, judge, report_of, spans_of
from collab.timetracker.models import Report
from collab.timetracker.recounting import Counted
from collab.timetracker.rules.claims import Piece
from collab.timetracker.rules.instants import whole
from collab.timetracker.rules.pieces import clean_device
from collab.timetracker.rules.reports import offset_of
from collab.timetracker.standing import Here, begin, mondays, touch
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


def report_time(seat: Member, key: UUID | None, *, draft: wire.ReportsDraft) -> wire.ReportsDone:
    """Take in what is new of these reports, and say of each what became of it; safe to repeat by their ids.

    What comes after the lock goes into a supplement. Raises as `begin`, Refused `report.none`, `report.at_once`,
    `device.*`; a report that is refused is in the answer.
    """
    return until_it_holds(lambda: _report(seat, key, draft=draft))


@action
def _report(seat: Member, *, draft: wire.ReportsDraft) -> wire.ReportsDone:
    _check_count(draft.reports)
    device = clean_device(draft.device)
    here = begin(seat, "time.report")
    offset = None if draft.sent_at is None else offset_of(draft.sent_at, here.at)
    sender = Sender(seat.person, device, offset)
    found = judge(here, sender, draft.reports)
    done: wire.Done | None = None
    counted: dict[date, Counted] = {}
    if any(one.fresh for one in found):
        done, counted = _keep(here, sender, found)
    figures = _figures(here, seat.person, found, counted)
    results = [_result(one, figures.get(one.id, {})) for one in found]
    return wire.ReportsDone(seq=done and done.seq, at=here.at, results=results)


def _check_count(given: Sequence[wire.ReportDraft]) -> None:
    if not given:
        raise Refused("report.none", "There is no report in this batch.")
    if len(given) > limits.REPORTS_AT_ONCE:
        raise Refused("report.at_once", f"At most {limits.REPORTS_AT_ONCE:,} reports are taken in at once.")


def _keep(here: Here, sender: Sender, found: Sequence[Told]) -> tuple[wire.Done, dict[date, Counted]]:
    fresh = [(one, draft) for one in found if (draft := one.fresh)]
    seq, spans = here.room.head + 1, spans_of(found)
    rows = Report.objects.bulk_create(
        [report_of(draft, here, sender, late=one.late, seq=seq) for one, draft in fresh]
    )
    for row, (one, draft) in zip(rows, fresh, strict=True):
        if one.begin is not None:
            left = [Piece(one.begin, draft.end, draft.memo)]
            keep_correction(row, left, one.cut, sender.person, here.at)
    told = wire.TimeReported(
        days=sorted(mondays(spans)), reports=len(fresh), seconds=sum(end - start for start, end in spans),
        late=sum(one.late for one, _ in fresh), manual=sum(draft.kind == "manual" for _, draft in fresh),
    )  # fmt: skip
    done = publish(here.room, told, by=sender.person, at=here.at)
    counted = touch(here, sender.person, spans)
    for of_week in counted.values() if told.late else ():
        supplements.grow(here, of_week.week, sender.person)
    return done, counted


def _figures(
    here: Here, person: Person, found: Sequence[Told], counted: Mapping[date, Counted]
) -> dict[UUID, dict[str, int]]:
    """Seconds by kind, of each report that is kept: those of before, too, as they stand."""
    diaries = {monday: one.stretches for monday, one in counted.items()}
    before = [one.known for one in found if one.known]
    for monday in mondays((whole(one.start), whole(one.end)) for one in before) - diaries.keys():
        diaries[monday] = claimed(person.pk, monday, [here.room.pk]).diary(here.room.pk)
    asked, figures = {one.id for one in found}, defaultdict[UUID, dict[str, int]](lambda: defaultdict(int))
    for stretches in diaries.values():
        for stretch in stretches:
            if stretch.claim.id in asked:
                figures[stretch.claim.id][stretch.kind] += stretch.end - stretch.start
    return figures


def _result(one: Told, seconds: Mapping[str, int]) -> wire.Reported:
    if one.refusal is not None:
        return wire.Reported(id=one.id, outcome="refused", code=one.refusal.code, message=one.refusal.message)
    return wire.Reported(
        id=one.id, outcome="late" if one.late else "accepted" if one.fresh else "repeated",
        seconds=sum(seconds.get(kind, 0) for kind in ("tracked", "manual", "late")), shadow=seconds.get("shadow", 0),
        over_limit=seconds.get("over_limit", 0), outside=seconds.get("outside", 0), message=one.cut,
    )  # fmt: skip
