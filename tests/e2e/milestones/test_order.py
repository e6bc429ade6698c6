from playwright.async_api import Page, expect

from tests.e2e.conftest import Enter
from tests.e2e.milestones.conftest import milestone
from tests.e2e.rooms import workroom

TITLES = ("First", "Second", "Third")


async def order(page: Page, *titles: str) -> None:
    rows = page.get_by_role("list", name="Milestones").get_by_role("listitem")
    await expect(rows).to_have_count(len(titles))
    for number, title in enumerate(titles):
        await expect(rows.nth(number)).to_contain_text(title)


async def test_milestones_are_ordered_by_keyboard_and_by_drag_on_both_screens(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Something to sort")
    for title in TITLES:
        await milestone(bob, room, title, 10_000)
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/milestones")
        await order(page, *TITLES)

    await bob.get_by_role("button", name="Move Third").press("ArrowUp")
    for page in (bob, alice):
        await order(page, "First", "Third", "Second")
    await expect(bob.get_by_text("Third is now number 2 of 3.")).to_be_attached()
    await expect(bob.get_by_role("button", name="Move Third")).to_be_focused()

    handle = await bob.get_by_role("button", name="Move First").bounding_box()
    below = await bob.get_by_role("button", name="Move Second").bounding_box()
    assert handle
    assert below
    await bob.mouse.move(handle["x"] + 8, handle["y"] + 8)
    await bob.mouse.down()
    await bob.mouse.move(handle["x"] + 8, below["y"] + 40, steps=8)
    await bob.mouse.up()
    for page in (bob, alice):
        await order(page, "Third", "Second", "First")
