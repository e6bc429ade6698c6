"""The socket: Channels brings it here; from then on a lean loop of its own reads the frames."""

import time
from typing import Any

from channels.consumer import AsyncConsumer
from django.conf import settings

from collab import clock, limits
from collab.accounts import access
from collab.accounts.access import Access
from collab.errors import NotSignedIn, TooMany
from collab.live import process
from collab.live.asgi import Receive, Scope, Send
from collab.live.commands import obey
from collab.live.frames import BadFrame, read
from collab.live.line import line
from collab.live.outbox import Outbox
from collab.live.pool import in_pool
from collab.live.socket import ENDED, FLOOD, TOO_BIG, Socket
from collab.rate import Rate

bad_frames = Rate(limits.BAD_FRAMES, limits.BAD_FRAMES)
FRAMES_COUNTED = 512
FRAMES_PER_SECOND = max(limits.FRAMES_PER_SECOND, settings.ENV.collab_messages_per_minute / 60)


class SocketConsumer(AsyncConsumer):
    """One connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        since = clock.now()
        await receive()
        here = process.current()
        try:
            who, session = await recognise(here, scope)
        except NotSignedIn:
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": ENDED})
            return
        await send({"type": "websocket.accept"})
        socket = Socket(who, since, Outbox(line(send)), session)
        try:
            if here.enter(socket):
                await listen(here, socket, receive)
        finally:
            here.leave(socket)


async def listen(here: process.Process, socket: Socket, receive: Receive) -> None:
    """Obey what the socket says until it closes. More frames than anybody types are a flood."""
    count, counted_at = 0, time.monotonic()
    while (message := await receive())["type"] != "websocket.disconnect":
        if socket.outbox.closed:
            continue
        count += 1
        if count % FRAMES_COUNTED == 0:
            now = time.monotonic()
            if FRAMES_COUNTED / (now - counted_at) > FRAMES_PER_SECOND:
                socket.bye(FLOOD, "Too many frames.", retry_after=30)
            counted_at = now
        hear(here, socket, message)


def hear(here: process.Process, socket: Socket, message: dict[str, Any]) -> None:
    """Obey one frame, or answer why not. Too many that cannot be read close the socket."""
    text = message.get("text")
    if text is not None and too_big(text):
        socket.bye(TOO_BIG, f"A frame may have at most {limits.FRAME_BYTES:,} bytes.")
        return
    try:
        obey(here, socket, read(text))
    except BadFrame as bad:
        socket.outbox.put(bad.answer)
        try:
            bad_frames.take(socket.serial)
        except TooMany as why:
            socket.bye(FLOOD, "Too many frames that cannot be read.", retry_after=why.retry_after or 1)


def too_big(text: str) -> bool:
    """Daphne lets larger frames through than we take."""
    return len(text) > limits.FRAME_BYTES or (
        not text.isascii() and len(text.encode(errors="surrogatepass")) > limits.FRAME_BYTES
    )


async def recognise(here: process.Process, scope: Scope) -> tuple[Access, str | None]:
    """Who opens this socket, and by which browser session if not by token. Raises NotSignedIn."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, secret = value.decode("latin-1").partition(" ")
            if scheme.lower() != "bearer":
                break
            return await here.tokens.wonder(secret.strip()), None
    session = scope["cookies"].get(settings.SESSION_COOKIE_NAME)
    who = await in_pool(access.by_session_key, session) if session else None
    if who is None:
        raise NotSignedIn("not_signed_in", "Please sign in, or send an API token.")
    return who, session
