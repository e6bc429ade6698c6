"""L2: racing actions cannot overdraw escrow: whoever comes second meets the room's lock and what the first one left."""

import asyncio
import json
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage

KINDS = 14


async def run(scale: Scale) -> Figures:
    races = scale.of(short=42, ci=2_000, deep=100_000)
    async with stage({}, sites=0) as here:
        words = await asyncio.to_thread(here.run, "-m", "proof.racing", str(races), str(scale.seed))
    return figures_of(json.loads(words), races)


def figures_of(told: dict[str, Any], races: int) -> Figures:
    """`told` is what proof.racing said."""
    figures = Figures()
    figures.did("races", told["races"], at_least=races)
    figures.did("contenders", told["contenders"], at_least=2 * races)
    figures.did("kinds of races", len(told["kinds"]), at_least=KINDS)
    figures.wrong(told["wrongs"], told["examples"])
    figures.examples.append(f"how many were done: {told['winners']}")
    return figures
