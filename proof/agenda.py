"""AGENDA: ten thousand rows that are due are fired within a minute by two workers, each once, also if one is killed."""

import asyncio
import json
import time

from proof.figures import Figures, Scale
from proof.stage import Stage, Worker, by_hand, stage

MINUTE = 60.0
"""From when the first of them is fired, in a database that waits for its disk."""
DUE = "SELECT count(*) FROM agenda_due WHERE due_at <= now()"


async def run(scale: Scale) -> Figures:
    rows = scale.of(short=500, ci=10_000, deep=10_000)
    figures = Figures()
    for kills in (0, 1):
        async with stage({}, sites=0) as here:
            await asyncio.to_thread(here.run, "-m", "proof.dues", "make", str(rows))
            seconds, killed_at = await fire(here, rows, kills)
            told = json.loads(await asyncio.to_thread(here.run, "-m", "proof.dues", "count"))
        how = "with a kill" if kills else "by two workers"
        figures.did(f"rows fired {how}", told["done"], at_least=rows)
        figures.measured(f"seconds {how}", seconds, at_most=MINUTE, unit="s")
        figures.wrong({name: told[name] for name in ("doubles", "missing", "left")})
        figures.wrong({"odd": len(told["odd"])}, told["odd"])
        if kills:
            figures.did("killed in the middle", int(0 < killed_at < rows), at_least=1)
    return figures


async def fire(here: Stage, rows: int, kills: int) -> tuple[float, int]:
    """→ seconds until nothing was due any more, and how many rows were when a worker was killed (SIGKILL)"""
    workers = [Worker(here.environment) for _ in range(2)]
    killed_at = 0
    try:
        for worker in workers:
            await by_hand(worker.start)
        while here.rows(DUE)[0][0] == rows:
            await asyncio.sleep(0.02)
        began = time.monotonic()
        while left := here.rows(DUE)[0][0]:
            if kills and not killed_at and left < rows * 2 // 3:
                await by_hand(workers[0].kill)
                killed_at = left
                # As whoever runs them does, systemd or Kubernetes.
                await by_hand(workers[0].start)
            await asyncio.sleep(0.2)
        return time.monotonic() - began, killed_at
    finally:
        for worker in workers:
            await by_hand(worker.__exit__)
