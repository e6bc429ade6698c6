"""Hostile files of a room: brought through the doors, looked at in a real browser, and asked for by link."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import uuid4

import httpx
from playwright.async_api import Page

from proof.payloads import payloads
from proof.sending import call, draft, put
from proof.stage import Stage
from proof.watching import Watcher, flat
from tests.files.hostile import Fixture, fixtures

SAFE = (
    "audio/",
    "video/",
    "image/avif",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "application/pdf",
)
"""What a browser may be told to show by itself: it runs nothing of that in a page of ours."""
DRAWN_SECONDS = 600
LOOK_SECONDS = 30
PER_MESSAGE = 20
OPEN = """async ([file, version]) => {
    const go = search => {
        history.pushState({ usr: null, key: String(Math.random()), idx: history.length }, "", search);
        dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    };
    go(location.pathname);
    for (let tries = 0; tries < 200 && document.querySelector("[role=dialog]"); tries++)
        await new Promise(done => setTimeout(done, 20));
    go(`?file=${file}&version=${version}`);
}"""
"""Close what is open, then open another, by the page's own routing."""
LOOKED = """async () => {
    const dialog = document.querySelector("[role=dialog]"), look = dialog?.querySelector("section");
    if (!look || look.querySelector(".mantine-Loader-root")) return null;
    const picture = look.querySelector("img");
    if (picture && !picture.complete) return null;
    return { words: dialog.textContent, drawn: picture ? picture.naturalWidth : 0 };
}"""


@dataclass(frozen=True)
class Brought:
    """A file that was taken: as the room has it, and whether there is a picture or a text of it."""

    version: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.version["name"])

    @property
    def drawn(self) -> bool:
        return any(one["kind"] != "text" for one in self.version["previews"])


def chosen(chance: Random, count: int) -> list[Fixture]:
    """Hostile pictures that can be drawn and names that cannot be taken, one of each at least; all kinds of fixtures;
    and names and bodies that would run as markup."""
    known = fixtures()
    pictures = [each for each in known if each.outcome == "made" and each.announced.startswith("image/")]
    refused = [each for each in known if each.outcome == "refused"]
    always = [chance.choice(pictures), chance.choice(refused)]
    rest = [each for each in known if each not in always]
    ours = [
        Fixture(f"words: {text}", f"{text[:60]}.html", "text/html", text.encode(), "any")
        for text in payloads()
    ]
    return [*always, *chance.sample(rest, min(count * 3 // 4, len(rest))), *chance.sample(ours, count // 4)]


async def bring_all(
    http: httpx.AsyncClient, room: str, files: Sequence[Fixture]
) -> tuple[Counter[str], list[str]]:
    """→ how many were "taken" and "refused" with words, and what was wrong"""
    done, wrong = Counter[str](), list[str]()
    taken: dict[str, str] = {}
    for each in files:
        answer = await start(http, room, each, taken)
        if answer.status_code == 422:
            done["refused"] += bool(answer.json()["detail"])
            continue
        if each.outcome == "refused" or not answer.is_success:
            wrong.append(f"{each.id}: answered {answer.status_code} {answer.text}")
            continue
        plan = answer.json()
        await put(plan["put"], each.body)
        finished = await call(http, "POST", f"/rooms/{room}/uploads/{plan['upload']['id']}/finish")
        taken[each.name] = finished["version"]["file"]
        done["taken"] += 1
    return done, wrong


async def start(http: httpx.AsyncClient, room: str, each: Fixture, taken: dict[str, str]) -> httpx.Response:
    """Say what comes; under a name that is taken, as a new version."""
    said: dict[str, Any] = draft(each.name, each.body, each.announced)
    known = taken.get(each.name)
    answer = await say(http, room, said | ({"version_of": known} if known else {}))
    if answer.status_code == 409:
        # The same name to people, in other letters.
        return await say(http, room, said | {"name": f"{uuid4().hex[:8]} {each.name}"})
    return answer


async def say(http: httpx.AsyncClient, room: str, said: dict[str, Any]) -> httpx.Response:
    key = {"Idempotency-Key": str(uuid4())}
    try:
        return await http.post(f"/api/v1/rooms/{room}/uploads", json=said, headers=key)
    except UnicodeEncodeError:
        # Half a character cannot even be sent by this client; the browser's would send it as U+FFFD.
        return httpx.Response(422, json={"detail": "not sent"})


async def drawn(here: Stage, http: httpx.AsyncClient, room: str) -> list[Brought]:
    """All versions, once the worker has drawn what it can."""
    async with asyncio.timeout(DRAWN_SECONDS):
        while here.rows("SELECT 1 FROM files_version WHERE preview = 'waiting' LIMIT 1"):
            await asyncio.sleep(0.5)
    found, cursor = list[Brought](), ""
    while True:
        page = await call(http, "GET", f"/rooms/{room}/files?limit=100{cursor}")
        for item in page["items"]:
            file = await call(http, "GET", f"/rooms/{room}/files/{item['file']}")
            found += [Brought(version) for version in file["versions"]]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


async def attach(http: httpx.AsyncClient, room: str, files: Sequence[Brought]) -> None:
    for first in range(0, len(files), PER_MESSAGE):
        ids = [one.version["id"] for one in files[first : first + PER_MESSAGE]]
        await call(http, "POST", f"/rooms/{room}/messages", {"text": "", "files": ids})


async def look(watcher: Watcher, files: Sequence[Brought]) -> int:
    """Open each in the dialog over the room's files. → how many could be seen"""
    seen = 0
    for each in files:
        await watcher.page.evaluate(OPEN, [each.version["file"], each.version["number"]])
        shown = await looked(watcher.page, each)
        seen += shown
        if not shown:
            watcher.examples.append(
                f"not shown: {each.name!r} {each.version['type']} {each.version['preview']}"
            )
        await watcher.check()
    return seen


async def looked(page: Page, each: Brought) -> bool:
    """Its name as words, and where it was drawn, the picture."""
    for _ in range(LOOK_SECONDS * 10):
        found = await page.evaluate(LOOKED)
        if found and flat(each.name) in flat(found["words"]) and bool(found["drawn"]) == each.drawn:
            return True
        await asyncio.sleep(0.1)
    return False


async def links(http: httpx.AsyncClient, room: str, files: Sequence[Brought]) -> tuple[list[str], list[str]]:
    """→ links that a browser shows by itself, and what was wrong with the others' headers"""
    inline, wrong = list[str](), list[str]()
    async with httpx.AsyncClient(timeout=60, trust_env=False) as nobody:
        for each in files:
            version = each.version
            path = f"/rooms/{room}/files/{version['file']}/versions/{version['number']}/link"
            url = (await call(http, "POST", path, {"play": True}))["url"]
            # No answer of storage may make a page of it, whatever its type.
            headers = (await nobody.get(url, headers={"Range": "bytes=0-0"})).headers
            type, disposition = headers["Content-Type"], headers["Content-Disposition"]
            safe = type.startswith(SAFE)
            if disposition.startswith("inline") and safe:
                inline.append(url)
            elif not (disposition.startswith("attachment") and (safe or type == "application/octet-stream")):
                wrong.append(f"{each.name!r} comes as {type}, {disposition}")
    return inline, wrong
