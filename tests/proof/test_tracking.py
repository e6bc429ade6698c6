"""Random weeks on several devices are shown an application with one bug in it."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from collab.agenda.models import Due
from collab.timetracker import claiming, intake, standing, timers
from collab.timetracker.actions import reporting
from collab.timetracker.rules import diary
from collab.timetracker.rules.contract import Contract
from proof.books import Tally
from proof.lives import Life
from proof.shifts import Shifts
from proof.tracking import lost

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_rates")]
WEEKS = 40
Patch = Callable[[pytest.MonkeyPatch], None]


class Halting(Life):
    """A client who pauses all the time."""

    pauses = (8,)


class Raising(Life):
    """And one who has second thoughts about the limit."""

    limits = (6,)


def lived(weeks: int, first: int = 0, how: type[Life] = Life) -> tuple[Tally, list[str]]:
    tally, words = Tally(), list[str]()
    for number in range(first, first + weeks):
        Due.objects.all().delete()
        life = how(random.Random(f"test/{number}"), tally)
        life.plan()
        life.live()
        words += [] if tally.differences else lost(life)
        tally.found["weeks"] += 1
        if tally.differences or words or tally.found["counted twice"]:
            break
    return tally, words


def test_the_application_and_the_paper_agree() -> None:
    tally, words = lived(2)
    assert tally.differences == words == []
    assert tally.found["weeks"] == 2
    assert tally.found["counted twice"] == 0


def any_claim_first(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(diary, "_distinct", lambda claims: sorted(set(claims), key=lambda claim: claim.id.bytes))


def late_time_in_a_closed_bill(patch: pytest.MonkeyPatch) -> None:
    claims_of = claiming.claims_of_report
    patch.setattr(claiming, "claims_of_report", lambda *given, late: claims_of(*given, late=0))


def corrections_without_effect(patch: pytest.MonkeyPatch) -> None:
    claims_of = claiming.claims_of_report
    patch.setattr(claiming, "claims_of_report", lambda *given, late: claims_of(*given[:4], late=late))


def clocks_believed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reporting, "offset_of", lambda sent_at, now: 0)


def offsets_cut_off(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reporting, "offset_of", lambda sent_at, now: int((sent_at - now).total_seconds()))


def repeats_that_drifted_refused(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(intake, "DRIFT_SECONDS", 0)


def silence_counted(patch: pytest.MonkeyPatch) -> None:
    """A device may be silent for longer than the rules say."""
    patch.setattr(timers, "LEASE", timedelta(minutes=5))


def lapsed_at_the_end_of_its_lease(patch: pytest.MonkeyPatch) -> None:
    stop = timers.stop

    def late(here: Any, report: Any, how: Any, **more: Any) -> Any:
        report.end = here.at if how == "silent" else report.end
        return stop(here, report, how, **more)

    patch.setattr(timers, "stop", late)


def replaced_at_its_last_beat(patch: pytest.MonkeyPatch) -> None:
    stop = timers.stop

    def early(here: Any, report: Any, how: Any, **more: Any) -> Any:
        return stop(here, report, how, **more | ({"end": report.end} if how == "replaced" else {}))

    patch.setattr(timers, "stop", early)


def a_second_short(patch: pytest.MonkeyPatch) -> None:
    report_of = intake.report_of

    def short(*given: Any, **more: Any) -> Any:
        report = report_of(*given, **more)
        report.end = max(report.start, report.end - timedelta(seconds=1))
        return report

    patch.setattr(reporting, "report_of", short)


def only_in_the_week_where_it_starts(patch: pytest.MonkeyPatch) -> None:
    reports_in = claiming.reports_in

    def starting(person: int, monday: Any) -> Any:
        return reports_in(person, monday).filter(start__gte=claiming.begin_of(monday))

    patch.setattr(claiming, "reports_in", starting)


def other_contracts_forgotten(patch: pytest.MonkeyPatch) -> None:
    def alone(claims: Any, room: int, rules: Any, elsewhere: Any = None) -> Any:
        return diary.diary([claim for claim in claims if claim.room == room], room, rules)

    patch.setattr(claiming, "diary", alone)


def pauses_elsewhere_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(claiming, "diary", lambda claims, room, rules, elsewhere: diary.diary(claims, room, rules))


def other_contracts_never_recounted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(standing, "recount_beside", lambda *_: None)


def raised_for_what_was(patch: pytest.MonkeyPatch) -> None:
    caps = Contract.caps
    patch.setattr(
        Contract, "caps", lambda self, monday: [(caps(self, monday)[0][0], caps(self, monday)[-1][1])]
    )


def pauses_paid(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Contract, "running", lambda self, begin, end: [(begin, end)])


BUGS: dict[Patch, tuple[int, type[Life]]] = {
    any_claim_first: (1, Life), late_time_in_a_closed_bill: (4, Life), corrections_without_effect: (0, Life),
    clocks_believed: (0, Life), offsets_cut_off: (0, Life), repeats_that_drifted_refused: (0, Life),
    silence_counted: (0, Life), lapsed_at_the_end_of_its_lease: (0, Life), replaced_at_its_last_beat: (18, Life),
    a_second_short: (0, Life), only_in_the_week_where_it_starts: (4, Life), other_contracts_forgotten: (1, Life),
    pauses_elsewhere_forgotten: (1, Halting), other_contracts_never_recounted: (12, Life),
    raised_for_what_was: (0, Raising), pauses_paid: (0, Halting),
}  # fmt: skip
"""With a week that soon shows it."""


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_bug_is_noticed(monkeypatch: pytest.MonkeyPatch, bug: Patch) -> None:
    bug(monkeypatch)
    tally, words = lived(WEEKS, *BUGS[bug])
    assert tally.differences or words or tally.found["counted twice"]


def test_a_device_that_forgets_what_it_measured_offline_loses_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server knows nothing of it: only the true time does."""
    monkeypatch.setattr(Shifts, "tell_later", lambda self, note: None)
    tally, words = lived(WEEKS)
    assert words
    assert tally.differences == []
