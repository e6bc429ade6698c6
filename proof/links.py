"""A request that storage takes from whoever has it, changed in every way that would make it good for something else."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import httpx

from collab.limits import LINK_SECONDS, PUT_SECONDS
from proof.file_doors import LARGE, VERSION
from proof.scene import Scene
from proof.sending import call, draft


@dataclass(frozen=True)
class Signed:
    """As wire.SignedRequest; `body` is what it was signed for."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


REFUSED = (400, 403, 405)
FOREIGN = {"x-amz-checksum-sha256": "A" * 43 + "=", "Content-Type": "text/html"}


def with_query(url: str, **changes: str | None) -> str:
    """Another value for some parameters; None leaves one out."""
    parts = urlsplit(url)
    pairs = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **changes}
    return urlunsplit(
        parts._replace(
            query=urlencode(
                {name: value for name, value in pairs.items() if value is not None}, quote_via=quote
            )
        )
    )


def with_key(url: str, key: str) -> str:
    """The same for another object of the same bucket."""
    parts = urlsplit(url)
    bucket = parts.path.split("/")[1]
    return urlunsplit(parts._replace(path=f"/{bucket}/{key}"))


def forgeries(good: Signed, others: list[str]) -> Iterator[tuple[str, Signed]]:
    """What was changed, and the request; `others` are keys of objects that it was not signed for."""
    for key in others:
        yield "another key", replace(good, url=with_key(good.url, key))
    yield "the whole bucket", replace(good, url=with_key(good.url, ""))
    for method in ("GET", "PUT", "DELETE", "POST", "HEAD"):
        if method != good.method:
            yield f"{method} for {good.method}", replace(good, method=method)
    yield "another host", replace(good, headers={**good.headers, "Host": "example.com"})
    yield "a longer life", replace(good, url=with_query(good.url, **{"X-Amz-Expires": "604800"}))
    yield "a later date", replace(good, url=with_query(good.url, **{"X-Amz-Date": "29990101T000000Z"}))
    yield "no signature", replace(good, url=with_query(good.url, **{"X-Amz-Signature": None}))
    yield "no query", replace(good, url=good.url.split("?")[0])
    yield from _shown_otherwise(good) if good.method == "GET" else _other_bytes(good)


def _shown_otherwise(good: Signed) -> Iterator[tuple[str, Signed]]:
    yield "as a page", replace(good, url=with_query(good.url, **{"response-content-type": "text/html"}))
    yield "in the page", replace(good, url=with_query(good.url, **{"response-content-disposition": "inline"}))
    yield "with a subresource", replace(good, url=with_query(good.url, acl=""))


def _other_bytes(good: Signed) -> Iterator[tuple[str, Signed]]:
    yield "other bytes", replace(good, body=bytes(len(good.body)))
    yield "more bytes", replace(good, body=good.body + b"more")
    yield "fewer bytes", replace(good, body=good.body[:-1])
    for name, value in FOREIGN.items():
        if name in good.headers:
            yield f"another {name}", replace(good, headers={**good.headers, name: value})


async def taken(good: Signed, others: list[str]) -> tuple[int, list[str]]:
    """→ how many forgeries were tried, and which of them storage took; a good request that it does not take is one."""
    tried, wrong = 0, list[str]()
    async with httpx.AsyncClient(timeout=60, trust_env=False) as nobody:
        for what, forged in forgeries(good, others):
            status = (await ask(nobody, forged)).status_code
            tried += 1
            if status not in REFUSED:
                wrong.append(f"{good.method}, {what}: storage answered {status}")
        status = (await ask(nobody, good)).status_code
    return tried, [
        *wrong,
        *([] if status == 200 else [f"{good.method}, unchanged: storage answered {status}"]),
    ]


async def ask(nobody: httpx.AsyncClient, request: Signed) -> httpx.Response:
    body = request.body if request.method in ("PUT", "POST") else None
    return await nobody.request(request.method, request.url, content=body, headers=request.headers)


def signed(answer: dict[str, Any], body: bytes = b"") -> Signed:
    """Of a wire.SignedRequest."""
    return Signed(answer["method"], answer["url"], dict(answer["headers"]), body)


async def bend_all(scene: Scene) -> tuple[int, list[str]]:
    """Every request to storage that Alice is given, made to be good for something else. → tries, hits"""
    alice, room = scene.people["c"], scene.ids["room"]
    body = b"the last words of alice"
    plan = await call(alice, "POST", f"/rooms/{room}/uploads", draft("last.txt", body))
    whole = await call(alice, "POST", f"/rooms/{room}/uploads", LARGE)
    part = {"number": 3, "sha256": hashlib.sha256(b"parts").hexdigest()}
    path = f"/rooms/{room}/uploads/{whole['upload']['id']}/parts"
    [third] = (await call(alice, "POST", path, {"parts": [part]}))["parts"]
    link = await scene.do("c", "POST", f"{VERSION}/link", {"play": True})
    given = [
        (signed(plan["put"], body), PUT_SECONDS),
        (signed(third["request"], b"parts"), PUT_SECONDS),
        (Signed("GET", link["url"]), LINK_SECONDS),
    ]
    others = ["files/nobody/nothing", *(urlsplit(good.url).path.split("/", 2)[2] for good, _ in given)]
    tried, hits = 0, list[str]()
    for good, most in given:
        own = urlsplit(good.url).path.split("/", 2)[2]
        more, found = await taken(good, [key for key in others if key != own])
        tried, hits = tried + more, hits + found
        lives = int(dict(parse_qsl(urlsplit(good.url).query))["X-Amz-Expires"])
        hits += [f"a {good.method} lives {lives} s"] if lives > most else []
    return tried, hits
