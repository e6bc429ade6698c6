"""Reports of devices and other trackers: a set, in any order and however often; each judged for itself."""

import itertools
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.errors import Refused
from collab.timetracker import actions
from collab.timetracker.models import Report
from collab.workrooms import actions as rooms
from tests.timetracker.tracking import AGREED, Work, agreed, at, told, work
from tests.workrooms import story


def test_what_a_device_measured_counts_by_the_second(working: Work) -> None:
    draft = told(at(0), at(0, 10, 0, 1), active=[0, 1, 59])
    done = working.report(at(1), draft, told(at(0, 11), 0.5, "Tests"))
    assert [result.outcome for result in done.results] == ["accepted", "accepted"]
    assert [result.seconds for result in done.results] == [3_601, 1_800]
    assert (done.seq, working.kinds(working.head - 1)) == (working.head, ["time.reported"])
    assert working.sums() == {"tracked": 5_401}
    row = working.row(draft.id)
    assert (row.device, row.kind, row.running, row.at, row.seq) == (
        "tracker",
        "tracked",
        False,
        at(1),
        done.seq,
    )


def test_a_report_told_again_is_repeated_and_changes_nothing(working: Work) -> None:
    draft = told(at(0), 1)
    working.report(at(0, 10), draft)
    head = working.head
    again = working.report(at(0, 11), draft, draft)
    assert [(one.outcome, one.seconds) for one in again.results] == [("repeated", 3_600)] * 2
    assert (again.seq, working.head) == (None, head)


def test_told_twice_in_one_batch_it_is_kept_once(working: Work) -> None:
    draft = told(at(0), 1)
    done = working.report(at(0, 10), draft, draft)
    assert [one.outcome for one in done.results] == ["accepted", "repeated"]
    assert [one.seconds for one in done.results] == [3_600, 3_600]
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"memo": "Else"}, {"end": at(0, 10, 0, 1)}, {"start": at(0, 8, 59, 59)}, {"kind": "manual"}]
)
def test_an_id_told_with_another_content_is_refused(working: Work, other: dict[str, object]) -> None:
    draft = told(at(0), 1)
    working.report(at(0, 10), draft)
    assert working.refusal(at(0, 11), draft.model_copy(update=other)) == "report.reused"


def test_an_id_with_two_contents_in_one_batch_is_kept_as_the_first(working: Work) -> None:
    draft = told(at(0), 1)
    done = working.report(at(0, 11), draft, draft.model_copy(update={"memo": "Else"}))
    assert [(one.outcome, one.code) for one in done.results] == [
        ("accepted", ""),
        ("refused", "report.reused"),
    ]
    assert working.row(draft.id).memo == "Form"


def test_a_report_of_another_device_or_contract_keeps_its_id(working: Work) -> None:
    draft = told(at(0), 1)
    working.report(at(0, 10), draft)
    assert working.refusal(at(0, 11), draft, device="phone") == "report.reused"
    other = working.beside()
    assert other.refusal(at(0, 11), draft) == "report.reused"


def test_a_report_of_another_person_is_refused(working: Work, alice: Person, charlie: Person) -> None:
    theirs = Work(alice, charlie, agreed(alice, charlie))
    draft = told(at(0), 1)
    theirs.report(at(0, 10), draft)
    assert working.refusal(at(0, 10), draft) == "report.reused"


def test_in_whatever_order_and_however_often_they_come_the_diary_is_the_same(
    alice: Person, bob: Person
) -> None:
    chance = random.Random(5)
    drafts = [
        told(at(0, 9) + timedelta(minutes=chance.randrange(600)), chance.choice([0.25, 0.5, 1, 2]))
        for _ in range(8)
    ]
    found = []
    for order in itertools.islice(itertools.permutations(drafts), 0, 40_320, 13_001):
        working = Work(alice, bob, agreed(alice, bob))
        renamed = {draft.id: UUID(int=n + (len(found) + 1) * 100) for n, draft in enumerate(drafts)}
        told_now = [draft.model_copy(update={"id": renamed[draft.id]}) for draft in order]
        for draft in (*told_now, *chance.sample(told_now, 4)):
            working.report(at(1), draft)
        found.append(working.sums())
        # Else the next one would work beside this one.
        for report in renamed.values():
            working.correct(at(1), report)
    assert len(found) == 4
    assert all(sums == found[0] for sums in found)


def test_a_second_claimed_twice_counts_for_who_started_first(working: Work) -> None:
    early, late = told(at(0, 9), 2), told(at(0, 10), 2)
    assert working.told(at(1), late).seconds == 7_200
    result = working.told(at(1), early)
    assert (result.seconds, result.shadow) == (7_200, 0)
    assert working.told(at(1), late).shadow == 3_600
    assert working.sums() == {"tracked": 10_800, "shadow": 3_600}


def test_of_two_that_start_together_the_lower_id_counts(working: Work) -> None:
    first, second = told(at(0), 1, id=UUID(int=1)), told(at(0), 2, id=UUID(int=2))
    working.report(at(1), second, first)
    assert working.told(at(1), second).shadow == 3_600
    assert working.told(at(1), first).shadow == 0


def test_the_device_s_clock_is_set_right(working: Work) -> None:
    """It is 100 s ahead, and says so."""
    draft = told(at(0, 9, 1, 40), 1)
    working.report(at(1), draft, sent_at=at(1, 9, 1, 40))
    row = working.row(draft.id)
    assert (row.start, row.end, row.flagged) == (at(0), at(0, 10), 0)


@pytest.mark.parametrize(
    ("off", "flagged"), [(120, 0), (121, 121), (-120, 0), (-121, -121), (86_400, 86_400)]
)
def test_a_clock_that_is_far_off_is_flagged(working: Work, off: int, flagged: int) -> None:
    skew = timedelta(seconds=off)
    draft = told(at(1) + skew, 1)
    working.report(at(2), draft, sent_at=at(2) + skew)
    row = working.row(draft.id)
    assert (row.start, row.flagged) == (at(1), flagged)


@pytest.mark.parametrize("year", [1, 9998])
def test_a_clock_of_another_age_is_set_right_and_flagged_as_far_as_can_be_told(
    working: Work, year: int
) -> None:
    there = datetime(year, 6, 1, tzinfo=UTC)
    draft = told(there - timedelta(hours=1), there)
    working.report(at(1), draft, sent_at=there)
    assert working.row(draft.id).start == at(1, 8)
    assert abs(working.row(draft.id).flagged) == 2**31 - 1


def test_a_clock_without_a_zone_is_refused(working: Work) -> None:
    naive = at(1).replace(tzinfo=None)
    assert working.refused(working.report, at(1), told(at(0), 1), sent_at=naive) == "report.instant"


def test_one_told_again_after_the_clock_drifted_is_repeated_and_stays_where_it_was_placed(
    working: Work,
) -> None:
    draft = told(at(0), 1)
    working.report(at(0, 12), draft, sent_at=at(0, 12))
    again = working.told(at(1, 12), draft, sent_at=at(1, 12, 0, 7))
    assert (again.outcome, working.row(draft.id).start) == ("repeated", at(0))


def test_without_the_time_of_the_device_nothing_moves(working: Work) -> None:
    draft = told(at(0), 1)
    working.report(at(0, 12), draft)
    moved = draft.model_copy(update={"start": at(0, 9, 0, 1), "end": at(0, 10, 0, 1)})
    assert working.refusal(at(0, 13), moved) == "report.reused"


def test_one_bad_report_keeps_out_no_other(working: Work) -> None:
    good, bad = told(at(0), 1), told(at(0, 12), at(0, 11))
    done = working.report(at(1), bad, good, told(at(0, 14), 1, memo=""))
    assert [(one.outcome, one.code) for one in done.results] == [
        ("refused", "report.order"), ("accepted", ""), ("refused", "memo.empty"),
    ]  # fmt: skip
    assert working.sums() == {"tracked": 3_600}


def test_an_end_before_or_at_the_start_is_refused(working: Work) -> None:
    for end in (at(0, 8, 59, 59), at(0, 9)):
        assert working.refusal(at(1), told(at(0), end)) == "report.order"


def test_a_report_of_249_hours_is_refused(working: Work) -> None:
    assert working.refusal(at(12), told(at(0), 249)) == "report.length"
    assert working.refusal(at(12), told(at(0), at(1, 9, 0, 1))) == "report.length"
    assert working.told(at(3), told(at(0), 24)).seconds == 86_400 - 72_000 + 57_600


def test_a_report_from_the_future_is_refused(working: Work) -> None:
    ahead = timedelta(seconds=limits.FUTURE_SECONDS)
    assert working.told(at(0, 10), told(at(0), at(0, 10) + ahead)).outcome == "accepted"
    beyond = told(at(0), at(0, 10, 0, 1) + ahead)
    assert working.refusal(at(0, 10), beyond) == "report.future"
    assert working.refusal(at(0, 10), told(datetime(9999, 12, 31, 22, tzinfo=UTC), 1)) == "report.future"


def test_a_report_of_long_ago_is_refused(working: Work) -> None:
    assert working.refusal(at(0, 10), told(datetime(1970, 1, 1, tzinfo=UTC), 1)) == "report.not_running"
    assert working.refusal(at(0, 10), told(datetime(1, 1, 1, tzinfo=UTC), 1)) == "report.not_running"


def test_parts_of_seconds_and_instants_without_a_zone_are_refused(working: Work) -> None:
    half = at(0).replace(microsecond=1)
    assert working.refusal(at(1), told(half, at(0, 10))) == "report.instant"
    naive = at(0).replace(tzinfo=None)
    assert working.refusal(at(1), told(naive, naive + timedelta(hours=1))) == "report.instant"


def test_minutes_with_input_lie_within_the_report(working: Work) -> None:
    assert working.refusal(at(1), told(at(0), 1, active=[60])) == "report.active"
    assert working.told(at(1), told(at(0), 1, active=[59])).outcome == "accepted"


def test_minutes_are_those_of_the_clock_of_the_device(working: Work) -> None:
    """Twenty seconds ahead, it sees one minute more; that is no reason to lose the report."""
    draft = told(at(0, 9, 0, 50), at(0, 9, 10, 10), active=range(11))
    result = working.told(at(1), draft, sent_at=at(1, 9, 0, 20))
    assert (result.outcome, result.seconds) == ("accepted", 560)
    assert working.diary(at(1)).cells[0].activity == 10


def test_what_was_worked_while_the_contract_did_not_run_is_refused(working: Work) -> None:
    working.as_of(at(0, 10), rooms.pause, working.alice)
    assert working.refusal(at(0, 12), told(at(0, 10), 1)) == "report.not_running"
    working.as_of(at(0, 12), rooms.resume, working.alice)
    assert working.refusal(at(0, 13), told(at(0, 11), at(0, 12))) == "report.not_running"


def test_what_was_worked_before_a_pause_counts_during_it(working: Work) -> None:
    working.as_of(at(0, 10), rooms.pause, working.alice)
    result = working.told(at(0, 12), told(at(0), 2))
    assert (result.outcome, result.seconds, result.outside) == ("accepted", 3_600, 3_600)
    assert working.sums() == {"tracked": 3_600, "outside": 3_600}


def test_what_was_worked_before_the_end_counts_after_it(working: Work) -> None:
    working.as_of(at(0, 10), rooms.end, working.bob)
    assert working.told(at(1), told(at(0), 2)).seconds == 3_600
    assert working.refusal(at(1), told(at(0, 10), 2)) == "report.not_running"


def test_before_it_was_agreed_no_contract_ran(working: Work) -> None:
    assert at(0, 8) == AGREED
    assert working.refusal(at(1), told(at(0, 7), 1)) == "report.not_running"
    assert working.told(at(1), told(at(0, 7, 30), 1)).outside == 1_800


def test_before_the_first_day_no_contract_runs(alice: Person, bob: Person) -> None:
    working = Work(alice, bob, agreed(alice, bob, start=at(2).date()))
    assert working.refusal(at(3), told(at(1, 9), 1)) == "report.not_running"
    assert working.told(at(3), told(at(1, 23), 2)).seconds == 3_600


def test_a_fixed_price_contract_takes_no_reports(alice: Person, bob: Person) -> None:
    with clock.at(AGREED):
        working = Work(alice, bob, story.running(alice, bob, story.fixed()))
    assert working.refused(working.report, at(1), told(at(0), 1)) == "time.fixed"


def test_an_offer_takes_no_reports(alice: Person, bob: Person) -> None:
    with clock.at(AGREED):
        working = Work(alice, bob, story.offer(alice, bob.email, story.hourly()))
    assert working.refused(working.report, at(1), told(at(0), 1)) == "room.not_open"


def test_the_client_reports_nothing(working: Work) -> None:
    draft = wire.ReportsDraft(device="x", reports=[told(at(0), 1)])
    with clock.at(at(1)), pytest.raises(Refused) as why:
        actions.report_time(working.seat(working.alice), None, draft=draft)
    assert why.value.code == "role.may_not"


def test_a_batch_has_one_to_a_thousand_reports(working: Work) -> None:
    assert working.refused(working.report, at(1)) == "report.none"
    many = [told(at(0) + timedelta(seconds=n), at(0) + timedelta(seconds=n + 1)) for n in range(1_000)]
    assert working.refused(working.report, at(1), *many, told(at(1), 1)) == "report.at_once"
    done = working.report(at(1), *many)
    assert {one.outcome for one in done.results} == {"accepted"}
    assert working.sums() == {"tracked": 1_000}


def test_a_thousand_reports_are_no_body_too_big(working: Work, signed_in: Callable[[Person], Client]) -> None:
    """Also with the longest memos, and where each letter takes six bytes."""
    starts = [AGREED + timedelta(minutes=10 * n) for n in range(1_000)]
    memo, active = "Я" * limits.MEMO_CHARS, list(range(10))
    drafts = [told(one, 1 / 6, memo, active=active).model_dump(mode="json") for one in starts]
    body = {"device": "tracker", "reports": drafts}
    assert limits.BODY_BYTES < len(json.dumps(body)) < limits.REPORTS_BYTES
    with clock.at(at(7)):
        status, done = story.post(signed_in(working.bob), f"/rooms/{working.room.public_id}/reports", body)
    assert (status, {one["outcome"] for one in done["results"]}) == (200, {"accepted"})


def test_a_week_has_an_end_of_reports(working: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPORTS_PER_WEEK", 2)
    done = working.report(at(1), *(told(at(0, hour), 1) for hour in (9, 11, 13)))
    assert [(one.outcome, one.code) for one in done.results[1:]] == [
        ("accepted", ""), ("refused", "report.too_many"),
    ]  # fmt: skip
    assert working.refusal(at(1), told(at(0, 15), 1)) == "report.too_many"
    assert working.refused(working.start, at(1)) == "report.too_many"
    assert working.refused(working.by_hand, at(1), at(0, 15), 1) == "report.too_many"
    assert working.told(at(8), told(at(7), 1)).outcome == "accepted"


def test_a_key_makes_a_batch_one(working: Work) -> None:
    key, draft = uuid7(), wire.ReportsDraft(device="tracker", reports=[told(at(0), 1)])
    with clock.at(at(1)):
        first = actions.report_time(working.seat(working.bob), key, draft=draft)
        assert actions.report_time(working.seat(working.bob), key, draft=draft) == first
        other = draft.model_copy(update={"device": "phone"})
        with pytest.raises(Refused) as why:
            actions.report_time(working.seat(working.bob), key, draft=other)
    assert why.value.code == "key.reused"


def test_a_week_of_no_hours_has_no_sums_and_an_empty_diary(working: Work) -> None:
    diary = working.diary(at(3))
    assert (working.sums(), diary.segments, diary.cells, diary.reports) == ({}, [], [], [])
    assert diary.week.sums == wire.Sums()


def test_time_on_another_contract_makes_this_week_s_sums_follow_by_themselves(working: Work) -> None:
    other = working.beside()
    working.report(at(1), told(at(0, 10), 2))
    head = working.head
    other.report(at(1), told(at(0, 9), 2))
    assert other.sums() == {"tracked": 7_200}
    work(at(1))
    assert working.sums() == {"tracked": 3_600, "shadow": 3_600}
    assert working.kinds(head) == ["week.changed"]


def test_over_new_year_a_report_counts_in_two_weeks_by_their_mondays(alice: Person, bob: Person) -> None:
    """31 December 2028 is a Sunday."""
    agreed_at = datetime(2028, 12, 20, tzinfo=UTC)
    working = Work(alice, bob, agreed(alice, bob, agreed_at, start=agreed_at.date()))
    night = datetime(2028, 12, 31, 23, tzinfo=UTC)
    working.report(night + timedelta(hours=3), told(night, 2.5))
    assert working.sums(datetime(2028, 12, 25).date()) == {"tracked": 3_600}
    assert working.sums(datetime(2029, 1, 1).date()) == {"tracked": 5_400}


def test_leap_day_is_a_day(alice: Person, bob: Person) -> None:
    agreed_at = datetime(2028, 2, 28, 8, tzinfo=UTC)
    working = Work(alice, bob, agreed(alice, bob, agreed_at, start=agreed_at.date()))
    leap = datetime(2028, 2, 28, 23, tzinfo=UTC)
    working.report(leap + timedelta(days=3), told(leap, 24), told(leap + timedelta(days=1, hours=1), 0.5))
    diary = working.diary(leap + timedelta(days=3), datetime(2028, 2, 28).date())
    assert [day.tracked + day.over_limit for day in diary.days[:3]] == [3_600, 82_800, 1_800]
