"""T1: no worked second is lost or billed twice: weeks on several devices through the doors, beside paper."""

import asyncio
import json
from collections import Counter
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage

HANDS = 2
"""Processes that live at the same time."""


async def run(scale: Scale) -> Figures:
    weeks = scale.of(short=6, ci=300, deep=10_000)
    async with stage({}, embedded=True, sites=0) as here:
        told = await asyncio.gather(
            *(
                asyncio.to_thread(
                    here.run, "-m", "proof.tracking", str(weeks // HANDS), f"{scale.seed}/{hand}"
                )
                for hand in range(HANDS)
            )
        )
    return figures_of([json.loads(words) for words in told], weeks)


def figures_of(told: list[dict[str, Any]], weeks: int) -> Figures:
    """`told` is what each process said (proof.tracking)."""
    found, differences, lost = Counter[str](), list[str](), list[str]()
    for one in told:
        differences += one.pop("differences")
        lost += one.pop("lost")
        found.update(one)
    figures = Figures()
    figures.did("weeks", found["weeks"], at_least=weeks)
    figures.did("devices", found["devices"], at_least=2 * weeks)
    figures.did("timers", found["timers"], at_least=2 * weeks)
    figures.did("reports", found["accepted"] + found["late"], at_least=2 * weeks)
    figures.did("repeats", found["repeated"] + found["repeats"], at_least=2 * weeks)
    figures.did("cut off", found["cut"] + found["crash"], at_least=weeks // 2)
    figures.did("late", found["late"], at_least=weeks // 20)
    figures.did("by hand", found["by hand"], at_least=weeks // 4)
    figures.did("shadow seconds", found["shadow seconds"], at_least=10 * weeks)
    figures.did("diaries", found["diaries"], at_least=8 * weeks)
    figures.did("seconds looked at", found["seconds"], at_least=3_000 * weeks)
    figures.did("worked seconds traced", found["worked"], at_least=300 * weeks)
    figures.wrong(
        {"differences": len(differences), "lost": len(lost), "counted twice": found["counted twice"]},
        [*differences, *lost],
    )
    return figures
