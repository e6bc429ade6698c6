import pytest
from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.rooms import say, workroom
from tests.e2e.terms.test_offer import confirm


async def test_an_observer_is_invited_joins_sees_all_of_it_and_is_removed(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Watched by Charlie")
    await say(bob, room, "Said before Charlie came")
    await alice.set_viewport_size({"width": 1400, "height": 900})
    await alice.goto(f"/rooms/{room}")
    charlie = await open_tab("Charlie", "/invites")
    await expect(charlie.get_by_text("Nobody is waiting for you.")).to_be_visible()
    await alice.get_by_role("button", name="Invite somebody").click()
    assert await faults(alice) == []
    await alice.get_by_role("dialog").get_by_label("E-mail address").fill("charlie@example.com")
    await alice.get_by_role("dialog").get_by_role("button", name="Invite").click()
    await expect(alice.get_by_text("charlie@example.com", exact=True)).to_be_visible()

    # Charlie sees it without loading the page again.
    await expect(
        charlie.get_by_text("Alice invites you to “Watched by Charlie” as an observer.")
    ).to_be_visible()
    assert await faults(charlie) == []
    await charlie.get_by_role("button", name="Join").click()
    await expect(charlie.get_by_text("Said before Charlie came").last).to_be_visible()
    people = alice.get_by_role("region", name="People")
    await expect(people.get_by_text("Charlie")).to_be_visible()

    await people.get_by_role("button", name="Remove Charlie").click()
    await confirm(alice, "Remove Charlie?", "Remove")
    await expect(people.get_by_text("Charlie")).to_have_count(0)
    await expect(charlie.get_by_text("This workroom is not open to you")).to_be_visible()


@pytest.mark.parametrize("answer", ["taken back", "declined"])
async def test_an_invitation_comes_to_nothing(open_tab: Enter, answer: str) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    title = f"Without Charlie: {answer}"
    room = await workroom(alice, bob, title)
    await alice.set_viewport_size({"width": 1400, "height": 900})
    await alice.goto(f"/rooms/{room}")
    await alice.get_by_role("button", name="Invite somebody").click()
    await alice.get_by_role("dialog").get_by_label("E-mail address").fill("charlie@example.com")
    await alice.get_by_role("dialog").get_by_role("radio", name="Manager").check()
    await alice.get_by_role("dialog").get_by_role("button", name="Invite").click()
    row = alice.get_by_role("region", name="People").get_by_text("charlie@example.com")
    await expect(row).to_be_visible()
    charlie = await open_tab("Charlie", "/invites")
    await expect(charlie.get_by_text(title)).to_be_visible()
    if answer == "taken back":
        await alice.get_by_role("button", name="Take back the invitation of charlie@example.com").click()
        await confirm(alice, "Take back this invitation?", "Take back")
    else:
        await charlie.get_by_role("button", name="Decline").click()
        await confirm(charlie, "Decline this invitation?", "Decline")
    await expect(charlie.get_by_text(title)).to_have_count(0)
    await expect(row).to_have_count(0)
