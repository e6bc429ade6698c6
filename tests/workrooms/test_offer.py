from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from collab import limits
from collab.accounts.models import Person
from collab.errors import Refused
from collab.workrooms import actions
from collab.workrooms.models import Invite, Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import fixed, hourly, kinds, offer, post, seat

Browser = Callable[[Person], Client]


def body(**changes: Any) -> dict[str, Any]:
    """A good offer to Bob, but for the changes to its terms."""
    terms = hourly().model_dump(mode="json") | changes
    return {"to": "bob@example.com", "terms": terms}


def prove(person: Person, address: str) -> None:
    EmailAddress.objects.create(user=person, email=address, verified=True)


def test_a_person_with_the_address_gets_the_freelancers_seat_at_once(alice: Person, bob: Person) -> None:
    room = offer(alice, "BOB@example.com ")
    seen = room_of(seat(bob, room))
    assert (seen.status, seen.role, seen.side, seen.title) == (
        "offered",
        "freelancer",
        "freelancer",
        "Booking app",
    )
    assert [member.person.name for member in seen.members] == ["Alice", "Bob"]
    assert kinds(room) == ["contract.offered", "member.joined", "member.joined"]


def test_an_address_that_nobody_proved_to_own_is_invited(alice: Person) -> None:
    room = offer(alice, "newcomer@example.com", fixed())
    [invite] = room_of(seat(alice, room)).invites
    assert (invite.email, invite.role) == ("newcomer@example.com", "freelancer")
    assert kinds(room) == ["contract.offered", "member.joined", "member.invited"]


def test_a_newcomer_gets_a_letter_and_a_person_here_does_not(
    alice: Person, bob: Person, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        offer(alice, bob.email)
        offer(alice, "newcomer@example.com")
    [letter] = mailoutbox
    assert (letter.to, letter.subject) == (["newcomer@example.com"], "Alice: Booking app")
    assert "/signup" in letter.body


def test_a_letter_that_cannot_be_sent_undoes_nothing(
    alice: Person, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        room = offer(alice, "newcomer@example.com")
    assert room.invites.count() == 1


def test_an_address_that_is_claimed_but_not_verified_gives_no_seat(alice: Person, bob: Person) -> None:
    EmailAddress.objects.create(user=bob, email="claimed@example.com", verified=False)
    room = offer(alice, "claimed@example.com")
    assert not room.members.filter(person=bob).exists()


def test_an_offer_to_oneself_is_refused_under_any_of_ones_addresses(alice: Person) -> None:
    EmailAddress.objects.create(user=alice, email="second@example.com", verified=True)
    for address in ("alice@example.com", "ALICE@example.com", "second@example.com"):
        with pytest.raises(Refused) as refused:
            offer(alice, address)
        assert refused.value.code == "offer.to_self"
    assert not Room.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["", "bob", "bob@", "@example.com", "b\x00b@example.com", "bob@ex\ud800.com", "a" * 300 + "@example.com"],
)
def test_what_is_no_address_is_refused(alice: Person, address: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(alice, address)
    assert refused.value.code == "email.invalid"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rate": -4500}, "terms.rate"),
        ({"rate": 299}, "terms.rate"),
        ({"rate": 10**30}, "terms.rate"),
        ({"weekly_limit": 169}, "terms.weekly_limit"),
        ({"weekly_limit": -1}, "terms.weekly_limit"),
        ({"currency": "ZZZ"}, "terms.currency"),
        ({"currency": "usd"}, "terms.currency"),
        ({"fee_profile": "?"}, "terms.fee_profile"),
        ({"start": "1999-01-01"}, "terms.start"),
        ({"title": "nul\x00"}, "terms.title.control"),
        ({"title": "\u202ereversed"}, "terms.title.bidi"),
        ({"title": "half \ud83d"}, "terms.title.broken"),
        ({"title": "  "}, "terms.title.empty"),
        ({"title": "x" * 1_000_000}, "terms.title.too_long"),
        ({"description": "x" * (limits.LONG_TEXT_CHARS + 1)}, "terms.description.too_long"),
        ({"kind": "fixed"}, "terms.rate"),
        ({"kind": "barter"}, "request.invalid"),
        ({"rate": "4500"}, "request.invalid"),
        ({"rate": 45.5}, "request.invalid"),
        ({"rate": True}, "request.invalid"),
        ({"tip": 5}, "request.invalid"),
        ({"policy": "mine@1"}, "request.invalid"),
    ],
)
def test_terms_that_cannot_be_are_refused_with_a_sentence(
    alice: Person, bob: Person, signed_in: Browser, changes: dict[str, Any], code: str
) -> None:
    headers = {"Idempotency-Key": "0192f0c0-0000-7000-8000-000000000001"}
    status, answer = post(signed_in(alice), "/rooms", body(**changes), **headers)
    assert (status, answer["code"]) == (422, code)
    assert answer["detail"].endswith(".")
    assert not Room.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        '{"to": "bob@example.com", "terms": {"title": "x", "kind": "fixed", "currency": "\\ud800"}}',
        '{"to": "bob@example.com", "terms": {"title": "x", "kind": "fixed", "currency": "EUR", "\\ud800": 1}}',
        '{"\\ud800": 1}', '"\\ud800"', "[1]", "null", "{", "", "[" * 100_000, '{"to": 1e999}', "\x00",
    ],
)  # fmt: skip
def test_a_body_that_is_no_offer_is_refused_with_a_sentence(
    alice: Person, signed_in: Browser, raw: str
) -> None:
    answer = signed_in(alice).post("/api/v1/rooms", raw, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_the_door_answers_with_the_new_room(alice: Person, bob: Person, signed_in: Browser) -> None:
    status, answer = post(signed_in(alice), "/rooms", body())
    assert status == 201
    seen = signed_in(bob).get(f"/api/v1/rooms/{answer['id']}").json()
    assert (seen["head"], seen["terms"]["rate"], seen["versions"][0]["state"]) == (
        answer["seq"],
        4500,
        "proposed",
    )


def test_the_same_key_makes_one_offer(alice: Person, bob: Person, signed_in: Browser) -> None:
    key = {"Idempotency-Key": "0192f0c0-0000-7000-8000-000000000002"}
    first, again = (post(signed_in(alice), "/rooms", body(), **key) for _ in range(2))
    assert first == again
    assert Room.objects.count() == 1
    status, answer = post(signed_in(alice), "/rooms", body(rate=5000), **key)
    assert (status, answer["code"]) == (409, "key.reused")


def test_whoever_proves_an_address_takes_the_seat_that_waits_for_it(alice: Person, charlie: Person) -> None:
    room = offer(alice, "new@example.com")
    prove(charlie, "new@example.com")
    actions.take_offered_seats(charlie)
    assert seat(charlie, room).role == "freelancer"
    assert Invite.objects.get(room=room).closed == "accepted"
    assert kinds(room, 3) == ["invite.closed", "member.joined"]
    assert actions.take_offered_seats(charlie) == 0
    assert len(kinds(room)) == 5


def test_a_seat_that_missed_its_owners_arrival_is_given_by_the_clock(alice: Person, charlie: Person) -> None:
    room = offer(alice, "new@example.com")
    assert actions.seat_arrivals() == 0
    prove(charlie, "new@example.com")
    assert [actions.seat_arrivals() for _ in range(2)] == [1, 0]
    assert seat(charlie, room).role == "freelancer"


def test_the_client_cannot_become_the_freelancer_by_proving_the_address(alice: Person) -> None:
    room = offer(alice, "new@example.com")
    prove(alice, "new@example.com")
    actions.take_offered_seats(alice)
    assert seat(alice, room).role == "client"
    assert Invite.objects.get(room=room).closed == ""


def test_verifying_an_address_by_code_takes_the_seat(
    alice: Person, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    room = offer(alice, "newcomer@example.com")
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        signed_up = browser.post(
            "/_allauth/browser/v1/auth/signup",
            {"email": "newcomer@example.com", "password": "a long walk to the sea", "name": "Nora"},
            content_type="application/json",
        )
        assert signed_up.status_code == 401, signed_up.content
    mail = mailoutbox[-1].body
    code = next(
        line.strip()
        for line in mail.splitlines()
        if line.strip() and " " not in line.strip() and len(line.strip()) >= 6
    )
    with django_capture_on_commit_callbacks(execute=True):
        verified = browser.post(
            "/_allauth/browser/v1/auth/email/verify", {"key": code}, content_type="application/json"
        )
        assert verified.status_code == 200, verified.content
    assert room.members.filter(
        person__email="newcomer@example.com", role="freelancer", removed_at=None
    ).exists()


def test_nobody_has_more_than_so_many_offers_open(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OFFERS_OPEN", 2)
    offer(alice, bob.email)
    second = offer(alice, bob.email)
    with pytest.raises(Refused, match="offers open") as refused:
        offer(alice, bob.email)
    assert refused.value.code == "offer.too_many"
    actions.withdraw_offer(seat(alice, second), None)
    offer(alice, bob.email)
