"""The files of a room: list, gallery, filters, on a desk and on a phone."""

from playwright.async_api import expect

from tests.e2e.files.conftest import DRAWN, Shared, bring, listed, picture, text_file
from tests.e2e.test_screens import NARROW, check


async def test_an_empty_room_says_what_to_do(shared: Shared) -> None:
    await shared.alice.goto(f"{shared.path}/files")
    await expect(shared.alice.get_by_text("No files yet")).to_be_visible()
    await check(shared.alice, [NARROW])


async def test_files_are_listed_found_and_lead_to_where_they_were_said(shared: Shared) -> None:
    await bring(shared.alice, shared.room, picture("soup.png", "maroon"), text_file("menu.txt", "Soup"))
    bob = shared.bob
    await bob.get_by_role("link", name="Files", exact=True).click()
    await expect(bob.get_by_text("2 files")).to_be_visible()
    await expect(listed(bob, "soup.png").locator("img")).to_have_js_property(
        "naturalWidth", 480, timeout=DRAWN
    )
    await check(bob)
    # The page is as narrow as a phone now.
    await bob.get_by_role("button", name="Filters").click()
    await bob.get_by_role("combobox", name="Type").select_option("Images")
    await expect(listed(bob, "menu.txt")).to_have_count(0)
    await bob.get_by_role("button", name="Clear filters").click()
    await bob.get_by_role("searchbox", name="Search by name").fill("MENU")
    await expect(listed(bob, "soup.png")).to_have_count(0)
    await bob.get_by_role("link", name="Where menu.txt was said").click()
    await expect(bob.get_by_text("Alice added a file")).to_have_count(2)
    await expect(bob.get_by_role("figure", name="menu.txt")).to_be_visible()


async def test_the_gallery_and_a_file_are_sound_and_new_files_appear_by_themselves(shared: Shared) -> None:
    bob = shared.bob
    await bob.goto(f"{shared.path}/files")
    await bring(shared.alice, shared.room, picture("fish.png", "navy"), text_file("a.txt", "x" * 400))
    await bob.locator("label").filter(has=bob.get_by_role("img", name="Gallery")).click()
    await expect(listed(bob, "fish.png")).to_be_visible()
    await check(bob, [NARROW])
    await bob.get_by_role("button", name="a.txt", exact=True).click()
    await expect(bob.get_by_role("dialog").get_by_text("x" * 400)).to_be_visible()
    await check(bob, [NARROW])
