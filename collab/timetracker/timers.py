"""Timers: reports that run, one of each person at most, as long as their devices are heard of. In a locked room."""

from datetime import datetime, timedelta
from typing import Final

from collab import limits, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.timetracker.correcting import keep_correction
from collab.timetracker.models import Report
from collab.timetracker.rules import pieces
from collab.timetracker.rules.claims import Piece, Span
from collab.timetracker.rules.instants import instant_of, whole
from collab.timetracker.standing import Here, mondays, pieces_of, touch
from collab.workrooms.log import publish

LAPSE: Final = "timer.lapse"
"""On the agenda: a timer whose device is not heard of stops."""
LEASE: Final = timedelta(seconds=limits.TIMER_LEASE_SECONDS)
LONGEST: Final = timedelta(seconds=limits.REPORT_SECONDS)


def card(report: Report) -> wire.Timer:
    """Needs `room` and `person` selected."""
    return wire.Timer(
        id=report.public_id, room=report.room.public_id, room_title=report.room.title,
        person=report.person.public_id, device=report.device, memo=report.memo, start=report.start, end=report.end,
        lapses_at=lapses_at(report),
    )  # fmt: skip


def lapses_at(report: Report) -> datetime:
    """When it stops unless its device is heard of; a day after it started in any case."""
    return min(report.end + LEASE, report.start + LONGEST)


def is_alive(report: Report, at: datetime) -> bool:
    """Whether it runs and its device was heard of lately, or may still be."""
    return report.running and at < lapses_at(report)


def span(report: Report, at: datetime) -> Span:
    """All that a running one may be by now."""
    return whole(report.start), max(whole(report.end), whole(at)) + 1


def begin(
    here: Here, person: Person, draft: wire.TimerDraft, memo: str, device: str
) -> tuple[Report, wire.Done]:
    """A new one; none of this person's runs."""
    start = here.at.replace(microsecond=0)
    report = Report.objects.create(
        public_id=draft.id, room=here.room, person=person, device=device, kind="tracked", memo=memo, start=start,
        end=start, running=True, at=start, seq=here.room.head + 1,
    )  # fmt: skip
    watch(report)
    done = publish(here.room, wire.TimerStarted(id=report.public_id), by=person, at=here.at)
    return report, done


def watch(report: Report) -> None:
    """What happens if its device falls silent, before both sides' eyes."""
    words = f"If {report.person.name}'s device is not heard of, the timer stops at what was last heard."
    book.put(LAPSE, report.public_id, lapses_at(report), words, room_id=report.room_id, side="freelancer")


def stop(
    here: Here,
    report: Report,
    how: wire.StopHow,
    *,
    by: Person | None,
    active: bytes = b"",
    end: datetime | None = None,
) -> wire.Done:
    """End a running one now, or at `end`; one that is not heard of any more, at what was last heard. Its row and its
    sheets are locked.

    An `end` before what was heard takes the rest away, as a correction does: what was heard stays a fact.
    """
    heard, start = whole(report.end), whole(report.start)
    if is_alive(report, here.at):
        last = whole(here.at) if end is None else whole(end)
        heard = max(heard, min(last, start + limits.REPORT_SECONDS))
    else:
        how = "closed" if report.end + LEASE >= report.start + LONGEST else "silent"
    report.end, report.running, report.stopped = instant_of(heard), False, how
    report.active, report.seq = pieces.both(bytes(report.active), active), here.room.head + 1
    report.save(update_fields=["end", "running", "stopped", "active", "seq"])
    book.cross_out(LAPSE, report.public_id)
    if end is not None and whole(end) < heard:
        left = [Piece(start, whole(end), report.memo)] if whole(end) > start else []
        keep_correction(report, left, "", by or report.person, here.at)
    spans = [(start, heard)]
    told = wire.TimerStopped(
        days=sorted(mondays(spans)), id=report.public_id, how=how, seconds=pieces.seconds(pieces_of(report))
    )
    done = publish(here.room, told, by=by, at=here.at)
    touch(here, report.person, spans)
    return done
