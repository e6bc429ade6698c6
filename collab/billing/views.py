"""The HTTP doors of money."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router, Status

from collab import clock, limits, wire
from collab.accounts.door import acting, key, who
from collab.answers import to_keep
from collab.billing import actions, export, hooks, lists, mine, papers, payments, pdf, sandbox
from collab.billing.providers import NEW_CARDS, provider
from collab.billing.purses import quote as quote_of
from collab.billing.statements import held_then, ledger_page
from collab.workrooms.door import acting_seat, seat
from collab.workrooms.models import Member
from collab.workrooms.rules import steps

router = Router(tags=["money"])
Amount = Annotated[int, Query(ge=1, le=limits.AMOUNT_MINOR)]
Limit = Annotated[int, Query(ge=1, le=limits.PAGE_MOST)]
Currency = Annotated[str, Query(pattern="^[A-Z]{3}$")]
PDF = {"responses": {200: {"description": "The paper", "content": {"application/pdf": {}}}}}
CSV = {"responses": {200: {"description": "One line for each entry", "content": {"text/csv": {}}}}}
JSON = {"responses": {200: {"description": "All of it", "content": {"application/json": {}}}}}


def reading_seat(request: HttpRequest, room: UUID) -> Member:
    """The seat of whoever looks at the room's money. Raises NotFound, Forbidden."""
    here = seat(request, room)
    steps.check("money.read", here.role, here.side, here.room.status)
    return here


@router.get("/me/cards", response=wire.Cards)
def cards(request: HttpRequest) -> wire.Cards:
    return lists.cards_of(who(request).person)


@router.post("/me/cards", response={201: wire.Card})
def add_card(request: HttpRequest, body: wire.CardDraft) -> Status[wire.Card]:
    """The number goes to the provider, and is not kept here."""
    person = acting(request)
    new = provider(NEW_CARDS).card(body.number)
    made = actions.add_card(person, key(request), provider=NEW_CARDS, token=new.token, label=new.label)
    return Status(201, made)


@router.delete("/me/cards/{card}", response={204: None})
def remove_card(request: HttpRequest, card: UUID) -> Status[None]:
    actions.remove_card(acting(request), card=card)
    return Status(204, None)


@router.get("/me/balances", response=wire.Balances)
def balances(request: HttpRequest) -> wire.Balances:
    """What I have, pending and available, and what is in escrow of my contracts, over all rooms."""
    return wire.Balances(items=mine.my_balances(who(request).person))


@router.get("/me/ledger", response=wire.MyLedger)
def my_ledger(
    request: HttpRequest,
    account: wire.MyAccount,
    currency: Currency,
    cursor: str | None = None,
    limit: Limit = limits.PAGE,
) -> wire.MyLedger:
    """All that moved on an account of mine, over all rooms, newest first."""
    return mine.my_ledger(who(request).person, account, currency, cursor, limit)


@router.get("/me/escrows", response=wire.EscrowPage)
def my_escrows(
    request: HttpRequest, currency: Currency, cursor: str | None = None, limit: Limit = limits.PAGE
) -> wire.EscrowPage:
    """My contracts in whose escrow something is, the newest first."""
    return mine.my_escrows(who(request).person, currency, cursor, limit)


@router.get("/billing/sandbox", response=wire.Sandbox)
def sandbox_cards(request: HttpRequest) -> wire.Sandbox:
    """No real money moves here: the cards that the sandbox knows, and what they do."""
    known = [wire.SandboxCard(number=number, does=card.does) for number, card in sandbox.CARDS.items()]
    return wire.Sandbox(cards=known)


@router.post("/billing/webhooks/sandbox", response={204: None}, auth=None)
def sandbox_hook(request: HttpRequest) -> Status[None]:
    """For the payment provider, which signs what it says."""
    hooks.receive(request.body, request.headers.get("Sandbox-Signature", ""))
    return Status(204, None)


@router.get("/rooms/{room}/money", response=wire.MoneyPage)
def money(request: HttpRequest, room: UUID) -> wire.MoneyPage:
    """A contract's money at a glance."""
    return lists.money_page(reading_seat(request, room))


@router.get("/rooms/{room}/quote", response=wire.Quote)
def quote(
    request: HttpRequest, room: UUID, minor: Amount = 1, kind: Literal["funding", "bonus"] = "funding"
) -> wire.Quote:
    """What paying this amount would take now. Changes nothing."""
    return quote_of(reading_seat(request, room).room, minor, kind)


@router.get("/rooms/{room}/ledger", response=wire.Ledger)
def ledger(
    request: HttpRequest,
    room: UUID,
    cursor: str | None = None,
    limit: Limit = limits.PAGE,
    milestone: UUID | None = None,
    week: date | None = None,
) -> wire.Ledger:
    """Every transfer of this contract, or about one milestone, or the week of this Monday, newest first."""
    return ledger_page(reading_seat(request, room), cursor, limit, milestone, week)


@router.get("/rooms/{room}/balances", response=wire.HeldThen)
def held(request: HttpRequest, room: UUID, at: datetime | None = None) -> wire.HeldThen:
    """What was in escrow at an instant, or is now, and what I had."""
    return held_then(reading_seat(request, room), at or clock.now())


@router.get("/rooms/{room}/ledger.csv", openapi_extra=CSV)
def ledger_csv(request: HttpRequest, room: UUID) -> HttpResponse:
    """All of it, to be added up again: docs/ledger-export.md tells how."""
    answer = HttpResponse(export.as_csv(reading_seat(request, room)), content_type="text/csv; charset=utf-8")
    return to_keep(answer, f"ledger-{room}.csv")


@router.get("/rooms/{room}/ledger.json", openapi_extra=JSON)
def ledger_json(request: HttpRequest, room: UUID) -> HttpResponse:
    """All of it with its payments and releases, to be added up again: it tells how."""
    return to_keep(JsonResponse(export.as_json(reading_seat(request, room))), f"ledger-{room}.json")


@router.get("/rooms/{room}/payments", response=wire.PaymentPage)
def payments_page(
    request: HttpRequest, room: UUID, cursor: str | None = None, limit: Limit = limits.PAGE
) -> wire.PaymentPage:
    """Every charge and what went back, newest first."""
    return lists.payments_of(reading_seat(request, room).room, cursor, limit)


@router.get("/rooms/{room}/releases", response=wire.ReleasePage)
def releases_page(
    request: HttpRequest, room: UUID, cursor: str | None = None, limit: Limit = limits.PAGE
) -> wire.ReleasePage:
    """All that became the freelancer's, newest first."""
    return lists.releases_of(reading_seat(request, room).room, cursor, limit)


@router.get("/rooms/{room}/papers", response=wire.PaperPage)
def papers_page(
    request: HttpRequest, room: UUID, cursor: str | None = None, limit: Limit = limits.PAGE
) -> wire.PaperPage:
    """Every receipt, invoice and credit note with its lines, newest first."""
    return lists.papers_of(reading_seat(request, room).room, cursor, limit)


@router.post("/rooms/{room}/payments/{payment}/confirm", response=wire.PaymentDone)
def confirm(request: HttpRequest, room: UUID, payment: UUID) -> wire.PaymentDone:
    """I, the payer, confirm what the bank asks me to."""
    here = acting_seat(request, room)
    created = actions.confirm_payment(here, key(request), payment=payment)
    return payments.done(here, key(request), created)


@router.post("/rooms/{room}/payments/{payment}/give-up", response=wire.PaymentDone)
def give_up(request: HttpRequest, room: UUID, payment: UUID) -> wire.PaymentDone:
    """I, the payer, do not confirm it: nothing is charged, unless it succeeded before the bank heard of this."""
    here = acting_seat(request, room)
    created = actions.give_up_payment(here, key(request), payment=payment)
    return payments.done(here, key(request), created)


@router.post("/rooms/{room}/bonuses", response={201: wire.PaymentDone})
def pay_bonus(request: HttpRequest, room: UUID, body: wire.BonusDraft) -> Status[wire.PaymentDone]:
    """A bonus for the freelancer, never from escrow."""
    here = acting_seat(request, room)
    created = actions.pay_bonus(here, key(request), minor=body.minor, card=body.card, note=body.note)
    return Status(201, payments.done(here, key(request), created))


@router.post("/rooms/{room}/releases/{release}/refund", response=wire.Done)
def refund_release(request: HttpRequest, room: UUID, release: UUID, body: wire.RefundDraft) -> wire.Done:
    """Give back what was released to me."""
    here = acting_seat(request, room)
    return actions.refund_release(here, key(request), release=release, minor=body.minor, reason=body.reason)


@router.post("/rooms/{room}/escrow/refund", response=wire.Done)
def refund_escrow(request: HttpRequest, room: UUID, body: wire.RefundDraft) -> wire.Done:
    """Give back what is held and bound to no milestone."""
    here = acting_seat(request, room)
    return actions.refund_escrow(here, key(request), minor=body.minor, reason=body.reason)


@router.post("/rooms/{room}/escrow/take-back", response=wire.Done)
def take_back(request: HttpRequest, room: UUID, body: wire.RefundDraft) -> wire.Done:
    """After the end of the contract: take back what is held for me and bound to no milestone."""
    here = acting_seat(request, room)
    return actions.take_back(here, key(request), minor=body.minor, reason=body.reason)


@router.get("/rooms/{room}/papers/{paper}.pdf", openapi_extra=PDF)
def paper(request: HttpRequest, room: UUID, paper: UUID) -> HttpResponse:
    """A receipt, invoice or credit note, drawn anew from what was written down."""
    found = lists.paper_of(reading_seat(request, room).room, paper)
    answer = HttpResponse(pdf.drawn(found), content_type="application/pdf")
    return to_keep(answer, f"{papers.number_of(found)}.pdf")
