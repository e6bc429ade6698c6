"""REVIEW: work is reviewed together: of what either does, the other hears within a second, through another server.

Alice and Bob sit at servers of their own; a step counts from when it is asked for over HTTP until its event is at the
other's socket.
"""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import httpx

from proof.client import Tab
from proof.deal_doors import DRAFT, card
from proof.figures import Figures, Scale, percentile
from proof.sending import call
from proof.stage import Stage, pairs, stage

ROOMS = 4
PAUSE = 0.2
"""Seconds between two steps of a room: nobody reads faster."""
OF_MONEY = ("fund", "approve")


class Review:
    """One milestone after the other in one room. `seconds` is what the other waited, by step."""

    def __init__(self, room: str, people: tuple[httpx.AsyncClient, ...], tabs: tuple[Tab, ...]) -> None:
        self.room, self.path = room, f"/rooms/{room}"
        (self.alice, self.bob), (self.hers, self.his) = people, tabs
        self.seconds: list[tuple[str, float]] = []
        self.without_money = 0

    async def one(self, payer: str) -> None:
        """Propose, fund, hand in, tick, ask for changes, hand in again, tick, approve."""
        made = await self.step("propose", self.alice, "POST", f"{self.path}/milestones", DRAFT)
        milestone = made["milestone"]["id"]
        path = f"{self.path}/milestones/{milestone}"
        funding = {"milestones": [milestone], "minor": DRAFT["minor"], "card": payer}
        await self.step("fund", self.alice, "POST", f"{self.path}/fundings", funding)
        for ok in (False, True):
            await self.step("submit", self.bob, "POST", f"{path}/submit", {"message": "Here it is."})
            mark = {"item": 1, "ok": ok, "remark": "" if ok else "It squeaks."}
            await self.step("mark", self.alice, "PUT", f"{path}/marks", mark)
            if not ok:
                await self.step("request", self.alice, "POST", f"{path}/request-changes", {"note": "Oil it."})
        await self.step("approve", self.alice, "POST", f"{path}/approve", {"note": "Thank you."})

    async def step(
        self, name: str, http: httpx.AsyncClient, method: str, path: str, body: Any
    ) -> dict[str, Any]:
        other = self.his if http is self.alice else self.hers
        asked = asyncio.get_running_loop().time()
        done = await call(http, method, path, body)
        await other.until(self.room, done["seq"])
        self.seconds.append((name, other.arrived[self.room, done["seq"]] - asked))
        told = next(event for event in other.events[self.room] if event["seq"] == done["seq"])
        self.without_money += name in OF_MONEY and "money" not in told["data"]
        await asyncio.sleep(PAUSE)
        return done


async def seated(here: Stage, stack: AsyncExitStack, name: str) -> tuple[Review, str]:
    """→ the review in this room, and the card that pays for it"""
    sites = {f"{name}-client": 0, f"{name}-freelancer": 1}
    people = [await stack.enter_async_context(here.http(who, site=site)) for who, site in sites.items()]
    tabs = [await stack.enter_async_context(here.tab(who, [name], site=site)) for who, site in sites.items()]
    for tab in tabs:
        await tab.opened.wait()
    review = Review(here.rooms[name], tuple(people), tuple(tabs))
    return review, await card(people[0])


async def run(scale: Scale) -> Figures:
    each = scale.of(short=2, ci=15, deep=100)
    figures = Figures()
    async with stage(pairs(ROOMS), sites=2) as here, AsyncExitStack() as stack:
        reviews = [await seated(here, stack, name) for name in here.rooms]

        async def all_of(review: Review, payer: str) -> None:
            for _ in range(each):
                await review.one(payer)

        await asyncio.gather(*(all_of(*one) for one in reviews))
    seconds = [one for review, _ in reviews for one in review.seconds]
    figures.did("steps", len(seconds), at_least=ROOMS * each * 8)
    figures.wrong({"money not told": sum(review.without_money for review, _ in reviews)})
    late = percentile([second for _, second in seconds], 0.99) * 1000
    figures.measured("p99 until the other hears", late, at_most=1000, unit="ms")
    return figures
