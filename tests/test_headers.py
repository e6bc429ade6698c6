import pytest
from django.test import Client
from pytest_django import Settings

from collab.headers import policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/api/v1/me", "/api/docs", "/_allauth/browser/v1/config", "/livez", "/nope.js"]
)
def test_every_answer_tells_browsers_what_to_refuse(path: str) -> None:
    answer = Client().get(path)
    assert answer["Content-Security-Policy"] == policy()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


def test_only_our_own_scripts_run_and_only_our_own_sockets_open() -> None:
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy()
    assert "connect-src 'self' ws://localhost:8000 ws://127.0.0.1:8000;" in policy()
    assert "frame-src 'none';" in policy()
    assert "frame-ancestors 'none'" in policy()


def test_files_come_from_storage_which_runs_nothing_here(settings: Settings) -> None:
    settings.S3_PUBLIC_URL = "https://files.example.com"
    directives = dict(directive.split(" ", 1) for directive in policy().split("; "))
    told = {name for name, sources in directives.items() if "https://files.example.com" in sources.split()}
    assert told == {"connect-src", "img-src", "media-src", "frame-src"}
