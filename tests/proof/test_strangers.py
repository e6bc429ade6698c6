"""What S2 and S9 take for a hit."""

import random
from typing import Any
from unittest.mock import Mock

import httpx

from proof.estates import SECRET
from proof.reaching import KINDS, Rooms, requests, sideways, with_their_money
from proof.s1 import over_http as try_http
from proof.s2 import over_http
from proof.s9 import Fuzzed, fill_in_ids
from proof.scene import Scene, filled, way

MINE, THEIRS, ID = "my-room", "their-room", "01a20786-cee1-74eb-ac0e-088685072f90"


async def hits(answer: httpx.Response, **how: Any) -> list[str]:
    transport = httpx.MockTransport(lambda _: answer)
    async with httpx.AsyncClient(transport=transport, base_url="http://collab") as http:
        return [hit async for hit in over_http(http, [("GET", "/rooms/x", None)], **how)]


async def test_whoever_is_let_in_or_told_a_secret_is_a_hit() -> None:
    assert len(await hits(httpx.Response(200))) == 1
    assert len(await hits(httpx.Response(404, text=SECRET))) == 1
    assert len(await hits(httpx.Response(500))) == 1
    assert not await hits(httpx.Response(404))
    assert not await hits(httpx.Response(422), refused=(422,))


def rooms(name: str) -> Rooms:
    return {kind: [name if kind == "fixed" else f"{name}-{kind}"] for kind in KINDS}


SAID = {
    name: f"my-{name}"
    for name in ("room", "milestone", "draft", "submitted", "change", "card", "bill", "new", "start", "end")
}


def test_every_place_of_every_door_gets_every_id() -> None:
    tries = {(method, path) for method, path, _ in requests({ID}, rooms(THEIRS), rooms(MINE), SAID)}
    for room in (THEIRS, MINE):
        assert ("DELETE", f"/rooms/{room}/files/{ID}/versions/2") in tries
        assert ("POST", f"/rooms/{room}/uploads/{ID}/finish") in tries
        assert ("GET", f"/rooms/{room}/files/{ID}/versions/1/preview/text") in tries
        assert ("POST", f"/rooms/{room}/milestones/{ID}/approve") in tries
        assert ("GET", f"/rooms/{room}/papers/{ID}.pdf") in tries
        assert ("PUT", f"/rooms/{room}-hourly/reports/{ID}/pieces") in tries
        assert ("POST", f"/rooms/{room}-billed/bills/{ID}/pay") in tries
    assert ("DELETE", f"/me/cards/{ID}") in tries
    assert ("GET", f"/rooms/{ID}/files") in tries
    assert not any("{" in path for _, path in tries)


def test_what_is_said_in_my_room_names_what_is_theirs() -> None:
    bodies = [body for _, path, body in sideways({ID}, MINE) if body and path.startswith(f"/rooms/{MINE}/")]
    assert {"text": "mine", "files": [ID]} in bodies
    assert any(body.get("version_of") == ID for body in bodies)
    mine = Scene({}, SAID)
    cards = [path for _, path, body in with_their_money({ID}, mine, mine, mine) if body.get("card") == ID]
    assert len(cards) == 5, "each door that takes a card, but for one's own"


def noted(status: int, code: str, *, store: bool) -> Fuzzed:
    done = Fuzzed()
    answer = httpx.Response(status, json={"code": code})
    done.note(Mock(), answer, store=store)
    return done


def test_storage_may_be_missed_while_it_is_away_and_nothing_else_may() -> None:
    assert noted(503, "storage.down", store=False).missed == 1
    assert not noted(503, "storage.down", store=False).wrong
    assert noted(503, "storage.down", store=True).wrong
    assert noted(503, "database.down", store=False).wrong
    assert noted(500, "storage.down", store=False).wrong
    assert not noted(422, "name.empty", store=True).wrong


def test_a_door_may_be_tried_in_several_ways() -> None:
    assert way("DELETE /rooms/{room} #of another") == "DELETE /rooms/{room}"
    assert way("typing") == "typing"
    assert filled({"files": ["{file_version}"], "seq": "{seq}"}, {"file_version": ID, "seq": "3"}) == {
        "files": [ID],
        "seq": 3,
    }


async def tried(door: str, who: str, status: int) -> bool | str:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json={"code": "x"}))
    async with httpx.AsyncClient(transport=transport, base_url="http://collab") as http:
        ids = {"room": MINE, "upload": ID, "file": ID, "number": "1", "milestone": ID, "new": ID}
        return await try_http(Scene({who: http}, ids), door, who)


async def test_who_gets_in_and_who_is_told_what() -> None:
    upload, link = (
        "GET /rooms/{room}/uploads/{upload} #of the client",
        "POST /rooms/{room}/files/{file}/versions/{number}/link",
    )
    assert await tried(link, "o", 200) is True
    assert await tried(link, "r", 403) == "no"
    assert await tried(link, "x", 404) == "no"
    assert await tried(link, "x", 403) == "answered 403 x"
    assert await tried(upload, "f", 404) == "no"
    assert await tried(upload, "f", 403) == "answered 403 x"
    assert await tried(upload, "n", 401) == "no"
    assert await tried("GET /rooms/{room}/files", "c", 302) is True
    assert await tried("POST /rooms/{room}/milestones/{milestone}/approve", "m", 403) == "no"
    assert await tried("POST /rooms/{room}/milestones/{milestone}/approve", "m", 409) == "answered 409 x"
    assert await tried("POST /billing/webhooks/sandbox", "n", 403) == "no"
    assert await tried("POST /billing/webhooks/sandbox", "n", 401) == "answered 401 x"


def test_fuzzing_is_mostly_about_what_there_is() -> None:
    """Also while Hypothesis winds back the chance of everybody else."""
    found, chance = [], random.Random(1)
    for _ in range(100):
        random.seed(0)
        case = Mock(path_parameters={"room": "?", "file": "?"})
        fill_in_ids(case, {"room": MINE, "file": ID}, chance)
        found.append((case.path_parameters["room"], case.path_parameters["file"]))
    assert {*found} == {("?", "?"), (MINE, "?"), (MINE, ID)}
    assert found.count((MINE, ID)) > 30
