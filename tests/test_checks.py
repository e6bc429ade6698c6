from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django import Settings


def found(settings: Settings, **environment: Any) -> list[str]:
    """The ids of what the checks say of these settings."""
    origins = environment.pop("origins")
    settings.ORIGINS = origins
    settings.SECURE = origins[0].startswith("https")
    settings.DEBUG = environment.pop("debug", False)
    settings.EMBEDDED = "database_url" not in environment
    settings.ENV = settings.ENV.model_copy(update={"redis_url": "", "s3_endpoint_url": "", **environment})
    return [str(message.id) for message in run_checks(tags=["security"])]


SAFE: dict[str, Any] = {
    "origins": ["https://collab.example.com"],
    "trusted_proxies": 1,
    "email_url": "smtp://mail.example.com",
    "database_url": "postgresql://db/collab",
    "redis_url": "redis://cache",
    "s3_endpoint_url": "http://store:8333",
    "s3_public_url": "https://files.example.com",
}


def test_nothing_is_said_of_a_safe_server_or_of_this_machine(settings: Settings) -> None:
    assert found(settings, **SAFE) == []
    assert found(settings, origins=["http://localhost:8000", "http://127.0.0.1:8000"]) == []


@pytest.mark.parametrize(
    ("unsafe", "said"),
    [
        ({"debug": True}, "collab.E001"),
        ({"origins": ["http://collab.example.com"]}, "collab.W001"),
        ({"origins": ["https://collab.example.com", "http://10.0.0.7:8000"]}, "collab.W001"),
        ({"trusted_proxies": 0}, "collab.W002"),
        ({"email_url": ""}, "collab.W003"),
        ({"s3_endpoint_url": ""}, "collab.W004"),
        ({"s3_public_url": ""}, "collab.W005"),
        ({"s3_public_url": "http://files.example.com"}, "collab.W005"),
        ({"s3_public_url": "https://127.0.0.1:8333"}, "collab.W005"),
        ({"redis_url": ""}, "collab.I001"),
    ],
)
def test_each_danger_has_its_sentence(unsafe: dict[str, Any], said: str, settings: Settings) -> None:
    assert found(settings, **{**SAFE, **unsafe}) == [said]


def test_debugging_on_this_machine_is_fine(settings: Settings) -> None:
    assert found(settings, origins=["http://localhost:8000"], debug=True) == []
