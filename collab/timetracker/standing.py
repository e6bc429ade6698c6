"""An hourly contract, locked, for a step in its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from collab import clock, wire
from collab.accounts.models import Person
from collab.errors import Conflict, NotFound
from collab.timetracker import sheets
from collab.timetracker.contracts import contract_of
from collab.timetracker.models import Report, Timesheet
from collab.timetracker.recounting import Counted, counted, recount_beside
from collab.timetracker.rules.claims import Piece, Span
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.instants import instant_of, whole
from collab.timetracker.rules.weeks import instants, is_monday, mondays_of
from collab.workrooms.log import lock
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps

FIRST_YEAR, LAST_YEAR = 2000, 2200


@dataclass(slots=True)
class Here:
    """The room, locked, and what its contract says."""

    room: Room
    at: datetime
    contract: Contract

    def locks_at(self, monday: date) -> datetime:
        return instants(monday, self.contract.policy).locks_at

    def is_locked(self, sheet: Timesheet) -> bool:
        """A bill may have been made by a machine whose clock is ahead."""
        return self.at >= self.locks_at(sheet.monday) or sheet.locked_at is not None


def begin(seat: Member, verb: str) -> Here:
    """Lock the room for a step. Raises as the policy's `check`, and Conflict("time.fixed")."""
    room = lock(seat)
    steps.check(verb, seat.role, seat.side, room.status)
    check_hourly(room)
    return Here(room, clock.now(), contract_of(room.pk))


def check_hourly(room: Room) -> None:
    if room.kind != "hourly":
        raise Conflict(
            "time.fixed", "This contract has a fixed price: it is paid by milestones, and counts no time."
        )


def check_accepted(room: Room) -> None:
    """Whether there is time to look at. Raises Conflict `time.fixed`, `room.not_open`, `room.closed`."""
    check_hourly(room)
    if room.status not in steps.SETTLING:
        steps.check("time.report", "freelancer", "freelancer", room.status)


def find(room: Room, person: Person, report: UUID) -> Report:
    """A report of this person in this room; whoever changes it takes its sheets first, and locks it then.

    Raises NotFound("report.not_found").
    """
    found = Report.objects.filter(public_id=report, room=room, person=person).first()
    if found is None:
        raise unknown_report()
    return found


def unknown_report() -> NotFound:
    return NotFound("report.not_found", "There is no such report of yours in this contract.")


def taken(report: Report) -> Report:
    """As it stands now, locked; with its room and its person."""
    rows = Report.objects.select_for_update(of=("self",), no_key=True).select_related("room", "person")
    return rows.get(pk=report.pk)


def check_monday(monday: date) -> None:
    """Raises NotFound("week.not_found")."""
    if not is_monday(monday) or not FIRST_YEAR <= monday.year <= LAST_YEAR:
        raise unknown_week()


def unknown_week() -> NotFound:
    return NotFound(
        "week.not_found", "There is no such week of this contract; weeks are named by their Mondays."
    )


def mondays(spans: Iterable[Span]) -> set[date]:
    """The weeks that any of these spans touches."""
    return {monday for start, end in spans for monday in mondays_of(instant_of(start), instant_of(end))}


def spans_of(pieces: Iterable[Piece]) -> list[Span]:
    return [(piece.start, piece.end) for piece in pieces]


def pieces_of(report: Report) -> list[Piece]:
    """What is left of it."""
    if report.pieces is None:
        return [Piece(whole(report.start), whole(report.end), report.memo)]
    return [Piece(*piece) for piece in report.pieces]


def touch(here: Here, person: Person, spans: Iterable[Span]) -> dict[date, Counted]:
    """Add up the weeks of this contract in which something changed, and let those of others follow.

    The sheets are taken already.
    """
    changed = list(spans)
    found = {}
    for monday in sorted(mondays(changed)):
        found[monday] = counted(here.room, monday, here.at, person, here.contract)
        recount_beside(found[monday].claimed, here.room, changed, here.at)
    return found


def take(person: Person, spans: Iterable[Span]) -> dict[date, Timesheet]:
    """The person's sheets of all weeks that these spans touch, locked."""
    return sheets.take(person.pk, mondays(spans))


def text_of(pieces: Iterable[Piece]) -> list[wire.Piece]:
    """As they cross the network."""
    return [
        wire.Piece(start=instant_of(piece.start), end=instant_of(piece.end), memo=piece.memo)
        for piece in pieces
    ]
