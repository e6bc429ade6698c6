import json
from uuid import UUID

import httpx
import pytest
from uuid_utils.compat import uuid7
from websockets.frames import Frame, Opcode

from collab import limits, wire
from collab.accounts.actions import make_token
from collab.accounts.models import Person
from collab.chat.models import Message
from collab.workrooms import actions
from collab.workrooms.models import Room
from tests.live.conftest import Enter
from tests.live.site import Site
from tests.live.tab import Refusal
from tests.workrooms import story


def test_a_message_reaches_both_and_its_sender_knows_its_number(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    done = hers.ask("message.post", room=room.public_id, text="Good morning")
    assert done["seq"] == room.head + 1
    for tab in (hers, his):
        (event,) = tab.events(room.public_id, 1)
        assert event == {
            "seq": done["seq"], "at": done["at"], "by": str(alice.public_id), "kind": "message.posted",
            "data": {"text": "Good morning", "reply_to": None},
        }  # fmt: skip


def test_what_the_socket_tells_at_once_is_what_the_log_tells_later(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    tab = enter(alice, room)
    tab.ask("message.post", room=room.public_id, text="Hello")
    (live,) = tab.events(room.public_id, 1)
    (replayed,) = (late := enter(bob)).open(room.public_id, room.head) and late.events(room.public_id, 1)
    assert live == replayed
    assert wire.Event.model_validate_json(json.dumps(live))


def test_both_doors_give_the_same_answer_to_the_same_id(
    alice: Person, room: Room, enter: Enter, site: Site
) -> None:
    tab, id = enter(alice, room), str(uuid7())
    first = tab.ask("message.post", id, room=room.public_id, text="Once")
    _, secret = make_token(alice, name="other door", scope="write")
    again = httpx.post(
        f"{site.url}/api/v1/rooms/{room.public_id}/messages", json={"text": "Once"},
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": id},
    )  # fmt: skip
    assert (again.status_code, again.json()) == (201, first)
    events = httpx.get(
        f"{site.url}/api/v1/rooms/{room.public_id}/events?after={room.head}",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip
    assert events.json()["items"] == tab.events(room.public_id, 1)


def test_many_messages_of_many_get_numbers_without_gaps(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    tabs = [enter(person, room) for person in (alice, bob)]
    ids = [str(uuid7()) for _ in range(limits.MESSAGES_BURST)]
    for number, id in enumerate(ids):
        for tab in tabs:
            tab.send(
                {"jsonrpc": "2.0", "id": id, "method": "message.post",
                 "params": {"room": str(room.public_id), "text": f"number {number}"}}
            )  # fmt: skip
    seqs = [tab.answer(id)["seq"] for tab in tabs for id in ids]
    assert sorted(seqs) == list(range(room.head + 1, room.head + 1 + 2 * len(ids)))
    for tab in tabs:
        assert [event["seq"] for event in tab.events(room.public_id, len(seqs))] == sorted(seqs)


def test_the_same_id_again_gets_the_first_answer_and_writes_nothing(
    alice: Person, room: Room, enter: Enter
) -> None:
    tab, id = enter(alice, room), uuid7()
    answers = [tab.ask("message.post", id, room=room.public_id, text="Once") for _ in range(3)]
    assert answers == [answers[0]] * 3
    assert Message.objects.count() == 1


def test_the_same_id_twice_in_one_breath_writes_once(alice: Person, room: Room, enter: Enter) -> None:
    tab, id = enter(alice, room), str(uuid7())
    frame = {"jsonrpc": "2.0", "id": id, "method": "message.post",
             "params": {"room": str(room.public_id), "text": "Once"}}  # fmt: skip
    for _ in range(5):
        tab.send(frame)
    assert len({json.dumps(tab.answer(id)) for _ in range(5)}) == 1
    assert Message.objects.count() == 1


def test_the_same_id_with_other_words_is_refused(alice: Person, room: Room, enter: Enter) -> None:
    tab, id = enter(alice, room), uuid7()
    tab.ask("message.post", id, room=room.public_id, text="One thing")
    with pytest.raises(Refusal) as why:
        tab.ask("message.post", id, room=room.public_id, text="Another")
    assert why.value.code == "key.reused"
    with pytest.raises(Refusal) as why:
        tab.ask("message.delete", id, room=room.public_id, seq=3)
    assert why.value.code == "key.reused"


def test_posting_needs_no_open_room_and_keeps_its_order(alice: Person, room: Room, enter: Enter) -> None:
    tab, ids = enter(alice), [str(uuid7()) for _ in range(10)]
    for number, id in enumerate(ids):
        tab.send(
            {"jsonrpc": "2.0", "id": id, "method": "message.post",
             "params": {"room": str(room.public_id), "text": str(number)}}
        )  # fmt: skip
    seqs = [tab.answer(id)["seq"] for id in ids]
    assert seqs == sorted(seqs)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text.empty"),
        (" \n\t ", "text.empty"),
        ("x" * (limits.TEXT_CHARS + 1), "text.too_long"),
        ("nul\x00", "text.control"),
        ("\x1b[31mred", "text.control"),
        ("abc\u202egpj.exe", "text.bidi"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(
    text: str, code: str, alice: Person, room: Room, enter: Enter
) -> None:
    tab = enter(alice, room)
    with pytest.raises(Refusal) as why:
        tab.ask("message.post", room=room.public_id, text=text)
    assert why.value.code == code
    assert why.value.sentence.endswith(".")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "שלום \u2067mixed\u2069 text",
        "👩‍👩‍👧 family",
        "a\u0301 combined",
        "'; DROP TABLE",
        "x" * limits.TEXT_CHARS,
    ],
)
def test_words_of_all_languages_come_as_they_were_written(
    text: str, alice: Person, room: Room, enter: Enter
) -> None:
    tab = enter(alice, room)
    tab.ask("message.post", room=room.public_id, text=text)
    assert tab.events(room.public_id, 1)[0]["data"]["text"] == text
    assert Message.objects.get().text == text


def test_half_a_character_is_no_json(alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice, room)
    frame = {"jsonrpc": "2.0", "id": str(uuid7()), "method": "message.post",
             "params": {"room": str(room.public_id), "text": "HALF"}}  # fmt: skip
    tab.send(json.dumps(frame).replace("HALF", "\\ud800"))
    with pytest.raises(Refusal) as why:
        tab.answer(None)
    assert why.value.number == -32700
    assert not Message.objects.exists()


def test_a_bad_message_hurts_only_itself(alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice, room)
    ids = [str(uuid7()) for _ in range(9)]
    for number, id in enumerate(ids):
        params = {"room": str(room.public_id), "text": "" if number % 3 == 1 else "fine"}
        if number % 3 == 2:
            params["reply_to"] = 1  # type: ignore[assignment]
        tab.send({"jsonrpc": "2.0", "id": id, "method": "message.post", "params": params})
    codes = []
    for id in ids:
        try:
            tab.answer(id)
            codes.append("fine")
        except Refusal as why:
            codes.append(why.code)
    assert codes == ["fine", "text.empty", "message.reply_unknown"] * 3


def test_a_reply_points_to_a_message(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    asked = hers.ask("message.post", room=room.public_id, text="When?")
    his.ask("message.post", room=room.public_id, text="Friday", reply_to=asked["seq"])
    assert hers.events(room.public_id, 2)[1]["data"] == {"text": "Friday", "reply_to": asked["seq"]}


def test_strangers_and_unknown_rooms_look_the_same(charlie: Person, room: Room, enter: Enter) -> None:
    tab = enter(charlie)
    answers = []
    for id in (room.public_id, uuid7()):
        with pytest.raises(Refusal) as why:
            tab.ask("message.post", room=id, text="Let me in")
        answers.append((why.value.code, why.value.sentence))
    assert answers[0] == answers[1] == ("room.not_found", answers[0][1])
    assert not Message.objects.exists()


def test_an_observer_reads_and_does_not_write(alice: Person, room: Room, enter: Enter) -> None:
    dana = story.guest(alice, room, "observer")
    with pytest.raises(Refusal) as why:
        enter(dana, room).ask("message.post", room=room.public_id, text="Hm")
    assert why.value.code == "role.may_not"


def test_nobody_writes_before_the_offer_is_accepted_or_after_the_end(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    offered = story.offer(alice, bob.email)
    tab = enter(alice, offered, room)
    with pytest.raises(Refusal) as why:
        tab.ask("message.post", room=offered.public_id, text="Please")
    assert why.value.code == "room.not_open"
    actions.accept_terms(story.seat(bob, offered), None, version=1)
    assert tab.ask("message.post", room=offered.public_id, text="Welcome")["seq"]

    actions.end(story.seat(alice, room), None, reason="Done")
    with pytest.raises(Refusal) as why:
        tab.ask("message.post", room=room.public_id, text="One more thing")
    assert why.value.code == "room.closed"


def test_a_repeat_after_the_end_still_gets_its_first_answer(alice: Person, room: Room, enter: Enter) -> None:
    tab, id = enter(alice, room), uuid7()
    first = tab.ask("message.post", id, room=room.public_id, text="Before")
    actions.end(story.seat(alice, room), None, reason="Done")
    assert tab.ask("message.post", id, room=room.public_id, text="Before") == first


def test_too_many_messages_are_told_when_to_come_back(alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice, room)
    for number in range(limits.MESSAGES_BURST):
        tab.ask("message.post", room=room.public_id, text=str(number))
    ids = [str(uuid7()) for _ in range(20)]
    for id in ids:
        tab.send(
            {"jsonrpc": "2.0", "id": id, "method": "message.post",
             "params": {"room": str(room.public_id), "text": "more"}}
        )  # fmt: skip
    with pytest.raises(Refusal) as why:
        tab.answer(ids[-1])
    assert why.value.code == "rate.limited"
    assert why.value.retry_after is not None
    assert 0 < why.value.retry_after <= 60


def test_a_token_that_may_only_read_cannot_write(alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice, room, scope="read")
    for method, params in {"message.post": {"text": "Hi"}, "message.edit": {"seq": 1, "text": "Hi"},
                           "message.delete": {"seq": 1}, "read.mark": {"seq": 1}}.items():  # fmt: skip
        with pytest.raises(Refusal) as why:
            tab.ask(method, room=room.public_id, **params)
        assert why.value.code == "token.read_only"


def test_many_at_once_on_one_socket_are_bounded(alice: Person, enter: Enter) -> None:
    tab, unknown = enter(alice), UUID(int=7)
    ids = [str(uuid7()) for _ in range(limits.COMMANDS_IN_FLIGHT + 50)]
    mark = {"jsonrpc": "2.0", "method": "read.mark", "params": {"room": str(unknown), "seq": 1}}
    frames = [Frame(Opcode.TEXT, json.dumps({**mark, "id": id}).encode()).serialize(mask=True) for id in ids]
    # In one go: a server that is faster than this test would else have answered some before it has them all.
    tab.socket.socket.sendall(b"".join(frames))
    codes = set()
    for id in ids:
        with pytest.raises(Refusal) as why:
            tab.answer(id)
        codes.add(why.value.code)
    assert "socket.busy" in codes
    assert tab.ask("rooms.close", rooms=[])["rooms"] == {}
