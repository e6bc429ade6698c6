"""A storage that takes whatever it is sent, and one that takes exactly what was signed."""

from collections.abc import Callable

import pytest
from httpx import AsyncClient, MockTransport, Request, Response

from proof.links import Signed, forgeries, taken, with_key, with_query

URL = "http://storage/bucket/files/a?X-Amz-Date=20260101T000000Z&X-Amz-Expires=300&X-Amz-Signature=abc"
GOOD = {
    "PUT": Signed("PUT", URL, {"Content-Type": "text/plain", "x-amz-checksum-sha256": "abc="}, b"words"),
    "GET": Signed("GET", URL + "&response-content-type=text%2Fplain"),
}


@pytest.fixture(params=["PUT", "GET"])
def good(request: pytest.FixtureRequest) -> Signed:
    return GOOD[request.param]


def storage(monkeypatch: pytest.MonkeyPatch, status: Callable[[Request], int]) -> None:
    transport = MockTransport(lambda request: Response(status(request)))
    monkeypatch.setattr("proof.links.httpx.AsyncClient", lambda **_: AsyncClient(transport=transport))


async def test_a_storage_that_takes_everything_is_noticed_each_time(
    good: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage(monkeypatch, lambda _: 200)
    tried, wrong = await taken(good, ["files/b"])
    assert tried == len(wrong) >= 14


async def test_a_storage_that_takes_what_was_signed_is_not(
    good: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strict(request: Request) -> int:
        same = (request.method, str(request.url), request.content) == (good.method, good.url, good.body)
        return 200 if same and request.headers["Host"] == "storage" and fits(request) else 403

    def fits(request: Request) -> bool:
        return all(request.headers.get(name) == value for name, value in good.headers.items())

    storage(monkeypatch, strict)
    _, wrong = await taken(good, ["files/b"])
    assert wrong == []


async def test_a_good_request_that_is_not_taken_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    storage(monkeypatch, lambda _: 403)
    _, wrong = await taken(GOOD["GET"], [])
    assert wrong == ["GET, unchanged: storage answered 403"]


def test_each_forgery_is_another_request(good: Signed) -> None:
    forged = [each for _, each in forgeries(good, ["files/b"])]
    assert good not in forged
    assert len({(each.method, each.url, *each.headers.items(), each.body) for each in forged}) == len(forged)


def test_only_what_is_named_changes() -> None:
    assert with_query(URL, **{"X-Amz-Expires": "1"}) == URL.replace("300", "1")
    assert with_query(URL, **{"X-Amz-Signature": None}) == URL.replace("&X-Amz-Signature=abc", "")
    assert with_key(URL, "b") == URL.replace("files/a", "b")
