from django.test import Client

from collab.accounts.models import Ended, Person
from tests.accounts.allauth import ask, sign_in
from tests.conftest import PASSWORD

NEW = "nine lives of the cat"


def change(browser: Client, current: str = PASSWORD, new: str = NEW) -> int:
    return ask(
        browser, "POST", "account/password/change", {"current_password": current, "new_password": new}
    ).status


def test_the_new_one_counts(alice: Person, alice_in: Client) -> None:
    assert change(alice_in) == 200
    assert sign_in(Client(), alice.email, NEW).status == 200
    assert sign_in(Client(), alice.email, PASSWORD).status == 400


def test_this_browser_stays_in_and_all_others_are_thrown_out(alice: Person, alice_in: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere, alice.email, PASSWORD)
    change(alice_in)
    assert alice_in.get("/api/v1/me").status_code == 200
    assert elsewhere.get("/api/v1/me").status_code == 401


def test_live_sockets_hear_of_it(alice: Person, bob: Person, alice_in: Client) -> None:
    change(alice_in)
    assert Ended.objects.filter(person=alice, credential="").exists()
    assert not Ended.objects.filter(person=bob).exists()


def test_the_old_one_is_asked_for(alice_in: Client) -> None:
    assert change(alice_in, current="a guess") == 400
    assert not Ended.objects.exists()


def test_a_bad_new_one_is_refused(alice_in: Client) -> None:
    assert change(alice_in, new="short") == 400
    assert change(alice_in, new="alice@example.com") == 400
    assert not Ended.objects.exists()


def test_guessing_the_old_one_is_stopped(alice_in: Client) -> None:
    answers = [change(alice_in, current=f"guess {n}") for n in range(6)]
    assert answers == [400] * 5 + [429]


def test_nobody_changes_it_without_being_in(alice: Person) -> None:
    assert change(Client()) == 401
