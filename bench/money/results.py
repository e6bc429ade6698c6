"""What was found, what it has to reach, and the tables in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.results import percentile
from bench.table import grid, targets_table
from bench.targets import NOISE, Target
from bench.together import Ran

POSTING_SHARE = 0.3
"""Of the rate of bare inserts: posting also locks, looks for the key, keeps balances, and the database adds up."""
APPROVAL_SHARE = 0.15
"""Of the rate of the same rows in plain SQL: a door with HTTP, people, seats, rules, repeats and an answer besides."""
POSTINGS = {"post": "posted to the ledger", "bare": "bare inserts"}
APPROVALS = {"door": "Collab, over HTTP", "bare": "the same rows in plain SQL"}


@dataclass(frozen=True)
class Found:
    """The n-th round of each way was measured right after that of the other."""

    posted: Mapping[str, Sequence[float]]
    """Transfers per second of POSTINGS."""
    asked: Mapping[str, Mapping[int, float]]
    """Milliseconds by question and number of transfers."""
    approved: Mapping[str, Sequence[Ran]]
    """Rounds of APPROVALS."""


def targets(found: Found) -> list[Target]:
    approving = [[ran.rate for ran in rounds] for rounds in found.approved.values()]
    goals = [
        Target("approvals per second, times the same rows in plain SQL", _share(*approving), APPROVAL_SHARE),
        Target(
            "transfers posted per second, times bare inserts of the same rows",
            _share(*found.posted.values()),
            POSTING_SHARE,
        ),
    ]
    for name, row in found.asked.items():
        short, long = min(row), max(row)
        sentence = f"{name}: ms with {long:,} transfers, times that with {short:,}"
        # What takes less than a tenth of a millisecond more is the noise of a clock.
        growth = (row[long] - 0.1) / row[short]
        goals.append(Target(sentence, growth, NOISE, at_least=False))
    return goals


def _share(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return median(mine / bare for mine, bare in zip(ours, theirs, strict=True))


def approvals_table(approved: Mapping[str, Sequence[Ran]]) -> str:
    rows = [
        [
            APPROVALS[name],
            f"{median(each.rate for each in rounds):,.0f}",
            f"{median(each.cpu_ms for each in rounds):.1f}",
            " / ".join(
                f"{median(percentile(each.delays, part) for each in rounds):,.0f}" for part in (50, 99)
            ),
        ]
        for name, rounds in approved.items()
    ]
    return grid(["approvals, 64 at once", "per second", "CPU-ms each", "p50 / p99 ms"], rows)


def report(found: Found) -> str:
    rows = [
        [
            POSTINGS[name],
            f"{median(rates):,.0f}",
            f"{percentile(rates, 0):,.0f} – {percentile(rates, 100):,.0f}",
        ]
        for name, rates in found.posted.items()
    ]
    lengths = sorted(next(iter(found.asked.values())))
    cells = [[name, *(f"{row[length]:.2f}" for length in lengths)] for name, row in found.asked.items()]
    return "\n\n".join(
        [
            approvals_table(found.approved),
            grid(["transfers of three legs", "per second", "of rounds"], rows),
            grid(["ms, with so many transfers", *(f"{length:,}" for length in lengths)], cells),
            targets_table(targets(found)),
        ]
    )
