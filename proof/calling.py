"""Whoever calls the doors of HTTP in this process, at an instant; hourly contracts to call them about.

Needs Django to be set up.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import orjson
from allauth.account.models import EmailAddress
from django.test import Client

from collab import clock, wire
from collab.accounts.access import digest, new_secret
from collab.accounts.models import ApiToken, Person
from collab.agenda import firing
from collab.billing import actions as billing
from collab.billing import sandbox
from collab.workrooms import actions as rooms
from collab.workrooms.models import Member, Room
from proof.stage import address

CARD = "4242424242424242"
Answer = tuple[int, Any]


def instant(ms: int) -> datetime:
    """Of unix milliseconds, exactly."""
    return datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)


def iso(ms: int) -> str:
    return instant(ms).isoformat()


def person(name: str, zone: str = "UTC") -> Person:
    made = Person.objects.create(
        email=address(name), name=name.partition("-")[0], password="!", time_zone=zone
    )
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


class Caller:
    """A person with an API token."""

    def __init__(self, who: Person) -> None:
        secret = new_secret()
        ApiToken.objects.create(
            person=who, name="proof", scope="write", digest=digest(secret), hint=secret[-4:]
        )
        self.person = who
        self.client = Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def call(self, method: str, path: str, body: Any = None, *, at: int, key: str = "") -> Answer:
        with clock.at(instant(at)):
            answer = self.client.generic(
                method, f"/api/v1{path}", b"" if body is None else orjson.dumps(body),
                content_type="application/json", headers={"Idempotency-Key": key or str(uuid4())},
            )  # fmt: skip
        is_json = answer.headers.get("Content-Type", "").partition(";")[0].endswith("json")
        return answer.status_code, orjson.loads(answer.content) if is_json else answer.content.decode()


@dataclass(eq=False)
class Hourly:
    """A contract that runs, and its client."""

    room: Room
    client: Caller
    terms: wire.TermsDraft

    @property
    def path(self) -> str:
        return f"/rooms/{self.room.public_id}"


def hourly(client: Person, freelancer: Person, at: int, **terms: Any) -> Hourly:
    """Agreed on at that moment, with a card that pays."""
    given = {
        "title": "Hours", "kind": "hourly", "currency": "EUR", "rate": 6_001, "weekly_limit": 40, "manual_time": True,
        "start": instant(at).date(),
    }  # fmt: skip
    draft = wire.TermsDraft.model_validate(given | terms)
    with clock.at(instant(at)):
        new = sandbox.card(CARD)
        billing.add_card(client, None, provider="sandbox", token=new.token, label=new.label)
        made = rooms.offer(client, None, to=freelancer.email, terms=draft)
        rooms.accept_terms(Member.objects.seat(freelancer, made.id), None, version=1)
    return Hourly(Room.objects.get(public_id=made.id), Caller(client), draft)


def fire_due(at: int) -> int:
    """What a worker would do now. → how many rows it took up"""
    with clock.at(instant(at)):
        taken = 0
        while some := firing.fire_due():
            taken += some
        return taken
