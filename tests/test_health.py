from typing import Any

import pytest
from channels.layers import channel_layers
from channels_redis.pubsub import RedisPubSubChannelLayer
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

from tests.servers import free_ports


def test_a_process_that_answers_is_alive() -> None:
    assert Client().get("/livez").content == b"ok"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_probes_ask_by_whatever_address_there_is(path: str) -> None:
    assert Client().get(path, headers={"Host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.django_db
def test_it_is_ready_when_the_database_answers(store: str) -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "layer": "ok", "storage": "ok"})


@pytest.mark.django_db
def test_it_is_not_ready_without_the_database() -> None:
    def gone(*_: Any) -> None:
        raise DatabaseError

    with connection.execute_wrapper(gone):
        answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "down")


@pytest.mark.django_db
def test_a_dead_layer_is_told_but_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    (nobody,) = free_ports(1)
    dead = RedisPubSubChannelLayer(hosts=[f"redis://127.0.0.1:{nobody}"])
    monkeypatch.setitem(channel_layers.backends, "default", dead)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["layer"]) == (200, "down")


@pytest.mark.django_db
def test_a_storage_in_trouble_is_told_but_keeps_nobody_out(settings: Settings) -> None:
    settings.S3_ENDPOINT_URL = f"http://127.0.0.1:{free_ports(1)[0]}"
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["storage"]) == (200, "down")


def test_prometheus_can_read_the_figures() -> None:
    answer = Client().get("/metrics")
    assert answer["Content-Type"].startswith("text/plain")
    assert b"process_resident_memory_bytes" in answer.content
