"""Who forgets a timer is reminded of it."""

import re

from playwright.async_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.site import Site
from tests.e2e.time.conftest import banner, running, start, stop, stopped, write_memo
from tests.e2e.time.weeks import by_the_hour, keep_busy, until


async def test_outside_the_usual_hours_it_asks_whether_that_is_right(browse: Enter, hours_site: Site) -> None:
    alice, bob = await browse("Alice", "/livez"), await browse("Bob", "/livez", timezone_id="Asia/Tokyo")
    await until(hours_site, 0, "21:40", alice, bob)
    room = await by_the_hour(alice, bob, "Late hours")
    await bob.goto(f"/rooms/{room}")
    await start(bob, "Only this one more")
    await keep_busy(hours_site, 5, alice, bob)
    reminder = bob.get_by_role("alert").filter(has_text="The timer still runs")
    await expect(reminder).to_contain_text("outside your usual hours")
    await expect(bob).to_have_title(re.compile("^⚠ The timer still runs"))
    for scheme in ("light", "dark"):
        await bob.emulate_media(color_scheme=scheme)
        assert await faults(bob) == []
    await reminder.get_by_role("button", name="That is right").click()
    await expect(reminder).to_have_count(0)
    await bob.reload()
    await expect(running(bob, "Only this one more")).to_be_visible()
    await expect(reminder).to_have_count(0)
    await stop(bob)

    await until(hours_site, 1, "12:00", alice, bob)
    await start_with_hours(bob, "Before lunch", "12:20")
    await keep_busy(hours_site, 5, alice, bob)
    await expect(reminder).to_contain_text("Before lunch (Late hours)")
    await reminder.get_by_role("button", name="Stop the timer").click()
    await stopped(bob)
    await expect(reminder).to_have_count(0)
    await expect(banner(bob).get_by_role("button", name="Start timer")).to_be_visible()


async def start_with_hours(bob: Page, memo: str, end: str) -> None:
    """From now on, he usually works until then."""
    await banner(bob).get_by_role("button", name="Start timer").click()
    dialog = bob.get_by_role("dialog")
    # It takes the focus when it opens; earlier memos lie over the rest until the focus leaves their field.
    await expect(dialog.get_by_label("What are you working on?")).to_be_focused()
    await dialog.get_by_text("I usually work from").press("Enter")
    await dialog.get_by_label("To", exact=True).fill(end)
    await expect(dialog.get_by_text(f"I usually work from 06:00 to {end}")).to_be_visible()
    await write_memo(bob, memo)
