from pathlib import Path

from tests.browser import chromium


async def test_chromium_shows_a_page_and_takes_a_picture_of_it(tmp_path: Path) -> None:
    async with chromium() as browser:
        page = await browser.new_page(viewport={"width": 320, "height": 200})
        await page.set_content("<h1>Good morning</h1><script>document.title = 'It ' + 'runs'</script>")
        assert await page.title() == "It runs"
        picture = await page.screenshot(path=tmp_path / "page.png")
    assert picture.startswith(b"\x89PNG")
