"""What people, the provider and the clock do with milestones and money in random lives (proof.histories)."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.billing import actions as billing
from collab.billing import payments, sandbox
from collab.billing.models import Card, Payment, Release
from collab.milestones import actions
from collab.milestones.lists import milestones_of
from collab.milestones.models import Change, Milestone
from collab.workrooms.models import Member
from proof.deals import Deal, deal_of

if TYPE_CHECKING:
    from proof.histories import History, Wanted

AMOUNTS = (500, 1_000, 33_333, 50_000)
ITEMS = ("As SVG", "In two colours", "With sources")
CARDS = ("pays", "pays", "pays", "declined", "slow", "twice", "confirmed", "lost", "stubborn")
DAYS = (1, 6, 8, 15)
Step = Callable[[str], "Wanted"]


def deal_for(seat: Member) -> Deal:
    return deal_of(milestones_of(seat).model_dump(mode="json"))


def card_of(person: Person, does: str) -> UUID:
    token = f"sandbox_{does}"
    there = Card.objects.filter(person=person, token=token).first()
    if there is None:
        number = next(number for number, card in sandbox.CARDS.items() if card.token == does)
        made = sandbox.card(number)
        there = Card.objects.create(
            person=person, provider="sandbox", token=made.token, label=made.label, added_at=clock.now()
        )
    return there.public_id


_asked: set[UUID] = set()


def fund_and_ask(seat: Member, key: UUID, **asked: Any) -> wire.Funded:
    """As the door does it: the provider is asked right after the commit.

    Once: a repeat that asks again may hear more by then, which is news of the payment and no other answer.
    """
    funded = actions.fund(seat, key, **asked)
    if funded.payment and funded.payment.id not in _asked:
        _asked.add(funded.payment.id)
        payments.driven(funded.payment.id)
    return funded


class Dealing:
    """The steps about milestones and money of one history."""

    def __init__(self, history: "History") -> None:
        self.history, self.chance = history, history.chance

    def steps(self) -> dict[Step, int]:
        """With how often each is taken; some contracts are about little else."""
        often: dict[Step, int] = {
            self.go_on: 60, self.propose: 3, self.edit: 1, self.drop: 1, self.order: 1, self.fund: 10, self.drive: 4,
            self.submit: 14, self.mark: 4, self.request: 3, self.approve: 4, self.less: 6, self.answer_less: 10,
            self.change: 4, self.answer_change: 6, self.give_back: 1, self.cancel: 3, self.answer_cancel: 5,
            self.bonus: 1, self.refund: 3, self.refund_escrow: 6, self.wait: 2,
        }  # fmt: skip
        times = self.chance.choice((0, 1, 10))
        return {step: times * weight for step, weight in often.items()}

    def by(self, role: str, who: str) -> Member:
        """Mostly whoever may; else whoever it is."""
        return self.history.seat(role if self.chance.random() < 0.9 else who)

    def one(self, *states: str) -> UUID:
        """Mostly one in these states; else any, or none that there is."""
        rows = Milestone.objects.filter(room=self.history.room).order_by("pk")
        fit = list(rows.filter(state__in=states) if self.chance.random() < 0.9 else rows)
        return self.chance.choice(fit).public_id if fit else uuid4()

    def said(self, most: int = 50_000) -> wire.MilestoneDraft:
        amounts = [amount for amount in AMOUNTS if amount <= most] or [most]
        items = self.chance.sample(ITEMS, self.chance.randint(0, len(ITEMS)))
        title = f"Part {self.chance.randrange(100)}"
        return wire.MilestoneDraft(
            title=title, minor=self.chance.choice(amounts), checklist=items,
            revision_cap=self.chance.choice((None, None, 1)),
        )  # fmt: skip

    def go_on(self, who: str) -> "Wanted":
        """What comes next for some milestone: left to chance alone, few would come far."""
        rows = Milestone.objects.filter(room=self.history.room).exclude(state__in=("approved", "cancelled"))
        one = self.chance.choice([*rows.order_by("pk")] or [None])
        if one is None:
            return self.propose(who)
        following: dict[str, tuple[Step, ...]] = {
            "draft": (self.drive if one.payment else self.fund,),
            "funded": (self.submit, self.submit, self.change, self.answer_change, self.cancel, self.answer_cancel),
            "changes_requested": (self.submit, self.change, self.answer_change),
            "submitted": (
                (self.answer_less,) if one.less_minor else (self.approve, self.less, self.less, self.request, self.mark)
            ),
        }  # fmt: skip
        return self.chance.choice(following[one.state])(who)

    def propose(self, who: str) -> "Wanted":
        side = self.chance.choice(("client", "freelancer"))
        return actions.propose, self.by(side, who), {"draft": self.said()}

    def edit(self, who: str) -> "Wanted":
        return actions.edit, self.by("client", who), {"milestone": self.one("draft"), "draft": self.said()}

    def drop(self, who: str) -> "Wanted":
        side = self.chance.choice(("client", "freelancer"))
        return actions.drop, self.by(side, who), {"milestone": self.one("draft")}

    def order(self, who: str) -> "Wanted":
        ids = list(Milestone.objects.filter(room=self.history.room).values_list("public_id", flat=True))
        self.chance.shuffle(ids)
        return actions.order, self.by("freelancer", who), {"ids": ids}

    def fund(self, who: str) -> "Wanted":
        drafts = list(
            Milestone.objects.filter(room=self.history.room, state="draft", payment=None).order_by("pk")
        )
        chosen = self.chance.sample(drafts, min(len(drafts), self.chance.randint(1, 3)))
        seat = self.by("client", who)
        asked = {
            "chosen": [one.public_id for one in chosen], "minor": sum(one.minor for one in chosen),
            "card": card_of(seat.person, self.chance.choice(CARDS)),
        }  # fmt: skip
        return (fund_and_ask if self.chance.random() < 0.7 else actions.fund), seat, asked

    def drive(self, who: str) -> "Wanted":
        """Whoever began a payment asks the provider; now and then its payer answers the bank first."""
        rows = Payment.objects.filter(room=self.history.room, ended_at=None).order_by("pk")
        there = list(rows)
        waiting = [one for one in there if one.state == "needs_confirmation"]
        if waiting and self.chance.random() < 0.7:
            id = self.chance.choice(waiting).public_id
            answer = self.chance.choice((billing.confirm_payment, billing.give_up_payment))
            return answer, self.by("client", who), {"payment": id}

        def ask() -> None:
            if there:
                payments.drive(payments.payments().get(pk=self.chance.choice(there).pk))

        return self.history.filing.by_nobody(ask)

    def submit(self, who: str) -> "Wanted":
        files = [version.public_id for version in self.history.filing.versions(2)]
        asked = {"milestone": self.one("funded", "changes_requested"), "message": "Done.", "files": files}
        return actions.submit, self.by("freelancer", who), asked

    def mark(self, who: str) -> "Wanted":
        asked: dict[str, Any] = {
            "milestone": self.one("submitted"), "item": self.chance.randint(1, 3),
            "ok": self.chance.choice((True, False, None)), "remark": self.chance.choice(("", "Hm")),
        }  # fmt: skip
        return actions.mark, self.by("client", who), asked

    def request(self, who: str) -> "Wanted":
        asked = {"milestone": self.one("submitted"), "note": "Bigger."}
        return actions.request_changes, self.by("client", who), asked

    def approve(self, who: str) -> "Wanted":
        seat = self.by("client", who)
        bonus = self.chance.choice((0, 0, 700))
        card = card_of(seat.person, self.chance.choice(CARDS))
        return actions.approve, seat, {"milestone": self.one("submitted"), "bonus": bonus, "card": card}

    def less(self, who: str) -> "Wanted":
        asked = {"milestone": self.one("submitted"), "minor": self.chance.choice((100, 400, 40_000))}
        return actions.offer_less, self.by("client", who), asked

    def answer_less(self, who: str) -> "Wanted":
        offered = Milestone.objects.filter(room=self.history.room, less_minor__isnull=False).order_by("pk")
        one = self.chance.choice([*offered] or [None])
        asked: dict[str, Any] = {"milestone": one.public_id if one else uuid4()}
        match self.chance.randrange(4):
            case 0:
                return actions.withdraw_less, self.by("client", who), asked
            case 1:
                return actions.decline_less, self.by("freelancer", who), asked
        return (
            actions.accept_less,
            self.by("freelancer", who),
            asked | {"minor": one.less_minor if one else 1},
        )

    def change(self, who: str) -> "Wanted":
        side = self.chance.choice(("client", "freelancer"))
        asked = {"milestone": self.one("funded", "changes_requested"), "draft": self.said(most=1_000)}
        return actions.propose_change, self.by(side, who), asked

    def answer_change(self, who: str) -> "Wanted":
        rows = (
            Change.objects.filter(milestone__room=self.history.room)
            .select_related("milestone")
            .order_by("pk")
        )
        one = self.chance.choice([*rows] or [None])
        asked: dict[str, Any] = {"milestone": one.milestone.public_id if one else uuid4()}
        asking = one.side if one else "client"
        other = "freelancer" if asking == "client" else "client"
        match self.chance.randrange(4):
            case 0:
                return actions.withdraw_change, self.by(asking, who), asked
            case 1:
                return actions.decline_change, self.by(other, who), asked
        return (
            actions.accept_change,
            self.by(other, who),
            asked | {"change": one.public_id if one else uuid4()},
        )

    def give_back(self, who: str) -> "Wanted":
        return actions.give_back, self.by("freelancer", who), {"milestone": self.one("funded")}

    def cancel(self, who: str) -> "Wanted":
        return actions.ask_to_cancel, self.by("client", who), {"milestone": self.one("funded")}

    def answer_cancel(self, who: str) -> "Wanted":
        wanted = Milestone.objects.filter(room=self.history.room, cancel_at__isnull=False).order_by("pk")
        asked = {"milestone": self.chance.choice([one.public_id for one in wanted] or [uuid4()])}
        match self.chance.randrange(3):
            case 0:
                return actions.withdraw_cancel, self.by("client", who), asked
            case 1:
                return actions.decline_cancel, self.by("freelancer", who), asked
        return actions.grant_cancel, self.by("freelancer", who), asked

    def bonus(self, who: str) -> "Wanted":
        seat = self.by("client", who)
        card = card_of(seat.person, self.chance.choice(CARDS))
        return billing.pay_bonus, seat, {"minor": 900, "card": card, "note": "Thank you"}

    def refund(self, who: str) -> "Wanted":
        ids = list(
            Release.objects.filter(room=self.history.room).order_by("pk").values_list("public_id", flat=True)
        )
        asked = {"release": self.chance.choice(ids or [uuid4()]), "minor": self.chance.choice((1, 500))}
        return billing.refund_release, self.by("freelancer", who), asked

    def refund_escrow(self, who: str) -> "Wanted":
        return billing.refund_escrow, self.by("freelancer", who), {"minor": self.chance.choice((1, 100))}

    def wait(self, who: str) -> "Wanted":
        """Time passes, and what is due happens by itself."""

        def work() -> None:
            with clock.at(clock.now() + timedelta(days=self.chance.choice(DAYS))):
                fire_due()

        return self.history.filing.by_nobody(work)
