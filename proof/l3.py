"""L3: each contract-week is billed and charged exactly once, by several workers and commands, killed anywhere."""

import asyncio
import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from collab.clock import Moved
from proof.figures import Figures, Scale
from proof.stage import Stage, Worker, by_hand, stage
from tests.web import MANAGE

CREW = 3
"""Processes that bill at the same time: one worker, and commands."""
LATER, ROUNDS = timedelta(minutes=5), 6
"""Whoever died had taken what nobody else touches for a while, and asks of the provider come again ever later."""
BILLED = "SELECT count(*) FROM timetracker_week WHERE state NOT IN ('open', 'review')"
DUE = "SELECT count(*) FROM agenda_due WHERE due_at <= now() + %s"
UNDER_WAY = "SELECT count(*) FROM billing_payment WHERE ended_at IS NULL"


class Biller(Worker):
    """One `manage.py bill_weeks`, which ends when nothing is left."""

    def program(self) -> list[str]:
        return [*MANAGE, "bill_weeks"]


async def run(scale: Scale) -> Figures:
    weeks = scale.of(short=30, ci=240, deep=10_000)
    kills = scale.of(short=3, ci=20, deep=1_000)
    async with stage({}, sites=0, COLLAB_MOVABLE_CLOCK="true") as here:
        made = await asyncio.to_thread(here.run, "-m", "proof.mondays", "make", str(weeks), str(scale.seed))
        costs = json.loads(made)
        folder = Path(here.environment["COLLAB_DATA"])
        folder.mkdir(exist_ok=True)
        killed, amid = await bill(here, len(costs), kills, scale.chance("kills"))
        said = await asyncio.to_thread(here.run, "manage.py", "bill_weeks")
        await settle(here, Moved(folder / "clock"))
        told = json.loads(await asyncio.to_thread(here.run, "-m", "proof.mondays", "judge", words=made))
    figures = figures_of(told, weeks)
    figures.did("kills", killed, at_least=kills)
    figures.did("kills amid the work", amid, at_least=kills * 2 // 3)
    figures.examples.append(f"the last command: {said.strip()}")
    return figures


def figures_of(told: dict[str, Any], weeks: int) -> Figures:
    """`told` is what proof.billed judged."""
    figures = Figures()
    figures.did("weeks", told["weeks"], at_least=weeks)
    figures.did("billed", told["billed"], at_least=weeks // 2)
    figures.did("paid", told["paid"], at_least=weeks // 4)
    figures.did("with nothing to bill", told["empty"], at_least=1)
    figures.wrong(told["wrongs"], told["examples"])
    return figures


async def bill(here: Stage, weeks: int, kills: int, chance: random.Random) -> tuple[int, int]:
    """Start a crew, let it come to work, kill all of it (SIGKILL), and again. → kills, and those before all was done"""
    crew = [Worker(here.environment), *(Biller(here.environment) for _ in range(CREW - 1))]
    killed, amid = 0, 0
    try:
        while killed < kills:
            before = here.rows(BILLED)[0][0]
            for one in crew:
                await by_hand(one.start)
            await begun(here, before, weeks)
            await asyncio.sleep(chance.random() * 0.1)
            alive = [one for one in crew if one.process and one.process.poll() is None]
            for one in alive:
                await by_hand(one.kill)
            killed += len(alive)
            amid += len(alive) * (here.rows(BILLED)[0][0] < weeks)
            if not alive or here.rows(BILLED)[0][0] >= weeks:
                break
    finally:
        for one in crew:
            await by_hand(one.__exit__)
    return killed, amid


async def begun(here: Stage, before: int, weeks: int) -> None:
    while here.rows(BILLED)[0][0] in range(before, min(before + 1, weeks)):
        await asyncio.sleep(0.01)


async def settle(here: Stage, clock: Moved) -> None:
    """What the dead began and others have to end: a worker does all that is due, until no payment is under way."""
    worker = Worker(here.environment)
    try:
        await by_hand(worker.start)
        for number in range(1, ROUNDS + 1):
            clock.on(LATER)
            while here.rows(DUE, number * LATER)[0][0]:
                await asyncio.sleep(0.1)
            if not here.rows(UNDER_WAY)[0][0]:
                break
    finally:
        await by_hand(worker.__exit__)
