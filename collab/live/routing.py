"""Which socket there is, and from where it may be opened."""

from typing import Any, cast
from urllib.parse import urlsplit

from channels.routing import URLRouter
from channels.security.websocket import OriginValidator, WebsocketDenier
from channels.sessions import CookieMiddleware
from django.conf import settings
from django.urls import path

from collab.live.asgi import Receive, Scope, Send
from collab.live.consumer import SocketConsumer


class OurOrigins(OriginValidator):
    """Browsers come from our origins only. A program with an API token sends no origin and needs none."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        named = {name for name, _ in scope["headers"]}
        if not all(map(readable, origins)):
            await WebsocketDenier()(scope, receive, send)
        elif not origins and b"authorization" in named:
            application: Any = self.application
            await application(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    def valid_origin(self, parsed_origin: Any) -> bool:
        try:
            return bool(super().valid_origin(parsed_origin))
        except ValueError:
            return False


def readable(origin: bytes) -> bool:
    """Whether this is an address at all; Channels would stumble over one that is not."""
    try:
        urlsplit(origin.decode("latin-1"))
    except ValueError:
        return False
    return True


doors: list[Any] = [path("ws", cast(Any, SocketConsumer.as_asgi()))]
socket = OurOrigins(CookieMiddleware(URLRouter(doors)), settings.ORIGINS)
