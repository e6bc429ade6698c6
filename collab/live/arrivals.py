"""Nobody's seat stays waiting."""

import asyncio

from collab import limits
from collab.live.pool import in_pool
from collab.workrooms.actions import seat_arrivals


async def watch_arrivals() -> None:
    """For ever. Several processes may do so: what one has done is done for all."""
    while True:
        await asyncio.sleep(limits.ARRIVALS_SECONDS)
        await in_pool(seat_arrivals)
