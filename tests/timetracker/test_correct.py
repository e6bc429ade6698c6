"""Correcting is adding: a fact with before and after, by the freelancer, until the lock."""

from datetime import timedelta
from uuid import uuid4

import pytest

from collab import clock, limits, wire
from collab.errors import Forbidden
from collab.timetracker import actions
from collab.timetracker.models import Correction
from tests.timetracker.tracking import LOCK, Work, at, told, work


@pytest.fixture
def report(working: Work) -> wire.ReportDraft:
    """Two hours from 9:00."""
    draft = told(at(0), 2)
    working.report(at(0, 12), draft)
    return draft


def test_a_report_is_made_shorter_and_both_facts_stay(working: Work, report: wire.ReportDraft) -> None:
    done = working.correct(at(0, 13), report.id, (at(0), at(0, 10), "Form"))
    assert (done.seq, working.kinds(done.seq - 1)) == (working.head, ["time.corrected"])
    assert working.sums() == {"tracked": 3_600}
    [told_] = working.diary(at(0, 13)).reports
    assert (told_.start, told_.end) == (at(0), at(0, 11))
    [correction] = told_.corrections
    assert correction.before == [wire.Piece(start=at(0), end=at(0, 11), memo="Form")]
    assert correction.after == [wire.Piece(start=at(0), end=at(0, 10), memo="Form")]
    assert (correction.number, correction.by, correction.at) == (1, working.bob.public_id, at(0, 13))


def test_a_report_is_split_with_other_words_for_a_part(working: Work, report: wire.ReportDraft) -> None:
    working.correct(at(0, 13), report.id, (at(0), at(0, 10), "Form"), (at(0, 10, 15), at(0, 11), "Tests"))
    assert working.sums() == {"tracked": 6_300}
    assert [one.memo for one in working.diary(at(0, 13)).segments] == ["Form", "Tests"]


def test_a_report_is_deleted_and_comes_back(working: Work, report: wire.ReportDraft) -> None:
    working.correct(at(0, 13), report.id)
    assert working.sums() == {}
    working.correct(at(0, 14), report.id, (at(0), at(0, 11), "Form"), number=1)
    assert working.sums() == {"tracked": 7_200}
    assert Correction.objects.count() == 2


def test_what_goes_makes_room_for_what_was_in_its_shadow(working: Work, report: wire.ReportDraft) -> None:
    working.report(at(0, 13), told(at(0, 10), 2))
    assert working.sums() == {"tracked": 10_800, "shadow": 3_600}
    working.correct(at(0, 14), report.id)
    assert working.sums() == {"tracked": 7_200}


def test_what_goes_makes_room_on_another_contract(working: Work, report: wire.ReportDraft) -> None:
    other = working.beside()
    other.report(at(0, 13), told(at(0, 10), 2))
    working.correct(at(0, 14), report.id)
    work(at(0, 14))
    assert other.sums() == {"tracked": 7_200}


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ([(at(0, 8, 59, 59), at(0, 10), "Form")], "correction.outside"),
        ([(at(0), at(0, 11, 0, 1), "Form")], "correction.outside"),
        ([(at(0, 10), at(0, 10), "Form")], "correction.empty"),
        ([(at(0, 10), at(0, 9, 30), "Form")], "correction.empty"),
        ([(at(0), at(0, 10), "Form"), (at(0, 9, 59), at(0, 11), "Form")], "correction.overlap"),
        ([(at(0, 10), at(0, 11), "Form"), (at(0), at(0, 10), "Form")], "correction.overlap"),
        ([(at(0), at(0, 10), "")], "memo.empty"),
        ([(at(0).replace(microsecond=1), at(0, 10), "Form")], "report.instant"),
        ([(at(0), at(0, 11), "Form")], "correction.same"),
        ([(at(0) + timedelta(seconds=2 * n), at(0) + timedelta(seconds=2 * n + 1), "F") for n in range(51)],
         "correction.pieces"),
    ],
)  # fmt: skip
def test_what_cannot_be_left_is_refused(
    working: Work, report: wire.ReportDraft, pieces: list[tuple[object, object, str]], code: str
) -> None:
    assert working.refused(working.correct, at(0, 13), report.id, *pieces) == code


def test_who_did_not_see_the_last_correction_looks_again(working: Work, report: wire.ReportDraft) -> None:
    left = (at(0), at(0, 10), "Form")
    working.correct(at(0, 13), report.id, left)
    for number in (0, 2):
        assert working.refused(working.correct, at(0, 13), report.id, number=number) == "report.changed"


def test_a_report_is_corrected_only_so_often(
    working: Work, report: wire.ReportDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CORRECTIONS_PER_REPORT", 1)
    working.correct(at(0, 13), report.id)
    left = (at(0), at(0, 10), "Form")
    assert working.refused(working.correct, at(0, 13), report.id, left, number=1) == "correction.too_many"


def test_a_timer_that_runs_is_stopped_first(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    assert working.refused(working.correct, at(0, 9, 1), timer) == "report.running"
    assert working.refused(working.correct, at(0), uuid4()) == "report.not_found"


def test_until_the_lock_to_the_second(working: Work, report: wire.ReportDraft) -> None:
    last = LOCK - timedelta(microseconds=1)
    working.correct(last, report.id, (at(0), at(0, 10), "Form"))
    assert working.refused(working.correct, LOCK, report.id, number=1) == "time.locked"


def test_once_it_was_billed_a_clock_that_is_behind_changes_nothing(
    working: Work, report: wire.ReportDraft
) -> None:
    work(LOCK)
    behind = LOCK - timedelta(seconds=30)
    assert working.refused(working.correct, behind, report.id) == "time.locked"


def test_over_sunday_night_only_what_is_in_the_open_week_changes(working: Work) -> None:
    draft = told(at(6, 23), 2)
    working.report(at(7, 2), draft)
    working.correct(at(7, 3), draft.id, (at(6, 23), at(7, 1), "Else"))
    work(LOCK)
    left = (at(6, 23), at(7, 0, 30), "Else")
    assert working.refused(working.correct, at(8), draft.id, (at(6, 23, 1), at(7, 1), "Else"), number=1) == (
        "time.locked"
    )
    done = working.correct(at(8), draft.id, left, number=1)
    assert (working.sums(), working.sums(at(7).date())) == ({"tracked": 3_600}, {"tracked": 1_800})
    assert working.kinds(done.seq - 1)[0] == "time.corrected"


def test_the_client_never_edits_a_diary(working: Work, report: wire.ReportDraft) -> None:
    with clock.at(at(0, 13)), pytest.raises(Forbidden):
        actions.correct(working.seat(working.alice), None, report=report.id, number=0, pieces=[])
