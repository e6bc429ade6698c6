from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from django.test import Client

from collab.accounts.actions import make_token
from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.live.site import Site, environment
from tests.live.tab import Tab
from tests.plugin import SERVERS
from tests.workrooms import story

Enter = Callable[..., Tab]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for a site runs on each kind of server, or on those that the command line names."""
    if "site" in metafunc.fixturenames:
        kinds = metafunc.config.getoption("server") or SERVERS
        metafunc.parametrize("site", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def site(
    request: pytest.FixtureRequest, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server on the tests' database."""
    folder: Path = tmp_path_factory.mktemp("site")
    with Site(request.param, environment(folder)) as site:
        yield site


@pytest.fixture(autouse=True)
def _committed(transactional_db: None) -> None:
    """The server sees only what was committed."""


@pytest.fixture
def room(alice: Person, bob: Person) -> Room:
    """A running contract between Alice and Bob; its log has two events."""
    return story.running(alice, bob)


@pytest.fixture
def enter_at() -> Iterator[Enter]:
    """`enter_at(site, alice, room)` is a tab of hers with the room open, everything in it heard already."""
    with ExitStack() as stack:

        def enter(site: Site, person: Person, *rooms: Room, scope: Literal["read", "write"] = "write") -> Tab:
            _, secret = make_token(person, name="tests", scope=scope)
            tab = stack.enter_context(Tab(site.url, {"Authorization": f"Bearer {secret}"}))
            for room in rooms:
                room.refresh_from_db()
                tab.open(room.public_id, room.head)
            return tab

        yield enter


@pytest.fixture
def enter(site: Site, enter_at: Enter) -> Enter:
    """`enter(alice, room)` is `enter_at` the server of these tests."""
    return partial(enter_at, site)


@pytest.fixture
def browser(site: Site, signed_in: Callable[[Person], Client]) -> Callable[[Person], dict[str, str]]:
    """`browser(alice)` are the headers that a signed-in browser of hers sends when it opens a socket."""

    def headers(person: Person) -> dict[str, str]:
        return {"Cookie": f"sessionid={signed_in(person).cookies['sessionid'].value}", "Origin": site.url}

    return headers
