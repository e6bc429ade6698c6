"""S6: hostile text runs nothing: stored through the doors, read in a real browser."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any
from uuid import uuid4

import httpx
from playwright.async_api import BrowserContext, Page

from proof.figures import Figures, Scale
from proof.payloads import payloads
from proof.stage import Stage, pairs, stage
from tests.browser import chromium

PER_ROOM = 25
WATCH = """
window.VIOLATIONS = [];
document.addEventListener("securitypolicyviolation", event => VIOLATIONS.push(event.blockedURI));
"""
HARM = """() => ({
    ran: window.RAN === 1 || ({}).RAN === 1 ? 1 : 0,
    violations: VIOLATIONS.length,
    links: [...document.links].filter(link => !/^(https?|mailto):/.test(link.href)).length,
})"""
WAIT_SECONDS = 20


class Watcher:
    """Sees what a page does that it should not."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.harm = Counter[str](ran=0, violations=0, links=0, dialogs=0, elsewhere=0)
        self.examples: list[str] = []
        page.on("dialog", lambda dialog: self._note("dialogs", dialog.message))
        page.on("request", lambda request: self._request(request.url))

    def _note(self, what: str, example: str) -> None:
        self.harm[what] += 1
        self.examples.append(f"{what}: {example}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.site, self.site.replace("http", "ws", 1), "data:", "blob:", "about:")):
            self._note("elsewhere", url)

    async def visit(self, path: str, expected: Sequence[str]) -> int:
        """Open a page, wait until the words are there, and look. → how many of the words could be read"""
        await self.page.goto(f"{self.site}{path}")
        shown = 0
        for _ in range(WAIT_SECONDS * 5):
            words = flat(await self.page.evaluate("document.body.textContent"))
            shown = sum(flat(each) in words for each in expected)
            if shown == len(expected):
                break
            await asyncio.sleep(0.2)
        self.harm.update(await self.page.evaluate(HARM))
        return shown


def flat(text: str) -> str:
    return "".join(text.split())


async def store(here: Stage, hostile: list[str]) -> dict[str, list[str]]:
    """Say them in rooms, PER_ROOM in each. → what was taken, by room"""
    taken: dict[str, list[str]] = {}
    for number, (room, id) in enumerate(here.rooms.items()):
        async with here.http(f"{room}-freelancer") as http:
            words = hostile[number * PER_ROOM : (number + 1) * PER_ROOM]
            answers = [await post(http, f"/rooms/{id}/messages", {"text": text}) for text in words]
            taken[id] = [
                text for text, answer in zip(words, answers, strict=True) if answer.status_code == 201
            ]
    return taken


async def post(http: httpx.AsyncClient, path: str, body: Any) -> httpx.Response:
    return await http.post(f"/api/v1{path}", json=body, headers={"Idempotency-Key": str(uuid4())})


async def offer_hostile_terms(here: Stage, hostile: list[str]) -> list[str]:
    """As titles, descriptions and notes of offers, and as somebody's name. → titles that were taken"""
    titles = []
    async with here.http("room-0-client") as http:
        for text in hostile:
            terms = {"title": text[:100], "description": text, "kind": "fixed", "currency": "EUR"}
            offer = {"to": "room-0-freelancer@example.com", "terms": terms, "note": text}
            if (await post(http, "/rooms", offer)).status_code == 201:
                titles.append(text[:100])
        await http.patch("/api/v1/me", json={"name": "<img src=x onerror=window.RAN=1>"})
    return titles


async def sign_in(context: BrowserContext, here: Stage, who: str) -> None:
    await context.add_cookies([{"name": "sessionid", "value": here.sessions[who], "url": here.urls[0]}])
    await context.add_init_script(WATCH)


async def run(scale: Scale) -> Figures:
    hostile = list(islice(payloads(), scale.of(short=50, ci=150, deep=1000)))
    figures = Figures()
    wish = pairs(-(-len(hostile) // PER_ROOM))
    for room in wish["rooms"].values():
        room["client"] = "room-0-client"
    async with stage(wish) as here, chromium() as browser:
        taken = await store(here, hostile)
        context = await browser.new_context()
        await sign_in(context, here, "room-0-client")
        watcher = Watcher(await context.new_page(), here.urls[0])
        shown = sum([await watcher.visit(f"/rooms/{room}", words) for room, words in taken.items()])
        titles = await offer_hostile_terms(here, hostile[:40])
        listed = await watcher.visit("/rooms", titles)
    words = sum(map(len, taken.values()))
    figures.did("messages read", shown, at_least=scale.of(short=45, ci=100, deep=100))
    figures.did("titles read", listed, at_least=30)
    figures.wrong({**watcher.harm, "not shown": words - shown}, watcher.examples)
    return figures
