"""T3: the weekly limit holds under concurrency: never more counts than it allows, and each alert is told once."""

import asyncio
import json
from collections import Counter
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage

KINDS = 10
HANDS = 2
"""Processes that race at the same time, each with people of its own."""
POOL = "40"
"""Connections that a process may have: contenders, and whoever watches."""


async def run(scale: Scale) -> Figures:
    races = scale.of(short=20, ci=1_000, deep=100_000)
    each = str(races // HANDS)
    async with stage({}, sites=0, DATABASE_POOL=POOL) as here:
        told = await asyncio.gather(
            *(
                asyncio.to_thread(here.run, "-m", "proof.limit_races", each, f"{scale.seed}/{hand}")
                for hand in range(HANDS)
            )
        )
    return figures_of([json.loads(words) for words in told], races)


def figures_of(told: list[dict[str, Any]], races: int) -> Figures:
    """`told` is what each process said (proof.limit_races)."""
    kinds, answers, wrongs, sums = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    examples: list[str] = []
    for one in told:
        kinds.update(one["kinds"])
        answers.update(one["answers"])
        wrongs.update(one["wrongs"])
        examples += one["examples"]
        sums.update({name: one[name] for name in ("races", "contenders", "seen", "reached")})
    figures = Figures()
    figures.did("races", sums["races"], at_least=races)
    figures.did("contenders", sums["contenders"], at_least=4 * races)
    figures.did("kinds of races", len(kinds), at_least=KINDS)
    figures.did("done", sum(count for status, count in answers.items() if status < "300"), at_least=3 * races)
    figures.did("looks while they raced", sums["seen"], at_least=2 * races)
    figures.did("limits reached", sums["reached"], at_least=races // 2)
    figures.wrong(wrongs, examples)
    return figures
