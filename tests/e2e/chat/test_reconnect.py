"""The connection breaks and comes back."""

from playwright.async_api import expect

from tests.e2e.chat.conftest import Talk, messages, write
from tests.e2e.rooms import say
from tests.e2e.site import Site


async def test_what_was_said_while_somebody_was_offline_is_there_without_a_reload(new_talk: Talk) -> None:
    await new_talk.alice.context.set_offline(True)
    await expect(new_talk.alice.get_by_text("Not connected.")).to_be_visible()
    await say(new_talk.bob, new_talk.room, "you missed this")
    await new_talk.alice.context.set_offline(False)
    await expect(messages(new_talk.alice, "you missed this")).to_have_count(1)
    await expect(new_talk.alice.get_by_text("Not connected.")).to_have_count(0)


async def test_a_restart_of_the_server_is_survived_with_what_was_written_meanwhile(
    new_talk: Talk, site: Site
) -> None:
    site.stop()
    try:
        await write(new_talk.alice, "into the void")
        await expect(messages(new_talk.alice, "into the void")).to_have_count(1)
    finally:
        site.start()
    await expect(messages(new_talk.bob, "into the void")).to_have_count(1)
    await expect(messages(new_talk.alice, "into the void")).to_have_count(1)


async def test_a_session_that_was_ended_leads_to_signing_in(new_talk: Talk) -> None:
    await new_talk.alice.context.clear_cookies()
    await new_talk.alice.context.set_offline(True)
    await new_talk.alice.context.set_offline(False)
    await expect(new_talk.alice.get_by_role("heading", name="Sign in")).to_be_visible()
