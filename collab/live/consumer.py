"""The socket: Channels brings it here; from then on a lean loop of its own reads the frames."""

import time

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
        wire = line(send)
        socket = Socket(who, since, Outbox(wire), session)
        try:
            if here.enter(socket):
                ears = Ears(here, socket)
                wire.listen(ears.hear)
                await listen(ears, receive)
        finally:
            here.leave(socket)


async def listen(ears: "Ears", receive: Receive) -> None:
    """Hear what comes past the socket's line, until it closes."""
    while (message := await receive())["type"] != "websocket.disconnect":
        ears.hear(message.get("text"))


class Ears:
    """Obeys one frame after the other. More than anybody types are a flood."""

    def __init__(self, here: process.Process, socket: Socket) -> None:
        self._here = here
        self._socket = socket
        self._count = 0
        self._counted_at = time.monotonic()

    def hear(self, text: str | None) -> None:
        """Obey one frame (none for a binary one), or answer why not. Too many bad ones close the socket."""
        socket = self._socket
        if socket.outbox.closed:
            return
        self._count += 1
        if self._count % FRAMES_COUNTED == 0 and self._is_flood():
            socket.bye(FLOOD, "Too many frames.", retry_after=30)
        elif text is not None and too_big(text):
            socket.bye(TOO_BIG, f"A frame may have at most {limits.FRAME_BYTES:,} bytes.")
        else:
            self._obey(text)

    def _is_flood(self) -> bool:
        now = time.monotonic()
        took, self._counted_at = now - self._counted_at, now
        return FRAMES_PER_SECOND * took < FRAMES_COUNTED

    def _obey(self, text: str | None) -> None:
        socket = self._socket
        try:
            obey(self._here, socket, read(text))
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
