"""S26: idle sockets stay, and hear what is said after a long silence."""

import asyncio
from contextlib import AsyncExitStack

from proof.figures import Figures, Scale
from proof.stage import pairs, stage

SOCKETS = 50


async def run(scale: Scale) -> Figures:
    seconds = scale.of(short=8, ci=20, deep=600)
    figures = Figures()
    async with stage(pairs(SOCKETS // 2), sites=2) as here, AsyncExitStack() as stack:
        tabs = [
            here.tab(f"{room}-{side}", [room], site=site)
            for room in here.rooms
            for site, side in enumerate(("client", "freelancer"))
        ]
        for tab in tabs:
            await stack.enter_async_context(tab)
            await tab.opened.wait()
        await asyncio.sleep(seconds)
        figures.wrong({"closed": sum(len(tab.closes) for tab in tabs)})
        for writer, reader in zip(tabs[::2], tabs[1::2], strict=True):
            (room,) = writer.seen
            answer = await writer.call("message.post", room=room, text="still there?")
            await reader.until(room, answer["seq"])
    figures.did("sockets", len(tabs), at_least=SOCKETS)
    figures.did("idle seconds", seconds, at_least=seconds)
    return figures
