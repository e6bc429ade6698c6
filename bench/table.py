"""The report in Markdown."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.meter import Cpu
from bench.results import Closed, Rounds, middle
from bench.targets import Target

MARKERS = ("<!-- bench -->", "<!-- /bench -->")
SATURATED = 0.9


def cpu_cell(parts: Cpu) -> str:
    """The sum, and what server, database and Redis have of it: 0.050 (0.030 + 0.015 + 0.005)."""
    return f"{parts.total:.3f} ({parts.server:.3f} + {parts.database:.3f} + {parts.redis:.3f})"


def _middle_cpu(found: Sequence[Cpu]) -> Cpu:
    """The round whose sum is the median: its parts add up."""
    return sorted(found, key=lambda cpu: cpu.total)[(len(found) - 1) // 2]


def _rate_cell(found: Sequence[Closed]) -> str:
    rates = sorted(found, key=lambda closed: closed.rate)
    best = rates[(len(rates) - 1) // 2]
    return f"{best.rate:,.0f}" + (" ≥" if best.generator >= SATURATED else "")


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is words and whose others are figures."""
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def systems_table(rounds: Rounds, titles: Mapping[str, str]) -> str:
    heads = [
        "",
        "msg/s",
        "CPU-s per 1,000 (server + database + Redis)",
        "p50 / p99 ms at 200/s",
        "rooms of ten: msg/s",
        "CPU-s per 1,000",
        "KB per idle socket",
        "connects/s",
        "CPU-ms per connect",
    ]
    rows = [
        [
            titles[name],
            _rate_cell([each.pairs for each in found]),
            cpu_cell(_middle_cpu([each.pairs.cpu for each in found])),
            f"{middle(found, lambda each: each.p50):.2f} / {middle(found, lambda each: each.p99):.2f}",
            _rate_cell([each.tens for each in found]),
            f"{middle(found, lambda each: each.tens.cpu.total):.3f}",
            f"{middle(found, lambda each: each.idle_kb):.0f}",
            f"{middle(found, lambda each: each.connects):,.0f}",
            f"{middle(found, lambda each: each.connect_ms):.2f}",
        ]
        for name, found in rounds.items()
    ]
    return grid(heads, rows)


def lengths_table(rounds: Rounds, titles: Mapping[str, str]) -> str:
    measured = {name: found for name, found in rounds.items() if found[0].lengths}
    if not measured:
        return ""
    lengths = list(next(iter(measured.values()))[0].lengths)
    rows = [
        [
            titles[name],
            *(cpu_cell(_middle_cpu([each.lengths[length] for each in found])) for length in lengths),
        ]
        for name, found in measured.items()
    ]
    return grid(["CPU-s per 1,000 in a room of", *(f"{length:,}" for length in lengths)], rows)


def targets_table(targets: Sequence[Target]) -> str:
    rows = [
        [
            each.sentence,
            f"{each.measured:,.2f}",
            ("≥ " if each.at_least else "≤ ") + f"{each.bound:,.2f}",
            "reached" if each.is_met else "**missed**",
        ]
        for each in targets
    ]
    return grid(["to reach", "measured", "bound", ""], rows)


def put_into(page: Path, report: str, markers: tuple[str, str] = MARKERS) -> None:
    """Replace what stands between the markers. Raises ValueError where the page has none."""
    start, end = markers
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    text, replaced = pattern.subn(lambda _: f"{start}\n{report}\n{end}", page.read_text())
    if replaced != 1:
        raise ValueError(f"{page.name} needs {start} and {end} once each")
    page.write_text(text)
