from typing import Any

import pytest

from proof.deals import Deal
from proof.fold import fold, view_of
from tests.proof.test_fold import ME, event, room


def milestone(state: str = "draft", **more: Any) -> dict[str, Any]:
    return {
        "id": "logo", "position": 1, "state": state, "whose": "client", "paying": None, "submissions": [],
        "may": [], **more,
    }  # fmt: skip


def payment(state: str) -> dict[str, Any]:
    return {"id": "paid", "kind": "funding", "state": state, "milestones": ["logo"]}


SHEET = {"id": "sheet", "downloads": 0}
HANDED_IN = milestone("submitted", submissions=[{"number": 1, "files": [SHEET]}], position=2)
HISTORY = [
    event(2, "milestone.proposed", id="logo", milestone=milestone(), money={"held": 0}),
    event(3, "milestones.ordered", ids=["poster", "logo"]),
    event(4, "payment.started", id="paid", payment=payment("processing"), money={"held": 0}),
]
LATER = [
    event(5, "payment.succeeded", id="paid", payment=payment("succeeded"), money={"held": 500}),
    event(6, "milestone.funded", id="logo", payment="paid", milestone=None, money=None),
    event(7, "milestone.submitted", id="logo", number=1, milestone=HANDED_IN, money={"held": 500}),
    event(8, "file.downloaded", id="sheet", version=SHEET | {"downloads": 1}),
]


def told(history: list[dict[str, Any]]) -> Deal:
    deal: Deal = fold(view_of(room(1), [], None, {"milestones": {}, "money": {"held": 0}}), history, ME)[
        "deal"
    ]
    return deal


def test_what_is_being_paid_for_is_nobodys_turn() -> None:
    [one] = told(HISTORY)["milestones"].values()
    assert (one["paying"], one["whose"], one["position"]) == ("paid", None, 2)
    failed = event(5, "payment.changed", id="paid", payment=payment("failed"), money={"held": 0})
    [one] = told([*HISTORY, failed])["milestones"].values()
    assert (one["paying"], one["whose"]) == (None, "client")


def test_events_tell_milestones_their_files_and_money_as_they_stand() -> None:
    deal = told([*HISTORY, *LATER])
    [one] = deal["milestones"].values()
    assert one["state"] == "submitted"
    assert one["submissions"][0]["files"] == [SHEET | {"downloads": 1}]
    assert deal["money"] == {"held": 500}
    assert LATER[2]["data"]["milestone"]["submissions"][0]["files"] == [SHEET]


def test_a_message_says_a_file_that_was_handed_in() -> None:
    said = event(9, "message.posted", text="Look.", reply_to=None, files=[SHEET | {"said": 9}])
    [one] = told([*HISTORY, *LATER, said])["milestones"].values()
    assert one["submissions"][0]["files"] == [SHEET | {"said": 9}]


@pytest.mark.parametrize("history", [HISTORY, LATER[2:]])
def test_an_event_that_was_lost_makes_another_deal(history: list[dict[str, Any]]) -> None:
    def renumbered(some: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**each, "seq": number} for number, each in enumerate(some, 2)]

    whole = told(renumbered(history))
    for lost in history:
        assert told(renumbered([each for each in history if each is not lost])) != whole
