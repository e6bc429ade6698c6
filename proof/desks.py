"""A contract of proof.spending, really and on paper, and what chance makes of it."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress

from collab import wire
from collab.accounts.models import Person
from collab.billing import actions as billing
from collab.billing import payments, sandbox
from collab.billing.models import Payment, Release
from collab.workrooms import actions as rooms
from collab.workrooms.models import Member, Room
from collab.workrooms.policies import FEE_PROFILES
from proof.deal_model import Contract
from proof.stage import address

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
ODD = wire.FeeProfile(
    id="odd",
    name="Odd",
    freelancer_percent=Decimal("7.77"),
    client_percent=Decimal("3.33"),
    initiation_fee=499,
)
"""Fees that leave something to round; no server offers them."""
FEE_PROFILES[ODD.id] = ODD
NUMBERS = {behaviour.token: number for number, behaviour in sandbox.CARDS.items()}
CARDS = ("pays",) * 4 + tuple(NUMBERS)
CURRENCIES = {"EUR": 500, "JPY": 5, "USD": 500}
SIDES = ("client", "freelancer")
Try = tuple[Callable[[UUID], Any], Callable[[], None]]
"""The same step, really (under a key) and on paper."""


@dataclass
class Tally:
    found: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


class Desk:
    """One contract: the room, and the model of it."""

    def __init__(
        self, client: Person, freelancer: Person, model: Contract, profile: str, cards: dict[str, UUID]
    ):
        terms = wire.TermsDraft(
            title="Money", kind="fixed", currency=model.money.currency, fee_profile=profile
        )
        made = rooms.offer(client, None, to=freelancer.email, terms=terms)
        rooms.accept_terms(Member.objects.seat(freelancer, made.id), None, version=1)
        self.room = Room.objects.get(public_id=made.id)
        self.model, self.cards = model, cards
        self.seats = {
            side: Member.objects.seat(person, made.id)
            for side, person in zip(SIDES, (client, freelancer), strict=True)
        }
        self.ids: list[UUID] = []

    def payment(self, number: int) -> Payment:
        return payments.payments().filter(room=self.room).order_by("pk")[number]

    def release(self, number: int) -> Release:
        return Release.objects.filter(room=self.room).order_by("pk")[number]


def person(name: str) -> Person:
    made = Person.objects.create(email=address(name), name=name.partition("-")[0], password="!")
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def cards_of(person: Person) -> dict[str, UUID]:
    """One that does each thing that the sandbox's cards do."""
    made = {}
    for does, number in NUMBERS.items():
        new = sandbox.card(number)
        made[does] = billing.add_card(person, None, provider="sandbox", token=new.token, label=new.label).id
    return made


class Wishes:
    """What chance chooses to try; `now` is the instant of this step."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.now = chance, BEGIN

    def minor(self, desk: Desk, most: int = 200_000) -> int:
        """Mostly some amount; rarely one that nobody may pay."""
        least = desk.model.least
        if self.chance.random() < 0.06:
            return self.chance.choice((0, -1, least - 1, 10**10, 10**10 + 1))
        return self.chance.choice(
            (least, least + 1, self.chance.randrange(least, most), self.chance.randrange(least, most))
        )

    def part(self, whole: int) -> int:
        """Mostly some of it or all; rarely more."""
        return self.chance.choice(
            (whole, whole, max(1, whole // 2), self.chance.randint(0, max(whole, 1)), whole + 1)
        )

    def one(self, desk: Desk, *states: str) -> int:
        """Mostly a milestone where the step has a meaning."""
        fit = [number for number, one in enumerate(desk.model.pieces) if one.state in states]
        return self.chance.choice(fit if fit and self.chance.random() < 0.9 else range(len(desk.ids)))

    def side(self, usual: str) -> str:
        return usual if self.chance.random() < 0.93 else self.chance.choice(SIDES)

    def card(self) -> str:
        return self.chance.choice(CARDS)

    def about(self, verb: Any, desk: Desk, step: Any, usual: str, states: tuple[str, ...], **how: Any) -> Try:
        """A step with one milestone that needs no more words."""
        number, side = self.one(desk, *states), self.side(usual)
        return (
            lambda key: verb(desk.seats[side], key, milestone=desk.ids[number], **how),
            lambda: step(self.now, side, desk.model.pieces[number]),
        )

    def draft(self, minor: int, cap: int | None) -> wire.MilestoneDraft:
        return wire.MilestoneDraft(title=f"Piece {self.chance.random()}", minor=minor, revision_cap=cap)
