"""Alice pays Bob by the hour, each in a browser."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.conftest import Enter, sign_in
from tests.e2e.rooms import ask
from tests.e2e.site import Site


async def hourly(alice: Page, bob: Page, title: str) -> str:
    """A contract by the hour between Alice and Bob, running since yesterday. → id of the room"""
    terms = {
        "title": title, "description": "", "kind": "hourly", "currency": "EUR", "rate": 6000, "weekly_limit": 40,
        "manual_time": True, "start": (datetime.now(UTC) - timedelta(days=1)).date().isoformat(),
    }  # fmt: skip
    made = await ask(alice, "POST", "/rooms", {"to": "bob@example.com", "terms": terms})
    room: str = made["id"]
    await ask(bob, "POST", f"/rooms/{room}/terms/1/accept")
    return room


def banner(page: Page) -> Locator:
    """The head of every page."""
    return page.get_by_role("banner")


async def start(page: Page, memo: str) -> None:
    """From the head of the page, on the contract that is offered there."""
    await banner(page).get_by_role("button", name="Start timer").click()
    await write_memo(page, memo)


async def write_memo(page: Page, memo: str) -> None:
    """In the dialog that is open, and start."""
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("What are you working on?").fill(memo)
    await dialog.get_by_label("What are you working on?").press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(running(page, memo)).to_be_visible()


def running(page: Page, memo: str) -> Locator:
    """What the head of the page says of the timer."""
    return banner(page).get_by_role("button", name=f"Timer: {memo}")


async def stop(page: Page) -> None:
    await banner(page).get_by_role("button", name="Stop timer").click()
    await stopped(page)
    await expect(banner(page).get_by_role("button", name="Start timer")).to_be_visible()


async def stopped(page: Page) -> None:
    """The server knows it, and the page has said so."""
    said = page.get_by_role("alert").filter(has_text="Stopped after")
    await said.first.get_by_role("button", name="Close").click()
    await expect(said).to_have_count(0)


async def worked(page: Page, room: str) -> list[dict[str, Any]]:
    """What counts of this week, by time, as the server has it."""
    weeks = await ask(page, "GET", f"/rooms/{room}/weeks")
    days = [week["week"] for week in weeks["items"]]
    diaries = [await ask(page, "GET", f"/rooms/{room}/diary?week={day}") for day in sorted(days)]
    return [segment for diary in diaries for segment in diary["segments"]]


def seconds(segments: list[dict[str, Any]]) -> float:
    spans = [(datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"])) for one in segments]
    return sum((end - start).total_seconds() for start, end in spans)


@pytest.fixture(scope="package")
def hours_site() -> Iterator[Site]:
    """A server of its own, whose clock is moved on: no other test lives there."""
    site = Site()
    site.environment["COLLAB_MOVABLE_CLOCK"] = "true"
    with site:
        yield site


@pytest_asyncio.fixture(loop_scope="session")
async def browse(browser: Browser, hours_site: Site) -> AsyncIterator[Enter]:
    """As `enter`, at the server whose clock is moved on; the browser's clock is moved with `later`."""
    contexts: list[BrowserContext] = []

    async def browse(name: str, path: str, **how: Any) -> Page:
        context = await browser.new_context(base_url=hours_site.url, **how)
        contexts.append(context)
        await sign_in(context, hours_site, name)
        page = await context.new_page()
        await page.clock.install()
        await page.goto(path)
        return page

    yield browse
    for context in contexts:
        await context.close()


async def later(site: Site, minutes: int, *pages: Page) -> None:
    """Both the server's clock and those of these pages go on; nobody touches anything."""
    site.manage("clock", f"+{minutes}m")
    for page in pages:
        await page.clock.fast_forward(minutes * 60_000)


async def move(page: Page) -> None:
    """Somebody is there."""
    for x in (200, 220):
        await page.mouse.move(x, 400)
