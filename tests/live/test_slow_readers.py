"""Readers that do not read, and servers that stop."""

import socket
import time

import psutil

from collab import limits
from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.live.conftest import Enter
from tests.live.site import Site
from tests.live.test_rooms_open import history


def test_a_reader_that_stalls_is_cut_off_and_costs_little(
    alice: Person, bob: Person, room: Room, site: Site, enter: Enter
) -> None:
    history(room, alice, 4_000, "x" * 5_000)
    assert site.process
    before = site.process.memory_info().rss
    stalled = enter(bob)
    stalled.socket.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    stalled.send(
        {"jsonrpc": "2.0", "id": "01930000-0000-7000-8000-000000000001", "method": "rooms.open",
         "params": {"rooms": {str(room.public_id): 0}}}
    )  # fmt: skip
    lively = enter(alice, room)
    until = time.monotonic() + limits.SEND_SECONDS + 40
    while sockets(site) > 1 and time.monotonic() < until:
        lively.ask("rooms.close", rooms=[])
        time.sleep(0.5)
    assert sockets(site) == 1
    assert site.process.memory_info().rss - before < 64 * 2**20


def sockets(site: Site) -> int:
    """Connections that the server has now."""
    assert site.process
    family = [site.process, *site.process.children(recursive=True)]
    return sum(
        1 for each in family for one in each.net_connections("tcp")
        if one.status == psutil.CONN_ESTABLISHED and one.laddr.port == site.port
    )  # fmt: skip
