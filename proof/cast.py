"""Seats people in rooms: `python -m proof.cast < wish`, in the environment of the stage's servers.

A wish is {"people": [name, …], "rooms": {name: {"client": name, "freelancer": name, "managers": [name, …],
"observers": [name, …], "offered": bool, "history": messages}}}. Who is in a room need not be wished for.
Printed: {"tokens": {name: API token}, "sessions": {name: session key}, "ids": {name: UUID},
"rooms": {name: UUID}}. Everybody has one token and is signed in once; passwords are PASSWORD.
"""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  (Django must be set up first)
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from collab import wire  # noqa: E402
from collab.accounts.access import digest, new_secret  # noqa: E402
from collab.accounts.models import ApiToken, Person  # noqa: E402
from collab.chat.models import Message  # noqa: E402
from collab.workrooms.log import publish  # noqa: E402
from collab.workrooms.models import Event, Member, Room, TermsVersion  # noqa: E402
from proof.stage import PASSWORD, address  # noqa: E402

_hash = cache(make_password)


@cache
def person(name: str) -> Person:
    made = Person.objects.create(email=address(name), name=name, password=_hash(PASSWORD))
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def token(owner: Person) -> str:
    secret = new_secret()
    ApiToken.objects.create(
        person=owner, name="proof", scope="write", digest=digest(secret), hint=secret[-4:]
    )
    return secret


def session(owner: Person) -> str:
    """Sign in as the login page does, without its limits."""
    browser = Client()
    browser.force_login(owner)
    return str(browser.session.session_key)


@transaction.atomic
def room(name: str, wish: dict[str, Any]) -> Room:
    """An offer, accepted unless it is to stay one."""
    client, freelancer = person(wish["client"]), person(wish["freelancer"])
    made = Room.objects.create(title=name, kind="fixed")
    seats = [(client, "client", "client")]
    seats += [(freelancer, "freelancer", "freelancer")]
    seats += [(person(who), "manager", "client") for who in wish.get("managers", ())]
    seats += [(person(who), "observer", "client") for who in wish.get("observers", ())]
    for who, role, side in seats:
        Member(room=made, person=who, role=role, side=side).save()
    now = datetime.now(UTC)
    terms = TermsVersion.objects.create(
        room=made, version=1, title=name, kind="fixed", currency="EUR", fee_profile="none",
        policy="upwork-like@1", side="client", by=client, at=now, expires_at=now.replace(year=now.year + 1),
    )  # fmt: skip
    publish(made, wire.ContractOffered(version=terms.card()), by=client)
    if not wish.get("offered"):
        TermsVersion.objects.filter(pk=terms.pk).update(
            state="accepted", decided_by=freelancer, decided_at=now
        )
        made.status = "active"
        publish(made, wire.ContractAccepted(version=1), by=freelancer)
    for who, role, side in seats[2:]:
        joined = {"person": who.card(), "role": role, "side": side}
        publish(made, wire.MemberJoined.model_validate(joined), by=who)
    write_history(made, client, wish.get("history", 0))
    made.save()
    return made


def write_history(made: Room, author: Person, messages: int) -> None:
    """Many messages at once, as if they had been posted one by one."""
    now, first = datetime.now(UTC), made.head + 1
    numbers = range(first, first + messages)
    Event.objects.bulk_create(
        [
            Event(room=made, seq=seq, at=now, by=author, kind="message.posted", data={"reply_to": None})
            for seq in numbers
        ],
        batch_size=5000,
    )
    Message.objects.bulk_create(
        [Message(room=made, seq=seq, at=now, author=author, text=f"history {seq}") for seq in numbers],
        batch_size=5000,
    )
    made.head += messages


def names(wish: dict[str, Any]) -> Iterable[str]:
    yield from wish.get("people", ())
    for each in wish.get("rooms", {}).values():
        yield from (each["client"], each["freelancer"], *each.get("managers", ()), *each.get("observers", ()))


def main() -> None:
    wish = json.load(sys.stdin)
    people = {name: person(name) for name in names(wish)}
    rooms = {name: str(room(name, each).public_id) for name, each in wish.get("rooms", {}).items()}
    tokens = {name: token(owner) for name, owner in people.items()}
    sessions = {name: session(owner) for name, owner in people.items()}
    ids = {name: str(owner.public_id) for name, owner in people.items()}
    print(json.dumps({"tokens": tokens, "sessions": sessions, "ids": ids, "rooms": rooms}))


if __name__ == "__main__":
    main()
