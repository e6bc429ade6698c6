"""A lane of `manage.py work`: what it has news of is told in a hint every 30 ms, from one event loop for all.

A loop and a connection of its own for each event, as `hints.over_the_layer` has them, cost more than the event.
"""

import asyncio
import threading

from collab.live.layer import Layer
from collab.workrooms import hints
from collab.workrooms.hints import Hint

LOOK_SECONDS = 0.2
"""How long after its end was asked for this lane may go on."""


def for_ever(ending: threading.Event) -> None:
    """Tell until `ending` is set; whatever comes after that tells by itself."""
    before = hints.announcer
    try:
        asyncio.run(_tell(ending))
    finally:
        hints.announcer = before


def once() -> bool:
    """Nothing waits: without `for_ever` each hint is told at once."""
    return True


async def _tell(ending: threading.Event) -> None:
    layer, loop = Layer(lambda message: None), asyncio.get_running_loop()

    def announce(hint: Hint) -> None:
        loop.call_soon_threadsafe(layer.tell, hint.rooms, hint.people)

    hints.announcer = announce
    talk = loop.create_task(layer.talk())
    while not ending.is_set():
        await asyncio.sleep(LOOK_SECONDS)
    talk.cancel()
