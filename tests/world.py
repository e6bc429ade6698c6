"""A contract with somebody in every seat, and the inventory of the routes that lead to it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from collab import limits
from collab.accounts.models import Person
from collab.billing.models import Payment
from collab.chat.actions import Post, post_messages
from collab.files.delivery import begin
from collab.files.models import Preview, Upload
from collab.milestones.models import Milestone
from collab.wire import Done, Status
from collab.workrooms import actions
from collab.workrooms.models import Room
from collab.workrooms.rules import steps
from tests.billing import story as money
from tests.files.bringing import brought, draft, finished, started
from tests.milestones import doors
from tests.milestones.deal import Deal
from tests.timetracker import doors as time
from tests.workrooms import story

TERMS = {"terms": story.fixed(title="Two logos").model_dump(mode="json")}
REASON = {"reason": "Because."}
CARD = UUID("00000000-0000-7000-8000-00000000000c")
"""A card of Alice's."""

FINISHING = ("POST", "/rooms/{room}/uploads/{upload}/finish")
IN_ROOMS: dict[tuple[str, str], tuple[str, dict[str, Any] | None]] = {
    ("GET", "/rooms/{room}"): ("room.read", None),
    ("GET", "/rooms/{room}/events"): ("room.read", None),
    ("GET", "/rooms/{room}/terms"): ("room.read", None),
    ("POST", "/rooms/{room}/terms"): ("terms.propose", TERMS),
    ("POST", "/rooms/{room}/terms/{version}/accept"): ("terms.accept", {}),
    ("POST", "/rooms/{room}/terms/{version}/decline"): ("terms.decline", REASON),
    ("POST", "/rooms/{room}/terms/{version}/withdraw"): ("terms.withdraw", {}),
    ("POST", "/rooms/{room}/decline"): ("contract.decline", REASON),
    ("POST", "/rooms/{room}/withdraw"): ("contract.withdraw", REASON),
    ("POST", "/rooms/{room}/pause"): ("contract.pause", REASON),
    ("POST", "/rooms/{room}/resume"): ("contract.resume", {}),
    ("POST", "/rooms/{room}/end"): ("contract.end", REASON),
    ("POST", "/rooms/{room}/invites"): ("member.invite", {"email": "new@example.com", "role": "observer"}),
    ("DELETE", "/rooms/{room}/invites/{invite}"): ("invite.withdraw", None),
    ("DELETE", "/rooms/{room}/members/{person}"): ("member.remove", None),
    ("GET", "/rooms/{room}/messages"): ("room.read", None),
    ("POST", "/rooms/{room}/messages"): ("message.post", {"text": "Hello."}),
    ("PATCH", "/rooms/{room}/messages/{seq}"): ("message.edit", {"text": "Hello!"}),
    ("DELETE", "/rooms/{room}/messages/{seq}"): ("message.delete", None),
    ("GET", "/rooms/{room}/messages/{seq}/revisions"): ("room.read", None),
    ("PUT", "/rooms/{room}/read"): ("read.mark", {"seq": 1}),
    ("GET", "/rooms/{room}/uploads"): ("file.read", None),
    ("POST", "/rooms/{room}/uploads"): ("file.upload", draft("new.txt").model_dump(mode="json")),
    ("GET", "/rooms/{room}/uploads/{upload}"): ("file.read", None),
    ("DELETE", "/rooms/{room}/uploads/{upload}"): ("file.upload", None),
    ("POST", "/rooms/{room}/uploads/{upload}/parts"): (
        "file.upload", {"parts": [{"number": 1, "sha256": "0" * 64}]},
    ),
    FINISHING: ("file.upload", {}),
    ("GET", "/rooms/{room}/files"): ("file.read", None),
    ("GET", "/rooms/{room}/files-usage"): ("file.read", None),
    ("GET", "/rooms/{room}/files/{file}"): ("file.read", None),
    ("DELETE", "/rooms/{room}/files/{file}"): ("file.delete", None),
    ("GET", "/rooms/{room}/files/{file}/downloads"): ("file.read", None),
    ("DELETE", "/rooms/{room}/files/{file}/versions/{number}"): ("file.delete", None),
    ("POST", "/rooms/{room}/files/{file}/versions/{number}/link"): ("file.read", {"play": False}),
    ("GET", "/rooms/{room}/files/{file}/versions/{number}/preview/{kind}"): ("file.read", None),
    ("GET", "/rooms/{room}/money"): ("money.read", None),
    ("GET", "/rooms/{room}/quote"): ("money.read", None),
    ("GET", "/rooms/{room}/balances"): ("money.read", None),
    ("GET", "/rooms/{room}/ledger"): ("money.read", None),
    ("GET", "/rooms/{room}/ledger.csv"): ("money.read", None),
    ("GET", "/rooms/{room}/ledger.json"): ("money.read", None),
    ("GET", "/rooms/{room}/payments"): ("money.read", None),
    ("GET", "/rooms/{room}/releases"): ("money.read", None),
    ("GET", "/rooms/{room}/papers"): ("money.read", None),
    ("GET", "/rooms/{room}/papers/{paper}.pdf"): ("money.read", None),
    ("POST", "/rooms/{room}/payments/{payment}/confirm"): ("payment.confirm", {}),
    ("POST", "/rooms/{room}/payments/{payment}/give-up"): ("payment.give_up", {}),
    ("POST", "/rooms/{room}/bonuses"): ("bonus.pay", {"minor": 1_000, "card": str(CARD)}),
    ("POST", "/rooms/{room}/releases/{release}/refund"): ("release.refund", {"minor": 1_000}),
    ("POST", "/rooms/{room}/escrow/refund"): ("escrow.refund", {"minor": 1_000}),
    ("POST", "/rooms/{room}/escrow/take-back"): ("escrow.take_back", {"minor": 1_000}),
    **doors.routes(CARD),
    **time.routes(CARD),
}  # fmt: skip
"""The verb of each route of a room, and a body that is understood."""

OF_ONESELF = {
    ("GET", "/me"), ("PATCH", "/me"), ("PUT", "/me/avatar"), ("DELETE", "/me/avatar"), ("GET", "/me/tokens"),
    ("POST", "/me/tokens"), ("DELETE", "/me/tokens/{token}"), ("GET", "/policy"), ("GET", "/rooms"),
    ("POST", "/rooms"), ("GET", "/invites"), ("POST", "/invites/{invite}/accept"),
    ("POST", "/invites/{invite}/decline"), ("GET", "/people/{person}/avatar"),
    ("GET", "/me/cards"), ("POST", "/me/cards"), ("DELETE", "/me/cards/{card}"), ("GET", "/me/balances"),
    ("GET", "/me/ledger"), ("GET", "/me/escrows"),
    ("GET", "/time-report"), ("GET", "/time-report.csv"), ("GET", "/time-report.pdf"),
    ("GET", "/billing/sandbox"), ("GET", "/waiting"), ("GET", "/me/timer"),
}  # fmt: skip
"""Routes of whoever is signed in, which reach nobody else's things."""

OF_PROVIDERS = {("POST", "/billing/webhooks/sandbox")}
"""Routes of those who sign what they say (tests/billing/test_webhooks.py)."""


@dataclass
class World:
    room: Room
    members: dict[steps.Seat, Person]
    places: dict[str, str]


def populated(alice: Person, bob: Person) -> World:
    """A running contract with somebody in each seat, a message, an invitation, an amendment that Bob proposed, a file
    of Alice's with a preview, a large one that she is sending, and money: free in escrow, released, and a payment that
    waits for her, and a milestone that she drafted. Needs storage."""
    room = story.running(alice, bob, story.fixed())
    members: dict[steps.Seat, Person] = {steps.CLIENT: alice, steps.FREELANCER: bob}
    for number, (role, side) in enumerate((*steps.MANAGERS, *steps.OBSERVERS)):
        host = alice if side == "client" else bob
        members[role, side] = story.guest(
            host, room, "manager" if role == "manager" else "observer", f"Guest{number}"
        )
    target = story.guest(alice, room, "observer", "Target")
    asked = actions.invite(story.seat(alice, room), None, email="asked@example.com", role="observer")
    actions.propose_terms(story.seat(bob, room), None, terms=story.fixed(title="Three logos"))
    [posted] = post_messages([Post(story.seat(alice, room), uuid4(), "First.")])
    assert isinstance(posted, Done)
    file = brought(alice, room)
    Preview.objects.create(version=file, kind="thumbnail", key=f"previews/{file.public_id}/thumbnail")
    upload = started(alice, room, "large.bin", size=limits.SINGLE_PUT_BYTES)
    begin(upload)
    money.card(alice, public_id=CARD)
    money.fund(room, alice, 100_000)
    waiting = money.fund(room, alice, 200_000, "confirmed")
    release = money.released(room, 10_000, bound=100_000)
    doors.drafted(Deal(alice, bob, room))
    places = {
        "version": 2, "invite": asked.id, "person": target.public_id, "seq": posted.seq, "upload": upload.public_id,
        "file": file.file.public_id, "number": 1, "kind": "thumbnail", "payment": waiting.public_id,
        "release": release.public_id, "paper": room.papers.earliest("pk").public_id,
        "milestone": doors.MILESTONE, **time.PLACES,
    }  # fmt: skip
    return World(
        room, members, {"room": str(room.public_id)} | {name: str(at) for name, at in places.items()}
    )


def ready(world: World, route: tuple[str, str]) -> None:
    """Bring the contract, and what is on its way, to where the route has a meaning."""
    verb, _ = IN_ROOMS[route]
    elsewhere: dict[str, Status] = {
        "contract.decline": "offered", "contract.withdraw": "offered", "contract.resume": "paused",
        "escrow.take_back": "ended",
    }  # fmt: skip
    if verb in elsewhere:
        Room.objects.filter(pk=world.room.pk).update(status=elsewhere[verb])
    if elsewhere.get(verb) == "offered":
        world.room.versions.filter(version=1).update(state="proposed", decided_at=None, decided_by=None)
    if route in doors.routes(CARD):
        alice, bob = world.members[steps.CLIENT], world.members[steps.FREELANCER]
        doors.ready(Deal(alice, bob, world.room), verb)
    if route in time.routes(CARD):
        time.ready(world.room, world.members[steps.FREELANCER], verb)
    if route == FINISHING:
        upload = Upload.objects.select_related("room").get(public_id=world.places["upload"])
        finished(world.members[steps.CLIENT], upload)


def moved_on(world: World) -> None:
    """Later: whatever answers show of the contract has become another, and no step of it is possible any more."""
    Room.objects.filter(pk=world.room.pk).update(title="Moved on", status="ended")
    Milestone.objects.filter(room=world.room).update(title="Moved on")
    Payment.objects.filter(room=world.room).update(title="Moved on")


def other(body: dict[str, Any]) -> dict[str, Any]:
    """Another body that is understood too."""
    name, value = next(iter(body.items()))
    match value:
        case dict():
            return body | {name: {**value, "title": "Other"}}
        case bool():
            return body | {name: not value}
        case int():
            return body | {name: value + 1}
        case list():
            return body | {name: value * 2}
        case _ if name in ("id", "card"):
            return body | {name: str(uuid4())}
        case _ if name == "number":
            return body | {name: "4000000000000002"}
        case _:
            return body | {name: value + "x"}
