from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from collab import limits
from collab.accounts import door
from collab.accounts.models import Person
from collab.rate import Rate

SignedIn = Callable[[Person], Client]
ME = "/api/v1/me"


def change(browser: Client, body: object, **headers: str) -> Any:
    return browser.patch(ME, body, content_type="application/json", headers=headers)


def test_what_is_given_changes_and_the_rest_stays(alice: Person, signed_in: SignedIn) -> None:
    answer = change(signed_in(alice), {"name": "  Alice Liddell ", "time_zone": "Asia/Kathmandu"})
    assert answer.status_code == 200
    alice.refresh_from_db()
    assert (alice.name, alice.time_zone, alice.language) == ("Alice Liddell", "Asia/Kathmandu", "en")
    assert answer.json() == alice.me().model_dump(mode="json")


def test_twice_is_once(alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    first = change(browser, {"name": "Alice Liddell"}).json()
    assert change(browser, {"name": "Alice Liddell"}).json() == first


def test_nothing_given_changes_nothing(alice: Person, signed_in: SignedIn) -> None:
    assert change(signed_in(alice), {}).json() == alice.me().model_dump(mode="json")


def test_others_see_the_new_name(alice: Person, signed_in: SignedIn) -> None:
    change(signed_in(alice), {"name": "Алиса"})
    alice.refresh_from_db()
    assert alice.card().name == "Алиса"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": ""}, "name.empty"),
        ({"name": " \u00a0 "}, "name.empty"),
        ({"name": "a" * 121}, "name.too_long"),
        ({"name": "a" * 1_000_000}, "name.too_long"),
        ({"name": "Ali\u202ece"}, "name.bidi"),
        ({"name": "Ali\nce"}, "name.control"),
        ({"name": "Ali\x1bce"}, "name.control"),
        ({"name": "Ali\x00ce"}, "name.control"),
        ({"time_zone": "Mars/Olympus"}, "time_zone.unknown"),
        ({"time_zone": "europe/lisbon"}, "time_zone.unknown"),
        ({"time_zone": "/etc/localtime"}, "time_zone.unknown"),
        ({"time_zone": "localtime"}, "time_zone.unknown"),
        ({"time_zone": ""}, "time_zone.unknown"),
        ({"language": "xx"}, "language.unknown"),
        ({"name": 7}, "request.invalid"),
        ({"name": ["Alice"]}, "request.invalid"),
        ({"email": "other@example.com"}, "request.invalid"),
        ({"is_active": False}, "request.invalid"),
        ([], "request.invalid"),
        (["Alice"], "request.invalid"),
    ],
)
def test_what_cannot_be_is_refused(body: object, code: str, alice: Person, signed_in: SignedIn) -> None:
    before = alice.me()
    answer = change(signed_in(alice), body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["detail"].endswith(".")
    alice.refresh_from_db()
    assert alice.me() == before


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b'{"name": "Ali\\ud800ce"}', b"[" * 100_000, b'{"name":' * 5_000]
)
def test_a_broken_body_is_refused(body: bytes, alice: Person, signed_in: SignedIn) -> None:
    answer = signed_in(alice).patch(ME, body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_a_wrong_part_spoils_all_of_it(alice: Person, signed_in: SignedIn) -> None:
    change(signed_in(alice), {"name": "Alice Liddell", "time_zone": "Mars/Olympus"})
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_a_browser_needs_the_csrf_token(alice: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    answer = change(browser, {"name": "Mallory"})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf.failed")
    browser.get("/")
    token = browser.cookies["csrftoken"].value
    assert change(browser, {"name": "Alice Liddell"}, **{"X-CSRFToken": token}).status_code == 200


def test_a_page_of_somebody_else_cannot_ask_with_the_token_either(alice: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    browser.get("/")
    headers = {"X-CSRFToken": browser.cookies["csrftoken"].value, "Origin": "http://evil.example"}
    assert change(browser, {"name": "Mallory"}, **headers).status_code == 403


def test_a_token_may_do_it_if_it_may_write(alice: Person, token_of: Callable[..., str]) -> None:
    bot = Client(enforce_csrf_checks=True)
    assert change(bot, {"name": "Bot"}, Authorization=token_of(alice, "write")).status_code == 200
    refused = change(bot, {"name": "Mallory"}, Authorization=token_of(alice, "read"))
    assert (refused.status_code, refused.json()["code"]) == (403, "token.read_only")


@pytest.mark.django_db
def test_nobody_is_asked_to_sign_in() -> None:
    answer = change(Client(), {"name": "Mallory"})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_haste_is_stopped(alice: Person, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    most = limits.ACTIONS_PER_MINUTE
    monkeypatch.setattr(door, "action_rate", Rate(most, most, monotonic=lambda: 0.0))
    browser = signed_in(alice)
    answers = [change(browser, {"name": "Alice"}) for _ in range(most + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= answers[-1].json()["retry_after"] > 0
