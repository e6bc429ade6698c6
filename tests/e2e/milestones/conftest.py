"""What Alice and Bob do with milestones, each in a browser."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from tests.e2e.conftest import Enter, sign_in
from tests.e2e.rooms import ask
from tests.e2e.site import Site

PAYS = "4242424242424242"
"""The sandbox's card that pays at once."""


async def agree(alice: Page, bob: Page, title: str) -> str:
    """A fixed-price contract under the marketplace's fees, offered and accepted on the pages. → id of the room"""
    await alice.goto("/offers/new")
    await alice.get_by_label("To", exact=True).fill("bob@example.com")
    await alice.get_by_label("Title").fill(title)
    await alice.get_by_role("radio", name="Fixed price").check()
    await alice.get_by_role("combobox", name="Fees").click()
    await alice.get_by_role("option", name="Marketplace").click()
    await alice.get_by_role("button", name="Send the offer").click()
    await expect(alice.get_by_text("You offer Bob these terms.")).to_be_visible()
    path = re.sub(r"^https?://[^/]+", "", alice.url)
    await bob.goto(path)
    await bob.get_by_role("button", name="Accept", exact=False).first.click()
    await bob.get_by_role("dialog").get_by_role("button", name="Accept").click()
    await expect(bob.get_by_role("heading", name="Terms in force")).to_be_visible()
    room: str = path.split("/")[2]
    return room


async def propose(page: Page, title: str, amount: str, *points: str) -> None:
    """A milestone, from the tab that is open."""
    await page.get_by_role("button", name="Propose a milestone").click()
    dialog = page.get_by_role("dialog", name="Propose a milestone")
    await dialog.get_by_label("Title").fill(title)
    await dialog.get_by_label("Amount").fill(amount)
    for number, point in enumerate(points, 1):
        await dialog.get_by_role("button", name="Add a point").click()
        await dialog.get_by_label(f"Point {number}", exact=True).fill(point)
    await dialog.get_by_role("button", name="Propose", exact=True).click()
    await expect(dialog).to_have_count(0)


async def use_card(dialog: Locator, ending: str) -> None:
    """Choose the sandbox's card with this ending, adding it where it is not there yet."""
    known = dialog.get_by_role("radio", name=f"Visa •••• {ending}")
    new = dialog.get_by_role("button", name=f"Use the card that ends in {ending}")
    another = dialog.get_by_role("button", name="Another card")
    await expect(new.or_(another).first).to_be_visible()
    if await known.count():
        await known.first.check()
        return
    if await another.count():
        await another.click()
    await new.click()
    await expect(known.first).to_be_checked()


async def fund(page: Page, title: str) -> None:
    """Pay for this milestone with a card that works, from the tab that is open."""
    await page.get_by_role("button", name=f"Fund it: {title}").click()
    dialog = page.get_by_role("dialog", name="Put money into escrow")
    await use_card(dialog, PAYS[-4:])
    await dialog.get_by_role("button", name="Pay ").click()
    await expect(dialog.get_by_text("The work can begin.")).to_be_visible()
    await dialog.get_by_role("button", name="Close").last.click()


async def submit(page: Page, message: str, *files: FilePayload) -> None:
    """Hand in, from the page of the milestone."""
    await page.get_by_role("button", name="Submit work").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("What you did").fill(message)
    if files:
        async with page.expect_file_chooser() as chooser:
            await dialog.get_by_role("button", name="Add files from this device").click()
        await (await chooser.value).set_files(files)
        brought = dialog.get_by_role("list", name="Files you hand in").get_by_role("listitem")
        for file in files:
            await expect(
                brought.filter(has_text=file["name"]).get_by_text("There", exact=True)
            ).to_be_visible()
    await dialog.get_by_role("button", name="Submit for review").click()
    await expect(dialog).to_have_count(0)


def row(page: Page, title: str) -> Locator:
    """A milestone in the list of the tab."""
    return page.get_by_role("list", name="Milestones").get_by_role("listitem").filter(has_text=title)


def point(page: Page, text: str) -> Locator:
    """A point of the checklist under review."""
    return page.locator("[data-item]").filter(has_text=text)


def balance(page: Page, name: str) -> Locator:
    """A sum at the head of the money tab: held, released, pending, available, …"""
    return page.locator(f"[data-balance={name}]")


async def milestone(page: Page, room: str, title: str, minor: int, **more: Any) -> str:
    """Proposed without the page. → its id"""
    draft = {"title": title, "minor": minor, "description": "", "checklist": [], **more}
    made = await ask(page, "POST", f"/rooms/{room}/milestones", draft)
    found: str = made["milestone"]["id"]
    return found


async def paid(page: Page, room: str, minor: int, *milestones: str) -> None:
    """Funded without the page."""
    card = await ask(page, "POST", "/me/cards", {"number": PAYS})
    body = {"milestones": list(milestones), "minor": minor, "card": card["id"]}
    await ask(page, "POST", f"/rooms/{room}/fundings", body)


@pytest.fixture(scope="package")
def later_site() -> Iterator[Site]:
    """A server of its own, whose clock is moved on: no other test lives there."""
    site = Site()
    site.environment["COLLAB_MOVABLE_CLOCK"] = "true"
    with site:
        yield site


@pytest_asyncio.fixture(loop_scope="session")
async def later(browser: Browser, later_site: Site) -> AsyncIterator[Enter]:
    """As `enter`, at the server whose clock is moved on."""
    contexts = []

    async def enter(name: str, path: str) -> Page:
        context = await browser.new_context(base_url=later_site.url)
        contexts.append(context)
        await sign_in(context, later_site, name)
        page = await context.new_page()
        await page.goto(path)
        return page

    yield enter
    for context in contexts:
        await context.close()
