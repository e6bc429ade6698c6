"""A week of work becomes money, on two screens."""

from datetime import timedelta

from playwright.async_api import Page, ViewportSize, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.milestones.conftest import balance, use_card
from tests.e2e.rooms import ask
from tests.e2e.site import Site, Worker
from tests.e2e.time.conftest import banner, clock, seconds, start, stop, worked
from tests.e2e.time.weeks import amount, bill, by_the_hour, choose_card, keep_busy, report, until

PHONE = ViewportSize(width=390, height=844)


async def test_a_week_on_two_devices_costs_what_both_had_seen_and_becomes_money(
    visit: Enter, weeks_site: Site
) -> None:
    alice, laptop = await visit("Alice", "/livez"), await visit("Bob", "/livez")
    phone = await visit("Bob", "/livez", viewport=PHONE)
    monday = await until(weeks_site, 0, "08:00", alice, laptop, phone)
    room = await by_the_hour(alice, laptop, "A week by the hour")
    week = f"/rooms/{room}/time?week={monday.date()}"
    await alice.goto(week)
    await choose_card(alice, "4242")

    await laptop.goto(f"/rooms/{room}")
    await start(laptop, "Plan the week")
    await keep_busy(weeks_site, 6, alice, laptop)
    await stop(laptop)
    await work_offline(phone, laptop, room, weeks_site)
    thursday = await until(weeks_site, 3, "18:00", alice, laptop)
    await report(laptop, room, thursday - timedelta(hours=9), 7 * 60 + 13, "Build the shop")

    segments = await worked(laptop, room)
    counted = [one for one in segments if one["kind"] == "tracked"]
    claimed_twice = [one for one in segments if one["kind"] == "shadow"]
    assert seconds(claimed_twice) == 10 * 60
    assert (24 + 24 + 7 * 60 + 13) * 60 <= seconds(counted) < (24 + 24 + 8 * 60) * 60

    await until(weeks_site, 6, "20:00", alice, laptop)
    await laptop.goto(week)
    total, net = await amount(alice, "total").inner_text(), await amount(alice, "net").inner_text()
    for page, seen in ((laptop, total), (laptop, net)):
        await expect(bill(page).get_by_text(seen).first).to_be_visible()
        await expect(bill(page).get_by_text("Preview")).to_be_visible()

    with Worker(weeks_site):
        await until(weeks_site, 0, "12:01", alice)
        for page in (alice, laptop):
            await expect(bill(page).get_by_text("Paid", exact=True)).to_be_visible(timeout=60_000)
            await expect(amount(page, "total")).to_have_text(total)
            await expect(amount(page, "net")).to_have_text(net)
            assert await faults(page) == []
        path = await bill(alice).get_by_role("link", name="Invoice").get_attribute("href")
        invoice = await alice.context.request.get(path or "")
        assert invoice.ok, invoice.status
        assert invoice.headers["content-type"] == "application/pdf"
        await alice.goto(f"/rooms/{room}/money")
        await expect(alice.get_by_role("list", name="Payments").get_by_text(total)).to_be_visible()
        await there_and_back(alice, total)
        await alice.goto(f"/rooms/{room}")
        await expect(alice.get_by_role("link", name="is closed and billed")).to_be_visible()

        await laptop.goto(f"/rooms/{room}/money")
        await expect(balance(laptop, "pending")).to_have_text(net)
        await until(weeks_site, 2, "00:01", laptop)
        await expect(balance(laptop, "pending")).to_have_text(net)
        await until(weeks_site, 2, "00:01", laptop)
        await expect(balance(laptop, "available")).to_have_text(net, timeout=60_000)
    await laptop.goto(week)
    await expect(laptop.get_by_role("navigation", name="Week").get_by_text("Paid out")).to_be_visible()


async def there_and_back(page: Page, total: str) -> None:
    """From each sum of the bill's money to its week and from the week to its money; and to where it happened."""
    for name in ("Released to the freelancer", "Payments", "Invoices and receipts", "Ledger"):
        items = page.get_by_role("list", name=name).get_by_role("listitem")
        await expect(items.first).to_be_visible()
        await expect(items.get_by_role("link", name="Week of")).to_have_count(await items.count())
    await page.get_by_role("list", name="Payments").get_by_role("link", name="Week of").click()
    await expect(amount(page, "total")).to_have_text(total)
    await bill(page).get_by_role("link", name="Its money in the ledger").click()
    await expect(page.get_by_role("button", name="Show all movements")).to_be_visible()
    moved = page.get_by_role("list", name="Ledger").get_by_role("listitem")
    await expect(moved).to_have_count(1)
    await moved.get_by_role("link", name="Where it happened").click()
    await expect(page.get_by_role("link", name="is paid")).to_be_visible()


async def work_offline(phone: Page, laptop: Page, room: str, site: Site) -> None:
    """24 minutes without a connection; ten of them were claimed by another device meanwhile."""
    await phone.goto(f"/rooms/{room}")
    await until(site, 1, "09:00", phone, laptop)
    await start(phone, "Talk to the printer")
    await phone.context.set_offline(True)
    await keep_busy(site, 6, laptop, phone)
    now = (await clock(laptop)).replace(microsecond=0)
    await report(laptop, room, now - timedelta(minutes=15), 10, "Answer mails")
    await phone.context.set_offline(False)
    await expect(phone.get_by_role("alert").filter(has_text="Time was added")).to_be_visible()
    await stop(phone)
    await expect(banner(phone).get_by_role("timer")).to_have_count(0)


async def test_a_card_that_fails_holds_the_contract_until_another_pays(
    visit: Enter, weeks_site: Site
) -> None:
    alice, bob = await visit("Alice", "/livez"), await visit("Bob", "/livez")
    monday = await until(weeks_site, 0, "08:00", alice, bob)
    room = await by_the_hour(alice, bob, "A card that fails")
    await alice.goto(f"/rooms/{room}/time?week={monday.date()}")
    await choose_card(alice, "0002")
    await until(weeks_site, 0, "18:00", alice, bob)
    await report(bob, room, monday + timedelta(hours=1), 90, "Draw the map")
    await bob.goto(f"/rooms/{room}/time?week={monday.date()}")
    await expect(amount(bob, "total")).to_have_text("€94.50")

    with Worker(weeks_site):
        await until(weeks_site, 0, "12:01", alice)
        for page in (alice, bob):
            failed = page.get_by_role("alert").filter(has_text="The charge for the week of")
            await expect(failed).to_contain_text("declined", timeout=60_000)
            await expect(page.get_by_text("On hold").first).to_be_visible()
            assert await faults(page) == []
        await alice.goto("/waiting")
        await alice.get_by_role("link", name="A card that fails").click()
        await alice.get_by_role("button", name="Pay with a card").click()
        dialog = alice.get_by_role("dialog", name="Pay €94.50")
        await use_card(dialog, "4242")
        await dialog.get_by_role("button", name="Pay €94.50").click()
        await expect(dialog.get_by_text("is paid")).to_be_visible()
        await dialog.get_by_role("button", name="Close").last.click()
        for page in (alice, bob):
            await expect(page.get_by_role("alert").filter(has_text="The charge for")).to_have_count(0)
        await expect(bob.get_by_text("Active").first).to_be_visible()
    done = await ask(bob, "GET", f"/rooms/{room}/weeks")
    assert [
        (one["state"], one["bill"]["state"]) for one in done["items"] if one["week"] == str(monday.date())
    ] == [("invoiced", "paid")]
    await bob.goto(f"/rooms/{room}")
    await expect(bob.get_by_text("The contract is on hold: no time is added")).to_be_visible()
    await expect(bob.get_by_text("The payment cleared; the contract is active again")).to_be_visible()
