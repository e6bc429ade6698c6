"""Every door there is, and who may pass: the domain rules read once more, apart from the server's own table.

A door is a method and a path, or a command; what comes after " #" tells apart several ways to try the same one.
Who is who stands in proof.scene.
"""

from proof.deal_doors import DEALS
from proof.file_doors import FILES, file
from proof.scene import ACTING, EVERYBODY, PICTURE, READERS, Door, Scene
from proof.time_doors import TIME

DRAFT = {"title": "Garden", "kind": "fixed", "currency": "EUR"}


async def message(scene: Scene, who: str) -> None:
    """By whoever will try, if they can write at all."""
    author = who if who in ACTING else "c"
    done = await scene.do(author, "POST", "/rooms/{room}/messages", {"text": "first words"})
    scene.ids["seq"] = str(done["seq"])


async def amendment(scene: Scene, who: str) -> None:
    """By the client."""
    done = await scene.do("c", "POST", "/rooms/{room}/terms", {"terms": {**DRAFT, "title": "Two gardens"}})
    scene.ids["version"] = str(done["version"])


async def pause(scene: Scene, who: str) -> None:
    await scene.do("c", "POST", "/rooms/{room}/pause", {})


async def invite(scene: Scene, who: str) -> None:
    draft = {"email": scene.ids["guest"], "role": "observer"}
    scene.ids["invite"] = (await scene.do("c", "POST", "/rooms/{room}/invites", draft))["id"]


async def own_token(scene: Scene, who: str) -> None:
    """Of whoever will try; the client's where they have none."""
    owner = who if who in EVERYBODY else "c"
    scene.ids["token"] = (await scene.do(owner, "POST", "/me/tokens", {"name": "bot", "scope": "read"}))["id"]


async def picture(scene: Scene, who: str) -> None:
    """Of the observer."""
    answer = await scene.people["o"].put(
        "/api/v1/me/avatar", content=PICTURE, headers={"Content-Type": "image/png"}
    )
    assert answer.is_success, answer.text


TEXT, REASON = {"text": "words"}, {"reason": "because"}
HTTP: dict[str, Door] = {
    "GET /me": Door(EVERYBODY + "r"),
    "PATCH /me": Door(EVERYBODY, {"time_zone": "Europe/Berlin"}),
    "PUT /me/avatar": Door(EVERYBODY, PICTURE),
    "DELETE /me/avatar": Door(EVERYBODY),
    "GET /people/{person}/avatar": Door(READERS, prepare=picture),
    "GET /me/tokens": Door(EVERYBODY),
    "POST /me/tokens": Door(EVERYBODY, {"name": "bot", "scope": "read"}),
    "DELETE /me/tokens/{token}": Door(EVERYBODY, prepare=own_token),
    "GET /policy": Door(EVERYBODY + "r"),
    "GET /rooms": Door(EVERYBODY + "r"),
    "POST /rooms": Door(EVERYBODY, {"to": "somebody@example.com", "terms": DRAFT}),
    "GET /rooms/{room}": Door(READERS),
    "GET /rooms/{room}/events": Door(READERS),
    "GET /rooms/{room}/messages": Door(READERS),
    "POST /rooms/{room}/messages": Door(ACTING, TEXT),
    "PATCH /rooms/{room}/messages/{seq}": Door(ACTING, TEXT, message),
    "DELETE /rooms/{room}/messages/{seq}": Door(ACTING, prepare=message),
    "GET /rooms/{room}/messages/{seq}/revisions": Door(READERS, prepare=message),
    "PUT /rooms/{room}/read": Door("cfmo", {"seq": 1}),
    "GET /rooms/{room}/terms": Door(READERS),
    "POST /rooms/{room}/terms": Door("cf", {"terms": {**DRAFT, "title": "Another garden"}}),
    "POST /rooms/{room}/terms/{version}/accept": Door("f", prepare=amendment),
    "POST /rooms/{room}/terms/{version}/decline": Door("f", REASON, amendment),
    "POST /rooms/{room}/terms/{version}/withdraw": Door("c", prepare=amendment),
    "POST /rooms/{room}/decline": Door("f", REASON, offered=True),
    "POST /rooms/{room}/withdraw": Door("c", REASON, offered=True),
    "POST /rooms/{room}/pause": Door("cm", REASON),
    "POST /rooms/{room}/resume": Door("cm", prepare=pause),
    "POST /rooms/{room}/end": Door(ACTING, REASON),
    "POST /rooms/{room}/invites": Door(ACTING, {"email": "new@example.com", "role": "observer"}),
    "DELETE /rooms/{room}/invites/{invite}": Door("cm", prepare=invite),
    "GET /invites": Door(EVERYBODY + "r"),
    "POST /invites/{invite}/accept": Door("g", prepare=invite, hidden=EVERYBODY),
    "POST /invites/{invite}/decline": Door("g", prepare=invite, hidden=EVERYBODY),
    "DELETE /rooms/{room}/members/{person}": Door("cmo"),
    "GET /waiting": Door(EVERYBODY + "r"),
} | FILES | DEALS | TIME  # fmt: skip
"""By method and path below /api/v1. The observer may go by themselves."""

SOCKET: dict[str, Door] = {
    "rooms.open": Door(READERS, {"rooms": {"{room}": 0}}),
    "rooms.close": Door(EVERYBODY + "r", {"rooms": ["{room}"]}),
    "message.post": Door(ACTING, {"room": "{room}", "text": "words"}),
    "message.post #with a file": Door(
        ACTING, {"room": "{room}", "text": "", "files": ["{file_version}"]}, file
    ),
    "message.edit": Door(ACTING, {"room": "{room}", "seq": "{seq}", "text": "words"}, message),
    "message.delete": Door(ACTING, {"room": "{room}", "seq": "{seq}"}, message),
    "read.mark": Door("cfmo", {"room": "{room}", "seq": 1}),
    "typing": Door(ACTING, {"room": "{room}"}),
    "presence": Door(READERS, {"state": "away"}),
    "delivered": Door("cfmo", {"room": "{room}", "seq": 1}),
}
"""By method; `{seq}` becomes a number. The last three have no answer: others hear of them, or not."""
