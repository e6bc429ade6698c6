"""What the tests in a real browser share."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser import chromium
from tests.e2e.site import PASSWORD, Site

HERE = Path(__file__).parent

# Machines that run tests are slow; a person would not wait this long.
expect.set_options(timeout=40_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One browser serves all tests here, so they share its event loop."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A Chromium; each test opens contexts of its own in it."""
    async with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One server for all tests here; each test makes rooms of its own in it."""
    with Site() as site:
        yield site


Enter = Callable[..., Awaitable[Page]]


async def sign_in(context: BrowserContext, site: Site, name: str) -> None:
    await context.request.get("/signin")
    token = {one["name"]: one["value"] for one in await context.cookies()}["csrftoken"]
    answer = await context.request.post(
        "/_allauth/browser/v1/auth/login",
        data={"email": f"{name.lower()}@example.com", "password": PASSWORD},
        headers={"X-CSRFToken": token, "Referer": site.url},
    )
    assert answer.ok, await answer.text()


@pytest_asyncio.fixture(loop_scope="session")
async def enter(browser: Browser, site: Site) -> AsyncIterator[Enter]:
    """`await enter("Alice", "/rooms")` is a page of a new browser of hers, signed in and at that address.

    Without a name nobody is signed in. More keywords go to the browser context (viewport, color_scheme, …).
    """
    contexts = []

    async def enter(name: str | None = None, path: str = "/", **how: object) -> Page:
        context = await browser.new_context(base_url=site.url, **how)  # type: ignore[arg-type]
        contexts.append(context)
        if name:
            await sign_in(context, site, name)
        page = await context.new_page()
        await page.goto(path)
        return page

    yield enter
    for context in contexts:
        await context.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def homes(browser: Browser, site: Site) -> dict[str, BrowserContext]:
    """The browsers that people keep from test to test, by name; see `open_tab`."""
    return {}


@pytest_asyncio.fixture(loop_scope="session")
async def open_tab(browser: Browser, site: Site, homes: dict[str, BrowserContext]) -> AsyncIterator[Enter]:
    """`await open_tab("Alice", "/rooms")` is a new tab of the browser in which she signed in some test ago.

    Most of what a page costs is the first look at it. For tests that leave the browser as they found it: still signed
    in and online.
    """
    tabs = []

    async def open_tab(name: str, path: str) -> Page:
        if name not in homes:
            homes[name] = await browser.new_context(base_url=site.url)
            await sign_in(homes[name], site, name)
            # As long as one tab is open, the next finds its process alive and warm.
            await (await homes[name].new_page()).goto("/livez")
        tab = await homes[name].new_page()
        tabs.append(tab)
        await tab.goto(path)
        return tab

    yield open_tab
    for tab in tabs:
        await tab.close()
