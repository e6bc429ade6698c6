"""Two people talk live."""

from playwright.async_api import expect

from tests.e2e.chat.conftest import Talk, field, messages, write


async def test_what_one_writes_the_other_reads_at_once_and_both_see_it_once(talk: Talk) -> None:
    await write(talk.alice, "Hello Bob, are you there?")
    await expect(messages(talk.bob, "Hello Bob, are you there?")).to_have_count(1)
    await expect(messages(talk.alice, "Hello Bob, are you there?")).to_have_count(1)
    await write(talk.bob, "Here I am")
    await expect(messages(talk.alice, "Here I am")).to_have_count(1)


async def test_a_message_is_shown_as_read_once_the_other_has_seen_it(talk: Talk) -> None:
    await write(talk.alice, "Look at this")
    row = messages(talk.alice, "Look at this")
    await expect(row.get_by_role("img", name="Read by Bob")).to_be_visible()


async def test_one_sees_that_the_other_is_typing(talk: Talk) -> None:
    typing = talk.alice.get_by_text("Bob is typing…")
    # Nobody hears of a key from before the connection was there; but people go on typing.
    while not await typing.is_visible():
        await field(talk.bob).press_sequentially("I think ")
        await talk.bob.wait_for_timeout(200)


async def test_one_sees_that_the_other_is_here_and_when_they_leave(talk: Talk) -> None:
    people = talk.alice.locator("main").get_by_role("img", name="online")
    await expect(people.first).to_be_visible()
    await talk.bob.close()
    await expect(talk.alice.locator("main").get_by_role("img", name="offline").first).to_be_visible()


async def test_markup_is_words_and_links_lead_out_safely(talk: Talk) -> None:
    await write(talk.alice, "<b>bold?</b> see https://example.com/a?b=1 and javascript:alert(1)")
    row = messages(talk.bob, "<b>bold?</b>")
    await expect(row.get_by_role("link")).to_have_count(1)
    await expect(row.get_by_role("link")).to_have_attribute("href", "https://example.com/a?b=1")
    await expect(row.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer nofollow")


async def test_a_line_break_is_written_with_shift_and_enter(talk: Talk) -> None:
    await field(talk.alice).press_sequentially("first")
    await field(talk.alice).press("Shift+Enter")
    await field(talk.alice).press_sequentially("second")
    await field(talk.alice).press("Enter")
    await expect(messages(talk.bob, "first").get_by_text("first\nsecond")).to_be_visible()


async def test_what_is_half_written_is_still_there_after_a_reload(talk: Talk) -> None:
    await field(talk.alice).fill("To be continued")
    await talk.alice.reload()
    await expect(field(talk.alice)).to_have_value("To be continued")
