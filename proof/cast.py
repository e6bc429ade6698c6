"""Seats people in rooms: `python -m proof.cast < wish`, in the environment of the stage's servers.

A wish is {"people": [name, …], "rooms": {name: {"client": name, "freelancer": name, "managers": [name, …],
"observers": [name, …], "kind": kind, "offered": bool, "history": messages}}}. Who is in a room need not be wished
for. Kinds: "fixed" (unless wished otherwise); "hourly", which began some hours ago, with a weekly limit of nothing;
"billed", by the hour too, with work in a week whose bill is due, and no card that pays for it.
Printed: {"tokens": {name: API token}, "sessions": {name: session key}, "ids": {name: UUID}, "rooms": {name: UUID}}.
Everybody has one token and is signed in twice, the second time as "NAME elsewhere"; passwords are PASSWORD.
"""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  (Django must be set up first)
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.test import Client  # noqa: E402

from collab import clock, wire  # noqa: E402
from collab.accounts.access import digest, new_secret  # noqa: E402
from collab.accounts.models import ApiToken, Person  # noqa: E402
from collab.chat.models import Message  # noqa: E402
from collab.timetracker.actions import report_time  # noqa: E402
from collab.timetracker.rules.weeks import begin_of, monday_of  # noqa: E402
from collab.workrooms import actions  # noqa: E402
from collab.workrooms.models import Event, Member, Room  # noqa: E402
from proof.stage import PASSWORD, address  # noqa: E402

_hash = cache(make_password)
_minutes = count()
NOW = clock.now()
BEGAN = {
    "fixed": NOW,
    "hourly": NOW - timedelta(hours=11),
    "billed": begin_of(monday_of(NOW - timedelta(days=7, hours=12))),
}
"""When contracts of each kind were agreed on. The diary of a week locks at Monday noon: what was worked in the eleven
hours before now may still change, and the week of the billed one is locked."""


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


def room(name: str, wish: dict[str, Any]) -> Room:
    """An offer, accepted unless it is to stay one."""
    client, freelancer = person(wish["client"]), person(wish["freelancer"])
    began, terms = BEGAN[wish.get("kind", "fixed")], terms_of(name, wish.get("kind", "fixed"))
    with clock.at(began):
        id = actions.offer(client, None, to=freelancer.email, terms=terms).id
        if not wish.get("offered"):
            actions.accept_terms(Member.objects.seat(freelancer, id), None, version=1)
    if wish.get("kind") == "billed":
        work(Member.objects.seat(freelancer, id), began)
    for guest in wish.get("managers", ()):
        seat(client, id, guest, "manager")
    for guest in wish.get("observers", ()):
        seat(client, id, guest, "observer")
    made = Room.objects.get(public_id=id)
    write_history(made, client, wish.get("history", 0))
    return made


def terms_of(name: str, kind: str) -> wire.TermsDraft:
    """With a start on the day that it began."""
    if kind == "fixed":
        return wire.TermsDraft(title=name, kind="fixed", currency="EUR")
    return wire.TermsDraft(
        title=name, kind="hourly", currency="EUR", rate=4_500, weekly_limit=40 if kind == "billed" else 0,
        manual_time=False, start=BEGAN[kind].date(),
    )  # fmt: skip


def work(seat: Member, began: datetime) -> None:
    """A minute that nobody else claims."""
    start = began + timedelta(minutes=next(_minutes))
    end = start + timedelta(minutes=1)
    told = wire.ReportDraft(id=uuid4(), memo="Work", start=start, end=end)
    with clock.at(end):
        report_time(seat, None, draft=wire.ReportsDraft(device="proof", reports=[told]))


def seat(client: Person, room: UUID, name: str, role: wire.GuestRole) -> None:
    """Ask somebody to the client's side, and let them come in."""
    guest = person(name)
    asked = actions.invite(Member.objects.seat(client, room), None, email=guest.email, role=role)
    actions.accept_invite(guest, None, invite=asked.id)


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
    Room.objects.filter(pk=made.pk).update(head=made.head + messages)


def names(wish: dict[str, Any]) -> Iterable[str]:
    yield from wish.get("people", ())
    for each in wish.get("rooms", {}).values():
        yield from (each["client"], each["freelancer"], *each.get("managers", ()), *each.get("observers", ()))


def main() -> None:
    wish = json.load(sys.stdin)
    people = {name: person(name) for name in names(wish)}
    rooms = {name: str(room(name, each).public_id) for name, each in wish.get("rooms", {}).items()}
    tokens = {name: token(owner) for name, owner in people.items()}
    sessions = {f"{name}{where}": session(people[name]) for name in people for where in ("", " elsewhere")}
    ids = {name: str(owner.public_id) for name, owner in people.items()}
    print(json.dumps({"tokens": tokens, "sessions": sessions, "ids": ids, "rooms": rooms}))


if __name__ == "__main__":
    main()
