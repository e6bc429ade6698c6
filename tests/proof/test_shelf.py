from typing import Any

import pytest

from proof.fold import fold, view_of
from proof.shelf import Shelf, told_of
from tests.proof.test_fold import ME, OTHER, event, room


def version(
    id: str, number: int = 1, *, deleted: bool = False, by: str = OTHER, **more: Any
) -> dict[str, Any]:
    return {
        "id": id, "file": "plan", "number": number, "name": f"plan {number}", "size": 10 * number, "by": by,
        "at": f"2026-01-01T00:00:{number:02}Z", "deleted_at": "2026-01-02T00:00:00Z" if deleted else None, **more,
    }  # fmt: skip


def shelf(*versions: dict[str, Any]) -> Shelf:
    return told_of({"versions": {one["id"]: one for one in versions}, "downloads": []}, {}, ME)


UPLOAD = {"id": "coming", "by": ME, "name": "more", "size": 5, "expires_at": "2026-01-02T00:00:00Z"}
HISTORY = [
    event(2, "upload.started", by=ME, upload=UPLOAD),
    event(3, "file.added", id="a", version=version("a")),
    event(4, "message.posted", text="", reply_to=None, files=[version("a")]),
    event(5, "file.downloaded", by=ME, id="a", file="plan", number=1, version=version("a", downloads=1)),
    event(6, "file.added", id="b", version=version("b", 2)),
    event(7, "file.deleted", id="b", version=version("b", 2, deleted=True)),
]


def test_events_tell_what_became_of_files() -> None:
    view = fold(view_of(room(1), [], shelf()), HISTORY, ME)
    files = view["files"]
    assert (files["names"], files["shown"], files["people"]) == ({"plan": "plan 2"}, ["a"], [OTHER])
    assert (files["count"], files["size"], files["used"], files["mine"]) == (1, 10, 15, 5)
    assert files["downloads"] == [["a", ME, HISTORY[3]["at"]]]
    assert view["messages"][4]["files"] == [version("a", downloads=1)]
    assert [*view["room"]["uploads"]] == ["coming"]


def test_what_has_ended_is_no_longer_on_its_way() -> None:
    history = [HISTORY[0], event(3, "upload.ended", upload="coming", how="cancelled")]
    view = fold(view_of(room(1), [], shelf()), history, ME)
    assert (view["room"]["uploads"], view["files"]["used"]) == ({}, 0)


@pytest.mark.parametrize("lost", range(len(HISTORY)))
def test_an_event_about_files_that_was_lost_makes_another_view(lost: int) -> None:
    whole = fold(view_of(room(1), [], shelf()), HISTORY, ME)
    rest = [dict(each) for each in HISTORY if each is not HISTORY[lost]]
    for number, each in enumerate(rest):
        each["seq"] = number + 2
    assert fold(view_of(room(1), [], shelf()), rest, ME) != whole


def test_the_newest_version_that_is_there_stands_for_a_file() -> None:
    assert shelf(version("a"), version("b", 2))["shown"] == ["b"]
    assert shelf(version("b", 2, deleted=True), version("a"))["shown"] == ["a"]
    gone = shelf(version("a", deleted=True), version("b", 2, deleted=True))
    assert (gone["shown"], gone["count"], gone["size"]) == (["b"], 0, 0)


def test_a_message_that_is_taken_back_has_no_files() -> None:
    taken_back = event(5, "message.deleted", seq=4)
    view = fold(view_of(room(1), []), [*HISTORY[:3], taken_back], ME)
    assert view["messages"][4]["files"] == []
