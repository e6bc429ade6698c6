from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from collab import limits
from collab.accounts.actions import make_token
from collab.accounts.models import Person
from tests.live.conftest import Enter
from tests.live.site import Site
from tests.live.tab import Tab

Headers = Callable[[Person], dict[str, str]]
NOT_SIGNED_IN = 4401


def test_a_signed_in_browser_of_our_origin_comes_in(alice: Person, site: Site, browser: Headers) -> None:
    with Tab(site.url, browser(alice)) as tab:
        assert tab.ask("rooms.open", rooms={})["epoch"]


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
        "http://127.0.0.1.evil.example:{port}",
        "http://evil.example#127.0.0.1:{port}",
        "http://127.0.0.1:{port}@evil.example",
        "http://127.0.0.1:not-a-port",
        "null",
        "*",
        "http://[::1",
        "",
    ],
)
def test_a_page_of_another_origin_is_kept_out(
    origin: str, alice: Person, site: Site, browser: Headers
) -> None:
    headers = browser(alice) | {"Origin": origin.format(port=urlsplit(site.url).port)}
    with pytest.raises(InvalidStatus) as why:
        Tab(site.url, headers)
    assert why.value.response.status_code in (400, 403)


def test_a_cookie_without_an_origin_is_kept_out(alice: Person, site: Site, browser: Headers) -> None:
    with pytest.raises(InvalidStatus) as why:
        Tab(site.url, {"Cookie": browser(alice)["Cookie"]})
    assert why.value.response.status_code == 403


def test_an_origin_is_the_same_in_capitals(alice: Person, site: Site, browser: Headers) -> None:
    headers = browser(alice)
    with Tab(site.url, headers | {"Origin": headers["Origin"].upper()}) as tab:
        assert tab.ask("rooms.open", rooms={})["epoch"]


def test_a_token_needs_no_origin_but_a_foreign_one_is_kept_out(alice: Person, site: Site) -> None:
    _, secret = make_token(alice, name="bot", scope="write")
    bearer = {"Authorization": f"Bearer {secret}"}
    with Tab(site.url, bearer) as tab:
        assert tab.ask("rooms.open", rooms={})["epoch"]
    with pytest.raises(InvalidStatus) as why:
        Tab(site.url, bearer | {"Origin": "http://evil.example"})
    assert why.value.response.status_code == 403


@pytest.mark.parametrize(
    "authorization", ["Bearer collab_wrong", "Bearer ", "Basic YTpi", "Bearer \u00e9", "bearer"]
)
def test_a_token_that_does_not_exist_opens_nothing(authorization: str, site: Site) -> None:
    with Tab(site.url, {"Authorization": authorization.encode().decode("latin-1")}) as tab:
        assert tab.closed() == NOT_SIGNED_IN


@pytest.mark.parametrize("cookie", ["", "sessionid=", "sessionid=wrong", "sessionid=" + "x" * 500])
def test_a_cookie_of_no_session_opens_nothing(cookie: str, site: Site) -> None:
    with Tab(site.url, {"Cookie": cookie, "Origin": site.url}) as tab:
        assert tab.closed() == NOT_SIGNED_IN


def test_one_person_has_a_bounded_number_of_sockets(
    alice: Person, bob: Person, site: Site, enter: Enter, browser: Headers
) -> None:
    headers = browser(alice)
    tabs = [Tab(site.url, headers) for _ in range(limits.SOCKETS_PER_PERSON)]
    for tab in tabs:
        tab.ask("rooms.open", rooms={})
    with Tab(site.url, headers) as one_more:
        assert one_more.closed() == 4429
        assert one_more.told("bye")["retry_after"] > 0
    assert enter(bob).ask("rooms.open", rooms={})["epoch"]
    for tab in tabs:
        tab.socket.close()
