from typing import Any

from proof.fold import fold, view_of

ME, OTHER = "me", "other"


def event(number: int, kind: str, /, by: str = OTHER, **data: Any) -> dict[str, Any]:
    return {"seq": number, "at": f"2026-01-01T00:00:{number:02}Z", "by": by, "kind": kind, "data": data}


def room(head: int) -> dict[str, Any]:
    person = {"id": ME, "name": "Me", "time_zone": "UTC", "avatar": None}
    member = {"person": person, "role": "client", "side": "client", "read": 0, "delivered": 7}
    return {
        "head": head, "status": "active", "status_reason": "", "unread": 0, "members": [member],
        "people": [person], "invites": [], "versions": [], "may": ["contract.end"], "role": "client",
    }  # fmt: skip


HISTORY = [
    event(2, "message.posted", text="hello", reply_to=None),
    event(3, "message.posted", text="again", reply_to=2),
    event(4, "message.edited", seq=2, text="hello there"),
    event(5, "message.deleted", seq=3),
    event(6, "read.marked", by=ME, seq=2),
    event(7, "contract.paused", reason="holidays"),
    event(8, "something.new"),
]


def test_events_tell_what_became_of_a_room() -> None:
    view = fold(view_of(room(1), []), HISTORY, ME)
    assert (view["room"]["status"], view["room"]["status_reason"]) == ("paused", "holidays")
    assert view["room"]["members"][ME]["read"] == 2
    assert view["messages"][2]["text"] == "hello there"
    assert view["messages"][3]["text"] is None
    assert view["room"]["unread"] == 0
    assert view["room"]["head"] == 8


def test_an_event_that_was_lost_makes_another_view() -> None:
    whole = fold(view_of(room(1), []), HISTORY, ME)
    for lost in range(len(HISTORY) - 1):
        rest = [dict(each) for each in HISTORY if each is not HISTORY[lost]]
        for number, each in enumerate(rest):
            each["seq"] = number + 2
        try:
            assert fold(view_of(room(1), []), rest, ME) != whole
        except KeyError:
            assert HISTORY[lost]["kind"] == "message.posted"


def test_what_no_event_tells_is_not_compared() -> None:
    other = room(1)
    other["may"], other["members"][0]["delivered"] = [], 0
    assert view_of(other, []) == view_of(room(1), [])
