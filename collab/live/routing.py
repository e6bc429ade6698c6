"""Which socket there is, and from where it may be opened."""

from channels.routing import URLRouter
from channels.security.websocket import OriginValidator
from channels.sessions import SessionMiddlewareStack
from django.conf import settings
from django.urls import path

from collab.live.consumer import SocketConsumer

socket = OriginValidator(
    SessionMiddlewareStack(URLRouter([path("ws", SocketConsumer.as_asgi())])), settings.ORIGINS
)
