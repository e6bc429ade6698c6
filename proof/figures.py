"""What one run of a proof has shown, and whether that is enough to say that the promise held."""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Size = Literal["short", "ci", "deep"]
Verdict = Literal["held", "FAILED", "too little"]


@dataclass(frozen=True)
class Scale:
    """How much to do, and the seed that all chance comes from."""

    size: Size
    seed: int

    def of(self, *, short: int, ci: int, deep: int) -> int:
        """The number that belongs to this size."""
        return {"short": short, "ci": ci, "deep": deep}[self.size]

    def chance(self, name: str) -> random.Random:
        """A stream of chance of its own for each name, the same for the same seed."""
        return random.Random(f"{self.seed}/{name}")


@dataclass
class Figures:
    """Work must reach its minimum, wrongs must be zero, measures must stay within their bound."""

    work: dict[str, tuple[int, int]] = field(default_factory=dict)
    wrongs: dict[str, int] = field(default_factory=dict)
    measures: dict[str, tuple[float, float, str]] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def did(self, what: str, count: int, *, at_least: int) -> None:
        self.work[what] = (count, at_least)

    def wrong(self, found: Mapping[str, int], examples: Iterable[object] = ()) -> None:
        """Count what must never be; a name that was looked for and not found is counted as 0."""
        for what, count in found.items():
            self.wrongs[what] = self.wrongs.get(what, 0) + count
        self.examples += [str(example)[:300] for example in examples]

    def measured(self, what: str, value: float, *, at_most: float, unit: str) -> None:
        """A value that is no number (nothing was measured) is out of bounds too."""
        self.measures[what] = (value, at_most, unit)

    @property
    def verdict(self) -> Verdict:
        late = any(not value <= bound for value, bound, _ in self.measures.values())
        if any(self.wrongs.values()) or late:
            return "FAILED"
        little = any(count < minimum for count, minimum in self.work.values())
        return "too little" if little or not self.work else "held"

    def __str__(self) -> str:
        words = [f"{what} {count:,} (≥ {minimum:,})" for what, (count, minimum) in self.work.items()]
        words += [f"{what} {count}" for what, count in self.wrongs.items()]
        words += [
            f"{what} {value:,.1f} {unit} (≤ {most:,.0f})"
            for what, (value, most, unit) in self.measures.items()
        ]
        return " · ".join(words)


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0–1) of the values do not exceed; NaN of nothing."""
    if not values:
        return math.nan
    return sorted(values)[min(len(values) - 1, math.ceil(part * len(values)) - 1)]
