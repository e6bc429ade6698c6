"""A signed link opens one object for some minutes, in the way it was signed for."""

import httpx
import pytest
from pytest_django import Settings

from collab import clock, limits
from collab.files import storage
from tests.files.storage.sending import PDF, long_ago, send, stored

BODY = b"0123456789"


def test_a_link_gives_the_file_to_be_saved_under_its_name() -> None:
    link = storage.sign_get(stored(BODY), name="Übersicht “final”.pdf", type=PDF, play=False)
    answer = send(link)
    assert answer.content == BODY
    assert answer.headers["Content-Type"] == PDF
    told = answer.headers["Content-Disposition"]
    assert told.startswith('attachment; filename="_bersicht _final_.pdf"; ')
    assert told.endswith("filename*=UTF-8''%C3%9Cbersicht%20%E2%80%9Cfinal%E2%80%9D.pdf")


def test_a_name_cannot_end_the_header_it_stands_in() -> None:
    link = storage.sign_get(stored(BODY), name='a";\r\nX-Evil: 1\\.pdf', type=PDF, play=False)
    answer = send(link)
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="a____X-Evil: 1_.pdf"; ')


def test_what_can_be_played_is_shown_where_it_is_asked_for() -> None:
    link = storage.sign_get(stored(BODY), name="walk.mp4", type="video/mp4", play=True)
    answer = send(link)
    assert answer.headers["Content-Disposition"].startswith("inline; ")
    assert answer.headers["Content-Type"] == "video/mp4"


@pytest.mark.parametrize(
    "type", ["text/html", "image/svg+xml", "text/javascript", "application/xhtml+xml", "text/xml", "text/plain", "x"]
)  # fmt: skip
def test_all_else_is_bytes_to_be_saved_whoever_asks(type: str) -> None:
    link = storage.sign_get(stored(b"<script>alert(1)</script>", "text/html"), name="x", type=type, play=True)
    answer = send(link)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_ranges_are_given_so_that_a_film_can_be_wound() -> None:
    link = storage.sign_get(stored(BODY), name="walk.mp4", type="video/mp4", play=True)
    answer = send(link, Range="bytes=2-4")
    assert (answer.status_code, answer.content) == (206, b"234")
    assert answer.headers["Content-Range"] == "bytes 2-4/10"


def test_it_ends_after_five_minutes() -> None:
    key = stored(BODY)
    with long_ago(limits.LINK_SECONDS):
        late = storage.sign_get(key, name="x.pdf", type=PDF, play=False)
    assert late.expires_at < clock.now()
    assert send(late).status_code == 403
    with long_ago(limits.LINK_SECONDS - 60):
        early = storage.sign_get(key, name="x.pdf", type=PDF, play=False)
    assert send(early).status_code == 200


def test_it_opens_nothing_else() -> None:
    mine, theirs = stored(BODY), stored(b"of another room")
    link = storage.sign_get(mine, name="x.pdf", type=PDF, play=False)
    assert httpx.get(link.url.replace(mine, theirs)).status_code == 403


def test_it_cannot_be_turned_into_a_page() -> None:
    link = storage.sign_get(stored(BODY), name="x.html", type="text/html", play=True)
    page = link.url.replace("application%2Foctet-stream", "text%2Fhtml")
    assert page != link.url
    assert httpx.get(page).status_code == 403
    assert httpx.get(link.url.replace("attachment", "inline")).status_code == 403


def test_it_changes_nothing() -> None:
    key = stored(BODY)
    link = storage.sign_get(key, name="x.pdf", type=PDF, play=False)
    for method in ("PUT", "DELETE"):
        assert send(link.model_copy(update={"method": method}), b"other").status_code == 403
    assert storage.read(key, 100) == BODY


def test_links_lead_to_where_browsers_reach_storage(settings: Settings) -> None:
    settings.S3_PUBLIC_URL = "https://files.example.com"
    link = storage.sign_get("files/a", name="x.pdf", type=PDF, play=False)
    assert link.url.startswith("https://files.example.com/collab/files/a?")


def test_a_proxy_may_stand_between_browsers_and_storage(settings: Settings) -> None:
    key, local = stored(BODY), settings.S3_ENDPOINT_URL
    settings.S3_PUBLIC_URL = "https://files.example.com"
    link = storage.sign_get(key, name="x.pdf", type=PDF, play=False)
    past = link.url.replace("https://files.example.com", local)
    assert httpx.get(past, headers={"Host": "files.example.com"}).content == BODY
    assert httpx.get(past).status_code == 403
