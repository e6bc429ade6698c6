"""The one kind of WebSocket frame that nearly all are, read and written without a parser's detours (RFC 6455). Pure.

Everything else (pings, fragments, frames that come in pieces, errors) is for the library.
"""

from collections.abc import Iterator
from functools import lru_cache

try:
    from websockets.speedups import apply_mask
except ImportError:
    from websockets.utils import apply_mask

FINAL_TEXT = 0x81
CONTROL = (0x88, 0x89, 0x8A)


class InPieces(Exception):
    """What came does not end where a frame ends, or holds parts of a fragmented message."""


@lru_cache(maxsize=8)
def packed(text: str) -> bytes:
    """The server's frame with this text; what goes to all who listen to a room is packed once."""
    data = text.encode()
    size = len(data)
    if size < 126:
        return bytes((FINAL_TEXT, size)) + data
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2) + data
    return b"\x81\x7f" + size.to_bytes(8) + data


def texts(data: bytes) -> list[str] | None:
    """The texts of the client's frames, where `data` is whole text frames and nothing else; none where it is not.

    Raises InPieces.
    """
    found: list[str] | None = []
    for first, payload in _frames(data):
        if first != FINAL_TEXT:
            found = None
        elif found is not None:
            try:
                found.append(payload.decode())
            except UnicodeDecodeError:
                found = None
    return found


def _frames(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Their first bytes, and what they carry."""
    at, end = 0, len(data)
    while at < end:
        if end - at < 6:
            raise InPieces
        first, second = data[at], data[at + 1]
        size, start = second & 0x7F, at + 2
        if size == 126:
            size, start = int.from_bytes(data[at + 2 : at + 4]), at + 4
        after = start + 4 + size
        if after > end or not second & 0x80 or size == 127 or (first != FINAL_TEXT and first not in CONTROL):
            raise InPieces
        yield first, apply_mask(data[start + 4 : after], data[start : start + 4])
        at = after
