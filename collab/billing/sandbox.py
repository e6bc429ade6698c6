"""A payment provider that moves no real money: what its cards do is in CARDS. Adapter of `provider.Provider`.

Its books are tables of their own, written in transactions of their own, as those of a bank would be.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import orjson
from django.conf import settings
from django.db import transaction

from collab import clock, limits, wire
from collab.agenda import book
from collab.billing.models import SandboxCharge
from collab.billing.provider import NewCard, Outcome, Silent
from collab.errors import Conflict, Forbidden, Refused
from collab.rows import insert_one

TELL = "sandbox.tell"
"""Agenda: the sandbox calls the webhook."""
SLOW_SECONDS = 8
REFUSALS_OF_REFUNDS = 2


class Behaviour(NamedTuple):
    token: str
    does: str
    state: wire.PaymentState = "succeeded"
    words: str = ""


CARDS: Final[dict[str, Behaviour]] = {
    "4242424242424242": Behaviour("pays", "Every charge succeeds."),
    "4000000000000002": Behaviour("declined", "Every charge is declined.", "failed", "The card was declined."),
    "4000000000009995": Behaviour(
        "poor", "There is never enough money on it.", "failed", "There is not enough money on this card."
    ),
    "4000002500003155": Behaviour(
        "confirmed", "Each charge needs your confirmation.", "needs_confirmation", "Please confirm this payment."
    ),
    "4000008400001280": Behaviour(
        "unconfirmed", "Each charge needs your confirmation, which then fails.", "needs_confirmation",
        "Please confirm this payment.",
    ),
    "4000000000000259": Behaviour(
        "slow", f"Charges succeed, some {SLOW_SECONDS} seconds later.", "processing", "Your bank takes a moment."
    ),
    "4000000000000341": Behaviour("twice", "Charges succeed, and the sandbox tells so twice."),
    "4000000000000119": Behaviour("lost", "Charges succeed, but the first answer is lost on its way."),
    "4000000000005126": Behaviour(
        "stubborn", f"Charges succeed; refunds are refused {REFUSALS_OF_REFUNDS} times before they do."
    ),
}  # fmt: skip
_OF_TOKENS: Final = {f"sandbox_{behaviour.token}": behaviour for behaviour in CARDS.values()}
_IN_TIME: Final[dict[wire.PaymentState, wire.PaymentState]] = {
    "processing": "succeeded", "needs_confirmation": "failed",
}  # fmt: skip
"""What becomes of a charge by itself."""
GIVEN_UP: Final = "Nobody confirmed this payment in time."


def card(number: str) -> NewCard:
    """Raises Refused("card.unknown")."""
    digits = "".join(letter for letter in number if letter not in " -")
    if digits not in CARDS:
        raise Refused(
            "card.unknown", "The sandbox does not know this card. Please take one of those that it lists."
        )
    return NewCard(token=f"sandbox_{CARDS[digits].token}", label=f"Visa •••• {digits[-4:]}")


def charge(key: str, token: str, minor: int, currency: str) -> Outcome:
    does, now = _OF_TOKENS[token], clock.now()
    waits = {"processing": SLOW_SECONDS, "needs_confirmation": limits.CONFIRM_SECONDS}.get(does.state)
    due = now + timedelta(seconds=waits) if waits else None
    row, new = _once(key, token=token, minor=minor, currency=currency, state=does.state, due_at=due)
    if new and does.token in ("slow", "twice"):
        _tell(key, due or now, times=2 if does.token == "twice" else 1)
    if new and does.token == "lost":
        raise Silent("payment.silent", "The payment provider does not answer. It is asked again.")
    return _outcome(_decided(row))


def refund(key: str, of_key: str, minor: int, currency: str) -> Outcome:
    of = SandboxCharge.objects.filter(key=of_key, state="succeeded").first()
    if of is None:
        return Outcome("failed", "There is no such charge.")
    stubborn = _OF_TOKENS[of.token].token == "stubborn"
    state: wire.PaymentState = "failed" if stubborn else "succeeded"
    row, _ = _once(key, token=of.token, minor=-minor, currency=currency, state=state, of=of_key)
    if row.state == "failed" and row.asked > REFUSALS_OF_REFUNDS:
        SandboxCharge.objects.filter(pk=row.pk).update(state="succeeded")
        row.state = "succeeded"
    return (
        Outcome("failed", "The bank refuses this for now.") if row.state == "failed" else Outcome("succeeded")
    )


def status(key: str) -> Outcome | None:
    row = SandboxCharge.objects.filter(key=key).first()
    return _outcome(_decided(row)) if row else None


def confirm(key: str) -> Outcome:
    return _answered(key, "succeeded")


def cancel(key: str) -> Outcome:
    return _answered(key, "failed")


def _answered(key: str, becomes: wire.PaymentState) -> Outcome:
    with transaction.atomic():
        row = _decided(SandboxCharge.objects.select_for_update().get(key=key))
        if row.state == "needs_confirmation":
            row.state = "failed" if _OF_TOKENS[row.token].token == "unconfirmed" else becomes
            row.save(update_fields=["state"])
    return _outcome(row)


def _once(key: str, *, minor: int, currency: str, **rest: object) -> tuple[SandboxCharge, bool]:
    """The row of this key, and whether it is new: whatever is asked twice happens once."""
    with transaction.atomic():
        row = SandboxCharge(key=key, minor=minor, currency=currency, **rest)
        new = insert_one(row, unless="key")
        if not new:
            row = SandboxCharge.objects.select_for_update().get(key=key)
        if (row.minor, row.currency) != (minor, currency):
            raise Conflict("payment.other", "This key was used for another amount.")
        if not new:
            row.asked += 1
            row.save(update_fields=["asked"])
    return row, new


def _decided(row: SandboxCharge) -> SandboxCharge:
    """With what time has decided by now."""
    if row.due_at is not None and row.due_at <= clock.now():
        decided = _IN_TIME.get(row.state)
        if decided and SandboxCharge.objects.filter(pk=row.pk, state=row.state).update(state=decided):
            row.state = decided
        elif decided:
            row.refresh_from_db()
    return row


def _outcome(row: SandboxCharge) -> Outcome:
    does = _OF_TOKENS[row.token]
    if row.state == "failed":
        gave_up = does.state == "needs_confirmation" and row.due_at is not None and row.due_at <= clock.now()
        refused = "Your bank did not accept the confirmation."
        return Outcome("failed", GIVEN_UP if gave_up else does.words if does.state == "failed" else refused)
    return Outcome(row.state, "" if row.state == "succeeded" else does.words)


def _tell(key: str, at: datetime, times: int) -> None:
    for time in range(times):
        book.put(TELL, f"{key}#{time}", at, "The sandbox tells that a payment was decided.")


def hook(key: str) -> tuple[bytes, str]:
    """The body of a webhook about this key, and its signature."""
    row = SandboxCharge.objects.get(key=key)
    body = orjson.dumps({"key": key, "state": _decided(row).state})
    return body, signature(body)


def signature(body: bytes) -> str:
    """HMAC-SHA256, hex, under a key that is made of ours."""
    secret = hmac.digest(settings.SECRET_KEY.encode(), b"collab.billing.sandbox", "sha256")
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


def read_hook(body: bytes, signed: str) -> str:
    """The key that a webhook is about. Raises Forbidden("webhook.signature"), Refused("webhook.invalid")."""
    if not hmac.compare_digest(signature(body).encode(), signed.encode()):
        raise Forbidden("webhook.signature", "This was not signed by the payment provider.")
    try:
        key = orjson.loads(body)["key"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        key = None
    if not isinstance(key, str):
        raise Refused("webhook.invalid", "This is not a message of the payment provider.")
    return key
