"""Weeks of an hourly contract, whose days are made to pass."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from collab.clock import Moved
from tests.e2e.milestones.conftest import use_card
from tests.e2e.rooms import ask
from tests.e2e.site import Site
from tests.e2e.time.conftest import clock, move, unheard


async def pass_by(site: Site, minutes: int, asks: Page, *pages: Page) -> None:
    """Let time pass on the server and on these pages. `asks` is online: it sees when the server knows."""
    async with unheard(*pages):
        goal = await clock(asks) + timedelta(minutes=minutes)
        move_on(site, minutes)
        while await clock(asks) < goal:
            await asyncio.sleep(0.05)
        for page in pages:
            await page.clock.fast_forward(minutes * 60_000)


def move_on(site: Site, minutes: int) -> None:
    """The server's clock alone; it need not run just now."""
    Moved(site.folder / "data" / "clock").on(timedelta(minutes=minutes))


STEP = 4
"""Minutes between two signs of somebody who is there: less than what a worker is asked about."""


async def keep_busy(site: Site, steps: int, asks: Page, bob: Page) -> None:
    """So many times STEP minutes, in which Bob is there."""
    for _ in range(steps):
        await pass_by(site, STEP, asks, bob)
        await move(bob)


async def until(site: Site, weekday: int, at: str, asks: Page, *pages: Page) -> datetime:
    """Let time pass until that weekday (Monday is 0) and time UTC. → when that is"""
    now = await clock(asks)
    hour, minute = map(int, at.split(":"))
    goal = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    goal += timedelta(days=(weekday - now.weekday()) % 7)
    if goal <= now:
        goal += timedelta(days=7)
    # The clock goes on by whole minutes, and some seconds pass by themselves.
    await pass_by(site, int((goal - now).total_seconds()) // 60 + 1, asks, asks, *pages)
    return goal


async def by_the_hour(alice: Page, bob: Page, title: str, **terms: object) -> str:
    """A contract that runs from now on: 60.00 EUR an hour, 5 % from Alice, 10 % from Bob, on UTC. → id of the room"""
    for page in (alice, bob):
        await ask(page, "PATCH", "/me", {"time_zone": "UTC"})
    today = (await clock(alice)).astimezone(UTC).date().isoformat()
    whole = {
        "title": title, "description": "", "kind": "hourly", "currency": "EUR", "rate": 6000, "weekly_limit": 40,
        "manual_time": True, "start": today, "fee_profile": "marketplace", **terms,
    }  # fmt: skip
    made = await ask(alice, "POST", "/rooms", {"to": "bob@example.com", "terms": whole})
    room: str = made["id"]
    await ask(bob, "POST", f"/rooms/{room}/terms/1/accept")
    return room


async def report(bob: Page, room: str, start: datetime, minutes: int, memo: str) -> None:
    """What another tracker of Bob's measured, with input in each minute."""
    end = start + timedelta(minutes=minutes)
    made = {"id": str(uuid4()), "memo": memo, "start": start.isoformat(), "end": end.isoformat()}
    body = {"device": "desktop", "reports": [{**made, "active": list(range(minutes))}]}
    done = await ask(bob, "POST", f"/rooms/{room}/reports", body)
    assert done["results"][0]["outcome"] == "accepted", done


def amount(page: Page, row: str) -> Locator:
    """A sum of the bill that is shown: minor (before fees), fee, total, net."""
    return page.locator(f"[data-bill={row}] dd")


def bill(page: Page) -> Locator:
    return page.get_by_role("region", name="bill")


async def choose_card(alice: Page, ending: str) -> None:
    """What Mondays are charged to."""
    first, another = (
        alice.get_by_role("button", name=name, exact=True) for name in ("Choose a card", "Change")
    )
    await first.or_(another).click()
    dialog = alice.get_by_role("dialog", name="What weekly bills are charged to")
    await use_card(dialog, ending)
    await dialog.get_by_role("button", name="Charge this card").click()
    await expect(dialog).to_have_count(0)
    await expect(alice.get_by_text(f"Visa •••• {ending}").first).to_be_visible()
