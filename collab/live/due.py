"""Until the agenda takes over: what nobody answered in time lapses, and nobody's seat stays waiting."""

import asyncio

from collab import clock, limits
from collab.live.pool import in_pool
from collab.workrooms.actions import expire_due, seat_arrivals


async def watch_due() -> None:
    """For ever. Several processes may do so: what one has closed is closed for all."""
    while True:
        await asyncio.sleep(limits.DUE_SECONDS)
        await in_pool(expire_due, clock.now())
        await in_pool(seat_arrivals)
