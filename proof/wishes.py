"""What the two sides try with milestones in random lives of money (proof.spending)."""

from uuid import UUID, uuid4

from collab import wire
from collab.milestones import actions
from collab.milestones.models import Change
from proof.desks import SIDES, Desk, Try, Wishes


class MilestoneWishes(Wishes):
    """Each step really, and on paper."""

    def propose(self, desk: Desk) -> Try:
        side, minor, cap = (
            self.chance.choice(SIDES),
            self.minor(desk),
            self.chance.choice((None, None, 0, 1, 31)),
        )
        draft = self.draft(minor, cap)

        def really(key: UUID) -> wire.MilestoneDone:
            done: wire.MilestoneDone = actions.propose(desk.seats[side], key, draft=draft)
            if done.milestone.id not in desk.ids:
                desk.ids.append(done.milestone.id)
            return done

        return really, lambda: desk.model.propose(self.now, side, minor, cap)

    def edit(self, desk: Desk) -> Try:
        number, side, minor, cap = (
            self.one(desk, "draft"),
            self.chance.choice(SIDES),
            self.minor(desk),
            self.chance.choice((None, 2)),
        )
        draft = self.draft(minor, cap)
        return (
            lambda key: actions.edit(desk.seats[side], key, milestone=desk.ids[number], draft=draft),
            lambda: desk.model.edit(self.now, side, desk.model.pieces[number], minor, cap),
        )

    def drop(self, desk: Desk) -> Try:
        return self.about(actions.drop, desk, desk.model.drop, self.chance.choice(SIDES), ("draft",))

    def fund(self, desk: Desk) -> Try:
        pieces = desk.model.pieces
        fit = [number for number, one in enumerate(pieces) if one.state == "draft" and not one.paying]
        fit = fit if fit and self.chance.random() < 0.9 else [*range(len(pieces))]
        some = self.chance.sample(fit, min(len(fit), self.chance.choice((1, 1, 2, 3))))
        total = sum(pieces[number].minor for number in some) + (self.chance.random() < 0.03)
        side, card = self.side("client"), self.card() if self.chance.random() < 0.95 else ""
        return (
            lambda key: actions.fund(
                desk.seats[side], key, chosen=[desk.ids[number] for number in some], minor=total,
                card=desk.cards[card] if card and side == "client" else None,
            ),
            lambda: desk.model.fund(self.now, side, [pieces[number] for number in some], total, card),
        )  # fmt: skip

    def submit(self, desk: Desk) -> Try:
        states = ("funded", "changes_requested")
        return self.about(actions.submit, desk, desk.model.submit, "freelancer", states, message="Here.")

    def approve(self, desk: Desk) -> Try:
        number, side = self.one(desk, "submitted"), self.side("client")
        bonus = self.minor(desk) if self.chance.random() < 0.25 else 0
        card = self.card() if bonus and self.chance.random() < 0.9 else ""
        return (
            lambda key: actions.approve(
                desk.seats[side], key, milestone=desk.ids[number], bonus=bonus, card=desk.cards[card] if card else None
            ),
            lambda: desk.model.approve(self.now, side, desk.model.pieces[number], bonus, card),
        )  # fmt: skip

    def request_changes(self, desk: Desk) -> Try:
        step = desk.model.request_changes
        return self.about(actions.request_changes, desk, step, "client", ("submitted",), note="More.")

    def offer_less(self, desk: Desk) -> Try:
        number, side = self.one(desk, "submitted"), self.side("client")
        minor = self.part(desk.model.pieces[number].minor - 1)
        return (
            lambda key: actions.offer_less(desk.seats[side], key, milestone=desk.ids[number], minor=minor),
            lambda: desk.model.offer_less(self.now, side, desk.model.pieces[number], minor),
        )

    def answer_less(self, desk: Desk) -> Try:
        piece = desk.model.pieces[number := self.one(desk, "submitted")]
        if self.chance.random() < 0.5:
            minor, side = piece.less + (self.chance.random() < 0.05), self.side("freelancer")
            return (
                lambda key: actions.accept_less(
                    desk.seats[side], key, milestone=desk.ids[number], minor=minor
                ),
                lambda: desk.model.accept_less(self.now, side, piece, minor),
            )
        verb, by = self.chance.choice(
            ((actions.decline_less, "freelancer"), (actions.withdraw_less, "client"))
        )
        side = self.side(by)
        return (
            lambda key: verb(desk.seats[side], key, milestone=desk.ids[number]),
            lambda: desk.model.end_less(self.now, side, piece, by),
        )

    def propose_change(self, desk: Desk) -> Try:
        number, side = self.one(desk, "funded", "changes_requested"), self.chance.choice(SIDES)
        minor = self.part(desk.model.pieces[number].minor)
        draft = self.draft(minor, None)
        return (
            lambda key: actions.propose_change(
                desk.seats[side], key, milestone=desk.ids[number], draft=draft
            ),
            lambda: desk.model.propose_change(self.now, side, desk.model.pieces[number], minor),
        )

    def answer_change(self, desk: Desk) -> Try:
        waiting = [number for number, one in enumerate(desk.model.pieces) if one.change]
        number = self.chance.choice(waiting) if waiting else self.one(desk, "funded")
        piece, side = desk.model.pieces[number], self.chance.choice(SIDES)
        seat, id = desk.seats[side], desk.ids[number]
        change = Change.objects.filter(milestone__public_id=id).first()
        what = self.chance.choice(("accept", "accept", "decline", "withdraw"))
        if what == "accept":
            known = change.public_id if change else uuid4()
            return (
                lambda key: actions.accept_change(seat, key, milestone=id, change=known),
                lambda: desk.model.accept_change(self.now, side, piece),
            )
        verb = actions.decline_change if what == "decline" else actions.withdraw_change
        return (
            lambda key: verb(seat, key, milestone=id),
            lambda: desk.model.end_change(self.now, side, piece, own=what == "withdraw"),
        )

    def give_back(self, desk: Desk) -> Try:
        return self.about(actions.give_back, desk, desk.model.give_back, "freelancer", ("funded",))

    def ask_to_cancel(self, desk: Desk) -> Try:
        return self.about(actions.ask_to_cancel, desk, desk.model.ask_to_cancel, "client", ("funded",))

    def answer_cancel(self, desk: Desk) -> Try:
        waiting = [number for number, one in enumerate(desk.model.pieces) if one.cancel]
        number = self.chance.choice(waiting) if waiting else self.one(desk, "funded")
        piece, id = desk.model.pieces[number], desk.ids[number]
        verb, by = self.chance.choice(
            (
                (actions.grant_cancel, ""),
                (actions.decline_cancel, "freelancer"),
                (actions.withdraw_cancel, "client"),
            )
        )
        side = self.side(by or "freelancer")
        model = desk.model
        return (
            lambda key: verb(desk.seats[side], key, milestone=id),
            lambda: model.end_cancel(self.now, side, piece, by) if by else model.grant_cancel(self.now, side, piece),
        )  # fmt: skip
