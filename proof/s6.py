"""S6: hostile words and files run nothing: brought through the doors, looked at by two people in a real browser."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import Any
from uuid import uuid4

import httpx
from playwright.async_api import Browser, Error

from proof.figures import Figures, Scale
from proof.hostile_files import PER_MESSAGE, attach, bring_all, chosen, drawn, links, look
from proof.payloads import payloads
from proof.stage import Stage, pairs, stage
from proof.watching import WATCH, Watcher
from tests.browser import chromium

PER_ROOM = 25


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


async def watcher(browser: Browser, here: Stage, who: str) -> Watcher:
    """Somebody's own signed-in browser."""
    assert here.store
    context = await browser.new_context()
    await context.add_cookies([{"name": "sessionid", "value": here.sessions[who], "url": here.urls[0]}])
    await context.add_init_script(WATCH)
    return Watcher(await context.new_page(), here.urls[0], here.store.url)


async def read(here: Stage, reader: Watcher, hostile: list[str], figures: Figures, scale: Scale) -> None:
    """Hostile words, in messages and in terms."""
    taken = await store(here, hostile)
    shown = sum([await reader.visit(f"/rooms/{room}", words) for room, words in taken.items()])
    titles = await offer_hostile_terms(here, hostile[:40])
    listed = await reader.visit("/rooms", titles)
    words = sum(map(len, taken.values()))
    figures.did("messages read", shown, at_least=scale.of(short=45, ci=100, deep=100))
    figures.did("titles read", listed, at_least=30)
    figures.wrong({"not shown": words - shown})


async def look_through(here: Stage, people: Sequence[Watcher], figures: Figures, scale: Scale) -> list[str]:
    """Hostile files: on messages, in the list and in the dialog. → links that a browser shows by itself"""
    room, hostile = (
        here.rooms["room-0"],
        chosen(scale.chance("files"), scale.of(short=12, ci=280, deep=450)),
    )
    async with here.http("room-0-freelancer") as http:
        done, wrong = await bring_all(http, room, hostile)
        files = await drawn(here, http, room)
        await attach(http, room, files[:-PER_MESSAGE])
        await attach(http, room, files[-PER_MESSAGE:])
        shown, bad = await links(http, room, files)
    figures.did("files brought", done["taken"], at_least=scale.of(short=6, ci=200, deep=350))
    figures.did("names refused", done["refused"], at_least=scale.of(short=1, ci=5, deep=30))
    figures.did(
        "pictures drawn", sum(each.drawn for each in files), at_least=scale.of(short=1, ci=30, deep=100)
    )
    said_last = [each.name for each in files[-PER_MESSAGE:]]

    async def see(person: Watcher) -> None:
        named = await person.visit(f"/rooms/{room}", said_last)
        listed = await person.visit(f"/rooms/{room}/files", [])
        seen = await look(person, files)
        figures.wrong({"files not shown": len(said_last) - named + listed + len(files) - seen})

    await asyncio.gather(*map(see, people))
    figures.did("looks", len(people) * len(files), at_least=scale.of(short=12, ci=400, deep=700))
    figures.wrong({"files let in or not": len(wrong), "unsafe links": len(bad)}, [*wrong, *bad])
    return shown


async def follow(follower: Watcher, urls: Sequence[str]) -> None:
    """Open what a browser shows by itself, as whoever was sent the link does."""
    for url in urls:
        with suppress(Error):
            # What it does not show after all it saves, and says so.
            await follower.page.goto(url)
        await follower.check()


async def run(scale: Scale) -> Figures:
    hostile = list(islice(payloads(), scale.of(short=50, ci=150, deep=1000)))
    figures = Figures()
    wish = pairs(-(-len(hostile) // PER_ROOM))
    for room in wish["rooms"].values():
        room["client"] = "room-0-client"
    async with stage(wish, store=True, worker=True) as here, chromium() as browser:
        assert here.store
        people = [await watcher(browser, here, f"room-0-{who}") for who in ("client", "freelancer")]
        await read(here, people[0], hostile, figures, scale)
        links = await look_through(here, people, figures, scale)
        follower = Watcher(await (await browser.new_context()).new_page(), here.store.url)
        await follower.page.add_init_script(WATCH)
        await follow(follower, links)
    for each in (*people, follower):
        figures.wrong(each.harm, each.examples)
    return figures
