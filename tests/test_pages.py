from pathlib import Path

import pytest
from django.test import Client

from collab import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A front end stands where the built one would."""
    (tmp_path / "index.html").write_text("<title>Collab</title>")
    monkeypatch.setattr(pages, "INDEX", tmp_path / "index.html")


@pytest.mark.parametrize("path", ["/", "/rooms", "/rooms/0192", "/verify/ABCD-EFGH", "/apiary", "/any/thing"])
def test_every_address_of_the_front_end_is_its_page(path: str, built: None) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.content) == (200, b"<title>Collab</title>")
    assert answer["Cache-Control"] == "no-cache"
    assert answer.cookies["csrftoken"].value


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api", "/_allauth/x", "/assets/old.js", "/static/x.css", "/ws"]
)
def test_the_addresses_of_others_are_not(path: str, built: None) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_page_is_only_read(built: None) -> None:
    assert Client().post("/rooms").status_code == 405


def test_a_front_end_that_is_not_built_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "INDEX", tmp_path / "missing.html")
    answer = Client().get("/")
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert b"not built" in answer.content


def test_a_foreign_host_is_refused(built: None) -> None:
    answer = Client().get("/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "request.invalid")


def test_an_error_of_ours_says_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "INDEX", None)
    answer = Client(raise_request_exception=False).get("/")
    assert (answer.status_code, answer.json()["code"]) == (500, "server.broken")
    assert b"Traceback" not in answer.content
