from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client

from collab.accounts import actions
from collab.accounts.access import by_token, token_credential
from collab.accounts.models import Ended, Person
from collab.errors import NotSignedIn

SignedIn = Callable[[Person], Client]


def revoke(browser: Client, token: UUID | str, **headers: str) -> int:
    return browser.delete(f"/api/v1/me/tokens/{token}", headers=headers).status_code


def test_it_opens_nothing_any_more(alice: Person, signed_in: SignedIn) -> None:
    token, secret = actions.make_token(alice, name="bot", scope="write")
    assert by_token(secret).person == alice
    browser = signed_in(alice)
    assert revoke(browser, token.public_id) == 204
    with pytest.raises(NotSignedIn):
        by_token(secret)
    assert browser.get("/api/v1/me/tokens").json() == {"items": []}


def test_live_sockets_hear_of_it_once(alice: Person, signed_in: SignedIn) -> None:
    token, _ = actions.make_token(alice, name="bot", scope="write")
    browser = signed_in(alice)
    assert [revoke(browser, token.public_id) for _ in range(2)] == [204, 204]
    assert list(Ended.objects.values_list("person", "credential")) == [(alice.pk, token_credential(token))]


def test_the_others_stay(alice: Person) -> None:
    token, _ = actions.make_token(alice, name="bot", scope="write")
    _, other = actions.make_token(alice, name="other bot", scope="write")
    actions.revoke_token(alice, token=token.public_id)
    assert by_token(other).person == alice


def test_nobody_revokes_those_of_others(alice: Person, charlie: Person, signed_in: SignedIn) -> None:
    token, secret = actions.make_token(alice, name="bot", scope="write")
    assert revoke(signed_in(charlie), token.public_id) == 404
    assert by_token(secret).person == alice


def test_one_that_does_not_exist_is_not_found(alice: Person, signed_in: SignedIn) -> None:
    assert revoke(signed_in(alice), uuid4()) == 404
    assert revoke(signed_in(alice), "not-a-uuid") == 422


def test_a_token_does_not_revoke_tokens(alice: Person, token_of: Callable[..., str]) -> None:
    token, _ = actions.make_token(alice, name="bot", scope="write")
    assert revoke(Client(), token.public_id, Authorization=token_of(alice)) == 403


def test_it_needs_the_csrf_token(alice: Person) -> None:
    token, secret = actions.make_token(alice, name="bot", scope="write")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    assert revoke(browser, token.public_id) == 403
    assert by_token(secret).person == alice
