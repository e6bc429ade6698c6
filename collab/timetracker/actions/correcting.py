"""Correcting a report: an edit, a split or a deletion is a new fact, by the freelancer, until the lock."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from collab import limits, wire
from collab.errors import Conflict
from collab.timetracker.correcting import keep_correction
from collab.timetracker.models import Report
from collab.timetracker.rules import pieces as rules
from collab.timetracker.rules.claims import Piece
from collab.timetracker.rules.instants import whole
from collab.timetracker.rules.reports import clean_reason
from collab.timetracker.rules.weeks import WEEK, begin_of
from collab.timetracker.standing import Here, begin, find, pieces_of, take, taken, touch
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


@action
def correct(
    seat: Member, *, report: UUID, number: int, pieces: Sequence[wire.Piece], reason: str = ""
) -> wire.Done:
    """Leave these pieces of one's own report; nothing of it is a deletion. `number` of the last correction seen.

    Raises as `begin`, NotFound("report.not_found"), Refused `correction.*`, `report.instant`, `memo.*`, `reason.*`,
    Conflict `report.running`, `report.changed`, `correction.too_many`, `correction.same`, `time.locked`.
    """
    why = clean_reason(reason)
    here = begin(seat, "time.correct")
    found = find(here.room, seat.person, report)
    start, end = whole(found.start), whole(found.end)
    sheets = take(seat.person, [(start, max(start + 1, end))])
    found = taken(found)
    _check_as_seen(found, number)
    left, before = rules.checked(pieces, start, end), pieces_of(found)
    if left == before:
        raise Conflict(
            "correction.same", "That is what is left of this report already: nothing would change."
        )
    changed = [monday for monday in sorted(sheets) if _in(monday, left) != _in(monday, before)]
    for monday in changed:
        if here.is_locked(sheets[monday]):
            raise locked_week(here, monday)
    keep_correction(found, left, why, seat.person, here.at)
    told = wire.TimeCorrected(
        days=changed, id=report, before=rules.seconds(before), after=rules.seconds(left)
    )
    done = publish(here.room, told, by=seat.person, at=here.at)
    touch(here, seat.person, [(start, end)])
    return done


def _check_as_seen(report: Report, number: int) -> None:
    if report.running:
        raise Conflict("report.running", "This timer still runs: stop it first.")
    if report.corrected != number:
        raise Conflict(
            "report.changed",
            "This report was corrected meanwhile, maybe by another device of yours. Look again.",
        )
    if report.corrected >= limits.CORRECTIONS_PER_REPORT:
        raise Conflict(
            "correction.too_many", f"A report can be corrected {limits.CORRECTIONS_PER_REPORT} times at most."
        )


def _in(monday: date, pieces: Iterable[Piece]) -> list[Piece]:
    """What of them is in that week."""
    begin, end = whole(begin_of(monday)), whole(begin_of(monday) + WEEK)
    clipped = [Piece(max(start, begin), min(until, end), memo) for start, until, memo in pieces]
    return [piece for piece in clipped if piece.start < piece.end]


def locked_week(here: Here, monday: date) -> Conflict:
    at = here.locks_at(monday)
    return Conflict(
        "time.locked",
        f"The diary of the week of {monday:%-d %B} locked on {at:%-d %B %Y, %H:%M} UTC: it changes no more.",
    )
