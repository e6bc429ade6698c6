"""What ends a session or a token closes the sockets that rest on it."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from collab import clock
from collab.accounts import actions
from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.live.conftest import Enter
from tests.live.site import Site
from tests.live.tab import Tab

ENDED = 4401


def test_a_revoked_token_closes_its_sockets_and_no_others(
    alice: Person, bob: Person, room: Room, site: Site, enter: Enter
) -> None:
    token, secret = actions.make_token(alice, name="bot", scope="write")
    other, his = enter(alice, room), enter(bob, room)
    with Tab(site.url, {"Authorization": f"Bearer {secret}"}) as bot:
        bot.open(room.public_id, room.head)
        actions.revoke_token(alice, token=token.public_id)
        assert bot.closed() == ENDED
        assert bot.told("bye")["reason"]
    his.ask("message.post", room=room.public_id, text="Still here?")
    assert other.events(room.public_id, 1)


def test_signing_out_closes_the_sockets_of_that_browser_only(
    alice: Person, room: Room, site: Site, signed_in: Callable[[Person], Client]
) -> None:
    one, two = signed_in(alice), signed_in(alice)
    tabs = [
        Tab(site.url, {"Cookie": f"sessionid={browser.cookies['sessionid'].value}", "Origin": site.url})
        for browser in (one, two)
    ]
    for tab in tabs:
        tab.open(room.public_id, room.head)
    one.delete("/_allauth/browser/v1/auth/session")
    assert tabs[0].closed() == ENDED
    assert tabs[1].ask("rooms.open", rooms={})["epoch"]
    tabs[1].socket.close()


def test_a_closed_account_closes_all_its_sockets(alice: Person, room: Room, enter: Enter) -> None:
    tabs = [enter(alice, room) for _ in range(3)]
    actions.deactivate(alice)
    assert [tab.closed() for tab in tabs] == [ENDED] * 3


def test_nothing_arrives_after_the_end(alice: Person, bob: Person, room: Room, enter: Enter) -> None:
    hers, his = enter(alice, room), enter(bob, room)
    actions.deactivate(alice)
    time.sleep(2.2)
    his.ask("message.post", room=room.public_id, text="Not for Alice")
    hers.closed()
    assert "Not for Alice" not in str(hers.heard)


@pytest.mark.parametrize("gone", [True, False])
def test_a_session_that_ran_out_closes_its_sockets(
    gone: bool, alice: Person, site: Site, browser: Callable[[Person], dict[str, str]]
) -> None:
    with Tab(site.url, browser(alice)) as tab:
        tab.ask("rooms.open", rooms={})
        if gone:
            Session.objects.all().delete()
        else:
            Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
        assert tab.closed(40) == ENDED
