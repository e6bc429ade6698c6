"""The HTTP doors of milestones."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from collab import wire
from collab.accounts.door import key
from collab.billing import payments
from collab.milestones import actions
from collab.milestones.cards import cards_of, milestones
from collab.milestones.lists import milestones_of
from collab.workrooms.action import told_once
from collab.workrooms.door import acting_seat, seat

router = Router(tags=["milestones"])
ONE = "/rooms/{room}/milestones/{milestone}"


@router.get("/rooms/{room}/milestones", response=wire.MilestoneList)
def list_all(request: HttpRequest, room: UUID) -> wire.MilestoneList:
    return milestones_of(seat(request, room))


@router.post("/rooms/{room}/milestones", response={201: wire.MilestoneDone})
def propose(request: HttpRequest, room: UUID, body: wire.MilestoneDraft) -> Status[wire.MilestoneDone]:
    """Either side proposes what is to be done for how much."""
    return Status(201, actions.propose(acting_seat(request, room), key(request), draft=body))


@router.put("/rooms/{room}/milestones/order", response=wire.Done)
def order(request: HttpRequest, room: UUID, body: wire.OrderDraft) -> wire.Done:
    """All that are there, first to last."""
    return actions.order(acting_seat(request, room), key(request), ids=body.ids)


@router.patch(ONE, response=wire.MilestoneDone)
def edit(request: HttpRequest, room: UUID, milestone: UUID, body: wire.MilestoneEdit) -> wire.MilestoneDone:
    """Either side, while it is not funded."""
    here = acting_seat(request, room)
    return actions.edit(here, key(request), milestone=milestone, draft=body, seen=body.seen)


@router.delete(ONE, response=wire.MilestoneDone)
def drop(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    """The side that proposed it, while it is not funded."""
    return actions.drop(acting_seat(request, room), key(request), milestone=milestone)


@router.post("/rooms/{room}/fundings", response={201: wire.Funded})
def fund(request: HttpRequest, room: UUID, body: wire.FundingDraft) -> Status[wire.Funded]:
    """Pay for milestones: what is free in escrow first, the rest by card. The provider is asked before the answer."""
    here = acting_seat(request, room)
    funded = actions.fund(
        here, key(request), chosen=body.milestones, minor=body.minor, card=body.card, total=body.total,
        seen=body.seen,
    )  # fmt: skip
    if funded.payment is None:
        return Status(201, funded)
    payment = payments.driven(funded.payment.id).card_of()
    found = milestones().filter(room=here.room_id, public_id__in=[one.id for one in funded.milestones])
    cards = cards_of(list(found.order_by("position", "pk")), here)
    answer = funded.model_copy(update={"payment": payment, "milestones": cards})
    return Status(201, told_once(here.person, key(request), answer))


@router.post(f"{ONE}/submit", response=wire.MilestoneDone)
def submit(
    request: HttpRequest, room: UUID, milestone: UUID, body: wire.SubmissionDraft
) -> wire.MilestoneDone:
    """Hand work in: from then on its message and files stay as they are."""
    here = acting_seat(request, room)
    return actions.submit(here, key(request), milestone=milestone, message=body.message, files=body.files)


@router.put(f"{ONE}/marks", response=wire.MilestoneDone)
def mark(request: HttpRequest, room: UUID, milestone: UUID, body: wire.MarkDraft) -> wire.MilestoneDone:
    """Tick an item of the checklist, or not, with a remark: both see it at once."""
    here = acting_seat(request, room)
    return actions.mark(
        here,
        key(request),
        milestone=milestone,
        item=body.item,
        ok=body.ok,
        remark=body.remark,
        submission=body.submission,
    )


@router.post(f"{ONE}/request-changes", response=wire.MilestoneDone)
def request_changes(
    request: HttpRequest, room: UUID, milestone: UUID, body: wire.ChangesDraft
) -> wire.MilestoneDone:
    """Ask for another submission; the review clock stops."""
    return actions.request_changes(
        acting_seat(request, room),
        key(request),
        milestone=milestone,
        note=body.note,
        submission=body.submission,
    )


@router.post(f"{ONE}/approve", response=wire.Approved)
def approve(request: HttpRequest, room: UUID, milestone: UUID, body: wire.ApproveDraft) -> wire.Approved:
    """Release the full amount, at once; with a bonus on top, by card."""
    here = acting_seat(request, room)
    approved = actions.approve(
        here,
        key(request),
        milestone=milestone,
        note=body.note,
        bonus=body.bonus,
        card=body.card,
        submission=body.submission,
    )
    if approved.payment is None:
        return approved
    payment = payments.driven(approved.payment.id).card_of()
    return told_once(here.person, key(request), approved.model_copy(update={"payment": payment}))


@router.post(f"{ONE}/less", response=wire.MilestoneDone)
def offer_less(request: HttpRequest, room: UUID, milestone: UUID, body: wire.LessDraft) -> wire.MilestoneDone:
    """Offer less than the full amount; the freelancer decides."""
    here = acting_seat(request, room)
    return actions.offer_less(
        here, key(request), milestone=milestone, minor=body.minor, note=body.note, submission=body.submission
    )


@router.post(f"{ONE}/less/accept", response=wire.MilestoneDone)
def accept_less(
    request: HttpRequest, room: UUID, milestone: UUID, body: wire.LessAnswer
) -> wire.MilestoneDone:
    """Take less: it is released at once, and the rest stays in escrow."""
    return actions.accept_less(
        acting_seat(request, room), key(request), milestone=milestone, minor=body.minor
    )


@router.post(f"{ONE}/change", response=wire.MilestoneDone)
def propose_change(
    request: HttpRequest, room: UUID, milestone: UUID, body: wire.MilestoneDraft
) -> wire.MilestoneDone:
    """Propose what a funded milestone should say instead; the other side decides. The amount can only go down."""
    return actions.propose_change(acting_seat(request, room), key(request), milestone=milestone, draft=body)


@router.post(f"{ONE}/change/accept", response=wire.MilestoneDone)
def accept_change(
    request: HttpRequest, room: UUID, milestone: UUID, body: wire.ChangeAnswer
) -> wire.MilestoneDone:
    return actions.accept_change(
        acting_seat(request, room), key(request), milestone=milestone, change=body.id
    )


@router.post(f"{ONE}/give-back", response=wire.MilestoneDone)
def give_back(request: HttpRequest, room: UUID, milestone: UUID, body: wire.Reason) -> wire.MilestoneDone:
    """The freelancer will not do it: all that is held for it goes back to the client."""
    here = acting_seat(request, room)
    return actions.give_back(here, key(request), milestone=milestone, reason=body.reason)


@router.post(f"{ONE}/cancel", response=wire.MilestoneDone)
def ask_to_cancel(request: HttpRequest, room: UUID, milestone: UUID, body: wire.Reason) -> wire.MilestoneDone:
    """Ask for the money back before anything was handed in; the freelancer decides, and silence grants it."""
    here = acting_seat(request, room)
    return actions.ask_to_cancel(here, key(request), milestone=milestone, reason=body.reason)


@router.post(f"{ONE}/less/decline", response=wire.MilestoneDone)
def decline_less(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    return actions.decline_less(acting_seat(request, room), key(request), milestone=milestone)


@router.post(f"{ONE}/less/withdraw", response=wire.MilestoneDone)
def withdraw_less(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    return actions.withdraw_less(acting_seat(request, room), key(request), milestone=milestone)


@router.post(f"{ONE}/change/decline", response=wire.MilestoneDone)
def decline_change(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    return actions.decline_change(acting_seat(request, room), key(request), milestone=milestone)


@router.post(f"{ONE}/change/withdraw", response=wire.MilestoneDone)
def withdraw_change(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    return actions.withdraw_change(acting_seat(request, room), key(request), milestone=milestone)


@router.post(f"{ONE}/cancel/grant", response=wire.MilestoneDone)
def grant_cancel(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    """Agree to cancel: all that is held for it goes back to the client."""
    return actions.grant_cancel(acting_seat(request, room), key(request), milestone=milestone)


@router.post(f"{ONE}/cancel/decline", response=wire.MilestoneDone)
def decline_cancel(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    return actions.decline_cancel(acting_seat(request, room), key(request), milestone=milestone)


@router.post(f"{ONE}/cancel/withdraw", response=wire.MilestoneDone)
def withdraw_cancel(request: HttpRequest, room: UUID, milestone: UUID) -> wire.MilestoneDone:
    return actions.withdraw_cancel(acting_seat(request, room), key(request), milestone=milestone)
