"""What is due happens once, whoever dies, and nothing keeps the others waiting."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from collab import clock
from collab.agenda import book
from collab.agenda.firing import fire, fire_due
from collab.agenda.models import Due
from collab.limits import DUE_AT_ONCE, DUE_LEASE_SECONDS
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = "If nobody acts, the bell rings."


class Bell:
    """Rings for each subject whose row was still there."""

    def __init__(self) -> None:
        self.rung: list[str] = []
        self.broken: set[str] = set()

    def __call__(self, due: Due) -> None:
        if not book.cross_out(due.verb, due.subject):
            return
        if due.subject in self.broken:
            raise RuntimeError("The bell is broken.")
        self.rung.append(due.subject)


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bell]:
    bell = Bell()
    monkeypatch.setitem(book._fires, "bell.ring", bell)
    with clock.at(NOON):
        yield bell


def due(subject: str = "a", at: datetime = NOON) -> Due:
    book.put("bell.ring", subject, at, WORDS, room_id=7, side="client")
    return Due.objects.get(subject=subject)


def after(**time: float) -> Callable[[], int]:
    def run() -> int:
        with clock.at(NOON + timedelta(**time)):
            return fire_due()

    return run


def test_what_will_happen_is_there_to_be_seen_before(bell: Bell) -> None:
    due("b", NOON + timedelta(days=2))
    due("a", NOON + timedelta(days=1))
    seen = [one.card() for one in book.in_rooms([7, 8])]
    assert [(one.subject, one.sentence, one.side) for one in seen] == [
        ("a", WORDS, "client"), ("b", WORDS, "client"),
    ]  # fmt: skip
    assert book.in_rooms([8]) == []


def test_it_happens_when_it_is_due_and_not_before(bell: Bell) -> None:
    due("a", NOON + timedelta(hours=1))
    assert after(minutes=59)() == 0
    assert after(hours=1)() == 1
    assert bell.rung == ["a"]
    assert not Due.objects.exists()


def test_whoever_acts_in_time_keeps_it_from_happening(bell: Bell) -> None:
    due("a", NOON + timedelta(hours=1))
    assert book.cross_out("bell.ring", "a")
    assert not book.cross_out("bell.ring", "a")
    assert after(hours=2)() == 0
    assert bell.rung == []


def test_putting_it_in_again_moves_it(bell: Bell) -> None:
    due("a", NOON + timedelta(hours=1))
    due("a", NOON + timedelta(hours=3))
    assert after(hours=2)() == 0
    assert after(hours=3)() == 1


def test_firing_twice_is_firing_once(bell: Bell) -> None:
    row = due()
    fire(row)
    fire(row)
    assert bell.rung == ["a"]


def test_one_that_fails_keeps_nobody_waiting_and_comes_again_ever_more_seldom(bell: Bell) -> None:
    due("a")
    due("b")
    bell.broken = {"a"}
    assert fire_due() == 2
    assert bell.rung == ["b"]
    row = Due.objects.get()
    assert (row.subject, row.tries) == ("a", 1)
    assert "The bell is broken." in row.trouble
    waits = []
    for _ in range(4):
        waits.append((row.next_at - NOON).total_seconds())
        with clock.at(row.next_at):
            assert fire_due() == 1
        row.refresh_from_db()
    assert waits == [2, 6, 14, 30]
    bell.broken = set()
    with clock.at(row.next_at):
        fire_due()
    assert bell.rung == ["b", "a"]


def test_a_verb_that_this_version_does_not_know_waits_for_one_that_does(bell: Bell) -> None:
    book.put("gong.strike", "a", NOON, WORDS)
    assert fire_due() == 1
    assert "does not know" in Due.objects.get().trouble


def test_what_a_dead_worker_had_claimed_is_fired_by_another_after_its_lease(bell: Bell) -> None:
    due("a")
    assert fire_due(stop=lambda: True) == 0
    assert after(seconds=DUE_LEASE_SECONDS - 1)() == 0
    assert after(seconds=DUE_LEASE_SECONDS)() == 1
    assert bell.rung == ["a"]


def test_workers_at_once_fire_each_row_once(bell: Bell) -> None:
    subjects = [f"{number:03}" for number in range(4 * DUE_AT_ONCE)]
    for subject in subjects:
        due(subject)

    def work() -> int:
        fired = 0
        with clock.at(NOON):
            while taken := fire_due():
                fired += taken
        return fired

    answers = at_once([partial(work)] * 3)
    assert sorted(bell.rung) == subjects
    assert sum(answer for answer in answers if isinstance(answer, int)) == len(subjects)


def test_a_worker_begins_with_rooms_in_which_no_other_is_busy(bell: Bell) -> None:
    for subject, room in (("a", 7), ("b", 7), ("c", 8), ("d", None)):
        book.put("bell.ring", subject, NOON, WORDS, room_id=room)
    assert fire_due(1, stop=lambda: True) == 0
    for _ in range(3):
        assert fire_due(1) == 1
    assert bell.rung == ["c", "d", "b"]
