"""Every screen, wide and narrow, light and dark: nothing for axe to find, and nothing to scroll sideways to."""

from collections.abc import Sequence
from itertools import product
from typing import Literal

from playwright.async_api import Page, ViewportSize, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.rooms import ask, offer, say, workroom

WIDE, NARROW = ViewportSize(width=1400, height=850), ViewportSize(width=360, height=740)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PUBLIC = ("/signin", "/signup", "/reset")
PERSONAL = ("/rooms", "/offers/new", "/settings/profile", "/settings/security", "/settings/tokens")
LONG = "An-unbreakably-long-word-" * 20

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def check(page: Page, sizes: Sequence[ViewportSize] = (WIDE, NARROW)) -> None:
    """The page in each of these sizes, light and dark."""
    for size, scheme in product(sizes, SCHEMES):
        await page.set_viewport_size(size)
        await page.emulate_media(color_scheme=scheme)
        # What is not about colours is the same in the dark.
        rules = ["color-contrast"] if scheme == "dark" else []
        assert await faults(page, *rules) == [], (page.url, size, scheme)
        assert await page.evaluate(SIDEWAYS) == 0, (page.url, size, scheme)


async def test_the_pages_for_strangers_are_sound(enter: Enter) -> None:
    page = await enter(path="/livez")
    for path in PUBLIC:
        await page.goto(path)
        await check(page)


async def test_the_pages_of_a_person_are_sound(open_tab: Enter) -> None:
    page = await open_tab("Alice", "/livez")
    for path in PERSONAL:
        await page.goto(path)
        await check(page)


async def test_a_workroom_is_sound(open_tab: Enter) -> None:
    page, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(page, bob, "A workroom to look at")
    seq = await say(page, room, f"Look at https://example.com/{LONG}")
    await say(bob, room, LONG)
    await ask(bob, "POST", f"/rooms/{room}/messages", {"text": "مرحبا", "reply_to": seq})
    await ask(page, "POST", f"/rooms/{room}/pause", {"reason": "We wait for the photos"})
    await page.goto(f"/rooms/{room}")
    await expect(page.get_by_role("article")).to_have_count(3)
    await check(page)


async def test_the_contract_beside_a_workroom_is_sound_on_a_phone(open_tab: Enter) -> None:
    page, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(page, bob, "A contract to look at")
    await page.set_viewport_size(NARROW)
    await page.goto(f"/rooms/{room}")
    await page.get_by_role("button", name="Terms and people").click()
    await expect(page.get_by_role("dialog", name="Contract")).to_be_visible()
    await check(page, [NARROW])


async def test_an_offer_is_sound(open_tab: Enter) -> None:
    alice, page = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await offer(alice, "An offer to look at")
    await page.goto(f"/rooms/{room}")
    await expect(page.get_by_text("Alice offers you this contract.")).to_be_visible()
    await check(page)


async def test_an_empty_list_and_a_foreign_room_are_sound(open_tab: Enter) -> None:
    alice, page = await open_tab("Alice", "/livez"), await open_tab("Charlie", "/rooms")
    await expect(page.get_by_text("No workroom yet")).to_be_visible()
    await check(page)
    await page.goto(f"/rooms/{await offer(alice, 'None of your business')}")
    await expect(page.get_by_text("This workroom is not open to you")).to_be_visible()
    await check(page)
