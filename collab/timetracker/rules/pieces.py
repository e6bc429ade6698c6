"""What a correction may leave of a report, and the minutes with input."""

from collections.abc import Iterable, Sequence

from collab import limits, wire
from collab.errors import Refused
from collab.text import clean_line
from collab.timetracker.rules.claims import Piece, Span
from collab.timetracker.rules.instants import seconds_of


def clean_memo(memo: str) -> str:
    """Raises Refused `memo.*`."""
    return clean_line(memo, most=limits.MEMO_CHARS, code="memo", what="The memo")


def clean_device(device: str) -> str:
    """Raises Refused `device.*`."""
    return clean_line(device, most=limits.DEVICE_CHARS, code="device", what="The name of the device")


def checked(pieces: Sequence[wire.Piece], start: int, end: int) -> list[Piece]:
    """What a correction is to leave of a report over [start, end), fit to be kept; no pieces is a deletion.

    Raises Refused: `report.instant`, `correction.pieces`, `correction.empty`, `correction.outside`,
    `correction.overlap`, `memo.*`.
    """
    if len(pieces) > limits.PIECES_PER_REPORT:
        raise Refused(
            "correction.pieces", f"A report can be split into at most {limits.PIECES_PER_REPORT} pieces."
        )
    found: list[Piece] = []
    for piece in pieces:
        first, last = seconds_of(piece.start), seconds_of(piece.end)
        if first >= last:
            raise Refused("correction.empty", "Each piece must end after it starts; leave out what is gone.")
        if first < start or last > end:
            raise Refused(
                "correction.outside",
                "A correction only takes away: each piece must lie within the report. More time is manual time.",
            )
        if found and first < found[-1].end:
            raise Refused("correction.overlap", "The pieces must follow one another without overlapping.")
        found.append(Piece(first, last, clean_memo(piece.memo)))
    return found


def without(pieces: Iterable[Piece], cuts: Sequence[Span]) -> list[Piece]:
    """The pieces without these spans: for idle time that was no work. Cuts may overlap, in any order."""
    left = list(pieces)
    for first, last in cuts:
        left = [
            Piece(start, end, piece.memo)
            for piece in left
            for start, end in (
                (piece.start, min(piece.end, first)), (max(piece.start, last), piece.end)
            )
            if start < end
        ] if first < last else left  # fmt: skip
    return left


def seconds(pieces: Iterable[Piece]) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def bits(minutes: Iterable[int]) -> bytes:
    """A bit for each minute, the lowest bit of a byte first; without zeros at the end."""
    mask = 0
    for minute in minutes:
        mask |= 1 << minute
    return mask.to_bytes((mask.bit_length() + 7) // 8, "little")


def minutes(active: bytes) -> list[int]:
    """The minutes of `bits`, in order."""
    mask = int.from_bytes(active, "little")
    return [minute for minute in range(mask.bit_length()) if mask >> minute & 1]


def both(one: bytes, other: bytes) -> bytes:
    """The minutes with input in either."""
    mask = int.from_bytes(one, "little") | int.from_bytes(other, "little")
    return mask.to_bytes((mask.bit_length() + 7) // 8, "little")
