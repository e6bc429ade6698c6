"""What a round found, and the arithmetic over rounds."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.meter import Cpu


@dataclass(frozen=True)
class Closed:
    """What a closed loop found."""

    rate: float
    """Messages per second."""
    cpu: Cpu
    """Seconds per 1,000 messages."""
    generator: float
    """Share of its core that the load generator used; near 1, the rate is the generator's."""


@dataclass(frozen=True)
class Round:
    """The figures of one system in one round."""

    pairs: Closed
    tens: Closed
    p50: float
    """Milliseconds from sending to arrival at a member."""
    p99: float
    idle_kb: float
    connects: float
    """Per second."""
    connect_ms: float
    """CPU milliseconds of one connect."""
    lengths: Mapping[int, Cpu] = field(default_factory=dict)
    """Seconds per 1,000 messages in a room that long."""


Rounds = Mapping[str, Sequence[Round]]
"""The rounds of each system, by its name; the n-th of each were measured in the same minutes."""
Figure = Callable[[Round], float]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` of them do not exceed (nearest rank)."""
    if not values:
        raise ValueError("a percentile of nothing")
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def middle(rounds: Sequence[Round], figure: Figure) -> float:
    return median(figure(each) for each in rounds)


def ratio(over: Sequence[Round], under: Sequence[Round], figure: Figure) -> float:
    """The median of the ratios within each round: what slows the machine down slows both."""
    return median(figure(a) / figure(b) for a, b in zip(over, under, strict=True))
