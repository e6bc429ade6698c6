import json

import httpx
import pytest
from uuid_utils.compat import uuid7

from collab import limits
from collab.accounts.actions import make_token
from collab.accounts.models import Person
from collab.chat.models import Message
from collab.workrooms.models import Room
from tests.files.bringing import brought
from tests.live.conftest import Enter
from tests.live.site import Site
from tests.live.tab import Refusal
from tests.workrooms import story


def test_it_reaches_both_with_its_files(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    mine = brought(alice, room)
    hers, his = enter(alice, room), enter(bob, room)
    done = hers.ask("message.post", room=room.public_id, text="", files=[mine.public_id])
    for tab in (hers, his):
        (event,) = tab.events(room.public_id, 1)
        assert (event["seq"], event["at"], event["data"]["text"]) == (done["seq"], done["at"], "")
        assert [file["id"] for file in event["data"]["files"]] == [str(mine.public_id)]


def test_what_is_told_at_once_is_what_the_log_tells_later(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    mine, tab = brought(alice, room), enter(alice, room)
    room.refresh_from_db()
    tab.ask("message.post", room=room.public_id, text="Look", files=[mine.public_id])
    (live,) = tab.events(room.public_id, 1)
    (replayed,) = (late := enter(bob)).open(room.public_id, room.head) and late.events(room.public_id, 1)
    assert live == replayed


def test_messages_of_one_socket_keep_their_order_with_files_and_without(
    alice: Person, room: Room, enter: Enter
) -> None:
    mine, tab = brought(alice, room), enter(alice, room)
    ids = [str(uuid7()) for _ in range(limits.MESSAGES_BURST)]
    for number, id in enumerate(ids):
        params = {"room": str(room.public_id), "text": str(number)}
        files = {"files": [str(mine.public_id)]} if number % 4 == 3 else {}
        tab.send({"jsonrpc": "2.0", "id": id, "method": "message.post", "params": params | files})
    seqs = [tab.answer(id)["seq"] for id in ids]
    assert seqs == list(range(seqs[0], seqs[0] + len(ids)))


def test_both_doors_give_the_same_answer_to_the_same_id(
    alice: Person, room: Room, enter: Enter, site: Site
) -> None:
    files = [str(brought(alice, room).public_id)]
    tab, id = enter(alice, room), str(uuid7())
    first = tab.ask("message.post", id, room=room.public_id, text="Once", files=files)
    assert tab.ask("message.post", id, room=room.public_id, text="Once", files=files) == first
    _, secret = make_token(alice, name="other door", scope="write")
    again = httpx.post(
        f"{site.url}/api/v1/rooms/{room.public_id}/messages", json={"text": "Once", "files": files},
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": id},
    )  # fmt: skip
    assert (again.status_code, again.json()) == (201, first)
    with pytest.raises(Refusal) as why:
        tab.ask("message.post", id, room=room.public_id, text="Once")
    assert why.value.code == "key.reused"
    assert Message.objects.count() == 1


def test_the_same_id_twice_in_one_breath_writes_once(alice: Person, room: Room, enter: Enter) -> None:
    files = [str(brought(alice, room).public_id)]
    tab, id = enter(alice, room), str(uuid7())
    params = {"room": str(room.public_id), "text": "Once", "files": files}
    for _ in range(5):
        tab.send({"jsonrpc": "2.0", "id": id, "method": "message.post", "params": params})
    assert len({json.dumps(tab.answer(id)) for _ in range(5)}) == 1
    assert Message.objects.count() == 1


def test_refusals_have_their_codes(
    alice: Person, bob: Person, charlie: Person, room: Room, enter: Enter
) -> None:
    mine, elsewhere = brought(alice, room), brought(alice, story.running(bob, alice))
    dana = story.guest(alice, room, "observer")
    for tab, files, code in (
        (enter(alice, room), [uuid7()], "file.not_found"),
        (enter(alice, room), [elsewhere.public_id], "file.not_found"),
        (enter(alice, room), [mine.public_id] * 2, "message.file_twice"),
        (enter(alice), [uuid7() for _ in range(limits.FILES_PER_MESSAGE + 1)], "message.too_many_files"),
        (enter(dana, room), [mine.public_id], "role.may_not"),
        (enter(alice, room, scope="read"), [mine.public_id], "token.read_only"),
        (enter(charlie), [mine.public_id], "room.not_found"),
    ):
        with pytest.raises(Refusal) as why:
            tab.ask("message.post", room=room.public_id, text="", files=files)
        assert why.value.code == code
    assert not Message.objects.exists()


def test_the_news_of_uploads_and_files_reach_both(
    alice: Person, bob: Person, room: Room, enter: Enter
) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    mine = brought(alice, room)
    for tab in (hers, his):
        events = tab.events(room.public_id, 3)
        assert [event["kind"] for event in events] == ["upload.started", "upload.ended", "file.added"]
        assert events[-1]["data"]["version"]["id"] == str(mine.public_id)
