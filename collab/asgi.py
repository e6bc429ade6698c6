"""The ASGI application: HTTP to Django, `/ws` to the socket."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")

from django.core.asgi import get_asgi_application

django = get_asgi_application()

from channels.routing import ProtocolTypeRouter  # noqa: E402  (Django must be set up first)

from collab.body import Bounded  # noqa: E402
from collab.live.asgi import Receive, Scope, Send  # noqa: E402
from collab.live.process import current  # noqa: E402
from collab.live.routing import socket  # noqa: E402

doors = ProtocolTypeRouter({"http": Bounded(django), "websocket": socket})


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Both doors. The hub is there before the first request: not every server has a lifespan."""
    current()
    await doors(scope, receive, send)
