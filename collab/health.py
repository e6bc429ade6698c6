"""How this process is: for load balancers and for Prometheus."""

from collections.abc import Callable
from typing import ClassVar

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from collab.files.checks import trouble


def livez(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503.

    A dead channel layer and a storage in trouble are told but keep no process from being ready: news then travels
    within two seconds, and people chat without files, which is better than no server at all.
    """
    found = {"database": _database(), "layer": _layer(), "storage": trouble() is None}
    told = {part: "ok" if fine else "down" for part, fine in found.items()}
    return JsonResponse(told, status=200 if found["database"] else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _layer() -> bool:
    layer = get_channel_layer()
    if layer is None:
        return False
    try:
        async_to_sync(layer.group_send)("collab.ready", {"type": "ready"})
    except Exception:  # each layer has its own
        return False
    return True


def metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


class Health:
    """Middleware that answers the above before the others: probes ask by address, which is no host of ours."""

    doors: ClassVar[dict[str, Callable[[HttpRequest], HttpResponse]]] = {
        "/livez": livez, "/readyz": readyz, "/metrics": metrics,
    }  # fmt: skip

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.doors.get(request.path, self.get_response)(request)
