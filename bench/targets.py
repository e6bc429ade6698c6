"""What the server is to reach beside its peers, and whether it did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.results import Figure, Round, Rounds, middle, ratio

NOISE = 1.15
"""CPU per message of the same thing differs this much between rounds; a cost within it is called flat."""


@dataclass(frozen=True)
class Target:
    """A bound, and what was measured."""

    sentence: str
    measured: float
    bound: float
    at_least: bool = True

    @property
    def is_met(self) -> bool:
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


RATE: dict[str, Figure] = {"two": lambda found: found.pairs.rate, "ten": lambda found: found.tens.rate}
CPU: dict[str, Figure] = {
    "two": lambda found: found.pairs.cpu.total,
    "ten": lambda found: found.tens.cpu.total,
}
TIMES = [
    ("uvicorn", "tutorial", "two", 20.0),
    ("uvicorn", "socketio", "two", 3.0),
    ("uvicorn", "socketio", "ten", 2.0),
    ("daphne", "socketio", "two", 1.5),
]
"""(ours, peer, members of a room, how many times better)."""
NAMES = {"tutorial": "the Channels tutorial", "socketio": "Socket.IO"}


def targets(rounds: Rounds) -> Iterator[Target]:
    """Those for which all that they compare was measured."""
    for ours, peer, members, times in TIMES:
        if ours in rounds and peer in rounds:
            where = f"{ours} beside {NAMES[peer]} in rooms of {members}"
            cheaper = ratio(rounds[peer], rounds[ours], CPU[members])
            faster = ratio(rounds[ours], rounds[peer], RATE[members])
            yield Target(f"{where}: times fewer CPU seconds", cheaper, times)
            yield Target(f"{where}: times more messages/s", faster, times)
    if "uvicorn" in rounds:
        yield from _alone(rounds["uvicorn"], rounds.get("socketio"))
    for name in ("uvicorn", "sqlite"):
        if name in rounds:
            yield _flat(name, rounds[name])


def _alone(ours: Sequence[Round], peer: Sequence[Round] | None) -> Iterator[Target]:
    if peer:
        p99, peer_p99 = (middle(each, lambda found: found.p99) for each in (ours, peer))
        yield Target("p99 ms at 200/s, no worse than Socket.IO", p99, peer_p99, at_least=False)
    yield Target("KB per idle connection", middle(ours, lambda found: found.idle_kb), 30, at_least=False)
    yield Target("connects per second", middle(ours, lambda found: found.connects), 1_000)


def _flat(name: str, ours: Sequence[Round]) -> Target:
    short, long = min(ours[0].lengths), max(ours[0].lengths)
    growth = middle(ours, lambda found: found.lengths[long].total / found.lengths[short].total)
    sentence = f"{name}: cost per message in a room of {long:,}, times that in one of {short}"
    return Target(sentence, growth, NOISE, at_least=False)
