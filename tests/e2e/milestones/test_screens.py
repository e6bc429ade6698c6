"""Every screen of milestones and money, wide and narrow, light and dark."""

from playwright.async_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.milestones.conftest import milestone, paid
from tests.e2e.rooms import ask, workroom
from tests.e2e.test_screens import LONG, check


async def test_milestones_a_review_and_the_money_are_sound(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Milestones to look at")
    points = ["It loads", "x" * 100]
    one = await milestone(
        bob, room, "Landing page", 150_000, description=LONG, checklist=points, due="2027-02-01"
    )
    await milestone(alice, room, "x" * 120, 1_000_000_00)
    await paid(alice, room, 150_000, one)
    await ask(bob, "POST", f"/rooms/{room}/milestones/{one}/submit", {"message": LONG, "files": []})
    marked = {"item": 1, "ok": False, "remark": LONG}
    await ask(alice, "PUT", f"/rooms/{room}/milestones/{one}/marks", marked)

    await alice.goto(f"/rooms/{room}/milestones")
    await expect(alice.get_by_role("link", name="Review: Landing page")).to_be_visible()
    await check(alice)
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/milestones/{one}")
        await expect(page.get_by_role("region", name="Submission 1")).to_be_visible()
        await check(page)
    await ask(
        alice, "POST", f"/rooms/{room}/milestones/{one}/approve", {"note": "", "bonus": 0, "card": None}
    )
    await bob.goto(f"/rooms/{room}/money")
    await expect(bob.get_by_role("list", name="Ledger").get_by_role("listitem").first).to_be_visible()
    await check(bob)
    for account in ("pending", "escrow"):
        await bob.goto(f"/money?currency=EUR&account={account}")
        await expect(bob.locator("main").get_by_role("listitem").first).to_be_visible()
        await check(bob)


async def test_what_waits_is_sound(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Something that waits")
    await milestone(bob, room, "x" * 120, 150_000)
    await alice.goto("/waiting")
    await expect(alice.get_by_role("link").filter(has_text="Something that waits")).to_be_visible()
    await check(alice)
