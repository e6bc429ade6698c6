"""Without a mouse."""

from playwright.async_api import expect

from tests.e2e.chat.conftest import Talk, field, messages, write
from tests.e2e.rooms import workroom


async def test_alt_and_arrows_walk_through_the_rooms(talk: Talk) -> None:
    other = await workroom(talk.alice, talk.bob, "Another room")
    await expect(talk.alice.get_by_role("link").filter(has_text="Another room").first).to_be_visible()
    await field(talk.alice).press("Alt+ArrowUp")
    await expect(talk.alice.get_by_role("heading", level=1)).to_have_text("Another room")
    await talk.alice.keyboard.press("Alt+ArrowDown")
    await expect(talk.alice.get_by_role("heading", level=1)).to_have_text(
        "test_alt_and_arrows_walk_through_the_rooms"
    )
    assert other not in talk.alice.url
    await expect(field(talk.alice)).to_be_focused()


async def test_a_question_mark_shows_the_shortcuts_but_not_while_writing(talk: Talk) -> None:
    await field(talk.alice).press_sequentially("Really?")
    await expect(field(talk.alice)).to_have_value("Really?")
    await talk.alice.get_by_role("button", name="Your menu").focus()
    await talk.alice.keyboard.press("Shift+?")
    shortcuts = talk.alice.get_by_role("dialog", name="Keyboard shortcuts")
    await expect(shortcuts).to_contain_text("Send the message")
    await talk.alice.keyboard.press("Escape")
    await expect(shortcuts).to_be_hidden()


async def test_messages_of_others_are_read_out_and_my_own_are_not(talk: Talk) -> None:
    heard = talk.alice.get_by_role("log")
    await write(talk.alice, "I said this")
    await expect(messages(talk.bob, "I said this")).to_have_count(1)
    await write(talk.bob, "Bob said that")
    await expect(heard).to_have_text("Bob: Bob said that")
