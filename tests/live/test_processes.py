"""Several servers on one database, and parts of the system that go away and come back."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from collab.accounts.models import Person
from collab.chat.models import Message
from collab.workrooms.models import Member, Room
from tests.live.conftest import Enter
from tests.live.site import Site, environment
from tests.live.tab import Tab
from tests.services import Valkey

pytestmark = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite serves a single process")
__all__ = ["connection"]
Pair = tuple[Site, Site]


@pytest.fixture(scope="module")
def valkey() -> Iterator[Valkey]:
    """A Valkey of these tests' own, to be stopped and started."""
    with Valkey() as valkey:
        yield valkey


@pytest.fixture(scope="module")
def pair(valkey: Valkey, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two servers: one of each kind."""
    folder: Callable[[], Path] = lambda: tmp_path_factory.mktemp("site")  # noqa: E731
    one, two = (environment(folder()) | {"REDIS_URL": valkey.url} for _ in range(2))
    with Site("uvicorn", one) as first, Site("daphne", two) as second:
        yield first, second


def typing(tab: Tab, by: Person) -> None:
    tab.told("room.signal", lambda params: params["kind"] == "typing" and params["by"] == str(by.public_id))


def test_members_on_two_servers_are_in_one_room(
    alice: Person, bob: Person, room: Room, pair: Pair, enter_at: Enter
) -> None:
    hers, his = enter_at(pair[0], alice, room), enter_at(pair[1], bob, room)
    for number in range(10):
        for tab in (hers, his):
            tab.ask("message.post", room=room.public_id, text=f"number {number}")
    heard = [tab.events(room.public_id, 20) for tab in (hers, his)]
    assert heard[0] == heard[1]
    assert [event["seq"] for event in heard[0]] == list(range(room.head + 1, room.head + 21))


def test_signals_cross_from_one_to_the_other(
    alice: Person, bob: Person, room: Room, pair: Pair, enter_at: Enter
) -> None:
    hers, his = enter_at(pair[0], alice, room), enter_at(pair[1], bob, room)
    for tab, other in ((hers, bob), (his, alice)):
        presence = tab.told("room.signal", lambda p, by=other: p["by"] == str(by.public_id))
        assert presence["state"] == "online"
    hers.tell("typing", room=room.public_id)
    typing(his, alice)
    his.socket.close()
    gone = hers.told("room.signal", lambda p: p["by"] == str(bob.public_id) and p["state"] == "offline")
    assert gone["kind"] == "presence"


def test_a_mark_of_delivery_is_kept_by_whichever_server_heard_it(
    alice: Person, bob: Person, room: Room, pair: Pair, enter_at: Enter
) -> None:
    hers, his = enter_at(pair[0], alice, room), enter_at(pair[1], bob, room)
    seq = hers.ask("message.post", room=room.public_id, text="Hello")["seq"]
    his.events(room.public_id, 1)
    his.tell("delivered", room=room.public_id, seq=seq)
    assert hers.told("room.signal", lambda p: p["kind"] == "delivered")["seq"] == seq
    while Member.objects.get(room=room, person=bob).delivered_seq != seq:
        time.sleep(0.1)


def test_without_valkey_nothing_fails_and_with_it_again_all_is_well(
    alice: Person, bob: Person, room: Room, pair: Pair, valkey: Valkey, enter_at: Enter
) -> None:
    hers, his = enter_at(pair[0], alice, room), enter_at(pair[1], bob, room)
    with valkey.down():
        for number in range(3):
            hers.ask("message.post", room=room.public_id, text=f"dark {number}")
        assert [event["data"]["text"] for event in his.events(room.public_id, 3)] == [
            "dark 0",
            "dark 1",
            "dark 2",
        ]
    # Typing is nowhere but in the layer: when it arrives, the layer works again.
    for _ in range(100):
        hers.tell("typing", room=room.public_id)
        if not his.silent("room.signal", 0.3):
            break
    else:
        pytest.fail("the layer did not heal")
    his.ask("message.post", room=room.public_id, text="light")
    assert hers.events(room.public_id, 4)[-1]["data"]["text"] == "light"


def test_one_sees_the_same_order_as_everybody_whoever_writes_at_once(
    alice: Person, bob: Person, room: Room, pair: Pair, enter_at: Enter
) -> None:
    tabs = [enter_at(at, person, room) for at in pair for person in (alice, bob)]
    frames = []
    for tab in tabs:
        for number in range(7):
            frames.append((tab, number))
    for tab, number in frames:
        tab.ask("message.post", room=room.public_id, text=str(number))
    heard = [tab.events(room.public_id, len(frames)) for tab in tabs]
    assert all(each == heard[0] for each in heard)
    assert Message.objects.count() == len(frames)
