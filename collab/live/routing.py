"""Which socket there is, and from where it may be opened."""

from typing import Any, cast

from channels.routing import URLRouter
from channels.security.websocket import OriginValidator
from channels.sessions import CookieMiddleware
from django.conf import settings
from django.urls import path

from collab.live.asgi import Receive, Scope, Send
from collab.live.consumer import SocketConsumer


class OurOrigins(OriginValidator):
    """Browsers come from our origins only. A program with an API token sends no origin and needs none."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        names = [name for name, _ in scope["headers"]]
        if b"origin" not in names and b"authorization" in names:
            application: Any = self.application
            await application(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    def valid_origin(self, parsed_origin: Any) -> bool:
        try:
            return bool(super().valid_origin(parsed_origin))
        except ValueError:
            return False


doors: list[Any] = [path("ws", cast(Any, SocketConsumer.as_asgi()))]
socket = OurOrigins(CookieMiddleware(URLRouter(doors)), settings.ORIGINS)
