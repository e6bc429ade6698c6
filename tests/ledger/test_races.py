"""Money at the same moment."""

from functools import partial

import pytest

from collab.accounts.models import Person
from collab.errors import Conflict
from collab.ledger.models import Transfer
from collab.ledger.rules import move
from collab.ledger.verify import differences
from tests.ledger.moving import ESCROW, available, funded, held, moved, pending
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def test_the_same_transfer_many_times_at_once_happens_once(alice: Person) -> None:
    for number in range(ROUNDS):
        answers = at_once([partial(funded, 100, key=f"fund {number}")] * 6)
        assert answers == [answers[0]] * 6
        assert isinstance(answers[0], Transfer)
    assert held(ESCROW) == ROUNDS * 100


def test_racing_releases_cannot_overdraw_escrow(bob: Person) -> None:
    for number in range(ROUNDS):
        funded(250, key=f"fund {number}")
        release = [
            partial(moved, f"release {number} {each}", *move(100, ESCROW, pending(bob))) for each in range(6)
        ]
        answers = at_once(release)
        assert sum(isinstance(answer, Transfer) for answer in answers) == 2
        assert {why.code for why in answers if isinstance(why, Conflict)} == {"ledger.overdrawn"}
        moved(f"rest {number}", *move(50, ESCROW, pending(bob)))
    assert (held(ESCROW), held(pending(bob))) == (0, ROUNDS * 250)
    assert list(differences()) == []


def test_transfers_in_opposite_directions_do_not_wait_for_each_other_for_ever(bob: Person) -> None:
    funded(1_000)
    moved("start", *move(500, ESCROW, pending(bob)))
    for number in range(ROUNDS):
        there = [
            partial(moved, f"to {number} {each}", *move(10, pending(bob), available(bob)))
            for each in range(3)
        ]
        back = [
            partial(moved, f"back {number} {each}", *move(10, available(bob), pending(bob)))
            for each in range(3)
        ]
        assert all(isinstance(answer, Transfer) for answer in at_once([*there, *back]))
    assert held(pending(bob)) == 500
