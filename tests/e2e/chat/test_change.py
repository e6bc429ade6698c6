"""Replying, editing and deleting."""

from playwright.async_api import expect

from tests.e2e.chat.conftest import Talk, choose, field, messages, write


async def test_a_reply_shows_what_it_answers_and_leads_there(talk: Talk) -> None:
    await write(talk.alice, "Is Friday fine?")
    await choose(talk.bob, "Is Friday fine?", "Reply")
    await write(talk.bob, "Friday it is")
    quote = messages(talk.alice, "Friday it is").get_by_role("button", name="Reply to Alice")
    await expect(quote).to_contain_text("Is Friday fine?")
    await quote.click()
    await expect(messages(talk.alice, "Is Friday fine?").first).to_be_in_viewport()


async def test_an_edit_is_seen_by_both_with_its_history(talk: Talk) -> None:
    await write(talk.alice, "Meet at nine")
    await choose(talk.alice, "Meet at nine", "Edit")
    editor = talk.alice.get_by_role("textbox", name="Editing your message")
    await editor.fill("Meet at ten")
    await editor.press("Enter")
    row = messages(talk.bob, "Meet at ten")
    await expect(row).to_have_count(1)
    await row.get_by_role("button", name="edited").click()
    versions = talk.bob.get_by_role("dialog", name="Versions of this message")
    await expect(versions.get_by_text("Meet at nine")).to_be_visible()


async def test_arrow_up_edits_my_last_message_and_escape_leaves_it(talk: Talk) -> None:
    await write(talk.alice, "A tpyo")
    await expect(messages(talk.alice, "A tpyo").get_by_role("img", name="Read by Bob")).to_be_visible()
    await field(talk.alice).press("ArrowUp")
    editor = talk.alice.get_by_role("textbox", name="Editing your message")
    await expect(editor).to_have_value("A tpyo")
    await editor.press("Escape")
    await expect(field(talk.alice)).to_have_value("")


async def test_a_deleted_message_leaves_its_place_and_none_of_its_words(talk: Talk) -> None:
    await write(talk.alice, "Too much said")
    await expect(messages(talk.bob, "Too much said")).to_have_count(1)
    await choose(talk.alice, "Too much said", "Delete")
    await talk.alice.get_by_role("dialog").get_by_role("button", name="Delete").click()
    for page in (talk.alice, talk.bob):
        await expect(messages(page, "This message was deleted.")).to_have_count(1)
        await expect(messages(page, "Too much said")).to_have_count(0)
