"""The connection breaks and comes back."""

from playwright.async_api import expect

from tests.e2e.chat.conftest import Talk, messages, write
from tests.e2e.rooms import say
from tests.e2e.site import Site


async def test_what_was_said_while_somebody_was_offline_is_there_without_a_reload(talk: Talk) -> None:
    await talk.alice.context.set_offline(True)
    await expect(talk.alice.get_by_text("Not connected.")).to_be_visible()
    await say(talk.bob, talk.room, "you missed this")
    await talk.alice.context.set_offline(False)
    await expect(messages(talk.alice, "you missed this")).to_have_count(1)
    await expect(talk.alice.get_by_text("Not connected.")).to_have_count(0)


async def test_a_restart_of_the_server_is_survived_with_what_was_written_meanwhile(
    talk: Talk, site: Site
) -> None:
    site.stop()
    await write(talk.alice, "into the void")
    await expect(messages(talk.alice, "into the void")).to_have_count(1)
    site.start()
    await expect(messages(talk.bob, "into the void")).to_have_count(1)
    await expect(messages(talk.alice, "into the void")).to_have_count(1)


async def test_a_session_that_was_ended_leads_to_signing_in(talk: Talk) -> None:
    await talk.alice.context.clear_cookies()
    await talk.alice.context.set_offline(True)
    await talk.alice.context.set_offline(False)
    await expect(talk.alice.get_by_role("heading", name="Sign in")).to_be_visible()
