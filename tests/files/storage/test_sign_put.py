"""A signed PUT lets in exactly the bytes that were announced, at their place; storage itself refuses others."""

import pytest

from collab import clock, limits
from collab.files import storage
from tests.files.storage.sending import PDF, long_ago, new_key, send, sha256, signed, stored

BODY = b"two pages"


def test_the_bytes_that_were_announced_arrive() -> None:
    key = new_key("quarantine")
    assert send(signed(key, BODY), BODY).status_code == 200
    assert storage.head(key) == storage.Stored(len(BODY), PDF, sha256(BODY))


def test_an_empty_file_arrives() -> None:
    key = stored(b"")
    assert storage.head(key) == storage.Stored(0, PDF, sha256(b""))
    assert (storage.read(key, 10), list(storage.chunks(key))) == (b"", [])


@pytest.mark.parametrize("other", [b"two page", b"two pages and another", b""])
def test_another_length_is_refused(other: bytes) -> None:
    key = new_key()
    assert send(signed(key, BODY), other).status_code == 403
    assert storage.head(key) is None


def test_other_bytes_of_the_same_length_are_refused() -> None:
    key = new_key()
    assert send(signed(key, BODY), b"two rages").status_code == 400
    assert storage.head(key) is None


def test_another_type_is_refused() -> None:
    key = new_key()
    assert send(signed(key, BODY), BODY, **{"Content-Type": "text/html"}).status_code == 403
    assert storage.head(key) is None


def test_another_checksum_is_refused_even_if_the_bytes_have_it() -> None:
    key, other = new_key(), b"two rages"
    wanted = signed(key, other).headers["x-amz-checksum-sha256"]
    assert send(signed(key, BODY), other, **{"x-amz-checksum-sha256": wanted}).status_code == 403
    assert storage.head(key) is None


def test_no_checksum_is_refused() -> None:
    key = new_key()
    request = signed(key, BODY)
    del request.headers["x-amz-checksum-sha256"]
    assert send(request, BODY).status_code == 403
    assert storage.head(key) is None


def test_another_key_is_refused() -> None:
    key = new_key()
    request = signed(key, BODY)
    elsewhere = request.model_copy(update={"url": request.url.replace(key, f"{key}0")})
    assert send(elsewhere, BODY).status_code == 403
    assert storage.head(f"{key}0") is None


@pytest.mark.parametrize("method", ["GET", "DELETE", "HEAD", "POST"])
def test_another_method_is_refused(method: str) -> None:
    key = stored(BODY)
    request = signed(key, BODY).model_copy(update={"method": method})
    assert send(request, BODY).status_code in (403, 405)
    assert storage.head(key) is not None


def test_it_ends() -> None:
    key = new_key()
    with long_ago():
        late = signed(key, BODY)
    assert late.expires_at < clock.now()
    answer = send(late, BODY)
    assert (answer.status_code, "expired" in answer.text) == (403, True)
    assert storage.head(key) is None


def test_a_longer_life_than_signed_is_refused() -> None:
    key = new_key()
    with long_ago():
        late = signed(key, BODY)
    lied = late.url.replace(f"X-Amz-Expires={limits.PUT_SECONDS}", "X-Amz-Expires=604800")
    assert lied != late.url
    assert send(late.model_copy(update={"url": lied}), BODY).status_code == 403


def test_nobody_without_a_signature_sees_or_changes_anything(store: str) -> None:
    key = stored(BODY)
    bare = signed(key, BODY).url.split("?")[0]
    for method in ("GET", "PUT", "DELETE"):
        request = signed(key, BODY).model_copy(update={"method": method, "url": bare})
        assert send(request, BODY).status_code == 403
    assert storage.read(key, 100) == BODY
