"""Files in messages: one brings them, the other sees them."""

from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.chat.conftest import messages
from tests.e2e.files.conftest import DRAWN, Shared, attach, card, chip, picture, send, text_file


async def test_a_picture_sent_with_words_appears_on_the_other_screen_with_its_preview(shared: Shared) -> None:
    await attach(shared.alice, [picture("dish.png", "teal")])
    await send(shared.alice, "The first dish")
    message = messages(shared.bob, "The first dish")
    await expect(message.get_by_role("figure", name="dish.png")).to_be_visible()
    drawn = message.locator("img[src*=preview]")
    await expect(drawn).to_be_visible()
    await expect(drawn).to_have_js_property("naturalWidth", 480, timeout=DRAWN)
    await message.get_by_role("button", name="dish.png", exact=True).click()
    large = shared.bob.get_by_role("dialog").get_by_role("img", name="dish.png")
    await expect(large).to_have_js_property("naturalWidth", 640, timeout=DRAWN)


async def test_what_is_downloaded_is_what_was_sent_and_both_see_who_got_it(shared: Shared) -> None:
    await attach(shared.alice, [text_file("notes.txt", "Soup, fish, cake")])
    await send(shared.alice)
    async with shared.bob.expect_download() as download:
        await shared.bob.get_by_role("button", name="Download notes.txt").click()
    got = await download.value
    assert got.suggested_filename == "notes.txt"
    assert (await got.path()).read_text() == "Soup, fish, cake"
    await shared.alice.get_by_role("button", name="notes.txt", exact=True).click()
    await expect(shared.alice.get_by_text("Bob downloaded version 1")).to_be_visible()
    await expect(shared.alice.get_by_role("dialog").get_by_text("Soup, fish, cake")).to_be_visible()


async def test_files_are_dropped_and_pasted(shared: Shared) -> None:
    alice = shared.alice
    held = await alice.evaluate_handle(
        "() => { const held = new DataTransfer();"
        "held.items.add(new File(['from the desk'], 'dropped.txt', { type: 'text/plain' })); return held }"
    )
    await alice.dispatch_event("h1", "dragenter", {"dataTransfer": held})
    await expect(alice.get_by_text("Drop files here")).to_be_visible()
    await alice.dispatch_event("h1", "drop", {"dataTransfer": held})
    await expect(alice.get_by_text("Drop files here")).to_have_count(0)
    await expect(chip(alice, "dropped.txt").get_by_text("There")).to_be_visible()
    await alice.get_by_role("textbox", name="Write a message").evaluate(
        "field => { const held = new DataTransfer(); held.items.add(new File(['x'], 'pasted.txt'));"
        "field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: held, bubbles: true })) }"
    )
    await expect(chip(alice, "pasted.txt").get_by_text("There")).to_be_visible()
    await send(alice)
    message = messages(shared.bob, "pasted.txt")
    await expect(message.get_by_role("figure")).to_have_count(2)


async def test_a_name_that_is_taken_becomes_a_new_version_where_that_is_wanted(shared: Shared) -> None:
    await attach(shared.alice, [text_file("plan.txt", "first")])
    await send(shared.alice)
    await expect(card(shared.bob, "plan.txt")).to_have_count(1)
    await attach(shared.alice, [text_file("plan.txt", "second")])
    another = chip(shared.alice, "plan.txt").get_by_role("button", name="Make it a new version")
    await another.wait_for()
    assert await faults(shared.alice) == []
    await another.click()
    await send(shared.alice, "With the other colours")
    newer = messages(shared.bob, "With the other colours")
    await expect(newer.get_by_text("Version 2")).to_be_visible()
    await newer.get_by_role("button", name="plan.txt", exact=True).click()
    dialog = shared.bob.get_by_role("dialog")
    await expect(dialog.get_by_text("second", exact=True)).to_be_visible()
    await dialog.get_by_role("button", name="Version 1", exact=True).click()
    await expect(dialog.get_by_text("first", exact=True)).to_be_visible()


async def test_a_deleted_file_leaves_a_tombstone_on_both_screens(shared: Shared) -> None:
    await attach(shared.alice, [text_file("draft.txt", "too early")])
    await send(shared.alice)
    await shared.alice.get_by_role("button", name="draft.txt", exact=True).click()
    await shared.alice.get_by_role("button", name="Delete version 1", exact=True).click()
    question = shared.alice.get_by_role("dialog", name="Delete version 1 of draft.txt?")
    await question.get_by_role("button", name="Delete", exact=True).click()
    await expect(card(shared.bob, "draft.txt").get_by_text("Deleted by Alice")).to_be_visible()
    await expect(shared.bob.get_by_role("button", name="Download draft.txt")).to_have_count(0)
    await expect(shared.alice.get_by_text("The file was deleted; only its record is left.")).to_be_visible()
