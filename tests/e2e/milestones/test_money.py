from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.milestones.conftest import balance, milestone, paid, use_card
from tests.e2e.rooms import ask, workroom


async def test_a_bonus_is_paid_once_by_a_double_click_and_part_of_it_given_back(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "A bonus")
    one = await milestone(bob, room, "Draft", 50_000)
    await paid(alice, room, 50_000, one)
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}/money")

    await alice.get_by_role("button", name="Pay a bonus").click()
    dialog = alice.get_by_role("dialog", name="A bonus for Bob")
    await dialog.get_by_label("Amount").fill("25")
    await dialog.get_by_label("What for").fill("Quick work")
    await use_card(dialog, "4242")
    assert await faults(alice) == []
    await dialog.get_by_role("button", name="Pay €25.00").dblclick()
    await expect(dialog.get_by_text("The bonus of €25.00 is paid.")).to_be_visible()
    await dialog.get_by_role("button", name="Close").last.click()
    releases = bob.get_by_role("list", name="Released to the freelancer")
    await expect(releases.get_by_role("listitem")).to_have_count(1)
    payments = (await ask(alice, "GET", f"/rooms/{room}/money"))["payments"]
    assert [one["kind"] for one in payments] == ["bonus", "funding"]

    await releases.get_by_role("button", name="Give back").click()
    dialog = bob.get_by_role("dialog")
    await dialog.get_by_label("Amount").fill("10")
    await dialog.get_by_role("button", name="Give €10.00 back").click()
    await expect(releases.get_by_text("€10.00 given back")).to_be_visible()
    await expect(alice.get_by_role("list", name="Payments").get_by_text("Back to the client")).to_be_visible()
    await expect(alice.get_by_text("and €10.00 of what was released")).to_be_visible()
    await expect(balance(alice, "held")).to_have_text("€500.00")


async def test_a_bonus_that_fails_with_an_approval_is_paid_by_another_card(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "More than agreed")
    one = await milestone(bob, room, "Draft", 50_000)
    await paid(alice, room, 50_000, one)
    await ask(bob, "POST", f"/rooms/{room}/milestones/{one}/submit", {"message": "Here it is."})
    await alice.goto(f"/rooms/{room}/milestones/{one}")
    await alice.get_by_role("button", name="Approve and release").click()
    dialog = alice.get_by_role("dialog", name="Approve “Draft”")
    await dialog.get_by_role("radio", name="More: a bonus on top").check()
    await dialog.get_by_label("Bonus", exact=True).fill("25")
    await use_card(dialog, "0002")
    await dialog.get_by_role("button", name="Approve and release").click()
    await expect(dialog.get_by_text("The card was declined.")).to_be_visible()
    await dialog.get_by_role("button", name="Choose another card").click()
    dialog = alice.get_by_role("dialog", name="A bonus for Bob")
    await expect(dialog.get_by_label("What for")).to_have_value("Draft")
    await use_card(dialog, "4242")
    await dialog.get_by_role("button", name="Pay €25.00").click()
    await expect(dialog.get_by_text("The bonus of €25.00 is paid.")).to_be_visible()


async def test_after_the_end_the_client_takes_back_what_was_left_in_escrow(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Less")
    one, later = await milestone(bob, room, "Draft", 50_000), await milestone(alice, room, "Another", 20_000)
    await paid(alice, room, 50_000, one)
    await ask(bob, "POST", f"/rooms/{room}/milestones/{one}/submit", {"message": "Half of it."})
    await ask(alice, "POST", f"/rooms/{room}/milestones/{one}/less", {"minor": 30_000})
    await ask(bob, "POST", f"/rooms/{room}/milestones/{one}/less/accept", {"minor": 30_000})
    await alice.goto(f"/rooms/{room}/money")
    await bob.goto(f"/rooms/{room}/milestones/{later}")
    await expect(alice.get_by_text("€200.00 of it is free for the next milestone")).to_be_visible()
    take = alice.get_by_role("button", name="Take free money back")
    await expect(take).to_have_count(0)
    await ask(bob, "POST", f"/rooms/{room}/end", {"reason": ""})
    await expect(bob.get_by_text("It was not funded before the contract ended.")).to_be_visible()
    await take.click()
    assert await faults(alice) == []
    await alice.get_by_role("dialog").get_by_role("button", name="Take €200.00 back").click()
    await expect(balance(alice, "held")).to_have_text("€0.00")
    await expect(alice.get_by_role("list", name="Payments").get_by_text("Back to the client")).to_be_visible()
    await expect(take).to_have_count(0)


async def test_a_sum_over_all_contracts_leads_to_each_of_its_causes_and_back(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    here, there = await workroom(alice, bob, "A bakery"), await workroom(alice, bob, "A brewery")
    one, two = await milestone(bob, here, "Bread", 50_000), await milestone(bob, there, "Beer", 30_000)
    await paid(alice, here, 50_000, one)
    await paid(alice, there, 30_000, two)

    async def approved(room: str, milestone: str) -> None:
        submission = {"message": "Here it is.", "files": []}
        await ask(bob, "POST", f"/rooms/{room}/milestones/{milestone}/submit", submission)
        await ask(alice, "POST", f"/rooms/{room}/milestones/{milestone}/approve", {"note": "", "card": None})

    async def pending() -> str:
        balances = (await ask(bob, "GET", "/me/balances"))["items"]
        [minor] = [each["pending"] for each in balances if each["currency"] == "EUR"]
        return f"€{minor / 100:,.2f}"

    await approved(here, one)
    await bob.goto(f"/rooms/{here}/money")
    await expect(balance(bob, "pending")).to_have_text(before := await pending())
    await approved(there, two)
    await expect(balance(bob, "pending")).not_to_have_text(before)
    await expect(balance(bob, "pending")).to_have_text(await pending())

    await bob.get_by_role("link", name="Yours, pending").click()
    await expect(bob.get_by_role("heading", name="Your money")).to_be_visible()
    tile = bob.get_by_role("link", name="Pending: €")
    await expect(tile).to_have_attribute("aria-current", "true")
    moved = bob.get_by_role("list", name="What moved, pending (EUR)").get_by_role("listitem")
    await expect(moved.filter(has_text="Money of A bakery")).to_have_count(1)
    await expect(moved.first).to_contain_text("Released: Beer")
    await expect(moved.first).to_contain_text(f"then {await pending()}")
    assert await faults(bob) == []
    card = (await ask(alice, "GET", "/me/cards"))["items"][0]["id"]
    await ask(alice, "POST", f"/rooms/{here}/bonuses", {"minor": 1_234, "card": card, "note": ""})
    await expect(moved.filter(has_text="Money of A bakery")).to_have_count(2)
    await expect(tile).to_have_accessible_name(f"Pending: {await pending()}")

    await moved.filter(has_text="Released: Bread").get_by_role("link", name="To the milestone").click()
    await expect(bob.get_by_role("heading", name="Bread")).to_be_visible()
    await bob.go_back()
    await moved.first.get_by_role("link", name="Money of A bakery").click()
    ledger = bob.get_by_role("list", name="Ledger")
    await ledger.get_by_role("listitem").first.get_by_role("link", name="Pending").click()
    await expect(tile).to_have_attribute("aria-current", "true")

    await bob.get_by_role("link", name="In escrow: €").click()
    holding = bob.get_by_role("list", name="Contracts that hold it (EUR)")
    await expect(holding.get_by_role("link", name="A brewery")).to_have_count(0)
    await bob.context.set_offline(True)
    await expect(bob.get_by_text("Not connected.")).to_be_visible()
    three = await milestone(alice, here, "Cake", 20_000)
    await paid(alice, here, 20_000, three)
    await bob.context.set_offline(False)
    await expect(holding.get_by_role("listitem").filter(has_text="A bakery")).to_contain_text("€200.00")
    await holding.get_by_role("link", name="A bakery").click()
    await expect(balance(bob, "held")).to_have_text("€200.00")
    await ledger.get_by_role("listitem").first.get_by_role("link", name="Where it happened").click()
    told = bob.locator("[data-seq]").filter(has_text="“Cake”").filter(has_text="€200.00 is in escrow")
    await expect(told).to_be_visible()


async def test_papers_the_export_and_the_plot_as_a_table_are_there(open_tab: Enter) -> None:
    alice, bob = await open_tab("Alice", "/livez"), await open_tab("Bob", "/livez")
    room = await workroom(alice, bob, "Papers")
    one = await milestone(bob, room, "Draft", 50_000)
    await paid(alice, room, 50_000, one)
    await alice.goto(f"/rooms/{room}/money")
    await alice.get_by_text("As a table").click()
    await expect(alice.get_by_role("table", name="Money over time").get_by_text("€500.00")).to_be_visible()
    assert await faults(alice) == []
    await alice.get_by_label("What was held at").fill("2026-01-01T09:00")
    await expect(alice.get_by_text("€0.00 was in escrow.")).to_be_visible()
    await alice.get_by_label("What was held at").fill("2100-01-01T09:00")
    await expect(alice.get_by_text("€500.00 was in escrow.")).to_be_visible()
    async with alice.expect_download() as download:
        await alice.get_by_role("link", name="As CSV").click()
    assert "500" in (await (await download.value).path()).read_text()
    papers = alice.get_by_role("list", name="Invoices and receipts")
    await expect(papers.get_by_role("link", name="Draft")).to_be_visible()
    paper = papers.get_by_role("link", name="Receipt")
    answer = await alice.context.request.get(await paper.get_attribute("href") or "")
    assert (await answer.body()).startswith(b"%PDF")

    await papers.locator("summary", has_text="What it says").focus()
    await alice.keyboard.press("Enter")
    lines = papers.get_by_role("table").get_by_role("row")
    await expect(lines.last).to_have_text("Total€500.00")
    [written] = (await ask(alice, "GET", f"/rooms/{room}/papers"))["items"]
    await expect(lines).to_have_count(len(written["lines"]) + 2)
    assert await faults(alice) == []
