"""Cards: the number goes to the provider, and each is its owner's alone."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from collab import limits
from collab.accounts.models import Person
from collab.billing import sandbox
from collab.billing.models import Card
from collab.workrooms.models import Receipt
from tests.billing.story import NUMBERS, card
from tests.workrooms.story import post

Browser = Callable[[Person], Client]


def test_the_sandbox_lists_its_cards_and_each_can_be_added(alice: Person, signed_in: Browser) -> None:
    browser = signed_in(alice)
    known = browser.get("/api/v1/billing/sandbox").json()["cards"]
    assert {one["number"] for one in known} == set(sandbox.CARDS)
    for one in known:
        status, made = post(browser, "/me/cards", {"number": one["number"]})
        assert (status, made["label"]) == (201, f"Visa •••• {one['number'][-4:]}")
    assert len(browser.get("/api/v1/me/cards").json()["items"]) == len(known)


def test_the_number_is_kept_nowhere(alice: Person, signed_in: Browser) -> None:
    key = str(uuid4())
    post(signed_in(alice), "/me/cards", {"number": "4242 4242 4242 4242"}, **{"Idempotency-Key": key})
    assert all("4242424242424242" not in str(value) for value in Card.objects.values_list().get())
    assert "4242424242424242" not in str(Receipt.objects.get().answer)


@pytest.mark.parametrize("number", ["", "1", "4242424242424243", "x" * 5_000, "4242‮4242", "\x00"])
def test_a_number_that_the_provider_does_not_know_is_refused(
    alice: Person, signed_in: Browser, number: str
) -> None:
    status, problem = post(signed_in(alice), "/me/cards", {"number": number})
    assert (status, problem["code"]) == (422, "card.unknown")


def test_adding_again_with_the_same_key_adds_one(alice: Person, signed_in: Browser) -> None:
    browser, headers = signed_in(alice), {"Idempotency-Key": str(uuid4())}
    first = post(browser, "/me/cards", {"number": NUMBERS["pays"]}, **headers)
    assert post(browser, "/me/cards", {"number": NUMBERS["pays"]}, **headers) == first
    status, problem = post(browser, "/me/cards", {"number": NUMBERS["slow"]}, **headers)
    assert (status, problem["code"]) == (409, "key.reused")
    assert Card.objects.count() == 1


def test_nobody_has_more_cards_than_the_limit(alice: Person, signed_in: Browser) -> None:
    for _ in range(limits.CARDS_PER_PERSON):
        card(alice)
    status, problem = post(signed_in(alice), "/me/cards", {"number": NUMBERS["pays"]})
    assert (status, problem["code"]) == (409, "card.too_many")


def test_a_card_is_removed_by_its_owner_alone(alice: Person, bob: Person, signed_in: Browser) -> None:
    mine = card(alice)
    where = f"/api/v1/me/cards/{mine.public_id}"
    assert signed_in(bob).delete(where).status_code == 404
    assert signed_in(alice).delete(where).status_code == 204
    assert signed_in(alice).delete(where).status_code == 404
    assert signed_in(alice).get("/api/v1/me/cards").json()["items"] == []
