"""Alice and Bob, each in a browser, in a workroom whose files have a storage and a worker."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import FilePayload, Locator, Page, expect

from tests.e2e.conftest import Enter
from tests.e2e.rooms import ask, workroom
from tests.e2e.site import Site

DRAWN = 60_000
"""Milliseconds until a preview is there: a worker that has only just been started draws it, one after the other."""


@dataclass
class Shared:
    """A workroom, open on two screens."""

    room: str
    alice: Page
    bob: Page
    site: Site

    @property
    def path(self) -> str:
        return f"/rooms/{self.room}"


def text_file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def picture(name: str, colour: str) -> FilePayload:
    body = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(body, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": body.getvalue()}


async def attach(page: Page, what: Sequence[FilePayload] | Path) -> None:
    """Choose files for the message being written."""
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Attach files").click()
    await (await chooser.value).set_files(what)


async def send(page: Page, text: str = "") -> None:
    await page.get_by_role("textbox", name="Write a message").fill(text)
    await page.get_by_role("button", name="Send", exact=True).click()


def chip(page: Page, name: str) -> Locator:
    """A file on its way."""
    return page.get_by_role("listitem").filter(has_text=name)


def card(page: Page, name: str) -> Locator:
    """A file where it was said."""
    return page.get_by_role("figure", name=name)


def listed(page: Page, name: str) -> Locator:
    """A file in the list or the gallery of the room."""
    return page.get_by_role("list", name="Files", exact=True).get_by_role("listitem").filter(has_text=name)


async def bring(page: Page, room: str, *files: FilePayload) -> None:
    """Files of the room, chosen in its tab, which stays open; returns once all are there."""
    await page.goto(f"/rooms/{room}/files")
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Add files").click()
    await (await chooser.value).set_files(files)
    for file in files:
        await expect(listed(page, file["name"])).to_be_visible()


async def names(page: Page, room: str) -> list[str]:
    """The names of the room's files as the server has them."""
    return [one["name"] for one in (await ask(page, "GET", f"/rooms/{room}/files"))["items"]]


async def meet(enter: Enter, site: Site, title: str) -> Shared:
    site.bring_files()
    alice, bob = await enter("Alice", "/livez"), await enter("Bob", "/livez")
    room = await workroom(alice, bob, title)
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}")
        await page.get_by_role("textbox", name="Write a message").wait_for()
    return Shared(room, alice, bob, site)


@pytest_asyncio.fixture(loop_scope="session")
async def shared(open_tab: Enter, site: Site, request: pytest.FixtureRequest) -> Shared:
    """In the browsers that they had before."""
    return await meet(open_tab, site, request.node.name[:100])
