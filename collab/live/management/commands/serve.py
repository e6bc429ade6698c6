"""`manage.py serve`: the production server."""

import gc
import signal
import socket
import sys
from argparse import ArgumentParser
from contextlib import ExitStack, closing, suppress
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from collab import limits
from collab.files import embedded
from collab.files.checks import look
from collab.live.claims import Taken, claim_data, claim_port
from collab.live.process import current
from collab.live.protocol import Protocol

GARBAGE_AT = 20_000
"""Objects made and not gone again before the youngest are looked through; Python's own 700 is a few messages."""


class Server(uvicorn.Server):
    """Uvicorn that tells every socket before it goes."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What is there now stays: looking through it for garbage would only make everybody wait.
        gc.collect()
        gc.freeze()
        gc.set_threshold(GARBAGE_AT)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await current().stop()
        await super().shutdown(sockets)


class Command(BaseCommand):
    help = "Serves HTTP and sockets with uvicorn. With PostgreSQL and Redis, run as many as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.ENV.host)
        parser.add_argument("--port", type=int, default=settings.ENV.port)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        try:
            if settings.EMBEDDED:
                claim_data(settings.DATA)
            bound = claim_port(host, port)
        except Taken as taken:
            raise CommandError(str(taken)) from None
        with ExitStack() as stack, closing(bound) as listener, suppress(KeyboardInterrupt):
            if settings.EMBEDDED and settings.ENV.collab_children:
                # Uvicorn ends by the signal that it was told to end by; they are to be told too.
                signal.signal(signal.SIGTERM, lambda *_: sys.exit())
                stack.enter_context(embedded.store())
                stack.enter_context(embedded.worker())
            else:
                look(self.stderr.write)
            # The writer's thread gets the interpreter back soon enough to matter at 2,000 commits a second.
            sys.setswitchinterval(0.0005)
            self.stdout.write(f"Collab is at {settings.SITE_URL} (listening on {host}:{port})")
            Server(configuration()).run([listener])


def configuration() -> uvicorn.Config:
    """How uvicorn runs here; the bounds are those of limits.py."""
    return uvicorn.Config(
        "collab.asgi:application", loop="uvloop", http="httptools", ws=Protocol, lifespan="off",
        ws_max_size=limits.FRAME_BYTES, ws_max_queue=16, ws_per_message_deflate=False,
        timeout_graceful_shutdown=20, access_log=False, log_config=None, log_level="warning",
        server_header=False,
        proxy_headers=bool(settings.ENV.trusted_proxies), backlog=4096,
    )  # fmt: skip
