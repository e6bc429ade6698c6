"""The bucket, as `make_bucket` and the store that Collab starts itself set it up."""

import httpx
import pytest
from pytest_django import Settings

from collab.files import buckets, storage
from collab.files.connection import server
from tests.files.storage.sending import PDF, new_key, send, signed

SITE = "https://collab.example.com"
ELSEWHERE = "https://evil.example.com"


@pytest.fixture
def bucket(settings: Settings) -> str:
    settings.S3_BUCKET = name = new_key("bucket").replace("/", "-")
    assert buckets.make(server(), name, [SITE]) == []
    return name


def asked_before(url: str, origin: str, method: str) -> httpx.Response:
    """What browsers ask before they send."""
    headers = {
        "Origin": origin, "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type,x-amz-checksum-sha256",
    }  # fmt: skip
    return httpx.options(url, headers=headers)


def test_pages_of_this_site_may_send_and_read(bucket: str) -> None:
    request = signed(new_key(), b"x")
    answer = asked_before(request.url, SITE, "PUT")
    assert answer.is_success
    assert answer.headers["Access-Control-Allow-Origin"] == SITE
    assert "x-amz-checksum-sha256" in answer.headers["Access-Control-Allow-Headers"].lower()
    sent = send(request, b"x", Origin=SITE)
    assert sent.headers["Access-Control-Allow-Origin"] == SITE
    assert "ETag" in sent.headers["Access-Control-Expose-Headers"]


def test_pages_of_other_sites_may_not(bucket: str) -> None:
    request = signed(new_key(), b"x")
    assert asked_before(request.url, ELSEWHERE, "PUT").status_code == 403
    removing = asked_before(request.url, SITE, "DELETE")
    assert "DELETE" not in removing.headers.get("Access-Control-Allow-Methods", "")
    assert "Access-Control-Allow-Origin" not in send(request, b"x", Origin=ELSEWHERE).headers


def test_setting_it_up_again_keeps_what_is_in_it(bucket: str) -> None:
    key = new_key()
    storage.put(key, b"kept", PDF)
    assert buckets.make(server(), bucket, [ELSEWHERE]) == []
    assert storage.read(key, 9) == b"kept"
    assert asked_before(signed(new_key(), b"x").url, ELSEWHERE, "PUT").is_success


def test_a_bucket_that_was_made_without_object_lock_is_used_and_told_of() -> None:
    name = new_key("bucket").replace("/", "-")
    server().create_bucket(Bucket=name)
    (told,) = buckets.make(server(), name, [SITE])
    assert "no object lock" in told


def test_storage_itself_forgets_what_everybody_forgot(bucket: str) -> None:
    rules = server().get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert {rule["ID"] for rule in rules} == {"abandoned uploads", "quarantine"}
