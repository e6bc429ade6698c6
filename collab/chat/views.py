"""The HTTP doors of chat."""

from ninja import Router

router = Router(tags=["chat"])
