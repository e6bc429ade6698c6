"""T3: the weekly limit holds under concurrency: never more counts than it allows, and each alert is told once."""

import asyncio
import json
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage

KINDS = 10
POOL = "40"
"""Connections that a process may have: contenders, and whoever watches."""


async def run(scale: Scale) -> Figures:
    races = scale.of(short=12, ci=1_000, deep=100_000)
    async with stage({}, sites=0, DATABASE_POOL=POOL) as here:
        words = await asyncio.to_thread(here.run, "-m", "proof.limit_races", str(races), str(scale.seed))
    return figures_of(json.loads(words), races)


def figures_of(told: dict[str, Any], races: int) -> Figures:
    """`told` is what proof.limit_races said."""
    figures = Figures()
    figures.did("races", told["races"], at_least=races)
    figures.did("contenders", told["contenders"], at_least=4 * races)
    figures.did("kinds of races", len(told["kinds"]), at_least=KINDS)
    figures.did(
        "done", sum(count for status, count in told["answers"].items() if status < "300"), at_least=3 * races
    )
    figures.did("looks while they raced", told["seen"], at_least=2 * races)
    figures.did("limits reached", told["reached"], at_least=races // 2)
    figures.wrong(told["wrongs"], told["examples"])
    return figures
