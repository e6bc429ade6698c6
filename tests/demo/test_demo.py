from typing import Any

import pytest
from django.core.management import CommandError
from django.test import Client

from collab import clock
from collab.accounts.models import Person
from collab.demo import booking
from collab.files.models import Attachment, Version
from collab.workrooms.lists import my_rooms
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.demo.telling import demo

pytestmark = pytest.mark.django_db


def test_an_empty_database_gets_people_contracts_and_an_offer_that_waits() -> None:
    assert "client@example.com" in demo()
    client, freelancer, outsider = (
        Person.objects.get(email=f"{name}@example.com") for name in ("client", "freelancer", "outsider")
    )
    of_freelancer = my_rooms(freelancer, None, 50).items
    assert {(item.kind, item.status, item.waiting) for item in of_freelancer} == {
        ("hourly", "active", False), ("fixed", "active", True), ("fixed", "offered", True),
    }  # fmt: skip
    of_client = my_rooms(client, None, 50).items
    assert {item.kind for item in of_client if item.waiting} == {"hourly", "fixed"}
    assert my_rooms(outsider, None, 50).items == []
    assert sum(item.last is not None for item in of_freelancer) == 2


def test_the_story_lies_in_the_past_and_in_order() -> None:
    demo()
    for room in Room.objects.all():
        instants = [event.at for event in since(room, 0)]
        assert instants == sorted(instants)
        assert instants[-1] <= clock.now()


def test_the_people_of_the_demo_can_sign_in() -> None:
    demo()
    answer = Client().post(
        "/_allauth/browser/v1/auth/login",
        {"email": "freelancer@example.com", "password": "demo"},
        content_type="application/json",
    )
    assert answer.status_code == 200


def test_it_refuses_where_people_are(alice: Person, settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="everybody knows the password"):
        demo()
    settings.DEBUG = True
    demo()
    with pytest.raises(CommandError, match="already"):
        demo()


def test_it_says_so_where_an_earlier_run_was_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(booking, "tell", interrupted)
        with pytest.raises(KeyboardInterrupt):
            demo()
    with pytest.raises(CommandError, match="Half of the demo"):
        demo()


def interrupted(_: Any) -> None:
    raise KeyboardInterrupt


def test_it_brings_files_where_there_is_a_storage(store: str) -> None:
    assert "no files" not in demo()
    menu = Version.objects.filter(name="autumn menu.pdf").order_by("number")
    assert [(one.number, one.kind, bool(one.note)) for one in menu] == [(1, "pdf", False), (2, "pdf", True)]
    kinds = Version.objects.values_list("kind", flat=True).order_by("kind").distinct()
    assert list(kinds) == ["image", "pdf", "text"]
    said = {(room, seq) for room, seq in Attachment.objects.values_list("room", "seq")}
    assert {(one.room_id, one.said_seq) for one in Version.objects.all()} == said


def test_it_says_so_where_there_is_no_storage_and_goes_on() -> None:
    assert "The demo has no files." in demo()
    assert not Version.objects.exists()
