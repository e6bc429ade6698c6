"""Which charges money goes back to."""

from collections.abc import Sequence
from typing import TypeVar

Charge = TypeVar("Charge")


def spread(minor: int, charges: Sequence[tuple[Charge, int]]) -> list[tuple[Charge, int]]:
    """How much goes back to each charge, the first first, given what is left of each.

    Raises ValueError where all of them together are not enough: no input leads there.
    """
    parts = []
    for charge, left in charges:
        part = min(minor, left)
        if part > 0:
            parts.append((charge, part))
            minor -= part
    if minor:
        raise ValueError(f"{minor} more than was ever charged")
    return parts
