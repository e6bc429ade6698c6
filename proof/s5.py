"""S5: only our origins connect: the matrix of credentials and origins, at the socket and over HTTP."""

import asyncio
import json
from uuid import uuid4

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from proof.client import bearer
from proof.figures import Figures, Scale
from proof.stage import CSRF, Stage, pairs, stage

WHO = "room-0-client"


def origins(here: Stage) -> dict[str, tuple[str | None, bool]]:
    """Name → origin, and whether it is ours."""
    port = here.sites[0].port
    return {
        "ours": (f"http://127.0.0.1:{port}", True),
        "none": (None, False),
        "null": ("null", False),
        "empty": ("", False),
        "another scheme": (f"https://127.0.0.1:{port}", False),
        "another port": (f"http://127.0.0.1:{port + 1}", False),
        "no port": ("http://127.0.0.1", False),
        "another name of this machine": (f"http://localhost:{port}", False),
        "below ours": (f"http://app.127.0.0.1:{port}", False),
        "ours in front": (f"http://127.0.0.1:{port}.example.com", False),
        "ours as a user": (f"http://127.0.0.1:{port}@example.com", False),
        "elsewhere": ("https://example.com", False),
        "a file": ("file://", False),
        "an extension": ("chrome-extension://abcdef", False),
    }


async def gets_in(here: Stage, headers: dict[str, str]) -> bool:
    """Whether a socket with these headers opens and answers."""
    try:
        url = here.urls[0].replace("http", "ws") + "/ws"
        async with connect(url, additional_headers=headers, compression=None) as ws, asyncio.timeout(10):
            ask = {"jsonrpc": "2.0", "id": str(uuid4()), "method": "rooms.open", "params": {"rooms": {}}}
            await ws.send(json.dumps(ask))
            return "result" in json.loads(await ws.recv())
    except (OSError, WebSocketException):
        return False


async def writes(here: Stage, headers: dict[str, str], csrf: bool) -> bool:
    """Whether a request with these headers posts a message."""
    if csrf:
        headers = {**headers, "Cookie": f"{headers['Cookie']}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
    async with here.http() as http:
        url = f"/api/v1/rooms/{here.rooms['room-0']}/messages"
        answer = await http.post(
            url, json={"text": "hello"}, headers={"Idempotency-Key": str(uuid4()), **headers}
        )
        return answer.status_code == 201


async def may_be_read_there(here: Stage, headers: dict[str, str]) -> bool:
    """Whether a page of that origin would be allowed to read the answer."""
    async with here.http() as http:
        answer = await http.get("/api/v1/rooms", headers=headers)
        return "access-control-allow-origin" in answer.headers


async def run(scale: Scale) -> Figures:
    figures, tried, wrong = Figures(), 0, list[str]()

    def judge(what: str, found: bool, expected: bool) -> None:
        nonlocal tried
        tried += 1
        if found != expected:
            wrong.append(f"{what}: {'got in' if found else 'was kept out'}")

    async with stage(pairs(1)) as here:
        cookie, token = {"Cookie": f"sessionid={here.sessions[WHO]}"}, bearer(here.tokens[WHO])
        for name, (origin, is_ours) in origins(here).items():
            there = {} if origin is None else {"Origin": origin}
            judge(f"socket, cookie, {name}", await gets_in(here, cookie | there), is_ours)
            fine = is_ours or origin is None
            judge(f"socket, token, {name}", await gets_in(here, token | there), fine)
            judge(f"socket, nobody, {name}", await gets_in(here, there), False)
            judge(
                f"HTTP, cookie, {name}",
                await writes(here, cookie | there, csrf=True),
                is_ours or origin is None,
            )
            judge(f"HTTP, cookie without CSRF, {name}", await writes(here, cookie | there, csrf=False), False)
            judge(f"CORS, {name}", await may_be_read_there(here, cookie | there), False)
    figures.did("combinations", tried, at_least=80)
    figures.wrong({"wrong answers": len(wrong)}, wrong)
    return figures
