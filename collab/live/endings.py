"""Closing sockets whose session or token has ended, within two seconds."""

import asyncio
import logging
from datetime import timedelta

from django.contrib.sessions.models import Session

from collab import clock, limits
from collab.accounts.access import ended_since
from collab.live.hub import Hub
from collab.live.pool import in_pool
from collab.live.socket import ENDED, Socket

log = logging.getLogger(__name__)
OVERLAP = timedelta(seconds=10)
"""Rows may become visible a little after the instant they carry."""


async def watch_endings(hub: Hub) -> None:
    """For ever: each second, look what has ended."""
    while True:
        await asyncio.sleep(limits.ENDINGS_SECONDS)
        try:
            ends = await in_pool(ended_since, clock.now() - OVERLAP) if hub.people else []
        except Exception:
            log.exception("What ended could not be read; trying again.")
            continue
        for end in ends:
            for socket in list(hub.people.get(end.person, ())):
                if end.credential == socket.access.credential or (
                    not end.credential and socket.since <= end.at
                ):
                    close(hub, socket)


async def watch_sessions(hub: Hub) -> None:
    """For ever: close sockets whose session ran out, or went without a word."""
    while True:
        await asyncio.sleep(limits.HEADS_SECONDS)
        keys = {socket.session for socket in hub.sockets() if socket.session}
        try:
            held = await in_pool(sessions_held, keys)
        except Exception:
            log.exception("Sessions could not be read; trying again.")
            continue
        for socket in hub.sockets():
            if socket.session in keys - held:
                close(hub, socket)


def sessions_held(keys: set[str]) -> set[str]:
    """Those of the session keys that are still good."""
    held: set[str] = set()
    everything = sorted(keys)
    for start in range(0, len(everything), 500):
        some = Session.objects.filter(pk__in=everything[start : start + 500], expire_date__gt=clock.now())
        held.update(some.values_list("pk", flat=True))
    return held


def close(hub: Hub, socket: Socket) -> None:
    """Not one event after this."""
    hub.leave(socket)
    socket.bye(ENDED, "This session has ended. Please sign in again.")
