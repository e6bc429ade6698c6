"""Alice pays Bob by the hour, each in a browser."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

from tests.e2e.conftest import Enter, sign_in
from tests.e2e.rooms import ask
from tests.e2e.site import Site


async def clock(page: Page) -> datetime:
    """What the server's clock shows."""
    return datetime.fromisoformat((await ask(page, "GET", "/me/timer"))["now"])


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
    """A server of its own, whose clock is moved on. Without a worker: nothing of it is billed."""
    site = Site()
    site.environment["COLLAB_MOVABLE_CLOCK"] = "true"
    with site:
        yield site


@pytest.fixture(scope="package")
def weeks_site() -> Iterator[Site]:
    """Another one, on which weeks become money."""
    site = Site()
    site.environment["COLLAB_MOVABLE_CLOCK"] = "true"
    with site:
        yield site


@asynccontextmanager
async def visitors(browser: Browser, site: Site) -> AsyncIterator[Enter]:
    """As `enter`, at this server; the clocks of the pages can be moved."""
    contexts: list[BrowserContext] = []

    async def visit(name: str, path: str, **how: Any) -> Page:
        context = await browser.new_context(base_url=site.url, **how)
        contexts.append(context)
        await sign_in(context, site, name)
        page = await context.new_page()
        follow(page)
        await page.clock.install()
        await page.goto(path)
        return page

    yield visit
    for context in contexts:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browse(browser: Browser, hours_site: Site) -> AsyncIterator[Enter]:
    """At the server whose clock is moved on together with those of the pages."""
    async with visitors(browser, hours_site) as browse:
        yield browse


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, weeks_site: Site) -> AsyncIterator[Enter]:
    """At the server on which weeks become money."""
    async with visitors(browser, weeks_site) as visit:
        yield visit


ABOUT_TIME = re.compile(r"/api/v1/.*(timer|reports)")
ON_THE_WAY: WeakKeyDictionary[Page, set[Request]] = WeakKeyDictionary()
"""What each page asked about time and has no answer to."""


def follow(page: Page) -> None:
    asked = ON_THE_WAY[page] = set()

    def note(request: Request) -> None:
        if ABOUT_TIME.search(request.url):
            asked.add(request)

    def forget(request: Request) -> None:
        asked.discard(request)

    page.on("request", note)
    page.on("requestfinished", forget)
    page.on("requestfailed", forget)


@asynccontextmanager
async def unheard(*pages: Page) -> AsyncIterator[None]:
    """Meanwhile the clocks of the server and of these pages can be moved one after the other.

    Who hears of one before its own is moved would take the same minutes twice, until it hears of it again.
    """

    async def refuse(route: Route) -> None:
        await route.abort()

    for page in pages:
        await page.route(ABOUT_TIME, refuse)
        while ON_THE_WAY[page]:
            await asyncio.sleep(0.02)
    yield
    for page in pages:
        await page.unroute(ABOUT_TIME, refuse)


async def move(page: Page) -> None:
    """Somebody is there."""
    for x in (200, 220):
        await page.mouse.move(x, 400)
