"""Milestones between Alice and Bob, told in a line."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from collab import wire
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.agenda.models import Due
from collab.billing import escrow, payments
from collab.billing.models import Payment
from collab.errors import Refused
from collab.ledger.verify import differences
from collab.milestones import actions
from collab.milestones.lists import milestones_of
from collab.milestones.models import Milestone
from collab.workrooms import actions as rooms
from collab.workrooms.models import Member, Room
from tests.billing import story as money
from tests.workrooms import story


def draft(**changes: Any) -> wire.MilestoneDraft:
    """A logo for 500.00, with two things to look at."""
    said = {"title": "Logo", "minor": 50_000, "checklist": ["As SVG", "In two colours"]}
    return wire.MilestoneDraft.model_validate(said | changes)


class Deal:
    """What Alice and Bob do in their contract."""

    def __init__(self, alice: Person, bob: Person, room: Room) -> None:
        self.alice, self.bob, self.room = alice, bob, room

    def seat(self, who: Person) -> Member:
        return story.seat(who, self.room)

    def do(self, who: Person, verb: Callable[..., Any], milestone: UUID, **how: Any) -> Any:
        return verb(self.seat(who), None, milestone=milestone, **how)

    def refused(self, who: Person, verb: Callable[..., Any], milestone: UUID, **how: Any) -> str:
        """The code of the refusal; its words are a sentence, and nothing happened."""
        before = (self.head, self.money)
        with pytest.raises(Refused) as why:
            self.do(who, verb, milestone, **how)
        assert why.value.message.endswith((".", ".)"))
        assert (self.head, self.money) == before
        return why.value.code

    def propose(self, who: Person | None = None, **changes: Any) -> UUID:
        seat = self.seat(who or self.alice)
        done: wire.MilestoneDone = actions.propose(seat, None, draft=draft(**changes))
        return done.milestone.id

    def pay(self, *chosen: UUID, does: str = "pays", minor: int | None = None) -> wire.Funded:
        """Alice funds them, with a card that does this; the provider is asked."""
        total = sum(self.row(one).minor for one in chosen) if minor is None else minor
        card = money.card(self.alice, does).public_id
        done: wire.Funded = actions.fund(
            self.seat(self.alice), None, chosen=list(chosen), minor=total, card=card
        )
        if done.payment:
            self.drive(done.payment.id)
        return done

    def drive(self, payment: UUID) -> Payment:
        return payments.driven(payment)

    def funded(self, **changes: Any) -> UUID:
        one = self.propose(**changes)
        self.pay(one)
        return one

    def submit(self, milestone: UUID, message: str = "Here it is.", **how: Any) -> wire.MilestoneDone:
        done: wire.MilestoneDone = self.do(self.bob, actions.submit, milestone, message=message, **how)
        return done

    def submitted(self, **changes: Any) -> UUID:
        one = self.funded(**changes)
        self.submit(one)
        return one

    def end(self) -> None:
        rooms.end(self.seat(self.alice), None)

    def row(self, milestone: UUID) -> Milestone:
        return Milestone.objects.get(public_id=milestone)

    def state(self, milestone: UUID) -> str:
        return self.row(milestone).state

    def card(self, milestone: UUID, who: Person | None = None) -> wire.Milestone:
        listed = milestones_of(self.seat(who or self.alice)).items
        return next(one for one in listed if one.id == milestone)

    @property
    def head(self) -> int:
        return Room.objects.get(pk=self.room.pk).head

    @property
    def money(self) -> wire.RoomMoney:
        return escrow.money_of(self.room)

    def kinds(self, after: int) -> list[str]:
        return story.kinds(self.room, after)

    def dues(self, verb: str) -> list[Due]:
        return list(Due.objects.filter(verb=verb))


def work() -> None:
    """All that is due now happens."""
    while fire_due():
        pass


def check() -> None:
    """Every cent is where the ledger says."""
    assert list(differences()) == []
