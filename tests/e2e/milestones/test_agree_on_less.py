from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.milestones.conftest import balance, milestone, paid
from tests.e2e.rooms import ask, workroom


async def test_less_is_offered_accepted_and_the_rest_funds_the_next_without_a_card(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "A smaller job")
    first = await milestone(bob, room, "Draft", 50_000)
    await milestone(bob, room, "Corrections", 5_000)
    await paid(alice, room, 50_000, first)
    await ask(bob, "POST", f"/rooms/{room}/milestones/{first}/submit", {"message": "Half of it", "files": []})
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/milestones/{first}")

    await alice.get_by_role("button", name="Offer less").click()
    dialog = alice.get_by_role("dialog", name="Offer less than agreed")
    await dialog.get_by_label("You offer").fill("600")
    await dialog.get_by_role("button", name="Offer", exact=True).click()
    await expect(dialog.get_by_text("Enter an amount below €500.00.")).to_be_visible()
    await dialog.get_by_label("You offer").fill("450")
    await dialog.get_by_role("button", name="Offer", exact=True).click()
    question = bob.get_by_role("region", name="Alice offers €450.00 instead of €500.00")
    await expect(question).to_be_visible()
    assert await faults(bob) == []
    await question.get_by_role("button", name="Accept €450.00").click()
    await bob.get_by_role("dialog").get_by_role("button", name="Accept €450.00").click()
    for page in (alice, bob):
        await expect(page.get_by_text("€450.00 of €500.00 released")).to_be_visible()

    await alice.goto(f"/rooms/{room}/milestones")
    await alice.get_by_role("button", name="Fund it: Corrections").click()
    dialog = alice.get_by_role("dialog", name="Put money into escrow")
    await expect(dialog.get_by_text("nothing is charged")).to_be_visible()
    assert await faults(alice) == []
    await dialog.get_by_role("button", name="Fund", exact=True).click()
    await expect(dialog).to_have_count(0)
    await alice.get_by_role("link", name="Money", exact=True).click()
    await expect(balance(alice, "held")).to_have_text("€50.00")


async def test_a_change_and_a_wish_to_cancel_wait_for_the_other_side(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Changing plans")
    one = await milestone(bob, room, "Landing page", 150_000)
    await paid(alice, room, 150_000, one)
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/milestones/{one}")

    await bob.get_by_role("button", name="Propose a change").click()
    dialog = bob.get_by_role("dialog", name="Propose a change")
    await dialog.get_by_label("Amount").fill("1200")
    await dialog.get_by_role("button", name="Propose the change").click()
    question = alice.get_by_role("region", name="Bob proposes to change this milestone")
    await expect(question.locator("ins")).to_have_text("€1,200.00")
    await question.get_by_role("button", name="Agree to the change").click()
    for page in (alice, bob):
        await expect(page.get_by_text("€1,200.00", exact=True)).to_be_visible()

    await alice.get_by_role("button", name="Ask to cancel").click()
    dialog = alice.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("The budget is gone.")
    await dialog.get_by_role("button", name="Ask to cancel").click()
    question = bob.get_by_role("region", name="Alice asks to cancel this milestone")
    await expect(question.get_by_text("The budget is gone.")).to_be_visible()
    assert await faults(bob) == []
    await question.get_by_role("button", name="Agree and give the money back").click()
    await bob.get_by_role("dialog").get_by_role("button", name="Agree and give the money back").click()
    for page in (alice, bob):
        await expect(page.get_by_text("Cancelled", exact=True)).to_be_visible()
