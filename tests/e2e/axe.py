"""What axe finds wrong with a page for people who do not see it, or do not use a mouse."""

from typing import Any

from playwright.async_api import Page

from tests.servers import CLONE

AXE = CLONE / "frontend/node_modules/axe-core/axe.min.js"
# Five frames in which nothing moves: what fades in begins a frame or two late. A spinner turns for ever, so only what
# comes to an end is waited for.
RUN = "rules => axe.run(rules.length ? { runOnly: rules } : {})"
SETTLED = """(async () => {
    const ends = one => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity;
    for (let quiet = 0; quiet < 5; ) {
        await new Promise(requestAnimationFrame);
        const moving = document.getAnimations().filter(ends);
        quiet = moving.length ? 0 : quiet + 1;
        await Promise.all(moving.map(one => one.finished.catch(() => {})));
    }
})()"""


async def faults(page: Page, *rules: str) -> list[str]:
    """A line for each rule that is broken, with the first element that breaks it; of these rules, or of all.

    Lets the page settle first.
    """
    await page.locator("h1").first.wait_for()
    await page.wait_for_load_state("networkidle")
    await page.evaluate(SETTLED)
    await page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = (await page.evaluate(RUN, rules))["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]
