"""Who may see whose picture. What brings people together lies above accounts, and registers itself here."""

from collections.abc import Callable
from uuid import UUID

from collab.accounts.models import Person

Tie = Callable[[Person, UUID], bool]
_ties: list[Tie] = []


def tied_by(tie: Tie) -> Tie:
    """Register a way to know somebody: `tie(person, other's public id)`."""
    _ties.append(tie)
    return tie


def knows(person: Person, other: UUID) -> bool:
    return person.public_id == other or any(tie(person, other) for tie in _ties)
