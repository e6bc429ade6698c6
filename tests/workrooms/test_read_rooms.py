from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from collab import limits
from collab.accounts.models import Person
from collab.errors import Refused
from collab.workrooms import actions, log
from collab.workrooms.lists import my_rooms
from collab.workrooms.models import Event, Member, Room
from collab.workrooms.snapshots import room_of
from tests.workrooms import story
from tests.workrooms.story import guest, hourly, later, offer, running, seat

Browser = Callable[[Person], Client]


def test_the_list_shows_my_rooms_the_last_active_first(alice: Person, bob: Person, charlie: Person) -> None:
    first, second = offer(alice, bob.email), offer(alice, bob.email)
    offer(alice, charlie.email)
    actions.accept_terms(seat(bob, first), None, version=1)
    items = my_rooms(bob, None, 50).items
    assert [item.id for item in items] == [first.public_id, second.public_id]
    assert [(item.status, item.waiting, item.role) for item in items] == [
        ("active", False, "freelancer"), ("offered", True, "freelancer"),
    ]  # fmt: skip
    assert [other.name for other in items[0].others] == ["Alice"]
    assert [item.waiting for item in my_rooms(alice, None, 50).items] == [False, False, False]


def test_an_amendment_waits_for_the_other_side_until_it_lapses(
    alice: Person, bob: Person, running: Room
) -> None:
    dana = guest(alice, running, "manager")
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    waiting = [my_rooms(person, None, 50).items[0].waiting for person in (alice, bob, dana)]
    assert waiting == [True, False, False]
    with later(days=14):
        assert not my_rooms(alice, None, 50).items[0].waiting


def test_pages_follow_each_other_without_holes_even_where_instants_are_equal(
    alice: Person, bob: Person
) -> None:
    rooms = [offer(alice, bob.email).pk for _ in range(7)]
    Room.objects.filter(pk__in=rooms[:5]).update(last_at=timezone.now())
    seen, cursor = [], None
    for _ in range(4):
        page = my_rooms(bob, cursor, 2)
        seen += [item.id for item in page.items]
        cursor = page.next
    assert cursor is None
    assert seen == [item.id for item in my_rooms(bob, None, 50).items]
    assert len(set(seen)) == 7


@pytest.mark.parametrize("cursor", ["", "nonsense", "20261118T153000.000000-", "-" + "0" * 32, "\x00"])
def test_a_cursor_of_another_list_is_refused(alice: Person, cursor: str) -> None:
    with pytest.raises(Refused) as refused:
        my_rooms(alice, cursor, 50)
    assert refused.value.code == "cursor.invalid"


def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    alice: Person, bob: Person, django_assert_num_queries: Any
) -> None:
    running(alice, bob)
    with django_assert_num_queries(5):
        assert len(my_rooms(bob, None, 50).items) == 1
    for _ in range(5):
        running(alice, bob)
    with django_assert_num_queries(5):
        assert len(my_rooms(bob, None, 50).items) == 6


def test_a_room_asks_the_same_number_of_questions_whatever_is_in_it(
    alice: Person, bob: Person, running: Room, django_assert_max_num_queries: Any
) -> None:
    room_of(seat(alice, running))  # the first question of all makes the epoch
    here = seat(alice, running)
    with django_assert_max_num_queries(9) as before:
        room_of(here)
    guest(alice, running, "manager")
    actions.invite(seat(alice, running), None, email="eve@example.com", role="observer")
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    with django_assert_max_num_queries(len(before)):
        assert len(room_of(here).versions) == 2


def test_a_long_log_is_read_by_the_page(alice: Person, running: Room, django_assert_num_queries: Any) -> None:
    at = timezone.now()
    Event.objects.bulk_create(
        Event(room=running, seq=seq, at=at, by=alice, kind="read.marked", data={"seq": 1})
        for seq in range(5, 5_001)
    )
    Room.objects.filter(pk=running.pk).update(head=5_000)
    here = seat(alice, running)
    with django_assert_num_queries(2):
        page = log.page(here, 4_996, 3)
    assert [event.seq for event in page.items] == [4_997, 4_998, 4_999]
    assert page.head == 5_000


@pytest.mark.parametrize(
    "asked",
    ["limit=0", f"limit={limits.REPLAY_PAGE + 1}", "limit=x", "after=-1", f"after={2**63}", "after=1.5"],
)
def test_a_page_of_events_has_bounds(alice: Person, running: Room, signed_in: Browser, asked: str) -> None:
    answer = signed_in(alice).get(f"/api/v1/rooms/{running.public_id}/events?{asked}")
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


@pytest.mark.parametrize("asked", ["limit=0", f"limit={limits.PAGE_MOST + 1}", "cursor=x"])
def test_a_page_of_rooms_has_bounds(alice: Person, signed_in: Browser, asked: str) -> None:
    assert signed_in(alice).get(f"/api/v1/rooms?{asked}").status_code == 422


def test_a_room_that_is_not_mine_looks_like_one_that_does_not_exist(
    charlie: Person, running: Room, signed_in: Browser
) -> None:
    browser = signed_in(charlie)
    foreign = browser.get(f"/api/v1/rooms/{running.public_id}")
    unknown = browser.get(f"/api/v1/rooms/{uuid4()}")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.json() == unknown.json()
    assert browser.get("/api/v1/rooms").json() == {"items": [], "next": None}


def test_a_room_id_that_is_no_uuid_is_refused(alice: Person, signed_in: Browser) -> None:
    assert signed_in(alice).get("/api/v1/rooms/7").status_code == 422


def test_the_steps_that_are_open_follow_what_is_proposed(alice: Person, bob: Person, offered: Room) -> None:
    def may(person: Person) -> set[str]:
        common = {"room.read", "read.mark", "member.invite", "invite.withdraw", "member.remove", "file.read"}
        common |= {"money.read", "time.read"}
        return set(room_of(Member.objects.seat(person, offered.public_id)).may) - common

    assert may(bob) == {"contract.accept", "contract.decline", "terms.accept", "terms.propose"}
    assert may(alice) == {"contract.withdraw", "bill.card"}
    actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    assert may(bob) == {"contract.accept", "contract.decline", "terms.accept", "terms.withdraw"}
    assert may(alice) == {
        "contract.accept", "contract.withdraw", "terms.accept", "terms.decline", "bill.card",
    }  # fmt: skip
    talking = {"message.post", "message.edit", "message.delete", "typing", "file.upload", "file.delete"}
    actions.accept_terms(seat(alice, offered), None, version=2)
    working = {
        f"time.{verb}" for verb in ("track", "stop", "report", "correct", "ask", "withdraw", "take_back")
    }
    assert (
        may(bob) == {"contract.end", "terms.propose", "release.refund", "escrow.refund"} | working | talking
    )
    paying = {
        "bonus.pay", "payment.confirm", "payment.give_up", "time.answer", "overtime.accept", "bill.card", "bill.pay",
    }  # fmt: skip
    assert may(alice) == {"contract.end", "contract.pause", "terms.propose"} | paying | talking


def test_a_fixed_price_contract_has_the_verbs_of_milestones_and_an_hourly_one_has_not(
    alice: Person, bob: Person, running: Room
) -> None:
    priced = story.running(alice, bob, story.fixed())
    for person in (alice, bob):
        assert "milestone.propose" in room_of(seat(person, priced)).may
        assert "milestone.propose" not in room_of(seat(person, running)).may
        assert "time.read" in room_of(seat(person, running)).may
        assert "time.read" not in room_of(seat(person, priced)).may


def test_on_an_offer_whose_time_is_over_no_step_is_open(alice: Person, bob: Person, offered: Room) -> None:
    with later(days=30):
        for person in (alice, bob):
            open_steps = room_of(seat(person, offered)).may
            assert set(open_steps) == {
                "room.read", "read.mark", "member.remove", "file.read", "money.read", "time.read",
            }  # fmt: skip


def test_the_policy_tells_what_contracts_are_made_of(alice: Person, signed_in: Browser) -> None:
    told = signed_in(alice).get("/api/v1/policy").json()
    assert told["policy"] == "upwork-like@1"
    assert told["policies"][0]["minimum_rate"] == "3.00"
    assert {profile["id"] for profile in told["fee_profiles"]} == {"none", "marketplace"}
    assert (told["currencies"]["USD"], told["currencies"]["JPY"]) == (2, 0)
