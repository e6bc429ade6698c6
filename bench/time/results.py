"""What was found, what it has to reach, and the tables in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.results import percentile
from bench.table import grid, targets_table
from bench.targets import NOISE, Target
from bench.time.billing import Billed
from bench.together import Ran

SHARES = {1: 0.04, 100: 0.1, 1_000: 0.15}
"""Of the rate of the same rows in plain SQL: a door with HTTP, JSON, people, rules of each report, and a week that is
added up anew besides, which counts most where each report comes alone."""
DIARY_MS = 1_000
BEGUN = 0.05
"""Share of the weeks after which a process has loaded what it needs."""
WAYS = {"door": "Collab, over HTTP", "bare": "the same rows in plain SQL"}
BILLERS = {"command": "`manage.py bill_weeks`", "naive": "naive loop"}


@dataclass(frozen=True)
class Found:
    """The n-th round of each way was measured right after that of the other."""

    reported: Mapping[int, Mapping[str, Sequence[Ran]]]
    """Rounds of WAYS, by the size of a batch."""
    diaries: Mapping[int, float]
    """Milliseconds, by reports of the week."""
    billed: Mapping[str, Billed]
    """By BILLERS."""


def targets(found: Found) -> list[Target]:
    return [*_reporting(found.reported), *_reading(found.diaries), *_billing(found.billed)]


def _reporting(reported: Mapping[int, Mapping[str, Sequence[Ran]]]) -> list[Target]:
    return [
        Target(
            f"reports per second in batches of {size:,}, times the same rows in plain SQL",
            median(mine.rate / bare.rate for mine, bare in zip(ways["door"], ways["bare"], strict=True)),
            SHARES[size],
        )
        for size, ways in reported.items()
    ]


def _reading(diaries: Mapping[int, float]) -> list[Target]:
    *_, some, most = sorted(diaries)
    each = (diaries[most] / most) / (diaries[some] / some)
    return [
        Target(f"ms of the diary of a week with {most:,} reports", diaries[most], DIARY_MS, at_least=False),
        Target(f"ms per report of that, times that with {some:,}", each, NOISE, at_least=False),
    ]


def _billing(billed: Mapping[str, Billed]) -> list[Target]:
    command, naive = billed["command"], billed["naive"]
    growth = command.mib(1) / command.mib(BEGUN)
    return [
        Target("weeks billed per second, times the naive loop", command.rate / naive.rate, 1),
        Target("memory of `bill_weeks` at the end, times that at the start", growth, NOISE, at_least=False),
    ]


def reports_table(reported: Mapping[int, Mapping[str, Sequence[Ran]]]) -> str:
    rows = []
    for size, ways in reported.items():
        for name, rounds in ways.items():
            p50, p99 = (median(percentile(each.delays, part) for each in rounds) for part in (50, 99))
            rate = size * median(each.rate for each in rounds)
            cpu = median(each.cpu_ms for each in rounds) / size
            rows.append(
                [
                    f"{WAYS[name]}, batches of {size:,}",
                    f"{rate:,.0f}",
                    f"{cpu:.2f}",
                    f"{p50:,.0f} / {p99:,.0f}",
                ]
            )
    return grid(["reports of 8 freelancers", "per second", "CPU-ms each", "p50 / p99 ms of a batch"], rows)


def diaries_table(diaries: Mapping[int, float]) -> str:
    rows = [
        ["ms", *(f"{taken:,.1f}" for taken in diaries.values())],
        ["ms per 100 reports", *(f"{100 * taken / length:,.1f}" for length, taken in diaries.items())],
    ]
    return grid(["diary of a week with so many reports", *(f"{length:,}" for length in diaries)], rows)


def bills_table(billed: Mapping[str, Billed]) -> str:
    rows = []
    for name, ran in billed.items():
        held = " / ".join(f"{ran.mib(share):,.0f}" for share in (BEGUN, 0.5, 1)) if ran.held else ""
        rows.append([BILLERS[name], f"{ran.bills:,}", f"{ran.rate:,.1f}", f"{ran.cpu_ms:.1f}", held])
    return grid(
        [
            "bills of weeks with 40 reports",
            "weeks",
            "per second",
            "CPU-ms each",
            "MiB at the start / half / end",
        ],
        rows,
    )


def report(found: Found) -> str:
    tables = (reports_table(found.reported), diaries_table(found.diaries), bills_table(found.billed))
    return "\n\n".join([*tables, targets_table(targets(found))])
