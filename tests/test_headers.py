import pytest
from django.test import Client

from collab.headers import POLICY


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/api/v1/me", "/api/docs", "/_allauth/browser/v1/config", "/livez", "/nope.js"]
)
def test_every_answer_tells_browsers_what_to_refuse(path: str) -> None:
    answer = Client().get(path)
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


def test_only_our_own_scripts_run_and_only_our_own_sockets_open() -> None:
    assert "script-src 'self';" in POLICY
    assert "connect-src 'self' ws://localhost:8000 ws://127.0.0.1:8000;" in POLICY
    assert "frame-ancestors 'none'" in POLICY
