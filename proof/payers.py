"""What the two sides, the provider and the clock do with money in random lives of it (proof.spending)."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from collab import wire
from collab.agenda.firing import fire_due
from collab.billing import actions as billing
from collab.billing import payments
from collab.workrooms import actions as rooms
from proof.agenda_model import Agenda
from proof.desks import SIDES, Desk, Try, Wishes


class MoneyWishes(Wishes):
    """Each step really, and on paper."""

    agenda: Agenda
    fired: Counter[str]
    """How often the clock did something, under "fired"."""

    def pay_bonus(self, desk: Desk) -> Try:
        side, minor, card = self.side("client"), self.minor(desk), self.card()
        return (
            lambda key: billing.pay_bonus(desk.seats[side], key, minor=minor, card=desk.cards[card]),
            lambda: desk.model.pay_bonus(self.now, side, minor, card),
        )

    def refund_escrow(self, desk: Desk) -> Try:
        side, minor = self.side("freelancer"), self.part(desk.model.money.unbound)
        return (
            lambda key: billing.refund_escrow(desk.seats[side], key, minor=minor),
            lambda: desk.model.refund_escrow(self.now, side, minor),
        )

    def take_back(self, desk: Desk) -> Try:
        side, minor = self.side("client"), self.part(desk.model.money.unbound)
        return (
            lambda key: billing.take_back(desk.seats[side], key, minor=minor),
            lambda: desk.model.take_back(self.now, side, minor),
        )

    def refund_release(self, desk: Desk) -> Try:
        number = self.chance.randrange(len(desk.model.money.releases))
        release, side = desk.model.money.releases[number], self.side("freelancer")
        minor, id = self.part(release.minor - release.back), desk.release(number).public_id
        return (
            lambda key: billing.refund_release(desk.seats[side], key, release=id, minor=minor),
            lambda: desk.model.refund_release(self.now, side, release, minor),
        )

    def move(self, desk: Desk) -> Try:
        side = self.side("client")
        verb = rooms.resume if desk.model.status == "paused" else rooms.pause
        return lambda key: verb(desk.seats[side], key), lambda: desk.model.pause(self.now, side)

    def end(self, desk: Desk) -> Try:
        side = self.chance.choice(SIDES)
        return lambda key: rooms.end(desk.seats[side], key), lambda: desk.model.end(self.now, side)

    # ── the provider and the clock ────────────────────────────────────────────────────────────────────────

    def _payment(self, desk: Desk, *states: str) -> int:
        found = desk.model.money.payments
        fit = [number for number, one in enumerate(found) if one.state in states]
        return self.chance.choice(fit or range(len(found)))

    def drive(self, desk: Desk) -> Try:
        number = self._payment(desk, "processing", "needs_confirmation")
        return (
            lambda key: payments.drive(desk.payment(number)),
            lambda: desk.model.drive(desk.model.money.payments[number], self.now),
        )

    def hear(self, desk: Desk) -> Try:
        """A webhook, whether or not anything happened."""
        number = self._payment(desk, "processing", "needs_confirmation", "failed")
        return (
            lambda key: payments.heard_of(desk.payment(number).key),
            lambda: desk.model.hear(desk.model.money.payments[number], self.now),
        )

    def confirm(self, desk: Desk) -> Try:
        return self._answer(desk, billing.confirm_payment, "confirmed")

    def give_up(self, desk: Desk) -> Try:
        return self._answer(desk, billing.give_up_payment, "given up")

    def _answer(self, desk: Desk, verb: Callable[..., wire.Created], answered: str) -> Try:
        number, side = self._payment(desk, "needs_confirmation"), self.side("client")
        told = self.chance.random() < 0.85

        def really(key: UUID) -> wire.Created:
            done = verb(desk.seats[side], key, payment=desk.payment(number).public_id)
            if told:
                payments.driven(done.id)
            return done

        return really, lambda: desk.model.answer(
            self.now, side, desk.model.money.payments[number], answered, told=told
        )

    def work(self, desk: Desk) -> Try:
        """A worker looks, at once or much later."""
        self.now += self.chance.choice(
            (timedelta(0), timedelta(seconds=20), timedelta(hours=2), timedelta(days=2), timedelta(days=5),
             timedelta(days=8), timedelta(days=15), timedelta(days=181))
        )  # fmt: skip

        def really(key: UUID) -> None:
            while fired := fire_due():
                self.fired["fired"] += fired

        return really, lambda: self.agenda.fire(self.now)
