"""The other side acts while one writes, or the connection is lost."""

from playwright.async_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.milestones.conftest import milestone, paid, point
from tests.e2e.rooms import ask, workroom


async def test_what_the_other_side_changed_while_one_edits_is_shown_and_kept(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Edited by both")
    one = await milestone(bob, room, "Logo", 50_000)
    await bob.goto(f"/rooms/{room}/milestones/{one}")
    await bob.get_by_role("button", name="Edit", exact=True).click()
    dialog = bob.get_by_role("dialog")
    await dialog.get_by_label("Title").fill("Two logos")
    changed = {"title": "Logo", "minor": 40_000, "description": "In one colour", "checklist": []}
    await ask(alice, "PATCH", f"/rooms/{room}/milestones/{one}", changed)
    await expect(dialog.get_by_text("It was changed meanwhile.")).to_be_visible()
    await expect(dialog.get_by_label("Amount")).to_have_value("400.00")
    await expect(dialog.get_by_label("Title")).to_have_value("Two logos")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)
    [kept] = (await ask(alice, "GET", f"/rooms/{room}/milestones"))["items"]
    assert (kept["title"], kept["minor"], kept["description"]) == ("Two logos", 40_000, "In one colour")


async def test_a_remark_written_without_a_connection_is_sent_once_it_is_back(enter: Enter) -> None:
    alice, bob = await enter("Alice", "/livez"), await enter("Bob", "/livez")
    room = await workroom(alice, bob, "Reviewed on a train")
    one = await milestone(bob, room, "Logo", 50_000, checklist=["As SVG"])
    await paid(alice, room, 50_000, one)
    await ask(bob, "POST", f"/rooms/{room}/milestones/{one}/submit", {"message": "Here it is."})
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/milestones/{one}")
        await expect(page.get_by_role("region", name="Submission 1")).to_be_visible()
    await alice.context.set_offline(True)
    await point(alice, "As SVG").get_by_role("textbox").fill("It is a picture.")
    await expect(alice.get_by_text("The server cannot be reached.")).to_be_visible()
    await expect(alice.get_by_text("What you write is kept and sent later.")).to_be_visible()
    await alice.context.set_offline(False)
    await expect(point(bob, "As SVG").get_by_text("It is a picture.")).to_be_visible()
    await expect(alice.get_by_text("The server cannot be reached.")).to_have_count(0)
