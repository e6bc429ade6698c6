"""What `manage.py work` does for ever: lanes beside each other, so that nothing slow keeps anything else waiting."""

import threading
from importlib import import_module

from collab.agenda import firing

_lanes: list[str] = []


def lane(module: str) -> None:
    """Register a module with `for_ever(ending: Event)` and `once() -> bool`; it is imported only by who works."""
    if module not in _lanes:
        _lanes.append(module)


def for_ever(ending: threading.Event) -> None:
    """Work until `ending` is set."""
    others = [import_module(name).for_ever for name in _lanes]
    threads = [threading.Thread(target=run, args=(ending,), daemon=True) for run in others]
    for thread in threads:
        thread.start()
    firing.for_ever(ending)
    for thread in threads:
        thread.join()


def once() -> bool:
    """All that is due now; false if something stood in the way."""
    went_well = [firing.once(), *(import_module(name).once() for name in _lanes)]
    return all(went_well)
