"""From the offer to the money, on two screens."""

import re

from playwright.async_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.files.conftest import text_file
from tests.e2e.milestones.conftest import agree, balance, fund, point, propose, row, submit, use_card
from tests.e2e.site import Site, Worker


async def test_work_is_agreed_paid_for_handed_in_reviewed_together_and_released(
    open_tab: Enter, site: Site
) -> None:
    site.bring_files()
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await agree(alice, bob, "A logo")
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/milestones")
        await expect(page.get_by_text("No milestone yet")).to_be_visible()
    assert await faults(bob) == []

    await propose(bob, "Logo draft", "500", "Comes as SVG", "Works in one colour")
    await expect(row(alice, "Logo draft").get_by_text("Your turn: fund it")).to_be_visible()
    assert await faults(alice) == []
    await fund_after_a_card_that_fails(alice)
    await expect(row(bob, "Logo draft").get_by_text("Your turn: do the work")).to_be_visible()

    await row(bob, "Logo draft").get_by_role("link", name="Logo draft", exact=True).click()
    await submit(bob, "Three directions", text_file("logo.txt", "A circle in a square"))
    await row(alice, "Logo draft").get_by_role("link", name="Review").click()
    await expect(alice.get_by_role("figure", name="logo.txt").get_by_text("Handed in")).to_be_visible()
    await review_together(alice, bob)

    await submit(bob, "Now in one colour")
    await expect(alice.get_by_role("region", name="Submission 2")).to_be_visible()
    await alice.get_by_role("button", name="Approve and release $500.00").click()
    dialog = alice.get_by_role("dialog", name="Approve “Logo draft”")
    assert await faults(alice) == []
    await dialog.get_by_role("button", name="Approve and release $500.00").click()
    for page in (alice, bob):
        await expect(page.get_by_text("$500.00 released")).to_be_visible()

    for page in (alice, bob):
        await page.get_by_role("link", name="Money", exact=True).click()
        await expect(balance(page, "held")).to_have_text("$0.00")
        await expect(balance(page, "released")).to_have_text("$500.00")
        await expect(page.get_by_role("list", name="Ledger").get_by_role("listitem").first).to_be_visible()
        assert await faults(page) == []
    # Less the marketplace's ten per cent.
    await expect(
        bob.get_by_role("list", name="Released to the freelancer").get_by_text("$450.00")
    ).to_be_visible()
    await each_cent_leads_to_its_cause(bob, room)


async def fund_after_a_card_that_fails(alice: Page) -> None:
    await alice.get_by_role("button", name="Fund it: Logo draft").click()
    dialog = alice.get_by_role("dialog", name="Put money into escrow")
    await use_card(dialog, "0002")
    # Five per cent for the marketplace.
    await dialog.get_by_role("button", name="Pay $525.00").click()
    await expect(dialog.get_by_text("The card was declined.")).to_be_visible()
    assert await faults(alice) == []
    await dialog.get_by_role("button", name="Choose another card").click()
    await use_card(dialog, "3155")
    await dialog.get_by_role("button", name="Pay $525.00").click()
    await expect(dialog.get_by_text("If you have not confirmed it by")).to_be_visible()
    assert await faults(alice) == []
    await dialog.get_by_role("button", name="Give it up").click()
    await expect(dialog.get_by_text("Given up by Alice")).to_be_visible()
    await dialog.get_by_role("button", name="Choose another card").click()
    await use_card(dialog, "3155")
    await dialog.get_by_role("button", name="Pay $525.00").click()
    await dialog.get_by_role("button", name="Confirm the payment").click()
    await expect(dialog.get_by_text("$500.00 is in escrow. The work can begin.")).to_be_visible()
    await dialog.get_by_role("button", name="Close").last.click()


async def review_together(alice: Page, bob: Page) -> None:
    """What one marks, the other sees, and then what is asked for."""
    await point(alice, "Comes as SVG").locator("label").filter(has_text="Good").click()
    await expect(point(bob, "Comes as SVG").get_by_role("img", name="Good")).to_be_visible()
    await point(alice, "Works in one colour").locator("label").filter(has_text="Not yet").click()
    await point(alice, "Works in one colour").get_by_role("textbox").fill("It needs its gradient.")
    await expect(point(bob, "Works in one colour").get_by_role("img", name="Not yet")).to_be_visible()
    await expect(point(bob, "Works in one colour").get_by_text("It needs its gradient.")).to_be_visible()
    for page in (alice, bob):
        assert await faults(page) == []
    await alice.get_by_role("button", name="Request changes").click()
    dialog = alice.get_by_role("dialog", name="Request changes")
    await dialog.get_by_label("What should be changed").fill("One colour, please.")
    await dialog.get_by_role("button", name="Request changes").click()
    await expect(bob.get_by_text("Your turn: make the changes")).to_be_visible()
    await expect(bob.get_by_text("One colour, please.")).to_be_visible()


async def each_cent_leads_to_its_cause(bob: Page, room: str) -> None:
    released = bob.locator("[data-cause^='release:']")
    await expect(released.get_by_text("Released: Logo draft")).to_be_visible()
    await released.get_by_role("link", name="To the milestone").click()
    await bob.get_by_role("link", name="Its money in the ledger").click()
    await expect(bob).to_have_url(re.compile(r"/money\?milestone="))
    await released.get_by_role("link", name="Where it happened").click()
    line = bob.get_by_role("link", name="Alice approved “Logo draft”; $500.00 was released")
    await expect(line).to_be_visible()
    await line.click()
    await expect(bob).to_have_url(re.compile(rf"/rooms/{room}/milestones/"))


async def test_silence_approves_and_holds_the_money_for_some_days(later: Enter, later_site: Site) -> None:
    alice, bob = await later("Alice", "/livez"), await later("Bob", "/livez")
    room = await agree(alice, bob, "Photographs")
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/milestones")
    await propose(bob, "Ten photographs", "300")
    await fund(alice, "Ten photographs")
    await row(bob, "Ten photographs").get_by_role("link", name="Submit work").click()
    dialog = bob.get_by_role("dialog")
    await dialog.get_by_label("What you did").fill("Here they are")
    await dialog.get_by_role("button", name="Submit for review").click()
    words = "If Alice does not act, $300.00 is released to Bob"
    await expect(bob.get_by_text(words)).to_be_visible()
    await alice.goto("/waiting")
    waits = (
        alice.get_by_role("list", name="Waiting for you")
        .get_by_role("link")
        .filter(has_text="Ten photographs")
    )
    await expect(waits.get_by_text(words)).to_be_visible()
    assert await faults(alice) == []

    later_site.manage("clock", "+15d")
    with Worker(later_site):
        await expect(bob.get_by_text("$300.00 released")).to_be_visible(timeout=60_000)
        await expect(waits).to_have_count(0)
        await bob.get_by_role("link", name="Money", exact=True).click()
        await expect(balance(bob, "pending")).to_have_text("$270.00")
        later_site.manage("clock", "+5d")
        await expect(balance(bob, "available")).to_have_text("$270.00", timeout=60_000)
        await expect(balance(bob, "pending")).to_have_text("$0.00")
    await alice.goto(f"/rooms/{room}")
    await expect(alice.get_by_text("The review time of “Ten photographs” ran out")).to_be_visible()
