from collab import limits
from collab.accounts.models import Person
from collab.workrooms.models import Member, Room
from tests.live.conftest import Enter
from tests.live.tab import Frame, Tab
from tests.workrooms import story


def signal(tab: Tab, kind: str, by: Person) -> Frame:
    return tab.told(
        "room.signal", lambda params: params["kind"] == kind and params["by"] == str(by.public_id)
    )


def test_typing_is_shown_to_the_others(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    hers.tell("typing", room=room.public_id)
    assert signal(his, "typing", alice)["room"] == str(room.public_id)


def test_strangers_observers_and_readers_do_not_type(
    alice: Person, bob: Person, charlie: Person, room: Room, enter: Enter
) -> None:
    dana = story.guest(alice, room, "observer")
    his = enter(bob, room)
    for tab in (enter(charlie), enter(dana, room), enter(alice, room, scope="read")):
        tab.tell("typing", room=room.public_id)
        tab.ask("rooms.close", rooms=[])
    his.tell("presence", state="online")
    his.ask("rooms.close", rooms=[])
    assert not [f for f in his.heard if f.get("method") == "room.signal" and f["params"]["kind"] == "typing"]


def test_who_comes_is_seen_and_sees_who_is_there(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    hers = enter(alice, room)
    his = enter(bob, room)
    assert signal(hers, "presence", bob)["state"] == "online"
    assert signal(his, "presence", alice)["state"] == "online"


def test_away_counts_only_when_every_tab_is_away(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    his, one, two = enter(bob, room), enter(alice, room), enter(alice, room)
    assert signal(his, "presence", alice)["state"] == "online"
    one.tell("presence", state="away")
    one.ask("rooms.close", rooms=[])
    two.tell("presence", state="away")
    assert signal(his, "presence", alice)["state"] == "away"


def test_who_leaves_is_offline_a_moment_later(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    his, hers = enter(bob, room), enter(alice, room)
    assert signal(his, "presence", alice)["state"] == "online"
    hers.socket.close()
    assert signal(his, "presence", alice)["state"] == "offline"


def test_what_reached_a_device_is_told_and_kept(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    seq = hers.ask("message.post", room=room.public_id, text="Hello")["seq"]
    his.events(room.public_id, 1)
    his.tell("delivered", room=room.public_id, seq=seq)
    assert signal(hers, "delivered", bob)["seq"] == seq
    his.tell("delivered", room=room.public_id, seq=seq - 1)
    his.tell("delivered", room=room.public_id, seq=seq + 1_000)
    seq = hers.ask("message.post", room=room.public_id, text="Hello again")["seq"]
    his.events(room.public_id, 1)
    his.tell("delivered", room=room.public_id, seq=seq)
    assert signal(hers, "delivered", bob)["seq"] == seq
    while Member.objects.get(room=room, person=bob).delivered_seq != seq:
        hers.silent("nothing", 0.1)


def test_signals_beyond_the_limit_are_dropped(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    for _ in range(5 * limits.SIGNALS_PER_SECOND):
        hers.tell("typing", room=room.public_id)
    hers.ask("message.post", room=room.public_id, text="that is all")
    his.events(room.public_id, 1)
    typing = [f for f in his.heard if f.get("method") == "room.signal" and f["params"]["kind"] == "typing"]
    assert 1 <= len(typing) < 5 * limits.SIGNALS_PER_SECOND


def test_heads_are_told_now_and_then(alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice, room)
    frame = tab.hear(lambda frame: frame.get("method") == "heads", limits.HEADS_SECONDS + 10)
    assert frame["params"] == {str(room.public_id): room.head}
