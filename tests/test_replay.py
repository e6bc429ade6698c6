"""Old state + events == fresh state, for every kind of event; what is told here, the front end replays too.

tests/fixtures/history.json holds these lives as the wire carried them. After a change of the wire, or of a life:
`WRITE_FIXTURES=1 python -m pytest tests/test_replay.py`
"""

import json
import os
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.billing import payments
from collab.chat import actions as chat
from collab.chat.lists import messages_before
from collab.files import actions as files
from collab.files.models import Version
from collab.milestones.lists import milestones_of
from collab.workrooms import actions
from collab.workrooms.log import since
from collab.workrooms.models import Member
from collab.workrooms.snapshots import room_of
from proof.deals import deal_of
from proof.fold import View, fold, view_of
from proof.working import hours_for
from tests.conftest import person
from tests.files.bringing import TEXT, draft
from tests.files.freezing import handed_in
from tests.milestones.deal import work
from tests.milestones.lives import called_off, delivered
from tests.timetracker.lives import week_unpaid, weeks_paid
from tests.workrooms import story

FIXTURE = Path(__file__).parent / "fixtures" / "history.json"
BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
Life = Callable[["Told"], None]


class Told:
    """An offer of Alice's to Bob, and what they do in its room: each thing a minute after the last."""

    def __init__(
        self, alice: Person, bob: Person, dana: Person, *, fixed: bool = False, by_hand: bool = True
    ) -> None:
        self.alice, self.bob, self.dana, self.fixed, self.by_hand = alice, bob, dana, fixed, by_hand
        self.minutes = 0
        with clock.at(BEGIN):
            self.room = story.offer(alice, bob.email, self.terms())
            self.before = self.seen()

    def terms(self, **changes: Any) -> wire.TermsDraft:
        if self.fixed:
            return story.fixed(**changes)
        return story.hourly(**({"start": BEGIN.date(), "manual_time": self.by_hand} | changes))

    def seat(self, who: Person) -> Member:
        return story.seat(who, self.room)

    def do(self, verb: Callable[..., Any], who: Person, **how: Any) -> Any:
        """Take a step as somebody; one without a seat is invited."""
        self.minutes += 1
        seated = Member.objects.filter(room=self.room, person=who, removed_at=None).exists()
        with clock.at(self.now()):
            return verb(self.seat(who) if seated else who, None, **how)

    def say(self, who: Person, text: str, reply_to: int | None = None) -> int:
        self.minutes += 1
        with clock.at(self.now()):
            (done,) = chat.post_messages([chat.Post(self.seat(who), uuid4(), text, reply_to)])
        assert isinstance(done, wire.Done)
        return done.seq

    def now(self) -> datetime:
        return BEGIN + timedelta(minutes=self.minutes)

    def wait(self, *, days: int) -> None:
        """All that happens by itself meanwhile."""
        self.minutes += days * 24 * 60
        with clock.at(self.now()):
            work()

    def drive(self, payment: UUID) -> None:
        """The provider is asked."""
        self.minutes += 1
        with clock.at(self.now()):
            payments.driven(payment)

    def start(self, who: Person, name: str, **how: Any) -> wire.Created:
        made: wire.Created = self.do(files.start_upload, who, draft=draft(name, **how))
        return made

    def bring(self, who: Person, name: str, **how: Any) -> wire.FileVersion:
        upload = self.start(who, name, **how).id

        def finish(seat: Member, key: None) -> wire.Uploaded:
            return files.finish_upload(seat, key, TEXT, upload=upload)

        made: wire.Uploaded = self.do(finish, who)
        return made.version

    def attach(self, who: Person, text: str, *these: wire.FileVersion, reply_to: int | None = None) -> int:
        ids = [one.id for one in these]
        done: wire.Done = self.do(chat.post_with_files, who, text=text, reply_to=reply_to, files=ids)
        return done.seq

    def hand_in(self, who: Person, version: wire.FileVersion) -> None:
        self.minutes += 1
        with clock.at(self.now()):
            handed_in(who, self.room, Version.objects.get(public_id=version.id))

    def ask_in(self, role: wire.GuestRole) -> UUID:
        made: wire.Created = self.do(actions.invite, self.alice, email=self.dana.email, role=role)
        return made.id

    def seen(self) -> dict[str, Any]:
        """The room as Alice sees it now."""
        seat = self.seat(self.alice)
        page = messages_before(seat.room, None, 200)
        return {
            "room": room_of(seat).model_dump(mode="json"),
            "messages": [message.model_dump(mode="json") for message in page.items],
            "milestones": milestones_of(seat).model_dump(mode="json", exclude={"dues"}),
            "hours": hours_for(seat),
        }

    def history(self) -> dict[str, Any]:
        events = since(self.room, self.before["room"]["head"])
        told = [event.model_dump(mode="json") for event in events]
        return {"me": str(self.alice.public_id), "before": self.before, "events": told, "after": self.seen()}


def agreed_and_ended(told: Told) -> None:
    alice, bob, dana = told.alice, told.bob, told.dana
    told.do(actions.propose_terms, bob, terms=told.terms(rate=5000), note="A little more?")
    told.do(actions.withdraw_terms, bob, version=2)
    told.do(actions.propose_terms, bob, terms=told.terms(rate=4800))
    told.do(actions.accept_terms, bob, version=1)
    hello = told.say(alice, "Hello Bob")
    answer = told.say(bob, "Hello! مرحبا", reply_to=hello)
    told.do(chat.mark_read, alice, seq=answer)
    told.do(chat.edit_message, bob, seq=answer, text="Hello Alice! مرحبا")
    regret = told.say(bob, "Forget this")
    told.say(bob, "Shall we begin?")
    told.do(chat.delete_message, bob, seq=regret)
    told.do(actions.accept_invite, dana, invite=told.ask_in("manager"))
    told.do(actions.remove_member, alice, person=dana.public_id)
    told.do(actions.decline_invite, dana, invite=told.ask_in("observer"))
    told.do(actions.withdraw_invite, alice, invite=told.ask_in("observer"))
    told.do(actions.propose_terms, alice, terms=told.terms(title="Booking app, larger", weekly_limit=30))
    told.do(actions.accept_terms, bob, version=4)
    told.do(actions.propose_terms, bob, terms=told.terms(rate=9000))
    told.do(actions.decline_terms, alice, version=5, reason="Too much for now")
    told.do(actions.pause, alice, reason="Holidays")
    told.do(actions.resume, alice)
    told.do(actions.end, bob, reason="All done")


def declined(told: Told) -> None:
    told.do(actions.decline_offer, told.bob, reason="No time")


def withdrawn(told: Told) -> None:
    told.do(actions.propose_terms, told.bob, terms=told.terms(rate=5000))
    told.do(actions.withdraw_offer, told.alice, reason="Found somebody")


def lapsed(told: Told) -> None:
    told.do(actions.propose_terms, told.bob, terms=told.terms(rate=5000))
    with clock.at(BEGIN + timedelta(days=365)):
        fire_due()


def shared(told: Told) -> None:
    alice, bob = told.alice, told.bob
    told.do(actions.accept_terms, bob, version=1)
    told.do(files.cancel_upload, bob, upload=told.start(bob, "other.txt").id)
    plan = told.bring(bob, "Plan.pdf")
    told.bring(alice, "notes.txt", note="From the call")
    first = told.attach(bob, "Here is the plan", plan)
    told.attach(alice, "", plan, reply_to=first)
    told.do(files.record_download, alice, file=plan.file, number=1, play=False)
    better = told.bring(bob, "plan.pdf", version_of=plan.file, note="With prices")
    told.attach(bob, "A better one", better, plan)
    told.hand_in(bob, better)
    told.do(chat.delete_message, bob, seq=first)
    told.do(files.delete_version, bob, file=plan.file, number=1)
    told.start(alice, "never.zip")
    told.start(bob, "soon.zip")
    files.expire_uploads(told.now() + timedelta(hours=limits.UPLOAD_HOURS) - timedelta(minutes=1))


FIXED: tuple[Life, ...] = (delivered, called_off)
HOURLY: tuple[Life, ...] = (weeks_paid, week_unpaid)
LIVES: tuple[Life, ...] = (agreed_and_ended, declined, withdrawn, lapsed, shared, *FIXED, *HOURLY)
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def with_steady_ids(histories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with ids numbered in the order they appear, so that every run tells the same."""
    text = json.dumps(histories)
    for number, uuid in enumerate(dict.fromkeys(UUIDS.findall(text)), 1):
        text = text.replace(uuid, f"00000000-0000-7000-8000-{number:012}")
    told: list[dict[str, Any]] = json.loads(text)
    return told


@pytest.fixture
def histories(alice: Person, bob: Person) -> list[dict[str, Any]]:
    dana = person("Dana", "dana@example.com")
    found = []
    for live in LIVES:
        # The weeks that the other lives went through are billed.
        worker = person("Bob", f"{live.__name__}@example.com") if live in HOURLY else bob
        told = Told(alice, worker, dana, fixed=live in FIXED, by_hand=live is not week_unpaid)
        live(told)
        found.append(told.history())
    return found


def seen(snapshot: dict[str, Any]) -> View:
    deal = deal_of(deepcopy(snapshot["milestones"]))
    return view_of(snapshot["room"], snapshot["messages"], deal=deal, hours=deepcopy(snapshot["hours"]))


def test_the_lives_tell_every_kind_of_event(histories: list[dict[str, Any]]) -> None:
    told = {event["kind"] for history in histories for event in history["events"]}
    assert told == {event.kind for event in wire.EVENTS} - {"contract.offered"}


def test_an_old_state_and_the_events_since_make_the_fresh_state(histories: list[dict[str, Any]]) -> None:
    for history in histories:
        told = fold(seen(history["before"]), history["events"], history["me"])
        assert told == seen(history["after"])


def test_the_front_end_replays_the_same_lives(histories: list[dict[str, Any]]) -> None:
    told = with_steady_ids(histories)
    if os.environ.get("WRITE_FIXTURES"):
        FIXTURE.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    assert json.loads(FIXTURE.read_text()) == told
