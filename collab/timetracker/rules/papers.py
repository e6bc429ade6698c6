"""How time and its bill read on paper."""

from typing import Final

from collab import wire
from collab.money import Money

KINDS: Final[dict[wire.BillLineKind, str]] = {
    "tracked": "Tracked time",
    "manual": "Manual time",
    "over_limit": "Time over the weekly limit",
    "retainer": "Weekly retainer",
    "supplement": "Late time",
    "correction": "Correction",
}


def hours(seconds: int) -> str:
    """`12:05:09` hours, minutes and seconds."""
    sign, seconds = "−" if seconds < 0 else "", abs(seconds)
    return f"{sign}{seconds // 3_600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def text_of(line: wire.BillLine, currency: str) -> str:
    """`Tracked time, week of 2 March 2026: 12:00:00 h at 45.00 USD`."""
    what = f"{KINDS[line.kind]} ({line.text})" if line.text else KINDS[line.kind]
    words = f"{what}, week of {line.week:%-d %B %Y}"
    if line.rate is None:
        return words
    return f"{words}: {hours(line.seconds)} h at {Money(line.rate, currency)}"
