"""Steps that race for the same money, through the actions: `python -m proof.racing COUNT SEED` on PostgreSQL.

Printed: {"races", "contenders", "kinds": {race: how often}, "winners": {race: {how many were done: how often}},
"wrongs": {what: how often}, "examples": [words, …]}.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  (Django must be set up first)
from django.db import connection  # noqa: E402

from collab import clock, wire  # noqa: E402
from collab.accounts.models import Person  # noqa: E402
from collab.agenda.firing import fire  # noqa: E402
from collab.agenda.models import Due  # noqa: E402
from collab.billing import actions as billing  # noqa: E402
from collab.billing import payments, sandbox  # noqa: E402
from collab.billing.models import Payment, Purse, Release  # noqa: E402
from collab.errors import Refused  # noqa: E402
from collab.ledger.verify import differences  # noqa: E402
from collab.milestones import actions  # noqa: E402
from collab.workrooms import actions as rooms  # noqa: E402
from collab.workrooms.models import Member, Room  # noqa: E402
from proof.escrows import escrow_of, judge  # noqa: E402
from proof.stage import address  # noqa: E402

Act = Callable[[], Any]
CARD = "4242424242424242"
CROWD = 4
"""Threads that wait with a connection in hand; no race has more."""
CHECK_EVERY = 250


@dataclass
class Race:
    """What is tried at once, and how many of it may be done."""

    acts: list[Act]
    done: Collection[int]


class Contract:
    """A contract with fees, and whoever acts there."""

    def __init__(self, number: int, *, hourly: bool = False) -> None:
        self.client, self.freelancer = self._person(f"client-{number}"), self._person(f"freelancer-{number}")
        terms = wire.TermsDraft(title="Race", kind="fixed", currency="EUR", fee_profile="marketplace")
        if hourly:
            by_the_hour = {
                "kind": "hourly", "rate": 4_500, "weekly_limit": 40, "manual_time": True, "start": clock.now().date(),
            }  # fmt: skip
            terms = terms.model_copy(update=by_the_hour)
        made = rooms.offer(self.client, None, to=self.freelancer.email, terms=terms)
        rooms.accept_terms(Member.objects.seat(self.freelancer, made.id), None, version=1)
        self.room = Room.objects.get(public_id=made.id)
        new = sandbox.card(CARD)
        self.card = billing.add_card(
            self.client, None, provider="sandbox", token=new.token, label=new.label
        ).id

    @staticmethod
    def _person(name: str) -> Person:
        made = Person.objects.create(email=address(name), name=name, password="!")
        EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
        return made

    # Each contender reads their own seat: an action writes on it.

    def c(self, verb: Callable[..., Any], key: UUID | None = None, /, **how: Any) -> Act:
        return partial(verb, Member.objects.seat(self.client, self.room.public_id), key or uuid4(), **how)

    def f(self, verb: Callable[..., Any], key: UUID | None = None, /, **how: Any) -> Act:
        return partial(verb, Member.objects.seat(self.freelancer, self.room.public_id), key or uuid4(), **how)

    def draft(self, minor: int) -> wire.MilestoneDraft:
        return wire.MilestoneDraft(title=f"Piece {uuid4()}", minor=minor)

    def proposed(self, minor: int = 10_001) -> UUID:
        id: UUID = self.c(actions.propose, draft=self.draft(minor))().milestone.id
        return id

    def fund(self, one: UUID, minor: int = 10_001) -> Act:
        return self.c(actions.fund, chosen=[one], minor=minor, card=self.card)

    def begun(self, minor: int = 10_001) -> Payment:
        """A funding that nobody has asked the provider about."""
        paid = self.fund(self.proposed(minor), minor)().payment
        return payments.payments().get(public_id=paid.id)

    def funded(self, minor: int = 10_001) -> UUID:
        """By card: nothing is free before."""
        paid = payments.drive(self.begun(minor))
        return UUID(paid.subjects[0])

    def submitted(self) -> UUID:
        one = self.funded()
        self.f(actions.submit, milestone=one, message="Here.")()
        return one

    def freed(self, minor: int) -> None:
        """So much of escrow is bound to nothing."""
        one = self.funded(minor + 500)
        change = self.f(actions.propose_change, milestone=one, draft=self.draft(500))().milestone.change
        self.c(actions.accept_change, milestone=one, change=change.id)()

    def released(self) -> Release:
        one = self.submitted()
        self.c(actions.approve, milestone=one)()
        return Release.objects.get(subject=one)

    def due(self, verb: str, of: object) -> Act:
        """The clock, whenever it is time."""
        row = Due.objects.get(verb=verb, subject=str(of))

        def later() -> None:
            with clock.at(row.due_at + timedelta(seconds=1)):
                fire(row)

        return later


# ── the races ─────────────────────────────────────────────────────────────────────────────────────────────


def approve_approve(here: Contract) -> Race:
    one = here.submitted()
    return Race([here.c(actions.approve, milestone=one) for _ in range(3)], {1})


def approve_changes(here: Contract) -> Race:
    one = here.submitted()
    changes = here.c(actions.request_changes, milestone=one, note="More.")
    return Race([here.c(actions.approve, milestone=one), changes], {1})


def approve_clock(here: Contract) -> Race:
    one = here.submitted()
    clocks = [here.due("milestone.approve", one) for _ in range(2)]
    return Race([here.c(actions.approve, milestone=one), *clocks], {2, 3})


def approve_less(here: Contract) -> Race:
    one = here.submitted()
    here.c(actions.offer_less, milestone=one, minor=4_000)()
    less = [here.f(actions.accept_less, milestone=one, minor=4_000) for _ in range(2)]
    return Race([here.c(actions.approve, milestone=one), *less], {1})


def cancel_submit(here: Contract) -> Race:
    one = here.funded()
    here.c(actions.ask_to_cancel, milestone=one)()
    acts = [here.due("milestone.cancel", one), here.f(actions.submit, milestone=one, message="Here.")]
    return Race([*acts, here.f(actions.grant_cancel, milestone=one)], {1, 2})


def give_back_submit(here: Contract) -> Race:
    one = here.funded()
    back = [here.f(actions.give_back, milestone=one) for _ in range(2)]
    return Race([*back, here.f(actions.submit, milestone=one, message="Here.")], {1})


def change_give_back(here: Contract) -> Race:
    one = here.funded()
    change = here.f(actions.propose_change, milestone=one, draft=here.draft(2_000))().milestone.change
    accept = here.c(actions.accept_change, milestone=one, change=change.id)
    return Race([accept, here.f(actions.give_back, milestone=one)], {1, 2})


def fund_fund(here: Contract) -> Race:
    one = here.proposed()
    return Race([here.fund(one) for _ in range(3)], {1})


def fund_from_free(here: Contract) -> Race:
    here.freed(10_001)
    return Race([here.fund(here.proposed()) for _ in range(3)], {3})


def fund_refund(here: Contract) -> Race:
    here.freed(10_001)
    refunds = [here.f(billing.refund_escrow, minor=10_001) for _ in range(2)]
    return Race([here.fund(here.proposed()), *refunds], {1, 2})


def refund_refund(here: Contract) -> Race:
    here.freed(10_001)
    return Race([here.f(billing.refund_escrow, minor=4_000) for _ in range(4)], {2})


def release_back(here: Contract) -> Race:
    release = here.released()
    back = [here.f(billing.refund_release, release=release.public_id, minor=4_000) for _ in range(3)]
    return Race([*back, here.due("money.available", release.public_id)], {3})


def drive_drive(here: Contract) -> Race:
    paid = here.begun()
    return Race(
        [partial(payments.drive, paid) for _ in range(3)] + [partial(payments.heard_of, paid.key)], {4}
    )


def same_key(here: Contract) -> Race:
    """All of them are one step: each gets the first answer."""
    one, key = here.submitted(), uuid4()
    return Race([here.c(actions.approve, key, milestone=one) for _ in range(4)], {4})


RACES: tuple[Callable[[Contract], Race], ...] = (
    approve_approve, approve_changes, approve_clock, approve_less, cancel_submit, give_back_submit, change_give_back,
    fund_fund, fund_from_free, fund_refund, refund_refund, release_back, drive_drive, same_key,
)  # fmt: skip


# ── running them ──────────────────────────────────────────────────────────────────────────────────────────


def settle(here: Contract) -> None:
    """Whatever is under way is paid, what is due for refunds too, and nothing is left free for the next race."""
    for paid in payments.payments().filter(room=here.room, ended_at=None):
        payments.drive(paid)
    if free := Purse.objects.get(room=here.room).free:
        here.f(billing.refund_escrow, minor=free)()


def run(race: Race, crowd: ThreadPoolExecutor) -> tuple[int, list[str]]:
    """Start all at the same moment. → how many were done, and what broke"""
    barrier = Barrier(len(race.acts))

    def one(act: Act) -> str:
        connection.ensure_connection()
        barrier.wait(30)
        try:
            act()
        except Refused:
            return "refused"
        except Exception as broken:
            return f"{type(broken).__name__}: {broken}"
        return ""

    said = list(crowd.map(one, race.acts))
    return said.count(""), [words for words in said if words not in ("", "refused")]


def main(count: int, seed: str) -> None:
    chance, kinds = random.Random(seed), Counter[str]()
    winners: defaultdict[str, Counter[int]] = defaultdict(Counter)
    wrongs, examples, contenders = Counter[str](), list[str](), 0
    here = Contract(0)
    with ThreadPoolExecutor(CROWD) as crowd:
        for number in range(count):
            if number and number % CHECK_EVERY == 0:
                # Neither a room nor a ledger grows so long that reading it is what takes the time.
                wrongs.update({"differences": len(found := [*differences()])})
                examples += [str(one) for one in found]
                here = Contract(number)
            make = RACES[number % len(RACES)] if number < len(RACES) else chance.choice(RACES)
            race = make(here)
            done, broken = run(race, crowd)
            kinds[make.__name__] += 1
            winners[make.__name__][done] += 1
            contenders += len(race.acts)
            settle(here)
            found_here = judge(escrow_of(here.room.pk)) | {
                "other outcomes": done not in race.done,
                "broken": len(broken),
            }
            wrongs.update(found_here)
            if any(found_here.values()):
                examples.append(f"{make.__name__}: {done} done, {broken}, {found_here}")
        run(Race([connection.close] * CROWD, {CROWD}), crowd)
    wrongs.update({"differences": len(found := [*differences()])})
    examples += [str(one) for one in found]
    connection.close_pool()  # type: ignore[attr-defined]
    print(
        json.dumps(
            {"races": kinds.total(), "contenders": contenders, "kinds": kinds, "winners": winners, "wrongs": wrongs,
             "examples": examples[:20]}
        )
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
