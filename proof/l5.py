"""L5: the same key gets the same answer, another body an error: at every route that changes something."""

import asyncio
import json
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage

WRONGS = (
    "never done", "other answers", "other answers later", "other bodies taken", "done again", "other answers at once",
    "done more than once", "not in the inventory", "never asked",
)  # fmt: skip


async def run(scale: Scale) -> Figures:
    async with stage({}, embedded=True, sites=0, store=True) as here:
        words = await asyncio.to_thread(here.run, "-m", "proof.repeating")
    return figures_of(json.loads(words))


def figures_of(told: dict[str, Any]) -> Figures:
    """`told` is what proof.repeating said; it is the same at every size."""
    figures = Figures()
    figures.did("routes", told["routes"], at_least=53)
    figures.did("requests", told["sent"], at_least=53 * 9)
    figures.did("tables compared", told["rows"], at_least=30)
    figures.wrong(dict.fromkeys(WRONGS, 0) | told["wrongs"], told["examples"])
    return figures
