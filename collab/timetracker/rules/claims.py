"""Who claims which seconds: what is left of each report."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from collab.wire import ReportKind

Span = tuple[int, int]
"""Half-open, in unix seconds."""


class Piece(NamedTuple):
    """What is left of a report after corrections: half-open, in unix seconds."""

    start: int
    end: int
    memo: str


class Claim(NamedTuple):
    """One piece of a report. Instants are unix seconds; half-open.

    `began` is the start of the report itself, whatever corrections left of it, and whatever week is looked at: it
    decides who claimed a second first, so that a new memo moves no second from one client's bill to another's.
    """

    began: int
    id: UUID
    """Of the report."""
    start: int
    end: int
    room: int
    source: ReportKind
    memo: str
    late: int = 0
    """0 in time. After the lock of the week that is looked at, the number under which the report came in."""


def claims_of(
    id: UUID,
    room: int,
    source: ReportKind,
    whole: Piece,
    pieces: Sequence[Piece] | None = None,
    *,
    late: int = 0,
) -> list[Claim]:
    """What a report claims: all of it, or what its last correction left. Nothing where that has no length."""
    return [
        Claim(whole.start, id, piece.start, piece.end, room, source, piece.memo, late)
        for piece in ([whole] if pieces is None else pieces)
        if piece.end > piece.start
    ]
