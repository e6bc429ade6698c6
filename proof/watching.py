"""A page of a real browser, and everything that it does and should not."""

import asyncio
from collections import Counter
from collections.abc import Sequence

from playwright.async_api import Page, Response

WATCH = """
window.VIOLATIONS = [];
document.addEventListener("securitypolicyviolation", event => VIOLATIONS.push(event.blockedURI));
"""
MARK = "Hostile-Mark"
"""What a hostile file's script makes the title of the page."""
HARM = """mark => ({
    ran: window.RAN === 1 || ({}).RAN === 1 || document.title.includes(mark) ? 1 : 0,
    violations: (window.VIOLATIONS ?? []).splice(0).length,
    links: [...document.links].filter(link => !/^(https?|mailto):/.test(link.href)).length,
    embedded: document.querySelectorAll("iframe, object, embed, frame, [srcdoc]").length,
})"""
WAIT_SECONDS = 20


class Watcher:
    """Sees what a page does that it should not. Nothing but pictures may come from `store`."""

    def __init__(self, page: Page, site: str, store: str = "") -> None:
        self.page, self.site, self.store = page, site, store
        names = ("ran", "violations", "links", "embedded", "dialogs", "elsewhere", "no pictures")
        self.harm = Counter[str](dict.fromkeys(names, 0))
        self.examples: list[str] = []
        page.on("dialog", lambda dialog: self._note("dialogs", dialog.message))
        page.on("request", lambda request: self._request(request.url))
        page.on("response", self._response)

    def _note(self, what: str, example: str) -> None:
        self.harm[what] += 1
        self.examples.append(f"{what}: {example}")

    def _request(self, url: str) -> None:
        ours = (self.site, self.site.replace("http", "ws", 1), *([self.store] if self.store else []))
        if not url.startswith((*(f"{each}/" for each in ours), "data:", "blob:", "about:")):
            self._note("elsewhere", url)

    def _response(self, response: Response) -> None:
        if self.store and response.url.startswith(self.store):
            type = response.headers.get("content-type", "")
            if type != "image/webp":
                self._note("no pictures", f"{type} {response.url}")

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
        await self.check()
        return shown

    async def check(self) -> None:
        self.harm.update(await self.page.evaluate(HARM, MARK))


def flat(text: str) -> str:
    return "".join(text.split())
