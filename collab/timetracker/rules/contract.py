"""What a contract says about time: its terms, from when on they count, and when it ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from collab import wire
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.diary import Rules
from collab.timetracker.rules.instants import whole
from collab.timetracker.rules.weeks import WEEK, begin_of
from collab.workrooms.rules.terms import terms_in_force

HOUR = 3_600
FOR_EVER = 2**33
"""Unix seconds: the year 2242."""


@dataclass(frozen=True, slots=True)
class Contract:
    versions: Sequence[wire.TermsVersion]
    """All that were accepted, at least one."""
    runs: Sequence[Span]
    """When it ran, by time, in unix seconds; one that goes on ends at `FOR_EVER`."""
    pauses: Sequence[Span]
    """When it was paused, likewise. While a charge is late it does not run either, but nobody chose that."""
    policy: wire.Policy

    @property
    def agreed_at(self) -> datetime:
        """When it was first agreed on, and its terms began to count."""
        return min(begin for version in self.versions for begin in version.counts_from.values())

    def terms_at(self, instant: datetime) -> wire.Terms:
        """In force then; before the first agreement, as first agreed."""
        return terms_in_force(self.versions, max(instant, self.agreed_at))

    def terms(self, monday: date) -> wire.Terms:
        """What the work of a week is paid by: a changed rate or retainer counts from a Monday on."""
        return self.terms_at(begin_of(monday))

    @property
    def first_day(self) -> date:
        start = self.terms_at(self.agreed_at).start
        assert start is not None, "every hourly contract has one"
        return start

    def running(self, begin: int, end: int) -> list[Span]:
        """When time could be added within [begin, end)."""
        begin = max(begin, whole(begin_of(self.first_day)))
        spans = ((max(start, begin), min(until, end)) for start, until in self.runs)
        return [(start, until) for start, until in spans if start < until]

    def caps(self, monday: date) -> list[Span]:
        """From when on how many seconds of the week count. A raise holds from the next whole second on."""
        begin = begin_of(monday)
        found = [(whole(begin), self._limit_at(begin))]
        for moment in self._changes("weekly_limit", begin):
            limit = self._limit_at(moment)
            if limit > found[-1][1]:
                found.append((_up(moment), limit))
        return found

    def _changes(self, field: str, begin: datetime) -> list[datetime]:
        """From when on another value counts, within the week that begins then."""
        moments = {version.counts_from[field] for version in self.versions if field in version.counts_from}
        return sorted(moment for moment in moments if begin < moment < begin + WEEK)

    def _limit_at(self, instant: datetime) -> int:
        hours = self.terms_at(instant).weekly_limit
        assert hours is not None, "every hourly contract has one"
        return hours * HOUR

    def limit(self, monday: date) -> int:
        """Seconds that may count in that week as far as agreed: the highest it has had."""
        return self.caps(monday)[-1][1]

    def reading(self, monday: date) -> list[Span]:
        """When in that week time without input is protected too: each from its own instant to where that ends."""
        begin, end = begin_of(monday), begin_of(monday) + WEEK
        return [
            (_up(first), _up(last))
            for first, last in pairwise([begin, *self._changes("reading_mode", begin), end])
            if self.terms_at(first).reading_mode
        ]

    def rules(self, monday: date) -> Rules:
        begin = whole(begin_of(monday))
        end = begin + int(WEEK.total_seconds())
        return Rules(begin, end, tuple(self.running(begin, end)), tuple(self.caps(monday)))

    def interrupted(self, monday: date) -> bool:
        """Whether it was paused for any of the week."""
        begin = whole(begin_of(monday))
        end = begin + int(WEEK.total_seconds())
        return any(start < end and until > begin for start, until in self.pauses)


def _up(instant: datetime) -> int:
    return whole(instant) + bool(instant.microsecond)
