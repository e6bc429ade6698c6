"""The port to whoever moves money outside: a payment provider. Its adapters are modules with these functions.

Every question carries a key; asked again with the same key, a provider does nothing again and says how it stands.
None of them is ever asked within a transaction of ours.
"""

from dataclasses import dataclass
from typing import Protocol

from collab import wire
from collab.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a charge or refund stands; `words` tell the payer why it failed."""

    state: wire.PaymentState
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewCard:
    """What a provider gives for a card: a token to charge it with, and how to name it."""

    token: str
    label: str


class Silent(Unavailable):
    """No answer: it may have happened or not. Ask again with the same key."""


class Provider(Protocol):
    """Every function may raise Silent."""

    def card(self, number: str) -> NewCard:
        """Raises Refused("card.…")."""

    def charge(self, key: str, token: str, minor: int, currency: str) -> Outcome: ...

    def refund(self, key: str, of_key: str, minor: int, currency: str) -> Outcome: ...

    def status(self, key: str) -> Outcome | None:
        """None for a key it never heard."""

    def confirm(self, key: str) -> Outcome:
        """The payer has confirmed a charge that needed it; they are asked for it once."""

    def cancel(self, key: str) -> Outcome:
        """The payer gives up a charge that needs their confirmation. What was decided before stays as it is."""
