from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.rooms import workroom
from tests.e2e.terms.test_offer import confirm


async def test_a_contract_is_paused_resumed_and_ended_before_both(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "From start to end")
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/terms")
    await expect(bob.get_by_role("button", name="End the contract")).to_be_visible()
    await expect(bob.get_by_role("button", name="Pause")).to_have_count(0)

    await alice.get_by_role("button", name="Pause").click()
    await alice.get_by_role("dialog").get_by_label("Reason").fill("On holiday.")
    assert await faults(alice) == []
    await confirm(alice, "Pause this contract?", "Pause")
    await expect(bob.get_by_text("Reason: On holiday.")).to_be_visible()
    await expect(bob.get_by_text("Paused")).to_be_visible()
    await alice.get_by_role("button", name="Resume").click()
    await confirm(alice, "Resume this contract?", "Resume")
    await expect(bob.get_by_text("Active", exact=True)).to_be_visible()

    await bob.get_by_role("button", name="End the contract").click()
    await expect(bob.get_by_text("This cannot be undone.")).to_be_visible()
    await confirm(bob, "End this contract?", "End the contract")
    for page in (alice, bob):
        await expect(page.get_by_role("heading", name="The terms, as they were")).to_be_visible()
        await expect(page.get_by_role("button", name="End the contract")).to_have_count(0)
    assert await faults(bob) == []
