"""A week's diary: what both see of it, what its worker changes, and what the client has to say."""

import re
from datetime import timedelta
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import Enter
from tests.e2e.rooms import ask
from tests.e2e.site import Site
from tests.e2e.test_screens import NARROW, check
from tests.e2e.time.weeks import amount, by_the_hour, choose_card, pass_by, report, until

MEMO = "Draw-the-map-" * 20


async def test_its_worker_corrects_it_and_the_bill_follows_on_both_screens(
    browse: Enter, hours_site: Site
) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    monday = await until(hours_site, 0, "08:00", alice, bob)
    room = await by_the_hour(alice, bob, "A diary to correct")
    await until(hours_site, 0, "18:00", alice, bob)
    await report(bob, room, monday + timedelta(hours=1), 120, "Draw the map")
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/time")
        await expect(amount(page, "minor")).to_have_text("€120.00")
    await walk_to_half_past_nine(bob)
    await expect(bob.get_by_text("no payment method of the client is verified")).to_be_visible()
    await choose_card(alice, "4242")
    await expect(bob.get_by_text("Protected: tracked, with a memo")).to_be_visible()

    dialog = await change(bob, "Draw the map", "Edit")
    await dialog.get_by_label("To", exact=True).fill(f"{monday.date()}T12:00:00")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_text("It has to lie within the time that was there.")).to_be_visible()
    await dialog.get_by_label("To", exact=True).fill(f"{monday.date()}T10:30:00")
    await act(dialog, "Save")
    for page in (alice, bob):
        await expect(amount(page, "minor")).to_have_text("€90.00")

    dialog = await change(bob, "Draw the map", "Split")
    await dialog.get_by_label("Split at").fill(f"{monday.date()}T10:00:00")
    await dialog.get_by_label("What was done after").fill("Colour the map")
    await act(dialog, "Split")
    await alice.get_by_text("List", exact=True).click()
    await expect(alice.get_by_text("Colour the map")).to_be_visible()
    await bob.get_by_text("List", exact=True).click()
    dialog = await change(bob, "Colour the map", "Delete")
    await act(dialog, "Delete")
    await expect(alice.get_by_text("Colour the map")).to_have_count(0)
    for page in (alice, bob):
        await expect(amount(page, "minor")).to_have_text("€60.00")
    await expect(alice.get_by_role("button", name="Change “")).to_have_count(0)


async def walk_to_half_past_nine(bob: Page) -> None:
    """With the keyboard alone, from where it enters the grid."""
    grid = bob.get_by_role("grid")
    await grid.get_by_role("button", name="Mon 09:00").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp"):
        await bob.keyboard.press(key)
    await expect(grid.get_by_role("button", name="Mon 09:30")).to_be_focused()
    await expect(grid.locator("[tabindex='0']")).to_have_count(1)


async def change(bob: Page, memo: str, step: str) -> Locator:
    """Open the dialog of a step with what was done."""
    await bob.get_by_role("button", name=f"Change “{memo}”").click()
    await bob.get_by_role("menuitem", name=step).click()
    dialog = bob.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    return dialog


async def act(dialog: Locator, step: str) -> None:
    """Take the step that a dialog is for; it closes."""
    await dialog.get_by_role("button", name=step, exact=True).click()
    await expect(dialog).to_have_count(0)


async def test_the_client_decides_on_the_limit_what_is_over_it_and_time_by_hand(
    browse: Enter, hours_site: Site
) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    monday = await until(hours_site, 0, "08:00", alice, bob)
    room = await by_the_hour(alice, bob, "Three questions", weekly_limit=1, manual_time=False)
    now = await until(hours_site, 0, "18:00", alice, bob)
    await report(bob, room, monday + timedelta(hours=1), 90, "Draw the map")
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/time")
        await expect(page.get_by_text("30 min over the limit.")).to_be_visible()
        await expect(amount(page, "minor")).to_have_text("€60.00")

    await bob.get_by_role("button", name="Raise the limit").click()
    dialog = bob.get_by_role("dialog", name="Raise the weekly limit")
    await act(dialog, "Propose 6 h per week")
    await alice.get_by_role("button", name="Accept 6 h").click()
    for page in (alice, bob):
        await expect(page.get_by_text("1 h of 6 h")).to_be_visible()

    await alice.get_by_role("button", name="Accept 30 min").click()
    await act(alice.get_by_role("dialog"), "Accept 30 min")
    for page in (alice, bob):
        await expect(amount(page, "minor")).to_have_text("€90.00")

    await until(hours_site, 1, "12:00", alice, bob)
    await bob.get_by_role("button", name="Add time by hand").click()
    dialog = bob.get_by_role("dialog", name="Add time by hand")
    await dialog.get_by_label("What was done").fill("Whiteboard")
    await dialog.get_by_label("From").fill(f"{now.date()}T20:00")
    await dialog.get_by_label("To", exact=True).fill(f"{now.date()}T20:30")
    await dialog.get_by_label("Why").fill("No laptop there")
    await act(dialog, "Ask the client")
    await alice.goto("/waiting")
    await alice.get_by_role("link").filter(has_text="Three questions").click()
    asked = alice.get_by_role("region", name="Questions about time")
    await asked.get_by_role("button", name="Accept").click()
    await act(alice.get_by_role("dialog"), "Accept")
    for page in (alice, bob):
        await expect(amount(page, "minor")).to_have_text("€120.00")


async def test_the_client_accepts_what_is_over_the_limit_while_a_timer_runs(
    browse: Enter, hours_site: Site
) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    monday = await until(hours_site, 0, "08:00", alice, bob)
    room = await by_the_hour(alice, bob, "Work goes on", weekly_limit=1)
    await until(hours_site, 0, "18:00", alice, bob)
    await report(bob, room, monday + timedelta(hours=1), 90, "Draw the map")
    timer = {"id": str(uuid4()), "device": "desktop", "memo": "Choose the colours"}
    await ask(bob, "POST", f"/rooms/{room}/timer", timer)
    await pass_by(hours_site, 1, alice, alice)
    await ask(bob, "POST", f"/rooms/{room}/timer/{timer['id']}/beat", {})
    await alice.goto(f"/rooms/{room}/time")
    await expect(alice.get_by_text(re.compile(r"31 min.* over the limit\."))).to_be_visible()
    await alice.get_by_role("button", name="Accept 30 min").click()
    await act(alice.get_by_role("dialog"), "Accept 30 min")
    await expect(amount(alice, "minor")).to_have_text("€90.00")
    await ask(bob, "POST", f"/rooms/{room}/timer/{timer['id']}/stop", {})


async def test_it_is_sound_in_all_sizes_and_on_anybodys_clocks(browse: Enter, hours_site: Site) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    monday = await until(hours_site, 0, "08:00", alice, bob)
    room = await by_the_hour(alice, bob, "A diary to look at", weekly_limit=1)
    await ask(alice, "PATCH", "/me", {"time_zone": "America/New_York"})
    await ask(bob, "PATCH", "/me", {"time_zone": "Asia/Kathmandu"})
    await until(hours_site, 0, "18:00", alice, bob)
    await report(bob, room, monday + timedelta(hours=1), 90, MEMO)
    await bob.goto(f"/rooms/{room}/time")
    await expect(bob.get_by_role("button", name="Mon 14:45")).to_be_visible()
    await check(bob)
    await bob.get_by_text("Alice’s").click()
    await expect(bob.get_by_text("Times as in America/New York")).to_be_visible()
    await bob.goto(f"/rooms/{room}/time?as=list&clocks=utc")
    await expect(bob.get_by_text("09:00:00 – 10:30:00")).to_be_visible()
    await check(bob, [NARROW])
    await alice.goto(f"/time-report?by=memo&first={monday.date()}&last={monday.date()}")
    await expect(alice.get_by_role("cell", name="€60.00")).to_be_visible()
    await check(alice)
    async with alice.expect_download() as download:
        await alice.get_by_role("link", name="CSV").click()
    file = await download.value
    assert file.suggested_filename.endswith(".csv")
    assert MEMO in (await file.path()).read_text()
