"""Alice and Bob, each in a browser, in a workroom of their own for every test."""

from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import Enter
from tests.e2e.rooms import workroom


@dataclass
class Talk:
    """A workroom, open on two screens."""

    room: str
    alice: Page
    bob: Page

    @property
    def path(self) -> str:
        return f"/rooms/{self.room}"


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Write a message")


def messages(page: Page, text: str) -> Locator:
    """The rows of the timeline that contain this text."""
    return page.get_by_role("article").filter(has_text=text)


async def write(page: Page, text: str) -> None:
    await field(page).fill(text)
    await field(page).press("Enter")


async def choose(page: Page, text: str, action: str) -> None:
    """Take a step from the menu of the message with this text."""
    row = messages(page, text)
    await row.hover()
    await row.get_by_role("button", name="Actions for this message").click()
    await page.get_by_role("menuitem", name=action).click()


async def meet(enter: Enter, title: str) -> Talk:
    """Both open a new workroom."""
    # The first page is none that has to be built: the room does not exist yet.
    alice, bob = await enter("Alice", "/livez"), await enter("Bob", "/livez")
    room = await workroom(alice, bob, title)
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}")
        await expect(field(page)).to_be_visible()
    return Talk(room, alice, bob)


@pytest_asyncio.fixture(loop_scope="session")
async def talk(open_tab: Enter, request: pytest.FixtureRequest) -> Talk:
    """In the browsers that they had before."""
    return await meet(open_tab, request.node.name[:100])


@pytest_asyncio.fixture(loop_scope="session")
async def new_talk(enter: Enter, request: pytest.FixtureRequest) -> Talk:
    """In new browsers, which may be taken offline and signed out."""
    return await meet(enter, request.node.name[:100])
