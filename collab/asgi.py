"""The ASGI application: HTTP to Django, `/ws` to the socket."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")

from django.core.asgi import get_asgi_application

django = get_asgi_application()

from channels.routing import ProtocolTypeRouter  # noqa: E402  (Django must be set up first)

from collab.live.routing import socket  # noqa: E402

application = ProtocolTypeRouter({"http": django, "websocket": socket})
