"""The HTTP doors of workrooms."""

from ninja import Router

router = Router(tags=["workrooms"])
