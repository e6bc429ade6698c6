"""Rooms for the tests in a browser, made over HTTP by people who are signed in on a page."""

from typing import Any
from uuid import uuid4

from playwright.async_api import Page


async def ask(page: Page, method: str, path: str, body: object = None) -> Any:
    """A call of /api/v1 as the person of this page. → the answer"""
    cookies = {one["name"]: one["value"] for one in await page.context.cookies()}
    headers = {"X-CSRFToken": cookies["csrftoken"], "Referer": page.url, "Idempotency-Key": str(uuid4())}
    answer = await page.context.request.fetch(f"/api/v1{path}", method=method, data=body, headers=headers)
    assert answer.ok, await answer.text()
    return await answer.json()


async def offer(client: Page, title: str, to: str = "bob@example.com") -> str:
    """A fixed-price contract, offered. → id of the room"""
    terms = {"title": title, "description": "", "kind": "fixed", "currency": "EUR"}
    made = await ask(client, "POST", "/rooms", {"to": to, "terms": terms})
    room: str = made["id"]
    return room


async def workroom(client: Page, freelancer: Page, title: str) -> str:
    """A contract between Alice and Bob that is running. → id of the room"""
    room = await offer(client, title)
    await ask(freelancer, "POST", f"/rooms/{room}/terms/1/accept")
    return room


async def say(page: Page, room: str, text: str) -> int:
    """Post without the page's own field. → number of the event"""
    done = await ask(page, "POST", f"/rooms/{room}/messages", {"text": text})
    seq: int = done["seq"]
    return seq
