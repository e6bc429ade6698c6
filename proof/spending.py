"""Random lives of money through the real actions, beside proof.deal_model: `python -m proof.spending COUNT STEPS SEED`.

Runs where the database is migrated and nobody is yet; each life begins there anew, in memory. Printed: {"lives",
"steps", "refused", "repeats", "checks", "transfers", "fired", "verbs": {step: accepted}, "differences": [words, …]}.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import django

django.setup()

from django.db import connection  # noqa: E402  (Django must be set up first)

from collab import clock  # noqa: E402
from collab.billing import payments  # noqa: E402
from collab.errors import Refused  # noqa: E402
from collab.workrooms.policies import FEE_PROFILES  # noqa: E402
from proof.agenda_model import Agenda  # noqa: E402
from proof.anew import anew  # noqa: E402
from proof.auditing import audit  # noqa: E402
from proof.deal_model import Contract  # noqa: E402
from proof.desks import CURRENCIES, Desk, Tally, Try, cards_of, person  # noqa: E402
from proof.money_model import Money, No  # noqa: E402
from proof.payers import MoneyWishes  # noqa: E402
from proof.wishes import MilestoneWishes  # noqa: E402


class Life(MilestoneWishes, MoneyWishes):
    """What some people do with the money of one contract or two; the freelancer is the same."""

    def __init__(self, chance: random.Random, tally: Tally) -> None:
        super().__init__(chance)
        self.tally, self.fired = tally, tally.found
        name = f"{chance.getrandbits(64):x}"
        self.freelancer = person(f"freelancer-{name}")
        people: Counter[tuple[str, str]] = Counter()
        agenda, self.desks = Agenda(), list[Desk]()
        with clock.at(self.now):
            for number in range(chance.choice((1, 1, 2))):
                client = person(f"client-{number}-{name}")
                profile = FEE_PROFILES[chance.choice(("none", "marketplace", "odd"))]
                currency = chance.choice([*CURRENCIES])
                money = Money(
                    currency,
                    profile.freelancer_percent,
                    profile.client_percent,
                    profile.initiation_fee,
                    people,
                )
                model = Contract(money, agenda, least=CURRENCIES[currency])
                self.desks.append(Desk(client, self.freelancer, model, profile.id, cards_of(client)))
        self.agenda = agenda

    def steps(self, desk: Desk) -> dict[Callable[[Desk], Try], float]:
        """With how often each is taken: seldom where it has no meaning now."""
        money, there = desk.model.money, {one.state for one in desk.model.pieces}
        asked = [one for one in desk.model.pieces if one.less or one.change or one.cancel]
        begun = {"funded", "changes_requested"}
        often: dict[Callable[[Desk], Try], tuple[int, object]] = {
            self.propose: (9 if len(desk.ids) < 6 else 3, True), self.work: (7, True), self.pay_bonus: (3, True),
            self.refund_escrow: (8, money.unbound), self.fund: (14, "draft" in there), self.move: (1, False),
            self.take_back: (12, money.unbound and desk.model.status == "ended"),
            self.edit: (2, "draft" in there), self.drop: (1, "draft" in there), self.submit: (14, there & begun),
            self.approve: (9, "submitted" in there), self.request_changes: (4, "submitted" in there),
            self.offer_less: (6, "submitted" in there), self.answer_less: (25, any(one.less for one in asked)),
            self.propose_change: (10, there & begun), self.answer_change: (40, any(one.change for one in asked)),
            self.give_back: (2, "funded" in there), self.ask_to_cancel: (5, "funded" in there),
            self.answer_cancel: (25, any(one.cancel for one in asked)), self.end: (1, len(desk.ids) > 4),
            self.refund_release: (8, money.releases), self.drive: (7, any(not one.ended for one in money.payments)),
            self.hear: (4, money.payments),
            self.confirm: (8, any(one.state == "needs_confirmation" for one in money.payments)),
            self.give_up: (4, any(one.state == "needs_confirmation" for one in money.payments)),
        }  # fmt: skip
        fit = {step: weight if meaning else weight / 20 for step, (weight, meaning) in often.items()}
        if not desk.ids:
            return {step: fit[step] for step in (self.propose, self.work, self.pay_bonus, self.refund_escrow)}
        without = {self.refund_release} if not money.releases else set()
        without |= {self.drive, self.hear, self.confirm, self.give_up} if not money.payments else set()
        return {step: weight for step, weight in fit.items() if step not in without}

    def live(self, steps: int) -> None:
        for _ in range(steps):
            self.step()
            if self.tally.differences:
                return

    def step(self) -> None:
        desk = self.chance.choice(self.desks)
        self.now += timedelta(seconds=self.chance.choice((1, 7, 60, 3600)))
        often = self.steps(desk)
        (step,) = self.chance.choices([*often], [*often.values()])
        with clock.at(self.now):
            self.take(step, desk)

    def take(self, step: Callable[[Desk], Try], desk: Desk) -> None:
        """Do it really and on paper, and compare; now and then the same again under the same key."""
        name, key, found = step.__name__, uuid4(), self.tally.found
        found["steps"] += 1
        with clock.at(self.now):
            really, paper = step(desk)
        with clock.at(self.now):
            should, why, answer = True, "", None
            try:
                paper()
            except No:
                should = False
            try:
                answer = really(key)
            except Refused as refused:
                why = f"{refused.code}: {refused.message}"
            found["refused"] += bool(why)
            self.tally.verbs[name] += not why
            if should == bool(why):
                self.differs(name, f"should be {'done' if should else 'refused'}, was {why or 'done'}")
            elif answer is not None and self.chance.random() < 0.25 and name not in ("drive", "hear"):
                self.repeat(name, really, key, answer)
            if not why and name in ("fund", "pay_bonus", "approve") and self.chance.random() < 0.7:
                self.drive_new(desk)
            self.look(name)

    def drive_new(self, desk: Desk) -> None:
        """The page of whoever pays asks the provider at once."""
        if found := desk.model.money.payments:
            payments.drive(desk.payment(len(found) - 1))
            desk.model.drive(found[-1], self.now)

    def repeat(self, name: str, really: Callable[[UUID], Any], key: UUID, answer: Any) -> None:
        self.tally.found["repeats"] += 1
        again = really(key)
        if again != answer:
            self.differs(name, f"a repeat answered {again!r} after {answer!r}")

    def look(self, name: str) -> None:
        self.tally.found["checks"] += 1
        for words in audit(
            [(desk.room.pk, desk.model) for desk in self.desks], self.agenda, self.freelancer.pk
        ):
            self.differs(name, words)

    def differs(self, name: str, words: str) -> None:
        self.tally.differences.append(f"after step {self.tally.found['steps']} ({name}): {words}")


def main(count: int, steps: int, seed: str) -> None:
    tally = Tally()
    for number in anew(range(count)):
        Life(random.Random(f"{seed}/{number}"), tally).live(steps)
        tally.found["lives"] += 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_transfer")
            tally.found["transfers"] += cursor.fetchone()[0]
        if tally.differences:
            tally.differences.append(f"in life {number}")
            break
    print(json.dumps({**tally.found, "verbs": tally.verbs, "differences": tally.differences}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
