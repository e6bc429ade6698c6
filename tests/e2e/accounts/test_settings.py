import re
from io import BytesIO

from PIL import Image
from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(file, "PNG")
    return file.getvalue()


async def test_a_profile_is_changed_and_stays_so(enter: Enter) -> None:
    page = await enter("Dora", "/settings/profile")
    assert await faults(page) == []
    await page.get_by_label("Your name").fill("Dora Explorer")
    zone = page.get_by_role("combobox", name="Time zone")
    await zone.fill("lisb")
    await page.get_by_role("option", name="Europe/Lisbon").click()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved.")).to_be_visible()
    await page.reload()
    await expect(page.get_by_label("Your name")).to_have_value("Dora Explorer")
    await expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Europe/Lisbon (UTC+00:00)")


async def test_a_picture_is_previewed_sent_and_removed(enter: Enter) -> None:
    page = await enter("Dora", "/settings/profile")
    file = page.locator("input[type=file]")
    await file.set_input_files({"name": "me.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    await expect(page.get_by_text("Only PNG, JPEG and WebP pictures can be used.")).to_be_visible()
    await file.set_input_files({"name": "me.png", "mimeType": "image/png", "buffer": picture()})
    await expect(page.get_by_text("This is how it will look.")).to_be_visible()
    assert await faults(page) == []
    await page.get_by_role("button", name="Use this picture").click()
    await expect(page.get_by_text("Your picture is saved.")).to_be_visible()
    await expect(page.locator("header img[src*='/avatar']")).to_be_visible()
    await page.get_by_role("button", name="Remove").click()
    await expect(page.get_by_text("Your picture is removed.")).to_be_visible()


async def test_another_session_is_ended_from_here(enter: Enter) -> None:
    here = await enter("Dora", "/settings/security")
    there = await enter("Dora", "/settings/profile")
    await expect(there.get_by_label("Your name")).to_be_visible()
    await here.reload()
    await expect(here.get_by_text("This device")).to_be_visible()
    assert await faults(here) == []
    sessions = here.get_by_role("button", name="End the session on")
    before = await sessions.count()
    await here.get_by_role("button", name="End all other sessions").or_(sessions).first.click()
    await expect(sessions).to_have_count(0 if before > 1 else before - 1)
    await there.reload()
    await expect(there.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_a_token_is_shown_once_opens_the_api_and_is_revoked(enter: Enter) -> None:
    page = await enter("Dora", "/settings/tokens")
    await expect(page.get_by_text("You have no tokens")).to_be_visible()
    assert await faults(page) == []
    await page.get_by_role("button", name="Make token").click()
    await expect(page.get_by_label("Name")).to_have_accessible_description(
        re.compile("Give the token a name, so that you know it again.")
    )
    await page.get_by_label("Name").fill("Build bot")
    await page.get_by_role("button", name="Make token").click()
    made = page.get_by_role("dialog", name="Your new token")
    await expect(made).to_be_visible()
    assert await faults(page) == []
    token = await made.locator("pre").inner_text()
    bearer = {"Authorization": f"Bearer {token}"}
    bot = await enter()
    assert (await bot.request.get("/api/v1/me", headers=bearer)).ok
    await made.get_by_role("button", name="I have kept it").click()
    await expect(page.get_by_text(token)).to_have_count(0)

    await page.get_by_role("button", name="Revoke Build bot").click()
    await page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    await expect(page.get_by_text("You have no tokens")).to_be_visible()
    assert (await bot.request.get("/api/v1/me", headers=bearer)).status == 401


async def test_a_password_is_changed_and_only_the_new_one_counts(enter: Enter) -> None:
    page = await enter("Dora", "/settings/security")
    await page.get_by_label("Current password").fill("not my password")
    await page.get_by_label("New password").fill("three geese over a hill")
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_label("Current password")).to_have_accessible_description(
        re.compile("This is not your current password.")
    )
