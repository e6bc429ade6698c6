"""The tutorial's asynchronous chat consumer, storing each message before it answers."""

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.routing import URLRouter
from django.urls import path

from bench.peers.tutorial.models import Message


class ChatConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        self.room = self.scope["url_route"]["kwargs"]["room"]
        self.person = self.scope["url_route"]["kwargs"]["person"]
        self.group = f"chat_{self.room}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive_json(self, content: dict[str, Any]) -> None:
        message = await database_sync_to_async(Message.objects.create)(
            room=self.room, author=self.person, text=content["text"]
        )
        at = message.at.isoformat()
        event = {"id": message.pk, "room": self.room, "by": self.person, "text": message.text, "at": at}
        await self.channel_layer.group_send(self.group, {"type": "chat.message", "message": event})
        await self.send_json({"ack": content["id"], "id": message.pk, "at": at})

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


sockets = URLRouter([path("ws/chat/<str:room>/<str:person>/", ChatConsumer.as_asgi())])
