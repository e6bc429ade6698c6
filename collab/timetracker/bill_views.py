"""The HTTP doors of bills: what a week costs, and what pays for it."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from collab import wire
from collab.accounts.door import key
from collab.billing import payments
from collab.timetracker import actions
from collab.timetracker.bills import bill_of
from collab.workrooms.door import acting_seat, seat

router = Router(tags=["time"])
WEEK = "/rooms/{room}/weeks/{week}"


@router.get(f"{WEEK}/bill", response=wire.Bill)
def bill(request: HttpRequest, room: UUID, week: date) -> wire.Bill:
    """What this week costs: until Monday's lock a preview, to the cent; then the bill that was made."""
    return bill_of(seat(request, room), week)


@router.post(f"{WEEK}/take-back", response=wire.Done)
def take_back(request: HttpRequest, room: UUID, week: date, body: wire.TakeBackDraft) -> wire.Done:
    """Time of a billed week that was none: a credit on the next bill, or money back where none will come any more."""
    here = acting_seat(request, room)
    return actions.take_back(here, key(request), week=week, seconds=body.seconds, reason=body.reason)


@router.put("/rooms/{room}/billing-card", response=wire.Done)
def choose_card(request: HttpRequest, room: UUID, body: wire.BillCardDraft) -> wire.Done:
    """The card of mine that Mondays are charged to."""
    return actions.choose_card(acting_seat(request, room), key(request), card=body.card)


@router.post("/rooms/{room}/bills/{bill}/pay", response=wire.PaymentDone)
def pay(request: HttpRequest, room: UUID, bill: UUID, body: wire.BillCardDraft) -> wire.PaymentDone:
    """Pay what is past due, with this card from now on. The provider is asked before the answer."""
    here = acting_seat(request, room)
    created = actions.pay_bill(here, key(request), bill=bill, card=body.card)
    return payments.done(here, key(request), created)
