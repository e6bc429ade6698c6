"""The socket."""

from channels.consumer import AsyncConsumer


class SocketConsumer(AsyncConsumer):
    """One connection."""
