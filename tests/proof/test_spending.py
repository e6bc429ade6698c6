"""Random lives of money are shown an application with one bug in it."""

import random
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from collab.agenda.models import Due
from collab.billing import escrow, holds, income, moving, payments, refunds, releases
from collab.billing.models import Payment, Purse
from collab.billing.rules.fees import fee_of
from collab.milestones import ending
from collab.workrooms.models import Room
from proof.desks import Desk, Tally, Try
from proof.l1 import figures_of
from proof.spending import Life

pytestmark = pytest.mark.django_db(transaction=True)
LIVES, STEPS = 25, 40
Patch = Callable[[pytest.MonkeyPatch], None]


class Narrow(Life):
    """Only some of the steps, so that a bug in them is soon met; all where none is named."""

    only: tuple[str, ...] = ()

    def steps(self, desk: Desk) -> dict[Callable[[Desk], Try], float]:
        often = super().steps(desk)
        return {step: weight for step, weight in often.items() if not self.only or step.__name__ in self.only}


def lived(lives: int, *only: str) -> Tally:
    tally = Tally()
    for number in range(lives):
        Due.objects.all().delete()
        life = Narrow(random.Random(f"test/{number}"), tally)
        life.only = only
        life.live(STEPS)
        tally.found["lives"] += 1
        if tally.differences:
            break
    return tally


def test_the_application_and_the_paper_agree() -> None:
    tally = lived(2)
    assert tally.differences == []
    assert tally.found["checks"] == tally.found["steps"] == 2 * STEPS


def fees_rounded_by_part(patch: pytest.MonkeyPatch) -> None:
    def fee_back(kept: int, less: int, percent: Decimal) -> int:
        return fee_of(less, percent)

    patch.setattr(refunds, "fee_back", fee_back)


def rounded_down(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(releases, "fee_of", lambda minor, percent: int(minor * percent / 100))


def free_money_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What a failed funding had taken stays bound."""

    def give_up(room: Room, payment: Payment) -> None:
        Payment.objects.filter(pk=payment.pk).update(note="given up")

    patch.setattr(income, "give_up", give_up)


def cheaper_but_still_bound(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(escrow, "unbind", lambda room, minor: None)


def released_without_a_transfer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moving, "released", lambda *_: None)


def paid_out_twice(patch: pytest.MonkeyPatch) -> None:
    """The sum that is kept counts it twice."""
    released = moving.released

    def twice(room: Room, *rest: Any) -> Any:
        purse = Purse.objects.get(room=room)
        Purse.objects.filter(room=room).update(bonuses=purse.bonuses + 1)
        return released(room, *rest)

    patch.setattr(moving, "released", twice)


def oldest_charge_first(patch: pytest.MonkeyPatch) -> None:
    spread = refunds.spread
    patch.setattr(refunds, "spread", lambda minor, charges: spread(minor, charges[::-1]))


def never_available(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(holds.moving, "became_available", lambda *_: None)


def approved_without_a_clock_stopped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ending.book, "cross_out", lambda *_: True)


def asked_no_more(patch: pytest.MonkeyPatch) -> None:
    def ask_later(payment: Payment, now: datetime) -> None:
        return

    patch.setattr(payments, "ask_later", ask_later)


BUGS: dict[Patch, tuple[str, ...]] = {
    fees_rounded_by_part: ("propose", "pay_bonus", "work", "refund_release", "drive"),
    cheaper_but_still_bound: ("propose", "fund", "drive", "propose_change", "answer_change"),
    oldest_charge_first: ("propose", "fund", "drive", "give_back"),
    rounded_down: (), free_money_forgotten: (), released_without_a_transfer: (), paid_out_twice: (),
    never_available: (), approved_without_a_clock_stopped: (), asked_no_more: (),
}  # fmt: skip
"""With the steps in which they show."""


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_bug_is_noticed(monkeypatch: pytest.MonkeyPatch, bug: Patch) -> None:
    bug(monkeypatch)
    assert lived(LIVES, *BUGS[bug]).differences


def test_less_than_promised_is_too_little() -> None:
    told = {
        "lives": 500, "steps": 20_000, "checks": 20_000, "refused": 5_000, "transfers": 4_000, "fired": 3_000,
        "repeats": 900,
    }  # fmt: skip
    figures = partial(figures_of, lives=500, steps=40)
    assert figures([told | {"verbs": {}, "differences": []}]).verdict == "held"
    assert figures([told | {"steps": 19_999, "verbs": {}, "differences": []}]).verdict == "too little"
    assert figures([told | {"refused": 15_000, "verbs": {}, "differences": []}]).verdict == "too little"
    assert figures([told | {"verbs": {}, "differences": ["after step 7"]}]).verdict == "FAILED"
