"""Names for ASGI's parts, whose exact types are unions over all protocols there are."""

from collections.abc import Awaitable, Callable
from typing import Any

Scope = Any
Receive = Any
Send = Callable[[Any], Awaitable[None]]
