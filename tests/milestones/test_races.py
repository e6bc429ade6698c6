"""Whoever acts at the same moment meets the room's lock: one after the other, each on what the other left."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from collab import wire
from collab.accounts.models import Person
from collab.agenda.firing import fire
from collab.billing.models import Payment, Release
from collab.errors import Refused
from collab.files import actions as files
from collab.milestones import actions
from collab.milestones.models import Submission
from collab.milestones.silence import APPROVE, CANCEL
from tests.billing import story as money
from tests.files.bringing import brought
from tests.milestones.deal import Deal, check, draft
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def acting(
    deal: Deal, who: Person, verb: Callable[..., Any], milestone: UUID, **how: Any
) -> Callable[[], Any]:
    """A step that is ready to be taken by somebody whose seat was read before."""
    return partial(verb, deal.seat(who), None, milestone=milestone, **how)


def one_of(answers: list[Any]) -> Refused:
    """One happened; why the other did not."""
    [refused] = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(answers) == 2
    return refused


def funding(deal: Deal, *chosen: UUID) -> Callable[[], Any]:
    total = sum(deal.row(one).minor for one in chosen)
    card = money.card(deal.alice).public_id
    return partial(actions.fund, deal.seat(deal.alice), None, chosen=list(chosen), minor=total, card=card)


def test_of_two_fundings_one_is_charged(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.propose()
        before = Payment.objects.count()
        assert one_of(at_once([funding(deal, one), funding(deal, one)])).code == "milestone.paying"
        assert Payment.objects.count() == before + 1


def test_what_is_free_pays_once_whoever_is_first(deal: Deal) -> None:
    first = deal.submitted()
    deal.do(deal.alice, actions.offer_less, first, minor=10_000)
    deal.do(deal.bob, actions.accept_less, first, minor=10_000)
    two, three = deal.propose(minor=40_000), deal.propose(minor=40_000)
    answers = at_once([funding(deal, two), funding(deal, three)])
    charged = [answer.payment for answer in answers if isinstance(answer, wire.Funded)]
    assert len(charged) == 2
    [payment] = [one for one in charged if one is not None]
    deal.drive(payment.id)
    assert {deal.state(two), deal.state(three)} == {"funded"}
    assert (deal.money.held, deal.money.free) == (80_000, 0)
    check()


def test_nobody_pays_another_amount_than_they_saw(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.propose(deal.bob)
        raised = draft(minor=90_000)
        answers = at_once([funding(deal, one), acting(deal, deal.bob, actions.edit, one, draft=raised)])
        assert one_of(answers).code in ("funding.changed", "milestone.paying")
        payment = Payment.objects.filter(subjects=[str(one)]).first()
        assert payment is None or payment.minor == 50_000


def test_approving_and_asking_for_changes_has_one_outcome(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.submitted()
        refused = one_of(
            at_once(
                [
                    acting(deal, deal.alice, actions.approve, one),
                    acting(deal, deal.alice, actions.request_changes, one, note="Wait."),
                ]
            )
        )
        assert refused.code == "milestone.not_now"
        released = Release.objects.filter(subject=one).count()
        assert (deal.state(one), released) in (("approved", 1), ("changes_requested", 0))
    check()


def test_approving_twice_releases_once(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.submitted()
        approve = acting(deal, deal.alice, actions.approve, one)
        assert one_of(at_once([approve, approve])).code == "milestone.not_now"
        assert Release.objects.filter(subject=one).count() == 1
    check()


def test_the_client_and_the_clock_release_once(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.submitted()
        [due] = deal.dues(APPROVE)
        at_once([acting(deal, deal.alice, actions.approve, one), partial(fire, due), partial(fire, due)])
        assert Release.objects.filter(subject=one).count() == 1
        assert deal.state(one) == "approved"
    check()


def test_taking_less_and_approving_in_full_pays_one_of_them(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.submitted()
        deal.do(deal.alice, actions.offer_less, one, minor=30_000)
        at_once(
            [
                acting(deal, deal.alice, actions.approve, one),
                acting(deal, deal.bob, actions.accept_less, one, minor=30_000),
            ]
        )
        release = Release.objects.get(subject=one)
        assert (release.minor, deal.row(one).released) in ((30_000, 30_000), (50_000, 50_000))
    check()


def test_cancelling_while_work_is_handed_in_has_one_outcome(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.funded()
        deal.do(deal.alice, actions.ask_to_cancel, one)
        [due] = deal.dues(CANCEL)
        at_once([partial(fire, due), acting(deal, deal.bob, actions.submit, one, message="Here!")])
        handed_in = Submission.objects.filter(milestone__public_id=one).count()
        refunds = Payment.objects.filter(kind="refund", subjects=[str(one)]).count()
        assert (deal.state(one), handed_in, refunds) in (("submitted", 1, 0), ("cancelled", 0, 1))
        assert deal.dues(CANCEL) == []
        if deal.state(one) == "submitted":
            deal.do(deal.alice, actions.approve, one)
    assert deal.money.held == 0
    check()


def test_asking_to_cancel_while_work_is_handed_in_cancels_nothing(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.funded()
        at_once(
            [
                acting(deal, deal.alice, actions.ask_to_cancel, one),
                acting(deal, deal.bob, actions.submit, one, message="Here!"),
            ]
        )
        assert (deal.state(one), deal.card(one).cancel) == ("submitted", None)
        assert deal.dues(CANCEL) == []


def test_a_file_is_either_handed_in_or_deleted(deal: Deal) -> None:
    for number in range(ROUNDS):
        one, version = deal.funded(), brought(deal.bob, deal.room, f"{number}.txt")
        answers = at_once(
            [
                acting(deal, deal.bob, actions.submit, one, message="!", files=[version.public_id]),
                partial(files.delete_file, deal.seat(deal.bob), None, file=version.file.public_id),
            ]
        )
        assert one_of(answers).code in ("file.frozen", "file.deleted")


def test_accepting_a_change_and_withdrawing_it_has_one_outcome(deal: Deal) -> None:
    for _ in range(ROUNDS):
        one = deal.funded()
        said = draft(minor=40_000)
        change = deal.do(deal.bob, actions.propose_change, one, draft=said).milestone.change.id
        free = deal.money.free
        refused = one_of(
            at_once(
                [
                    acting(deal, deal.alice, actions.accept_change, one, change=change),
                    acting(deal, deal.bob, actions.withdraw_change, one),
                ]
            )
        )
        assert refused.code == "change.none"
        assert (deal.row(one).minor, deal.money.free - free) in ((40_000, 10_000), (50_000, 0))
        deal.do(deal.bob, actions.give_back, one)
    check()


Ready = Callable[[Deal], tuple[Person, Callable[..., Any], dict[str, Any]]]


def _less(deal: Deal) -> UUID:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=30_000)
    return one


def _change(deal: Deal) -> dict[str, Any]:
    one = deal.funded()
    done = deal.do(deal.alice, actions.propose_change, one, draft=draft(minor=40_000))
    return {"milestone": one, "change": done.milestone.change.id}


def _cancel(deal: Deal) -> UUID:
    one = deal.funded()
    deal.do(deal.alice, actions.ask_to_cancel, one)
    return one


def _fund(deal: Deal) -> dict[str, Any]:
    return {"chosen": [deal.propose()], "minor": 50_000, "card": money.card(deal.alice).public_id}


VERBS: dict[str, Ready] = {
    "propose": lambda d: (d.bob, actions.propose, {"draft": draft()}),
    "edit": lambda d: (d.bob, actions.edit, {"milestone": d.propose(), "draft": draft(minor=700)}),
    "drop": lambda d: (d.alice, actions.drop, {"milestone": d.propose()}),
    "order": lambda d: (d.bob, actions.order, {"ids": [d.propose()]}),
    "fund": lambda d: (d.alice, actions.fund, _fund(d)),
    "submit": lambda d: (d.bob, actions.submit, {"milestone": d.funded(), "message": "Here."}),
    "mark": lambda d: (d.alice, actions.mark, {"milestone": d.submitted(), "item": 1, "ok": True}),
    "request": lambda d: (d.alice, actions.request_changes, {"milestone": d.submitted(), "note": "Hm."}),
    "approve": lambda d: (d.alice, actions.approve, {"milestone": d.submitted()}),
    "more": lambda d: (
        d.alice, actions.approve,
        {"milestone": d.submitted(), "bonus": 500, "card": money.card(d.alice).public_id},
    ),
    "offer less": lambda d: (d.alice, actions.offer_less, {"milestone": d.submitted(), "minor": 500}),
    "accept less": lambda d: (d.bob, actions.accept_less, {"milestone": _less(d), "minor": 30_000}),
    "decline less": lambda d: (d.bob, actions.decline_less, {"milestone": _less(d)}),
    "withdraw less": lambda d: (d.alice, actions.withdraw_less, {"milestone": _less(d)}),
    "propose change": lambda d: (
        d.bob, actions.propose_change, {"milestone": d.funded(), "draft": draft(minor=500)},
    ),
    "accept change": lambda d: (d.bob, actions.accept_change, _change(d)),
    "decline change": lambda d: (d.bob, actions.decline_change, {"milestone": _change(d)["milestone"]}),
    "withdraw change": lambda d: (d.alice, actions.withdraw_change, {"milestone": _change(d)["milestone"]}),
    "give back": lambda d: (d.bob, actions.give_back, {"milestone": d.funded()}),
    "ask to cancel": lambda d: (d.alice, actions.ask_to_cancel, {"milestone": d.funded()}),
    "grant cancel": lambda d: (d.bob, actions.grant_cancel, {"milestone": _cancel(d)}),
    "decline cancel": lambda d: (d.bob, actions.decline_cancel, {"milestone": _cancel(d)}),
    "withdraw cancel": lambda d: (d.alice, actions.withdraw_cancel, {"milestone": _cancel(d)}),
}  # fmt: skip


@pytest.mark.parametrize("name", VERBS)
def test_the_same_key_at_once_happens_once(deal: Deal, name: str) -> None:
    who, verb, how = VERBS[name](deal)
    seat, key, moved = deal.seat(who), uuid4(), deal.head
    answers = at_once([partial(verb, seat, key, **how)] * 4)
    assert not isinstance(answers[0], Refused), answers[0]
    assert answers == [answers[0]] * 4
    once = deal.kinds(moved)
    assert len(once) == len(set(once))
    check()


def test_every_verb_is_tried_there() -> None:
    source = {name for ready in VERBS.values() for name in ready.__code__.co_names}
    assert set(actions.__all__) <= source
