"""Time by hand: only over seconds that nothing else claims, before the lock; asked for where it is not allowed."""

from datetime import timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from collab import clock, limits
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.errors import Forbidden
from collab.timetracker import actions
from collab.timetracker.models import Ask
from collab.workrooms import actions as rooms
from tests.timetracker.tracking import LOCK, Work, agreed, at, told, work

CALLED = at(1, 10)
NOW = at(1, 12)


@pytest.fixture
def asking(alice: Person, bob: Person) -> Work:
    """A contract that takes no time by hand."""
    return Work(alice, bob, agreed(alice, bob, manual_time=False))


def test_where_it_is_allowed_it_counts_at_once(working: Work) -> None:
    done = working.by_hand(NOW, CALLED, 1)
    assert (done.ask, working.kinds(done.seq - 1)) == (None, ["time.reported"])
    assert working.sums() == {"manual": 3_600}
    [report] = working.diary(NOW).reports
    assert (report.kind, report.memo) == ("manual", "Call")


def test_another_tracker_may_tell_it_too(working: Work) -> None:
    assert working.told(NOW, told(CALLED, 1, kind="manual")).seconds == 3_600
    assert working.sums() == {"manual": 3_600}


def test_it_only_fills_what_is_free(working: Work) -> None:
    working.report(NOW, told(at(1, 9), 1.5))
    for start, hours in ((CALLED, 1.0), (at(1, 8), 1.01), (at(1, 8), 6.0)):
        assert working.refused(working.by_hand, at(1, 15), start, hours) == "manual.claimed"
    working.by_hand(NOW, at(1, 10, 30), 1)
    assert working.sums() == {"tracked": 5_400, "manual": 3_600}


def test_what_is_claimed_on_another_contract_is_not_free(working: Work) -> None:
    other = working.beside()
    other.report(NOW, told(CALLED, 1))
    assert working.refused(working.by_hand, NOW, CALLED, 0.5) == "manual.claimed"


def test_what_a_running_timer_has_is_not_free(working: Work) -> None:
    timer = working.start(at(1, 11)).timer.id
    working.beat(timer, at(1, 11, 1))
    assert working.refused(working.by_hand, at(1, 11, 1), at(1, 11, 0, 30), 0.005) == "manual.claimed"


def test_what_a_correction_gave_free_is_free(working: Work) -> None:
    draft = told(CALLED, 1)
    working.report(NOW, draft)
    working.correct(NOW, draft.id)
    working.by_hand(NOW, CALLED, 1)
    assert working.sums() == {"manual": 3_600}


def test_in_a_batch_it_stands_back_behind_what_was_measured(working: Work) -> None:
    done = working.report(
        NOW, told(CALLED, 1, kind="manual"), told(CALLED, 0.5), told(at(1, 9), 1, kind="manual"),
        told(at(1, 9, 30), 1, kind="manual"),
    )  # fmt: skip
    assert [(one.outcome, one.code) for one in done.results] == [
        ("refused", "manual.claimed"), ("accepted", ""), ("accepted", ""), ("refused", "manual.claimed"),
    ]  # fmt: skip


def test_bad_time_by_hand_is_refused_like_any_other(working: Work) -> None:
    assert working.refused(working.by_hand, NOW, CALLED, 0) == "report.order"
    assert working.refused(working.by_hand, NOW, CALLED, 249) == "report.length"
    assert working.refused(working.by_hand, NOW, CALLED, 3) == "report.future"
    assert working.refused(working.by_hand, NOW, CALLED.replace(microsecond=5), 1) == "report.instant"
    assert working.refused(working.by_hand, NOW, at(-3), 1) == "report.not_running"
    id = working.start(at(1, 9)).timer.id
    assert working.refused(working.by_hand, NOW, CALLED, 1, id=id) == "report.reused"


def test_all_of_it_lies_in_time_when_the_contract_ran(working: Work) -> None:
    working.as_of(at(1, 10, 30), rooms.pause, working.alice)
    assert working.refused(working.by_hand, NOW, CALLED, 1) == "report.not_running"
    working.by_hand(NOW, CALLED, 0.5)
    assert working.sums() == {"manual": 1_800}


def test_until_the_lock_to_the_second(working: Work) -> None:
    working.by_hand(LOCK - timedelta(microseconds=1), CALLED, 1)
    assert working.refused(working.by_hand, LOCK, at(1, 14), 1) == "manual.late"
    assert working.refusal(LOCK, told(at(1, 14), 1, kind="manual")) == "manual.late"


def test_where_it_is_not_allowed_it_is_asked_for_with_a_reason(asking: Work) -> None:
    assert asking.refused(asking.by_hand, NOW, CALLED, 1) == "reason.empty"
    assert asking.refusal(NOW, told(CALLED, 1, kind="manual")) == "manual.not_allowed"
    done = asking.by_hand(NOW, CALLED, 1, reason="The tracker was down")
    assert done.ask is not None
    assert (done.ask.kind, done.ask.state, done.ask.seconds, done.ask.minor) == (
        "manual",
        "asked",
        3_600,
        4_500,
    )
    assert (done.ask.until, done.ask.reason) == (LOCK, "The tracker was down")
    assert asking.kinds(done.seq - 1) == ["time.asked"]
    assert asking.sums() == {}
    assert asking.diary(NOW).week.asks == [done.ask]
    due = Due.objects.get(verb="ask.lapse")
    assert (due.due_at, due.side) == (LOCK, "client")
    assert (
        due.sentence
        == "If the client does not accept the time by hand of the week of 2 March, it stays unpaid."
    )


def asked(work: Work, id: UUID | None = None) -> UUID:
    ask = work.by_hand(NOW, CALLED, 1, reason="The tracker was down", id=id).ask
    assert ask is not None
    return ask.id


def test_accepted_it_counts(asking: Work) -> None:
    id = uuid7()
    ask, head = asked(asking, id), asking.head
    asking.accept(at(2), ask)
    assert asking.sums() == {"manual": 3_600}
    assert asking.kinds(head) == ["time.reported", "time.answered"]
    assert (asking.row(id).person, asking.row(id).reason) == (asking.bob, "The tracker was down")
    assert not Due.objects.filter(verb="ask.lapse").exists()
    [told_] = asking.diary(at(2)).week.asks
    assert (told_.state, told_.decided_by, told_.decided_at) == ("accepted", asking.alice.public_id, at(2))


def test_declined_or_withdrawn_it_stays_unpaid(asking: Work) -> None:
    asking.as_of(at(2), actions.decline_ask, asking.alice, ask=asked(asking))
    asking.as_of(at(2), actions.withdraw_ask, asking.bob, ask=asked(asking))
    assert asking.sums() == {}
    assert list(Ask.objects.order_by("pk").values_list("state", flat=True)) == ["declined", "withdrawn"]


def test_each_question_is_answered_once(asking: Work) -> None:
    ask = asked(asking)
    asking.accept(at(2), ask)
    for verb, who in (
        (actions.accept_ask, asking.alice), (actions.decline_ask, asking.alice), (actions.withdraw_ask, asking.bob),
    ):  # fmt: skip
        assert asking.refused(asking.as_of, at(2), verb, who, ask=ask) == "ask.decided"
    assert asking.refused(asking.accept, at(2), uuid7()) == "ask.not_found"


def test_each_side_does_its_part(asking: Work) -> None:
    ask = asked(asking)
    for verb, who in ((actions.accept_ask, asking.bob), (actions.withdraw_ask, asking.alice)):
        with clock.at(at(2)), pytest.raises(Forbidden):
            verb(asking.seat(who), None, ask=ask)


def test_what_was_claimed_meanwhile_is_not_accepted(asking: Work) -> None:
    ask = asked(asking)
    asking.report(at(2), told(at(1, 10, 59), 1))
    assert asking.refused(asking.accept, at(2), ask) == "manual.claimed"
    assert asking.ask().public_id == ask


def test_unanswered_at_the_lock_it_lapses(asking: Work) -> None:
    ask = asked(asking)
    assert asking.refused(asking.accept, LOCK, ask) == "ask.over"
    work(LOCK)
    assert Ask.objects.get().state == "lapsed"
    assert "time.answered" in asking.kinds()
    assert asking.refused(asking.accept, LOCK, ask) == "ask.decided"


def test_only_so_many_questions_wait(asking: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ASKS_OPEN", 1)
    ask = asked(asking)
    assert asking.refused(asking.by_hand, NOW, at(1, 8), 1, reason="More") == "ask.too_many"
    asking.as_of(at(2), actions.decline_ask, asking.alice, ask=ask)
    asked(asking)


def test_an_id_that_was_asked_with_is_not_asked_with_again(asking: Work) -> None:
    id = uuid7()
    asked(asking, id)
    assert asking.refused(asking.by_hand, NOW, at(1, 8), 1, id=id, reason="More") == "report.reused"


def test_a_question_s_id_used_by_a_report_meanwhile_cannot_be_accepted_twice(asking: Work) -> None:
    id = uuid7()
    ask = asked(asking, id)
    asking.report(at(2), told(at(0), 1, id=id))
    assert asking.refused(asking.accept, at(2), ask) == "report.reused"
