"""L7: rows of ledger and log, papers, pins and submissions cannot be changed or removed by the application; neither can
legs be added to a transfer, nor a transfer without all of its legs."""

import asyncio
import json
from typing import Any

from proof.figures import Figures, Scale
from proof.stage import stage

TABLES = 8
LEAST = {"SQLite": 400, "PostgreSQL": 400}
"""Tries; the same at every size."""


async def run(scale: Scale) -> Figures:
    told = {}
    for name in LEAST:
        async with stage({}, embedded=name == "SQLite", sites=0) as here:
            told[name] = json.loads(await asyncio.to_thread(here.run, "-m", "proof.tampering"))
    return figures_of(told)


def figures_of(told: dict[str, dict[str, Any]]) -> Figures:
    """`told` is what proof.tampering said on each database."""
    figures = Figures()
    for name, found in told.items():
        figures.did(f"tables on {name}", found["tables"], at_least=TABLES)
        figures.did(f"refused of {found['tries']} tries", found["refused"], at_least=LEAST[name])
        for wrong in ("through", "broken", "unlisted"):
            figures.wrong({wrong: len(found[wrong])}, (f"{name}: {words}" for words in found[wrong]))
    return figures
