"""Frames that are no good command, over a real socket."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from uuid_utils.compat import uuid7
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from collab import limits
from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.live.conftest import Enter
from tests.live.tab import Refusal

ID = "01930000-0000-7000-8000-000000000001"
ROOM = "01930000-0000-7000-8000-000000000002"


def request(**changes: Any) -> dict[str, Any]:
    whole = {"jsonrpc": "2.0", "id": ID, "method": "read.mark", "params": {"room": ROOM, "seq": 1}} | changes
    return {name: value for name, value in whole.items() if value is not ...}


@pytest.mark.parametrize(
    ("frame", "number", "answers_to"),
    [
        ("", -32700, None),
        ("{", -32700, None),
        ('{"jsonrpc":"2.0",}', -32700, None),
        ("[" * 100 + "]" * 100, -32700, None),
        ("[" * 20_000, -32700, None),
        ('{"a":' * 30 + "1" + "}" * 30, -32700, None),
        ("NaN", -32700, None),
        (b"\x00\x01", -32600, None),
        (b'{"jsonrpc":"2.0"}', -32600, None),
        ("null", -32600, None),
        ("[]", -32600, None),
        (json.dumps([request()]), -32600, None),
        (request(jsonrpc="1.0"), -32600, None),
        (request(jsonrpc=...), -32600, None),
        (request(method=7), -32600, None),
        (request(more=1), -32600, ID),
        (request(id=...), -32600, None),
        (request(id=None), -32600, None),
        (request(id=7), -32600, 7),
        (request(id="seven"), -32600, "seven"),
        (request(id=["x"]), -32600, None),
        (request(method="typing", params={"room": ROOM}), -32600, ID),
        (request(method="rooms.burn"), -32601, ID),
        (request(method="__init__"), -32601, ID),
        (request(params=...), -32602, ID),
        (request(params=[ROOM, 1]), -32602, ID),
        (request(params={"room": ROOM}), -32602, ID),
        (request(params={"room": ROOM, "seq": 1, "extra": 1}), -32602, ID),
        (request(params={"room": "lobby", "seq": 1}), -32602, ID),
        (request(params={"room": ROOM, "seq": "1"}), -32602, ID),
        (request(params={"room": ROOM, "seq": 1.5}), -32602, ID),
        (request(params={"room": ROOM, "seq": True}), -32602, ID),
        (request(params={"room": ROOM, "seq": -1}), -32602, ID),
        (request(params={"room": ROOM, "seq": 2**60}), -32602, ID),
        (request(method="message.post", params={"room": ROOM, "text": 5}), -32602, ID),
        (request(method="message.post", params={"room": ROOM, "text": None}), -32602, ID),
        (request(method="rooms.open", params={"rooms": {"lobby": 0}}), -32602, ID),
        (request(method="rooms.open", params={"rooms": {ROOM: None}}), -32602, ID),
    ],
)
def test_a_bad_frame_is_answered_and_the_socket_goes_on(
    frame: Any, number: int, answers_to: Any, alice: Person, enter: Enter
) -> None:
    tab = enter(alice)
    tab.send(frame)
    with pytest.raises(Refusal) as why:
        tab.answer(answers_to)
    assert why.value.number == number
    assert why.value.sentence
    assert tab.ask("rooms.open", rooms={})["epoch"]


def test_a_frame_that_is_too_big_closes_the_socket(alice: Person, enter: Enter) -> None:
    tab = enter(alice)
    tab.send("x" * (limits.FRAME_BYTES + 1))
    assert tab.closed() == 1009


def test_a_big_frame_of_few_characters_is_too_big_too(alice: Person, enter: Enter) -> None:
    tab = enter(alice)
    tab.send(json.dumps({"text": "€" * (limits.FRAME_BYTES // 2)}, ensure_ascii=False))
    assert tab.closed() == 1009


def test_a_megabyte_of_text_closes_the_socket_and_not_the_server(alice: Person, enter: Enter) -> None:
    tab = enter(alice)
    tab.send("x" * 1_000_000)
    assert tab.closed() == 1009
    assert enter(alice).ask("rooms.open", rooms={})["epoch"]


def test_too_many_bad_frames_close_the_socket(alice: Person, enter: Enter) -> None:
    tab = enter(alice)
    for _ in range(limits.BAD_FRAMES + 1):
        tab.send("nonsense")
    assert tab.closed() == 1008
    assert tab.told("bye")["retry_after"] > 0


def test_bad_frames_of_one_socket_are_not_held_against_the_next(alice: Person, enter: Enter) -> None:
    for _ in range(5):
        with enter(alice) as tab:
            for _ in range(limits.BAD_FRAMES // 2):
                tab.send("nonsense")
            assert tab.ask("rooms.open", rooms={})["epoch"]


def test_a_flood_of_good_frames_closes_the_socket(alice: Person, enter: Enter) -> None:
    tab = enter(alice)
    frame = json.dumps({"jsonrpc": "2.0", "method": "presence", "params": {"state": "online"}})
    with suppress(ConnectionClosed):
        for _ in range(20 * limits.FRAMES_PER_SECOND):
            tab.send(frame)
    assert tab.closed() in (1008, 1006)


def test_an_unknown_path_opens_nothing(alice: Person, enter: Enter) -> None:
    with pytest.raises(Refusal) as why:
        enter(alice).ask("message.burn", uuid7())
    assert why.value.number == -32601


def post(room: Room, text: str) -> str:
    params = {"room": str(room.public_id), "text": text}
    return json.dumps({"jsonrpc": "2.0", "id": str(uuid7()), "method": "message.post", "params": params})


def texts(events: list[dict[str, Any]]) -> list[str]:
    return [event["data"]["text"] for event in events]


def test_frames_that_come_in_pieces_are_heard_whole_and_in_order(
    alice: Person, room: Room, enter: Enter
) -> None:
    tab = enter(alice, room)
    words = ["Part 0", "Part 1", "Part 2"]
    frames = b"".join(Frame(Opcode.TEXT, post(room, each).encode()).serialize(mask=True) for each in words)
    for start in range(0, len(frames), 150):
        tab.socket.socket.sendall(frames[start : start + 150])
        time.sleep(0.02)
    tab.send(post(room, "Whole again"))
    assert texts(tab.events(room.public_id, 4)) == [*words, "Whole again"]


def test_a_message_in_fragments_with_a_ping_between_is_heard(alice: Person, room: Room, enter: Enter) -> None:
    tab = enter(alice, room)
    text = post(room, "In two").encode()
    for frame in (
        Frame(Opcode.TEXT, text[:40], fin=False),
        Frame(Opcode.PING, b"still there?"),
        Frame(Opcode.CONT, text[40:]),
    ):
        tab.socket.socket.sendall(frame.serialize(mask=True))
    tab.send(post(room, "In one"))
    assert texts(tab.events(room.public_id, 2)) == ["In two", "In one"]


def test_bytes_that_are_no_text_close_the_socket(alice: Person, enter: Enter) -> None:
    tab = enter(alice)
    tab.socket.socket.sendall(Frame(Opcode.TEXT, b"\xff\xfe").serialize(mask=True))
    assert tab.closed() in (1007, 1006)  # daphne hangs up without a word
