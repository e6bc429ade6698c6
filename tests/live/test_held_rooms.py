"""Messages into a room that somebody else holds wait in order, and hold up nobody else."""

from dataclasses import dataclass
from typing import cast

import pytest

from collab import limits
from collab.chat.actions import Post
from collab.live.batch import Held, Waiting


@dataclass
class Seat:
    room_id: int


def message(room: int, text: str) -> Waiting:
    post = Post(cast("object", Seat(room)), None, text)  # type: ignore[arg-type]
    return Waiting(post, lambda post, outcome: None)


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the clock shows."""
    shown = [100.0]
    monkeypatch.setattr("collab.live.batch.time.monotonic", lambda: shown[0])
    return shown


def test_messages_elsewhere_go_on_while_a_room_is_held(seconds: list[float]) -> None:
    held, one, other = Held(), message(1, "one"), message(2, "other")
    assert held.then([one]) == ([one], [])
    assert held.keep([one], [one]) == []
    assert held.then([other]) == ([other], [])


def test_later_messages_queue_behind_those_that_wait_for_the_same_room(seconds: list[float]) -> None:
    held, one, two, other = Held(), message(1, "one"), message(1, "two"), message(2, "other")
    held.then([one])
    held.keep([one], [one])
    assert held.then([two]) == ([], [])
    held.keep([], [])
    seconds[0] += limits.HELD_ROOM_AGAIN_SECONDS
    assert held.then([other]) == ([other], [one, two])
    held.keep([one, two, other], [])
    assert len(held) == 0


def test_a_room_that_is_held_too_long_gives_its_messages_back(seconds: list[float]) -> None:
    held, one = Held(), message(1, "one")
    held.then([one])
    held.keep([one], [one])
    seconds[0] += limits.HELD_ROOM_SECONDS + 1
    assert held.then([]) == ([], [one])
    assert held.keep([one], [one]) == [one]
    assert len(held) == 0
