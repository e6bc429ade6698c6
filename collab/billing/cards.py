"""Who wants to know that the cards of a person are others now. Time does; it stands above and registers."""

from collections.abc import Callable
from datetime import datetime

from collab.accounts.models import Person

Then = Callable[[Person, datetime], object]
_then: list[Then] = []


def when_cards_change(then: Then) -> Then:
    """Register what happens when one was added or removed: in the same transaction, after it."""
    _then.append(then)
    return then


def cards_changed(person: Person, at: datetime) -> None:
    for then in _then:
        then(person, at)
