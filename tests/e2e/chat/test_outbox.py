"""What is written without a connection."""

from playwright.async_api import expect

from tests.e2e.chat.conftest import Talk, field, messages, write


async def test_what_is_written_offline_is_sent_once_later_in_order(new_talk: Talk) -> None:
    await new_talk.alice.context.set_offline(True)
    for text in ("while away 1", "while away 2", "while away 3"):
        await write(new_talk.alice, text)
    await expect(new_talk.alice.get_by_text("3 messages are kept and will be sent later")).to_be_visible()
    await expect(messages(new_talk.alice, "while away").get_by_role("img", name="Kept")).to_have_count(3)
    await expect(messages(new_talk.alice, "while away 3")).to_be_in_viewport(ratio=0.95)
    await new_talk.alice.context.set_offline(False)
    rows = messages(new_talk.bob, "while away")
    await expect(rows).to_have_count(3)
    assert [text[-1] for text in await rows.all_inner_texts()] == ["1", "2", "3"]
    await expect(messages(new_talk.alice, "while away")).to_have_count(3)


async def test_it_is_sent_by_the_next_tab_when_the_first_was_closed(new_talk: Talk) -> None:
    context = new_talk.alice.context
    await context.set_offline(True)
    await write(new_talk.alice, "before I closed it")
    await expect(messages(new_talk.alice, "before I closed it")).to_have_count(1)
    await new_talk.alice.close()
    await context.set_offline(False)
    tab = await context.new_page()
    await tab.goto(new_talk.path)
    await expect(messages(new_talk.bob, "before I closed it")).to_have_count(1)
    await expect(messages(tab, "before I closed it")).to_have_count(1)


async def test_of_two_tabs_one_sends_what_both_wrote(new_talk: Talk) -> None:
    context = new_talk.alice.context
    other = await context.new_page()
    await other.goto(new_talk.path)
    await expect(field(other)).to_be_visible()
    await context.set_offline(True)
    await write(new_talk.alice, "from one tab")
    await write(other, "from the other tab")
    await expect(messages(other, "from one tab")).to_have_count(1)
    await context.set_offline(False)
    for page in (new_talk.bob, new_talk.alice, other):
        await expect(messages(page, "from one tab")).to_have_count(1)
        await expect(messages(page, "from the other tab")).to_have_count(1)


async def test_what_the_server_refuses_says_why_and_can_be_discarded(new_talk: Talk) -> None:
    await write(new_talk.alice, "turn \u202e around")
    row = messages(new_talk.alice, "turn")
    await expect(row.get_by_role("alert")).to_contain_text("reverse the reading order")
    await row.get_by_role("button", name="Discard").click()
    await expect(row).to_have_count(0)
