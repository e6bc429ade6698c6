"""What follows from a step of a contract. Time knows; it stands above and registers what to do."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from collab.workrooms.models import Room

Then = Callable[[Room, datetime], object]
Registered = TypeVar("Registered", bound=Then)
_then: dict[str, list[Then]] = {}


def when(*verbs: str) -> Callable[[Registered], Registered]:
    """Register what happens after these steps (`contract.pause`, `terms.accept`, …): in the same transaction, with the
    room locked, and after the event that tells of the step.
    """

    def register(then: Registered) -> Registered:
        for verb in verbs:
            _then.setdefault(verb, []).append(then)
        return then

    return register


def follow(room: Room, verb: str, at: datetime) -> None:
    """The step was taken, and told."""
    for then in _then.get(verb, []):
        then(room, at)
