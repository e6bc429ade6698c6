"""T2: no sum depends on a time zone: the same work in forty places, on the nights when clocks change there."""

import asyncio
import json
from collections import Counter
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage
from proof.zones import ZONES, nights

HANDS = 2
"""Processes that work at the same time."""


async def run(scale: Scale) -> Figures:
    zones = chosen(scale)
    async with stage({}, embedded=True, sites=0) as here:
        told = await asyncio.gather(
            *(asyncio.to_thread(here.run, "-m", "proof.zoned", *zones[hand::HANDS]) for hand in range(HANDS))
        )
    return figures_of([json.loads(words) for words in told], len(zones))


def chosen(scale: Scale) -> list[str]:
    """All, or a few: half of those are where clocks change."""
    chance, count = scale.chance("T2"), scale.of(short=4, ci=40, deep=40)
    if count == len(ZONES):
        return list(ZONES)
    changing = [zone for zone in ZONES if any(name.startswith("clocks") for name in nights(zone))]
    others = [zone for zone in ZONES if zone not in changing]
    return chance.sample(changing, count // 2) + chance.sample(others, count - count // 2)


def figures_of(told: list[dict[str, Any]], zones: int) -> Figures:
    """`told` is what each process said (proof.zoned)."""
    found, differences, sums = Counter[str](), list[str](), set[str]()
    for one in told:
        differences += one.pop("differences")
        sums |= {json.dumps(each) for each in one.pop("sums")}
        found.update(one)
    figures = Figures()
    figures.did("zones", found["zones"], at_least=zones)
    figures.did("nights", found["nights"], at_least=3 * zones)
    figures.did("clocks changed", found["changes"], at_least=zones // 3)
    figures.did("reports", found["reports"], at_least=12 * zones)
    figures.did("diaries", found["diaries"], at_least=3 * zones)
    figures.did("previews and bills", found["bills"], at_least=6 * zones)
    figures.did("lines of tables", found["lines"], at_least=12 * zones)
    figures.wrong(
        {"differences": len(differences), "other sums": max(0, len(sums) - 1)}, [*differences, *sums]
    )
    return figures
