"""Taking in many reports of a device at once: each is judged for itself, and one that is refused keeps out no other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from collab import limits, wire
from collab.accounts.models import Person
from collab.errors import Conflict, Refused
from collab.timetracker import unclaimed
from collab.timetracker.claiming import reports_in
from collab.timetracker.models import Report, Timesheet
from collab.timetracker.rules import reports
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.instants import instant_of, whole
from collab.timetracker.rules.reports import Draft
from collab.timetracker.rules.weeks import begin_of
from collab.timetracker.standing import Here, mondays, take

DRIFT_SECONDS = 3_600
"""A device whose clock drifted between two tellings of the same report places it elsewhere by less."""

FLAG_SECONDS = 2**31 - 1
"""A clock that is off by more is as far off as can be told: 68 years."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose device says so, and how far its clock is ahead; None where it did not tell the time."""

    person: Person
    device: str
    offset: int | None


@dataclass(slots=True)
class Told:
    """One report, as far as it is judged."""

    id: UUID
    draft: Draft | None = None
    known: Report | None = None
    """It is there already."""
    again: bool = False
    """It is in the batch twice."""
    refusal: Refused | None = None
    late: bool = False
    begin: int | None = None
    """Unix seconds: where the week that it starts in takes no more time, what is taken in begins with the next."""
    cut: str = ""
    """Why that is so."""

    @property
    def fresh(self) -> Draft | None:
        """What is to be kept, unless something speaks against it."""
        return self.draft if self.known is None and not self.again and self.refusal is None else None


def judge(here: Here, sender: Sender, given: Sequence[wire.ReportDraft]) -> list[Told]:
    """What is to become of each, in order. Locks the sheets of their weeks. Adds `here.at` up to after the lock where
    a bill was made by a machine whose clock is ahead.
    """
    found = [_read(one, here.at, sender.offset or 0) for one in given]
    _recognise(found, here, sender)
    spans = spans_of(found)
    if spans:
        running = here.contract.running(min(start for start, _ in spans), max(end for _, end in spans))
        _sift(found, lambda draft: reports.check_running(draft.start, draft.end, running))
    sheets = take(sender.person, spans_of(found))
    here.at = arrived(here, sheets.values())
    _check_weeks(found, here, sender.person)
    _check_manual(found, here, sender.person)
    return found


def spans_of(found: Iterable[Told]) -> list[Span]:
    """Of what is taken in."""
    return [(one.begin or draft.start, draft.end) for one in found if (draft := one.fresh)]


def arrived(here: Here, sheets: Iterable[Timesheet]) -> datetime:
    """Now; but not before the lock of a week that was billed already."""
    return max([here.at, *(here.locks_at(sheet.monday) for sheet in sheets if sheet.locked_at)])


def _read(given: wire.ReportDraft, now: datetime, offset: int) -> Told:
    try:
        return Told(given.id, reports.checked(given, now, offset))
    except Refused as why:
        return Told(given.id, refusal=why)


def _sift(found: Iterable[Told], check: Callable[[Draft], None]) -> None:
    """Refuse what does not pass."""
    for one in found:
        if draft := one.fresh:
            try:
                check(draft)
            except Refused as why:
                one.refusal = why


def _recognise(found: Sequence[Told], here: Here, sender: Sender) -> None:
    """What was told before is repeated, whatever became of it; another report under its id is refused."""
    kept = {one.public_id: one for one in Report.objects.filter(public_id__in=[told.id for told in found])}
    first: dict[UUID, Draft] = {}
    for one in found:
        if (draft := one.fresh) is None:
            continue
        if known := kept.get(one.id):
            if _is_same(known, draft, here, sender):
                one.known = known
            else:
                one.refusal = reused_id()
        elif first.setdefault(one.id, draft) is not draft:
            one.again = first[one.id] == draft
            one.refusal = None if one.again else reused_id()


def _is_same(known: Report, draft: Draft, here: Here, sender: Sender) -> bool:
    start, length = whole(known.start), whole(known.end) - whole(known.start)
    drift = 0 if sender.offset is None else DRIFT_SECONDS
    return (
        (known.room_id, known.person_id, known.device) == (here.room.pk, sender.person.pk, sender.device)
        and (known.kind, known.memo, length) == (draft.kind, draft.memo, draft.end - draft.start)
        and abs(start - draft.start) <= drift
    )


def reused_id() -> Conflict:
    return Conflict(
        "report.reused", "This id was already used for another report. Every report needs an id of its own."
    )


def _check_weeks(found: Iterable[Told], here: Here, person: Person) -> None:
    """Whether they come in time, late or too late; and that no week has too many."""
    count: dict[date, int] = defaultdict(int)
    for one in found:
        if (draft := one.fresh) is None:
            continue
        first, *rest = its = sorted(mondays([(draft.start, draft.end)]))
        if rest and (closed := reports.closed_week(first, here.at, here.contract.policy)):
            one.begin, one.cut, its = whole(begin_of(rest[0])), closed.message, rest
        try:
            lates = [reports.is_late(monday, here.at, here.contract.policy) for monday in its]
        except Refused as why:
            one.refusal = why
            continue
        one.late = any(lates)
        for monday in its:
            count[monday] = count[monday] or reports_in(person.pk, monday).count()
            count[monday] += 1
        if max(count[monday] for monday in its) > limits.REPORTS_PER_WEEK:
            one.refusal = full_week()


def full_week() -> Conflict:
    most = limits.REPORTS_PER_WEEK
    return Conflict("report.too_many", f"A week takes at most {most:,} reports of one person.")


def _check_manual(found: Sequence[Told], here: Here, person: Person) -> None:
    """Time by hand stands back behind all else of the batch."""
    by_hand = [one for one in found if (draft := one.fresh) and draft.kind == "manual"]
    for one in by_hand:
        if one.late:
            one.refusal = unclaimed.too_late()
    if not any(one.fresh for one in by_hand):
        return
    room = unclaimed.Unclaimed(here, person, spans_of(one for one in found if one not in by_hand))
    _sift(by_hand, room.take)


def report_of(draft: Draft, here: Here, sender: Sender, *, late: bool, seq: int) -> Report:
    """The row of what is kept."""
    off = max(-FLAG_SECONDS, min(sender.offset or 0, FLAG_SECONDS))
    flagged = reports.flag_of(off, here.contract.policy)
    return Report(
        public_id=draft.id, room=here.room, person=sender.person, device=sender.device, kind=draft.kind,
        memo=draft.memo, start=instant_of(draft.start), end=instant_of(draft.end), active=draft.active,
        reason=draft.reason, flagged=flagged, late=late, at=here.at, seq=seq,
    )  # fmt: skip
