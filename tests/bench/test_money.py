"""What `python -m bench.money` makes of its figures, and that what it measures can be run at all."""

import pytest

from bench.money import postings, reads
from bench.money.__main__ import report, targets
from collab.accounts.models import Person
from collab.ledger.models import Leg, Transfer
from collab.ledger.verify import differences

RATES = {"post": [100.0, 300.0, 200.0], "bare": [1_000.0, 1_000.0, 1_000.0]}
FLAT = {"balance": {100: 0.5, 1_000_000: 0.6}}


def test_the_share_is_the_median_of_the_rounds() -> None:
    share, growth = targets(RATES, FLAT)
    assert (share.measured, share.is_met) == (0.2, True)
    assert growth.is_met


def test_reads_that_grow_with_the_ledger_miss_their_target() -> None:
    _, growth = targets(RATES, {"balance": {100: 0.5, 1_000_000: 5.0}})
    assert not growth.is_met
    assert "1,000,000" in growth.sentence


def test_the_report_has_all_figures() -> None:
    told = report(RATES, FLAT)
    assert "| posted to the ledger | 200 | 100 – 300 |" in told
    assert "| balance | 0.50 | 0.60 |" in told


@pytest.mark.django_db
def test_what_is_posted_is_a_ledger_that_adds_up(alice: Person) -> None:
    postings.fund([alice])
    write = postings.posted([alice])
    for count in range(3):
        write(0, count)
    assert (Transfer.objects.count(), Leg.objects.count()) == (4, 11)
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_question_is_asked_as_often_as_told(alice: Person) -> None:
    asked: list[None] = []
    assert reads.milliseconds(lambda: asked.append(None), 5) >= 0
    assert len(asked) == 5
