from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from collab import limits
from collab.accounts import actions
from collab.accounts.models import ApiToken, Person
from collab.errors import Conflict

SignedIn = Callable[[Person], Client]
TOKENS = "/api/v1/me/tokens"


def make(browser: Client, body: object, **headers: str) -> Any:
    return browser.post(TOKENS, body, content_type="application/json", headers=headers)


def listed(browser: Client) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = browser.get(TOKENS).json()["items"]
    return items


def test_its_secret_is_shown_once_and_opens_the_door(alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    made = make(browser, {"name": "My bot", "scope": "write"})
    assert made.status_code == 201
    card = made.json()
    secret = card.pop("token")
    assert listed(browser) == [card]
    assert secret.endswith(card["hint"])
    me = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert me.json()["name"] == "Alice"
    assert listed(browser)[0]["last_used_at"]


def test_the_secret_is_kept_nowhere(alice: Person) -> None:
    token, secret = actions.make_token(alice, name="bot", scope="read")
    kept = " ".join(str(value) for value in ApiToken.objects.values().get(pk=token.pk).values())
    assert secret not in kept


def test_a_repeat_makes_no_second_one(alice: Person, signed_in: SignedIn) -> None:
    browser, key = signed_in(alice), str(uuid4())
    body = {"name": "My bot", "scope": "write"}
    assert make(browser, body, **{"Idempotency-Key": key}).status_code == 201
    again = make(browser, body, **{"Idempotency-Key": key})
    assert (again.status_code, again.json()["code"]) == (409, "key.reused")
    assert ApiToken.objects.count() == 1


def test_two_people_may_use_the_same_key(alice: Person, bob: Person) -> None:
    key = uuid4()
    actions.make_token(alice, name="bot", scope="read", key=key)
    actions.make_token(bob, name="bot", scope="read", key=key)
    assert ApiToken.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "", "scope": "read"}, "token_name.empty"),
        ({"name": "b" * 121, "scope": "read"}, "token_name.too_long"),
        ({"name": "b\u2066ot", "scope": "read"}, "token_name.bidi"),
        ({"name": "b\x00ot", "scope": "read"}, "token_name.control"),
        ({"name": "bot", "scope": "admin"}, "request.invalid"),
        ({"name": "bot"}, "request.invalid"),
        ({"scope": "read"}, "request.invalid"),
        ({"name": None, "scope": "read"}, "request.invalid"),
        ({"name": "bot", "scope": "read", "person": 1}, "request.invalid"),
    ],
)
def test_what_cannot_be_is_refused(body: object, code: str, alice: Person, signed_in: SignedIn) -> None:
    answer = make(signed_in(alice), body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not ApiToken.objects.exists()


def test_a_key_that_is_no_uuid_is_refused(alice: Person, signed_in: SignedIn) -> None:
    answer = make(signed_in(alice), {"name": "bot", "scope": "read"}, **{"Idempotency-Key": "1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "key.invalid")


def test_there_is_a_most(alice: Person) -> None:
    made = [actions.make_token(alice, name="bot", scope="read")[0] for _ in range(limits.TOKENS_PER_PERSON)]
    with pytest.raises(Conflict) as refused:
        actions.make_token(alice, name="one more", scope="read")
    assert refused.value.code == "token.too_many"
    actions.revoke_token(alice, token=made[0].public_id)
    actions.make_token(alice, name="one more", scope="read")


def test_a_token_makes_no_tokens_and_lists_none(alice: Person, token_of: Callable[..., str]) -> None:
    bot = {"Authorization": token_of(alice, "write")}
    made = make(Client(), {"name": "bot", "scope": "write"}, **bot)
    assert (made.status_code, made.json()["code"]) == (403, "token.not_enough")
    assert Client().get(TOKENS, headers=bot).status_code == 403


def test_it_needs_the_csrf_token(alice: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    assert make(browser, {"name": "bot", "scope": "read"}).json()["code"] == "csrf.failed"


def test_everybody_sees_only_their_own(alice: Person, bob: Person, signed_in: SignedIn) -> None:
    actions.make_token(alice, name="Alice's", scope="read")
    actions.make_token(bob, name="Bob's", scope="read")
    assert [item["name"] for item in listed(signed_in(bob))] == ["Bob's"]
