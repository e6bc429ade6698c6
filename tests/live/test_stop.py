"""A server that is asked to stop, as at every new version, and one that is killed."""

from collections.abc import Iterator

import pytest
from uuid_utils.compat import uuid7

from collab.accounts.models import Person
from collab.chat.models import Message
from collab.workrooms.models import Room
from tests.live.conftest import Enter
from tests.live.site import Site, environment


@pytest.fixture
def own_site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A production server of this test's own."""
    with Site("uvicorn", environment(tmp_path_factory.mktemp("site"))) as site:
        yield site


def test_every_socket_is_told_and_every_command_answered(
    alice: Person, bob: Person, room: Room, own_site: Site, enter_at: Enter
) -> None:
    tabs = [enter_at(own_site, person, room) for person in (alice, bob)]
    ids = [str(uuid7()) for _ in range(20)]
    for id in ids:
        tabs[0].send(
            {"jsonrpc": "2.0", "id": id, "method": "message.post",
             "params": {"room": str(room.public_id), "text": "last words"}}
        )  # fmt: skip
    tabs[0].answer(ids[0])
    own_site.stop()
    for tab in tabs:
        assert tab.closed() == 1012
        assert tab.told("bye")["retry_after"] > 0
    answered = [frame["id"] for frame in tabs[0].heard if "result" in frame]
    assert Message.objects.count() == 1 + len(answered)


def test_what_was_acknowledged_is_there_after_a_kill(
    alice: Person, room: Room, own_site: Site, enter_at: Enter
) -> None:
    tab = enter_at(own_site, alice, room)
    done = [tab.ask("message.post", room=room.public_id, text=str(n))["seq"] for n in range(10)]
    own_site.kill()
    own_site.start()
    again = enter_at(own_site, alice)
    again.open(room.public_id, room.head)
    assert [event["seq"] for event in again.events(room.public_id, 10)] == done
