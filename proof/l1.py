"""L1: money is never created or lost: random lives of money beside a model on paper, all compared after each step."""

import asyncio
import json
from collections import Counter
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage

HANDS = 2
"""Processes that live at the same time."""


async def run(scale: Scale) -> Figures:
    lives = scale.of(short=6, ci=500, deep=20_000)
    steps = scale.of(short=40, ci=40, deep=60)
    async with stage({}, embedded=True, sites=0) as here:
        each = [str(lives // HANDS), str(steps)]
        told = await asyncio.gather(
            *(
                asyncio.to_thread(here.run, "-m", "proof.spending", *each, f"{scale.seed}/{hand}")
                for hand in range(HANDS)
            )
        )
    return figures_of([json.loads(words) for words in told], lives, steps)


def figures_of(told: list[dict[str, Any]], lives: int, steps: int) -> Figures:
    """`told` is what each process said (proof.spending)."""
    found, verbs, differences = Counter[str](), Counter[str](), list[str]()
    for one in told:
        differences += one.pop("differences")
        verbs.update(one.pop("verbs"))
        found.update(one)
    figures = Figures()
    figures.did("lives", found["lives"], at_least=lives)
    figures.did("steps", found["steps"], at_least=lives * steps)
    figures.did("checks", found["checks"], at_least=lives * steps)
    figures.did("done", found["steps"] - found["refused"], at_least=lives * steps // 2)
    figures.did("transfers", found["transfers"], at_least=lives * 3)
    figures.did("fired", found["fired"], at_least=lives * 2)
    figures.did("repeats", found["repeats"], at_least=lives)
    figures.wrong({"differences": len(differences)}, differences)
    figures.examples.append(f"done: {dict(verbs)}")
    return figures
