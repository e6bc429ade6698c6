"""What waits unread, and how it becomes read."""

import re

from playwright.async_api import expect

from tests.e2e.chat.conftest import Talk, field, messages
from tests.e2e.rooms import say


async def test_unread_messages_are_counted_in_the_list_and_in_the_title(talk: Talk) -> None:
    await talk.alice.goto("/rooms")
    row = talk.alice.get_by_role("link").filter(has_text="test_unread_messages")
    await expect(row).to_be_visible()
    for text in ("one", "two"):
        await say(talk.bob, talk.room, text)
    await expect(row.get_by_label("2 unread messages")).to_be_visible()
    await expect(talk.alice).to_have_title(re.compile(r"^\(\d+\) "))
    await row.click()
    await expect(messages(talk.alice, "two")).to_have_count(1)
    await expect(row.get_by_label("unread")).to_have_count(0)


async def test_what_came_while_away_stands_under_a_divider(talk: Talk) -> None:
    await talk.alice.goto("/rooms")
    await say(talk.bob, talk.room, "news")
    await talk.alice.goto(talk.path)
    await expect(messages(talk.alice, "news")).to_have_count(1)
    await expect(talk.alice.get_by_role("separator").filter(has_text="New")).to_be_visible()


async def test_old_messages_are_read_in_page_by_page_and_a_button_leads_back(talk: Talk) -> None:
    await talk.alice.goto("/rooms")
    for number in range(120):
        await say(talk.bob, talk.room, f"story {number:03}")
    await talk.bob.reload()
    await expect(messages(talk.bob, "story 119")).to_be_visible()
    await talk.bob.get_by_role("region", name="Messages").hover()
    while not await messages(talk.bob, "story 000").count():
        await talk.bob.mouse.wheel(0, -3_000)
        await talk.bob.wait_for_timeout(50)
    await expect(talk.bob.get_by_text("This is the beginning of the workroom")).to_be_visible()
    await talk.bob.get_by_role("button", name="To the newest message").click()
    await expect(messages(talk.bob, "story 119")).to_be_in_viewport()
    await expect(field(talk.bob)).to_be_visible()


async def test_somebody_who_reads_back_is_told_of_new_messages_and_not_moved(talk: Talk) -> None:
    for number in range(60):
        await say(talk.bob, talk.room, f"page {number:02}")
    await talk.alice.reload()
    await expect(messages(talk.alice, "page 59")).to_be_visible()
    await talk.alice.get_by_role("region", name="Messages").hover()
    await talk.alice.mouse.wheel(0, -800)
    await expect(talk.alice.get_by_role("button", name="To the newest message")).to_be_visible()
    await say(talk.bob, talk.room, "something new")
    button = talk.alice.get_by_role("button", name="1 new message")
    await expect(button).to_be_visible()
    await button.click()
    await expect(messages(talk.alice, "something new")).to_be_in_viewport(ratio=0.95)


async def test_the_end_stays_in_view_while_long_messages_arrive(talk: Talk) -> None:
    for number in range(6):
        await say(talk.bob, talk.room, f"long {number}\n" + "word " * 400)
    await expect(messages(talk.alice, "long 5")).to_have_count(1)
    await say(talk.bob, talk.room, "and the end")
    await expect(messages(talk.alice, "and the end")).to_be_in_viewport(ratio=0.95)
