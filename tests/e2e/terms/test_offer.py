import re

from playwright.async_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter


async def confirm(page: Page, dialog: str, action: str) -> None:
    """Answer the question before a step."""
    await page.get_by_role("dialog", name=dialog).get_by_role("button", name=action).click()


async def test_an_offer_is_asked_to_change_agreed_and_opens_on_both_screens(open_tab: Enter) -> None:
    alice = await open_tab("Alice", "/offers/new")
    assert await faults(alice) == []
    await alice.get_by_label("To", exact=True).fill("bob@example.com")
    await alice.get_by_label("Title").fill("Web shop")
    await alice.get_by_label("Description").fill("Everything up to the checkout.")
    await alice.get_by_role("combobox", name="Fees").click()
    await alice.get_by_role("option", name="Marketplace").click()
    await alice.get_by_label("Rate per hour").fill("45.00")
    await expect(
        alice.get_by_text("At 40 h/week: the client pays $1,890.00, the freelancer gets $1,620.00.")
    ).to_be_visible()
    assert await faults(alice) == []
    await alice.get_by_role("button", name="Send the offer").click()
    await expect(alice.get_by_text("You offer Bob these terms.")).to_be_visible()
    await expect(alice.get_by_text("the offer lapses and nothing is agreed")).to_be_visible()

    path = re.sub(r"^https?://[^/]+", "", alice.url)
    bob = await open_tab("Bob", path)
    await expect(bob.get_by_text("Alice offers you these terms.")).to_be_visible()
    assert await faults(bob) == []
    await bob.get_by_role("link", name="Ask for changes").click()
    await bob.get_by_role("button", name="Ask for these changes").click()
    await expect(bob.get_by_text("Change something first.")).to_be_visible()
    await bob.get_by_label("Rate per hour").fill("50")
    await bob.get_by_label("Note").fill("Checkouts are hard.")
    preview = bob.get_by_role("table", name="What would change")
    await expect(preview.locator("del")).to_have_text("$45.00 per hour")
    await expect(preview.locator("ins")).to_have_text("$50.00 per hour")
    assert await faults(bob) == []
    await bob.get_by_role("button", name="Ask for these changes").click()

    # Alice sees it without loading the page again.
    request = alice.get_by_role("region", name="Bob asks for other terms.")
    await expect(request.get_by_text("Checkouts are hard.")).to_be_visible()
    await expect(request.get_by_text("Changes", exact=True)).to_have_count(1)
    await expect(request.locator("ins")).to_have_text("$50.00 per hour")
    assert await faults(alice) == []
    await request.get_by_role("button", name="Accept and open the workroom").click()
    await confirm(alice, "Accept these terms?", "Accept")
    for page in (alice, bob):
        await expect(page.get_by_role("heading", name="Terms in force")).to_be_visible()
        await expect(page.get_by_text("$50.00 per hour").first).to_be_visible()
    await bob.get_by_role("link", name="Back to the workroom").click()
    await expect(bob.get_by_role("textbox", name="Write a message")).to_be_enabled()


async def test_an_offer_to_a_new_address_waits_for_whoever_signs_up_with_it(open_tab: Enter) -> None:
    alice = await open_tab("Alice", "/offers/new")
    await alice.get_by_label("To", exact=True).fill("nobody-yet@example.com")
    await alice.get_by_label("Title").fill("Logo")
    await alice.get_by_role("radio", name="Fixed price").check()
    await expect(alice.get_by_label("Rate per hour")).to_have_count(0)
    await alice.get_by_role("button", name="Send the offer").click()
    await expect(alice.get_by_text("nobody-yet@example.com, who has not signed up yet")).to_be_visible()
    await alice.get_by_role("button", name="Withdraw the offer").click()
    await confirm(alice, "Withdraw your offer?", "Withdraw the offer")
    await expect(alice.get_by_text("The terms, as they were")).to_be_visible()


async def test_what_cannot_be_offered_is_said_at_its_field(open_tab: Enter) -> None:
    alice = await open_tab("Alice", "/offers/new")
    await alice.get_by_role("button", name="Send the offer").click()
    await expect(alice.get_by_label("To", exact=True)).to_be_focused()
    await expect(alice.get_by_label("Title")).to_have_accessible_description(
        re.compile("Give the work a title.")
    )
    await alice.get_by_label("To", exact=True).fill("alice@example.com")
    await alice.get_by_label("Title").fill("For myself")
    await alice.get_by_label("Rate per hour").fill("2.99")
    await alice.get_by_label("Weekly limit").fill("169")
    await alice.get_by_role("button", name="Send the offer").click()
    await expect(alice.get_by_label("Rate per hour")).to_have_accessible_description(
        re.compile("The lowest rate is")
    )
    await expect(alice.get_by_label("Weekly limit")).to_have_accessible_description(
        re.compile("from 0 to 168")
    )
    assert await faults(alice) == []
    await alice.get_by_label("Rate per hour").fill("30")
    await alice.get_by_label("Weekly limit").fill("20")
    await alice.get_by_role("button", name="Send the offer").click()
    await expect(alice.get_by_role("alert")).to_contain_text("yourself")
