"""The timer of a freelancer, from where they sit and from where the client sits."""

import re
from contextlib import suppress

from playwright.async_api import Error, ViewportSize, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.site import Site
from tests.e2e.time.conftest import (
    banner,
    move,
    running,
    seconds,
    start,
    stop,
    stopped,
    worked,
    write_memo,
)
from tests.e2e.time.weeks import STEP, by_the_hour, keep_busy, move_on, pass_by

NARROW = ViewportSize(width=360, height=740)


async def test_the_client_sees_live_what_is_worked_on_and_for_how_long(browse: Enter) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez", viewport=NARROW)
    room = await by_the_hour(alice, bob, "Look over my shoulder")
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Look over my shoulder")
    await banner(bob).get_by_role("button", name="Start timer").click()
    await expect(bob.get_by_role("dialog").get_by_label("Contract", exact=True)).to_have_value(
        "Look over my shoulder"
    )
    assert await faults(bob) == []
    await bob.get_by_role("dialog").get_by_role("button", name="Start", exact=True).click()
    await expect(bob.get_by_text("Write a few words")).to_be_visible()
    await write_memo(bob, "Sketch the first page")
    for page in (alice, bob):
        assert await faults(page) == []
        await page.emulate_media(color_scheme="dark")
        assert await faults(page, "color-contrast") == []
    await expect(alice.get_by_text("Bob · working: Sketch the first page")).to_be_visible()
    await expect(alice.get_by_role("timer")).to_contain_text("0:00:")
    await expect(banner(alice).get_by_role("timer")).to_have_count(0)

    await running(bob, "Sketch the first page").click()
    await write_memo(bob, "Answer the client's questions")
    await expect(alice.get_by_text("working: Answer the client's questions")).to_be_visible()
    await bob.get_by_role("main").get_by_role("button", name="Stop timer").click()
    await stopped(bob)
    await expect(alice.get_by_text("working:")).to_have_count(0)
    await expect(banner(bob).get_by_role("timer")).to_have_count(0)


async def test_the_keyboard_starts_and_stops_it_and_completes_the_memo(browse: Enter) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    room = await by_the_hour(alice, bob, "Without a mouse")
    await bob.goto(f"/rooms/{room}")
    await start(bob, "Proofread the third chapter")
    await stop(bob)
    field = bob.get_by_role("textbox", name="Write a message")
    await field.press_sequentially("We")
    await field.press("Alt+w")
    memo = bob.get_by_role("dialog").get_by_label("What are you working on?")
    await expect(memo).to_be_focused()
    await memo.press_sequentially("third")
    await expect(bob.get_by_role("option", name="Proofread the third chapter")).to_be_visible()
    await memo.press("ArrowDown")
    await memo.press("Enter")
    await expect(memo).to_have_value("Proofread the third chapter")
    await memo.press("Enter")
    await expect(running(bob, "Proofread the third chapter")).to_be_visible()
    await expect(field).to_have_value("We")
    await bob.keyboard.press("Alt+w")
    await stopped(bob)
    await expect(banner(bob).get_by_role("timer")).to_have_count(0)


async def test_it_survives_a_reload_a_crash_and_is_one_in_all_tabs(browse: Enter) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    room = await by_the_hour(alice, bob, "Three lives")
    await bob.goto(f"/rooms/{room}")
    await start(bob, "Rename the files")
    await bob.reload()
    await expect(running(bob, "Rename the files")).to_be_visible()
    with suppress(Error):
        await bob.goto("chrome://crash")
    tabs = [await bob.context.new_page() for _ in range(2)]
    for tab in tabs:
        await tab.goto("/waiting")
        await expect(running(tab, "Rename the files")).to_be_visible()
    await stop(tabs[0])
    await expect(banner(tabs[1]).get_by_role("timer")).to_have_count(0)
    segments = await worked(alice, room)
    assert len({one["report"] for one in segments}) <= 1


async def test_an_hour_without_a_connection_is_added_and_said(browse: Enter, hours_site: Site) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    room = await by_the_hour(alice, bob, "On the train")
    await bob.goto(f"/rooms/{room}")
    await start(bob, "Write on the train")
    await bob.context.set_offline(True)
    hours_site.manage("clock", "+64m")
    for _ in range(8):
        await bob.clock.fast_forward(8 * 60_000)
        await move(bob)
    await expect(banner(bob).get_by_role("img", name="No connection")).to_be_visible()
    await expect(banner(bob).get_by_role("timer")).to_contain_text(re.compile("1:0[45]:"))
    await bob.context.set_offline(False)
    await expect(bob.get_by_role("alert").filter(has_text="Time was added")).to_contain_text("1 h")
    await stop(bob)
    segments = await worked(alice, room)
    assert 64 * 60 <= seconds(segments) < 80 * 60
    assert {one["kind"] for one in segments} == {"tracked"}


async def test_a_crash_of_the_server_loses_nothing(browse: Enter, hours_site: Site) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    room = await by_the_hour(alice, bob, "A crash")
    for page in (alice, bob):
        await page.goto(f"/rooms/{room}")
    await start(bob, "Write through it")
    await keep_busy(hours_site, 3, alice, bob)
    with hours_site.down():
        for _ in range(4):
            move_on(hours_site, STEP)
            await bob.clock.fast_forward(STEP * 60_000)
            await move(bob)
        await expect(banner(bob).get_by_role("img", name="No connection")).to_be_visible()
        await expect(banner(bob).get_by_role("timer")).to_contain_text(re.compile("0:(28|29):"))
    await expect(banner(bob).get_by_role("img", name="No connection")).to_have_count(0)
    await expect(bob.get_by_role("alert").filter(has_text="Time was added")).to_be_visible()
    await keep_busy(hours_site, 3, alice, bob)
    await expect(alice.get_by_text("Bob · working: Write through it")).to_be_visible()
    await stop(bob)
    segments = await worked(alice, room)
    assert 40 * 60 <= seconds(segments) < 56 * 60
    assert {one["kind"] for one in segments} == {"tracked"}


async def test_time_without_input_is_asked_about_and_thrown_away(browse: Enter, hours_site: Site) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez", viewport=NARROW)
    room = await by_the_hour(alice, bob, "A long lunch")
    await bob.goto(f"/rooms/{room}")
    await start(bob, "Choose the colours")
    await pass_by(hours_site, 45, alice, bob)
    asked = bob.get_by_role("dialog", name="Were you working?")
    await expect(asked).to_contain_text("45 min")
    assert await faults(bob) == []
    await asked.get_by_role("button", name="Go on").click()
    await expect(asked.get_by_text("Say first what this time was")).to_be_visible()
    await asked.get_by_role("radio", name="No work: leave it out").check()
    await asked.get_by_role("button", name="Go on").click()
    await expect(asked).to_have_count(0)
    await expect(running(bob, "Choose the colours")).to_contain_text("0:00:")
    await stop(bob)
    assert seconds(await worked(alice, room)) < 15 * 60


async def test_another_device_takes_it_over_and_both_say_so(browse: Enter) -> None:
    alice, laptop = await browse("Alice", "/livez"), await browse("Bob", "/livez")
    room = await by_the_hour(alice, laptop, "Two devices")
    await laptop.goto(f"/rooms/{room}")
    await start(laptop, "On the laptop")
    phone = await browse("Bob", f"/rooms/{room}", viewport=NARROW)
    await running(phone, "On the laptop").click()
    await expect(phone.get_by_text("It runs on another of your devices.")).to_be_visible()
    await write_memo(phone, "On the phone")
    await expect(phone.get_by_text("ran on another device")).to_be_visible()
    await expect(laptop.get_by_text("you started another timer on another device")).to_be_visible()
    await expect(running(laptop, "On the phone")).to_be_visible()
    await stop(laptop)
    await expect(banner(phone).get_by_role("timer")).to_have_count(0)
