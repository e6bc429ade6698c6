"""What a person claims to have worked in a week, in all their contracts."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from collab import limits, wire
from collab.timetracker.contracts import contracts_of
from collab.timetracker.models import Report
from collab.timetracker.rules.claims import Claim, Piece, Span
from collab.timetracker.rules.claims import claims_of as claims_of_report
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.diary import Stretch, diary
from collab.timetracker.rules.instants import whole
from collab.timetracker.rules.weeks import WEEK, begin_of, instants, mondays_of


@dataclass(frozen=True, slots=True)
class Claimed:
    """All that a person claims in a week, and what their contracts say about it."""

    monday: date
    claims: Sequence[Claim]
    contracts: Mapping[int, Contract]
    """By the room's primary key: of each room that something is claimed in, and of those that were asked for."""

    def diary(self, room: int) -> list[Stretch]:
        """Of one contract (primary key of its room): by time."""
        rules = self.contracts[room].rules(self.monday)
        elsewhere = {
            other: contract.running(rules.begin, rules.end)
            for other, contract in self.contracts.items()
            if other != room
        }
        return diary(self.claims, room, rules, elsewhere)

    def rooms_beside(self, room: int, spans: Iterable[Span]) -> set[int]:
        """The other rooms with a claim in any of these spans."""
        joined = _joined(spans)
        starts = [start for start, _ in joined]
        found = set()
        for claim in self.claims:
            if claim.room != room and claim.room not in found:
                before = bisect_left(starts, claim.end)
                if before and joined[before - 1][1] > claim.start:
                    found.add(claim.room)
        return found


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same seconds, by time and disjoint."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def claimed(
    person: int,
    monday: date,
    rooms: Iterable[int],
    *,
    running: bool = True,
    known: Mapping[int, Contract] | None = None,
) -> Claimed:
    """Three queries. Without `running`, timers that run are left out. `known`: as of `contracts_of`."""
    reports = reports_in(person, monday)
    if not running:
        reports = reports.filter(running=False)
    return claimed_by(_rows(reports), monday, rooms, known)


def claimed_by(
    reports: Sequence["_Row | Report"],
    monday: date,
    rooms: Iterable[int],
    known: Mapping[int, Contract] | None = None,
) -> Claimed:
    """By all of a person's reports that touch the week, which were read; two queries."""
    contracts = contracts_of({*rooms, *(report.room_id for report in reports)}, known)
    locks = {room: instants(monday, contract.policy).locks_at for room, contract in contracts.items()}
    claims = [claim for report in reports for claim in _claims(report, locks[report.room_id])]
    return Claimed(monday, claims, contracts)


def claimed_in(person: int, mondays: Sequence[date], rooms: Iterable[int]) -> dict[date, Claimed]:
    """Of several weeks, by Monday, with timers that run; three queries, whatever their number."""
    begin, end = begin_of(min(mondays)), begin_of(max(mondays)) + WEEK
    reports = Report.objects.filter(
        person=person,
        start__gte=begin - timedelta(seconds=limits.REPORT_SECONDS),
        start__lt=end,
        end__gt=begin,
    )
    rows = _rows(reports)
    contracts = contracts_of({*rooms, *(row.room_id for row in rows)})
    of_week: dict[date, list[Claim]] = {monday: [] for monday in mondays}
    for row in rows:
        policy = contracts[row.room_id].policy
        for monday in mondays_of(row.start, row.end):
            if monday in of_week:
                of_week[monday] += _claims(row, instants(monday, policy).locks_at)
    return {monday: Claimed(monday, claims, contracts) for monday, claims in of_week.items()}


def reports_in(person: int, monday: date) -> QuerySet[Report]:
    """A person's reports that touch the week: none is longer than REPORT_SECONDS."""
    begin = begin_of(monday)
    first = begin - timedelta(seconds=limits.REPORT_SECONDS)
    return Report.objects.filter(person=person, start__gte=first, start__lt=begin + WEEK, end__gt=begin)


class _Row(NamedTuple):
    """What of a report decides."""

    pk: int
    public_id: UUID
    room_id: int
    kind: wire.ReportKind
    memo: str
    start: datetime
    end: datetime
    pieces: Any
    at: datetime
    late: bool


def _rows(reports: QuerySet[Report]) -> list[_Row]:
    return [_Row(*row) for row in reports.values_list(*_Row._fields)]


def _claims(row: _Row | Report, locks_at: datetime) -> list[Claim]:
    whole_of_it = Piece(whole(row.start), whole(row.end), row.memo)
    left = None if row.pieces is None else [Piece(*piece) for piece in row.pieces]
    late = row.pk if row.late and row.at >= locks_at else 0
    return claims_of_report(row.public_id, row.room_id, row.kind, whole_of_it, left, late=late)
