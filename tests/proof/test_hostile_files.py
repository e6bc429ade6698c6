"""The judges of hostile files are shown a server and a store that let everything pass."""

import random
from typing import ClassVar

import httpx
import pytest

from proof.hostile_files import Brought, bring_all, chosen, links
from tests.files.hostile import fixtures


def test_hostile_files_of_every_kind_are_chosen() -> None:
    files = chosen(random.Random(1), 16)
    assert len({each.id for each in files}) == len(files) == 18
    assert {"made", "refused"} <= {each.outcome for each in files}
    assert any("RAN" in each.name for each in files)


class Doors:
    """A server that takes every name, and a store that lets browsers show whatever they like."""

    version: ClassVar = {"file": "f", "number": 1, "name": "a.svg", "previews": []}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "store":
            headers = {"Content-Type": "image/svg+xml", "Content-Disposition": "inline"}
            return httpx.Response(200, headers=headers)
        request_to_store = {"method": "PUT", "url": "http://store/x", "headers": {}}
        answer = {"put": request_to_store, "upload": {"id": "u"}, "version": self.version}
        return httpx.Response(200, json={**answer, "url": "http://store/x"})


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> httpx.AsyncClient:
    transport, client = httpx.MockTransport(Doors()), httpx.AsyncClient
    monkeypatch.setattr("httpx.AsyncClient", lambda **_: client(transport=transport))
    return client(transport=transport, base_url="http://collab")


async def test_a_server_that_takes_hostile_names_is_noticed(doors: httpx.AsyncClient) -> None:
    refused = [each for each in fixtures() if each.id in ("name: climbs", "name: null")]
    _, wrong = await bring_all(doors, "room", refused)
    assert len(wrong) == 2


async def test_a_link_that_makes_a_page_of_a_file_is_noticed(doors: httpx.AsyncClient) -> None:
    inline, wrong = await links(doors, "room", [Brought(Doors.version)])
    assert (inline, len(wrong)) == ([], 1)
