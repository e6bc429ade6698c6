"""Bringing a socket up to date, page by page; one page is in memory at a time."""

import asyncio
import logging

from collab.live import frames, news
from collab.live.hub import Hub, chunks
from collab.live.pool import in_pool
from collab.live.socket import Listener

log = logging.getLogger(__name__)


async def catch_up(hub: Hub, listener: Listener) -> None:
    """Send what the listener has missed, until it hears the room live with the others."""
    socket, feed = listener.socket, listener.feed
    while listener.live and listener.cursor < feed.cursor and not socket.outbox.closed:
        try:
            page = await in_pool(news.page, listener.seat.pk, feed.room, listener.cursor)
        except Exception:
            log.exception("A replay could not be read; trying again.")
            await asyncio.sleep(1)
            continue
        if page is None:
            hub.unlisten(listener)
            return
        for some in chunks(page):
            # While the last frame drained, the room may have gone on, or the seat been taken away.
            new = [each for each in some if each.seq > listener.cursor]
            if not new or not listener.live:
                break
            listener.cursor = new[-1].seq
            socket.outbox.put(frames.events(feed.id, [each.event for each in new]))
            await socket.outbox.drained()
