from datetime import UTC, datetime

from playwright.async_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.rooms import ask
from tests.e2e.terms.test_offer import confirm


async def hourly(client: Page, freelancer: Page, title: str) -> str:
    """An hourly contract between Alice and Bob that is running. → id of the room"""
    terms = {
        "title": title, "description": "", "kind": "hourly", "currency": "EUR", "rate": 4500, "weekly_limit": 40,
        "manual_time": False, "start": datetime.now(UTC).date().isoformat(),
    }  # fmt: skip
    made = await ask(client, "POST", "/rooms", {"to": "bob@example.com", "terms": terms})
    await ask(freelancer, "POST", f"/rooms/{made['id']}/terms/1/accept")
    room: str = made["id"]
    return room


async def test_a_rate_is_amended_by_both_and_counts_from_monday(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await hourly(alice, bob, "A dearer hour")
    await alice.goto(f"/rooms/{room}/terms")
    await bob.goto(f"/rooms/{room}/terms")
    await bob.get_by_role("link", name="Propose other terms").click()
    await bob.get_by_label("Rate per hour").fill("52,50")
    await bob.get_by_label("Weekly limit").fill("45")
    preview = bob.get_by_role("table", name="What would change")
    await expect(preview.get_by_text("Counts as soon as it is accepted.")).to_be_visible()
    await expect(preview.get_by_text("Counts from Monday")).to_be_visible()
    assert await faults(bob) == []
    await bob.get_by_role("button", name="Propose these changes").click()
    await expect(bob.get_by_role("region", name="You propose other terms.")).to_be_visible()

    proposal = alice.get_by_role("region", name="Bob proposes other terms.")
    await expect(proposal.locator("del")).to_have_text(["€45.00 per hour", "40 hours per week"])
    await expect(proposal.get_by_text("the proposal lapses and the terms stay as they are")).to_be_visible()
    await proposal.get_by_role("button", name="Accept").click()
    await confirm(alice, "Accept these terms?", "Accept")
    await expect(proposal).to_have_count(0)
    for page in (alice, bob):
        await page.get_by_role("button", name="Version 2").click()
        changes = page.get_by_role("table", name="Version 2")
        await expect(
            changes.get_by_text("00:00 UTC").or_(changes.get_by_text("12:00 AM UTC"))
        ).to_be_visible()
    assert await faults(alice) == []


async def test_a_proposal_is_declined_with_a_reason_or_taken_back(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await hourly(alice, bob, "Two that come to nothing")
    await alice.goto(f"/rooms/{room}/terms/propose")
    await alice.get_by_label("Weekly limit").fill("10")
    await alice.get_by_role("button", name="Propose these changes").click()
    await bob.goto(f"/rooms/{room}/terms")
    await bob.get_by_role("button", name="Decline").click()
    await bob.get_by_role("dialog").get_by_label("Reason").fill("Not enough to live on.")
    assert await faults(bob) == []
    await confirm(bob, "Decline this proposal?", "Decline")
    await expect(alice.get_by_text("Declined", exact=False).first).to_be_visible()

    await alice.goto(f"/rooms/{room}/terms/propose")
    await alice.get_by_label("Weekly limit").fill("20")
    await alice.get_by_role("button", name="Propose these changes").click()
    await alice.get_by_role("button", name="Withdraw").click()
    await confirm(alice, "Withdraw your proposal?", "Withdraw")
    await expect(alice.get_by_role("region", name="You propose other terms.")).to_have_count(0)
    await expect(bob.get_by_role("button", name="Version 3")).to_contain_text("Withdrawn")
