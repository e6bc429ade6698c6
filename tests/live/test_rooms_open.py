from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from collab import clock, limits
from collab.accounts.models import Person
from collab.chat.models import Message
from collab.workrooms import actions
from collab.workrooms.models import Event, Room
from tests.live.conftest import Enter
from tests.live.tab import Refusal
from tests.workrooms import story


def history(room: Room, author: Person, count: int, text: str = "") -> None:
    """So many messages more in the room, as if they had been written long ago."""
    room.refresh_from_db()
    seqs = range(room.head + 1, room.head + 1 + count)
    at = clock.now()
    Event.objects.bulk_create(
        [
            Event(room=room, seq=seq, at=at, by=author, kind="message.posted", data={"reply_to": None})
            for seq in seqs
        ]
    )
    Message.objects.bulk_create(
        [Message(room=room, seq=seq, author=author, at=at, text=text or f"message {seq}") for seq in seqs]
    )
    Room.objects.filter(pk=room.pk).update(head=room.head + count)
    room.refresh_from_db()


def test_opening_tells_role_head_and_epoch(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    answer = enter(bob).ask("rooms.open", rooms={str(room.public_id): room.head})
    assert UUID(answer["epoch"])
    assert answer == {
        "epoch": answer["epoch"],
        "rooms": {
            str(room.public_id): {"head": room.head, "role": "freelancer", "reset": False, "error": None}
        },
    }


def test_what_was_missed_follows_once_and_in_order(alice: Person, room: Room, enter: Enter) -> None:
    history(room, alice, 2 * limits.REPLAY_PAGE + 7)
    tab = enter(alice)
    assert tab.open(room.public_id, 5)["head"] == room.head
    events = tab.events(room.public_id, room.head - 5)
    assert [event["seq"] for event in events] == list(range(6, room.head + 1))
    assert events[-1]["data"]["text"] == f"message {room.head}"
    tab.ask("message.post", room=room.public_id, text="live")
    assert tab.events(room.public_id, 1)[0]["seq"] == room.head + 1


@pytest.mark.parametrize("after", [0, 1, 2])
def test_one_can_resume_from_any_point(after: int, alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice)
    tab.open(room.public_id, after)
    if after < room.head:
        assert [e["seq"] for e in tab.events(room.public_id, room.head - after)] == list(
            range(after + 1, room.head + 1)
        )
    tab.ask("message.post", room=room.public_id, text="on we go")
    assert tab.events(room.public_id, 1)[0]["seq"] == room.head + 1


def test_messages_written_during_a_replay_come_after_it(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    history(room, alice, 1_500)
    tab, other = enter(alice), enter(bob)
    tab.open(room.public_id)
    for number in range(20):
        other.ask("message.post", room=room.public_id, text=str(number))
    events = tab.events(room.public_id, room.head + 20)
    assert [event["seq"] for event in events] == list(range(1, room.head + 21))


def test_somebody_very_far_behind_is_asked_to_read_a_snapshot(
    alice: Person, room: Room, enter: Enter
) -> None:
    history(room, alice, limits.REPLAY_EVENTS)
    tab = enter(alice)
    opened = tab.open(room.public_id, 0)
    assert opened["reset"]
    assert opened["head"] == room.head
    assert tab.silent("room.events")
    assert not tab.open(room.public_id, room.head)["reset"]


def test_a_number_from_another_history_asks_for_a_snapshot_too(
    alice: Person, room: Room, enter: Enter
) -> None:
    assert enter(alice).open(room.public_id, room.head + 1)["reset"]


def test_opening_again_begins_anew_and_doubles_nothing(alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice, room)
    tab.open(room.public_id, 0)
    assert [event["seq"] for event in tab.events(room.public_id, room.head)] == list(range(1, room.head + 1))
    tab.ask("message.post", room=room.public_id, text="once")
    tab.events(room.public_id, 1)
    assert tab.silent("room.events")


def test_rooms_of_others_and_rooms_that_do_not_exist_look_the_same(
    charlie: Person, room: Room, enter: Enter
) -> None:
    unknown = uuid7()
    rooms = enter(charlie).ask("rooms.open", rooms={str(room.public_id): 0, str(unknown): 0})["rooms"]
    assert rooms[str(room.public_id)] == rooms[str(unknown)]
    assert rooms[str(unknown)]["error"] == "room.not_found"


def test_a_closed_room_is_heard_no_more(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    hers.ask("rooms.close", rooms=[room.public_id])
    his.ask("message.post", room=room.public_id, text="Anybody?")
    assert hers.silent("room.events")


def test_more_rooms_than_allowed_are_refused(alice: Person, enter: Enter) -> None:
    rooms = {str(UUID(int=number)): 0 for number in range(limits.ROOMS_OPEN + 1)}
    with pytest.raises(Refusal) as why:
        enter(alice).ask("rooms.open", rooms=rooms)
    assert why.value.code == "rooms.too_many"


def test_opening_without_end_is_limited(alice: Person, enter: Enter) -> None:
    tab = enter(alice)
    ids = [str(uuid7()) for _ in range(limits.ACTIONS_PER_MINUTE + 10)]
    for id in ids:
        tab.send({"jsonrpc": "2.0", "id": id, "method": "rooms.open", "params": {"rooms": {}}})
    with pytest.raises(Refusal) as why:
        tab.answer(ids[-1])
    assert why.value.retry_after


def test_one_who_is_removed_hears_that_and_nothing_after(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    dana = story.guest(bob, room, "manager")
    hers, danas = enter(alice, room), enter(dana, room)
    danas.ask("message.post", room=room.public_id, text="Hello from Dana")
    danas.events(room.public_id, 1)
    actions.remove_member(story.seat(bob, room), None, person=dana.public_id)
    hers.ask("message.post", room=room.public_id, text="Between us")
    (last,) = danas.events(room.public_id, 1)
    assert last["kind"] == "member.removed"
    assert danas.silent("room.events", 3)
    for method in ("message.post", "message.edit"):
        with pytest.raises(Refusal) as why:
            danas.ask(
                method, room=room.public_id, text="Me too", **({} if method.endswith("post") else {"seq": 1})
            )
        assert why.value.code == "room.not_found"
    assert danas.open(room.public_id)["error"] == "room.not_found"
    assert not Message.objects.filter(text="Me too").exists()


def test_one_who_comes_back_reads_it_all(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    dana = story.guest(bob, room, "manager")
    actions.remove_member(story.seat(bob, room), None, person=dana.public_id)
    invite = actions.invite(story.seat(bob, room), None, email=dana.email, role="observer")
    actions.accept_invite(dana, None, invite=invite.id)
    room.refresh_from_db()
    tab = enter(dana)
    assert tab.open(room.public_id)["role"] == "observer"
    assert [event["seq"] for event in tab.events(room.public_id, room.head)] == list(range(1, room.head + 1))


def test_what_is_done_over_http_or_by_others_arrives_live(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    tab = enter(bob, room)
    actions.pause(story.seat(alice, room), None, reason="Holidays")
    (event,) = tab.events(room.public_id, 1)
    assert event["kind"] == "contract.paused"
    assert event["data"] == {"reason": "Holidays"}


def test_a_word_deleted_before_somebody_reads_is_not_in_what_they_read(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    hers = enter(alice, room)
    posted = hers.ask("message.post", room=room.public_id, text="a secret")
    hers.ask("message.delete", room=room.public_id, seq=posted["seq"])
    his = enter(bob)
    his.open(room.public_id, room.head)
    events = his.events(room.public_id, 2)
    assert events[0]["data"]["text"] is None
    assert "a secret" not in str(events)
