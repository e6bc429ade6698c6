"""Every screen, wide and narrow, light and dark: nothing for axe to find, and nothing to scroll sideways to."""

import pytest
from playwright.async_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.rooms import ask, offer, say, workroom

WIDE, NARROW = {"width": 1400, "height": 850}, {"width": 360, "height": 740}
LOOKS = [
    pytest.param({"viewport": size, "color_scheme": scheme}, id=f"{name}-{scheme}")
    for name, size in (("wide", WIDE), ("narrow", NARROW))
    for scheme in ("light", "dark")
]
PUBLIC = ("/signin", "/signup", "/reset")
PERSONAL = ("/rooms", "/offers/new", "/settings/profile", "/settings/security", "/settings/tokens")
LONG = "An-unbreakably-long-word-" * 20

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def check(page: Page) -> None:
    assert await faults(page) == [], page.url
    assert await page.evaluate(SIDEWAYS) == 0, page.url


@pytest.mark.parametrize("look", LOOKS)
async def test_the_pages_for_strangers_are_sound(enter: Enter, look: dict[str, object]) -> None:
    page = await enter(path="/signin", **look)
    for path in PUBLIC:
        await page.goto(path)
        await check(page)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_pages_of_a_person_are_sound(enter: Enter, look: dict[str, object]) -> None:
    page = await enter("Alice", "/livez", **look)
    for path in PERSONAL:
        await page.goto(path)
        await check(page)


@pytest.mark.parametrize("look", LOOKS)
async def test_a_workroom_is_sound(enter: Enter, look: dict[str, object]) -> None:
    page, bob = await enter("Alice", "/livez", **look), await enter("Bob", "/livez")
    room = await workroom(page, bob, "A workroom to look at")
    seq = await say(page, room, f"Look at https://example.com/{LONG}")
    await say(bob, room, LONG)
    await ask(bob, "POST", f"/rooms/{room}/messages", {"text": "مرحبا", "reply_to": seq})
    await ask(page, "POST", f"/rooms/{room}/pause", {"reason": "We wait for the photos"})
    await page.goto(f"/rooms/{room}")
    await expect(page.get_by_role("article")).to_have_count(3)
    await check(page)
    await page.get_by_role("button", name="Terms and people").click()
    await check(page)


@pytest.mark.parametrize("look", LOOKS)
async def test_an_offer_is_sound(enter: Enter, look: dict[str, object]) -> None:
    alice, page = await enter("Alice", "/livez"), await enter("Bob", "/livez", **look)
    room = await offer(alice, "An offer to look at")
    await page.goto(f"/rooms/{room}")
    await expect(page.get_by_text("Alice offers you this contract.")).to_be_visible()
    await check(page)


@pytest.mark.parametrize("look", LOOKS)
async def test_an_empty_list_and_a_foreign_room_are_sound(enter: Enter, look: dict[str, object]) -> None:
    alice, page = await enter("Alice", "/livez"), await enter("Charlie", "/rooms", **look)
    await expect(page.get_by_text("No workroom yet")).to_be_visible()
    await check(page)
    await page.goto(f"/rooms/{await offer(alice, 'None of your business')}")
    await expect(page.get_by_text("This workroom is not open to you")).to_be_visible()
    await check(page)
