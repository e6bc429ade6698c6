import asyncio
import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.async_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.site import PASSWORD, SECRET_OF_GRACE, Site


async def code_now(secret: str) -> str:
    """What an authenticator app with this secret shows, and goes on showing long enough to type it here."""
    left = 30 - time.time() % 30
    if left < 15:
        await asyncio.sleep(left)
    shown: str = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    return shown


async def say_who(page: Page, name: str, password: str = PASSWORD) -> None:
    await page.get_by_label("E-mail address").fill(f"{name.lower()}@example.com")
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_role("button", name="Sign in").click()


async def test_signing_in_leads_to_where_one_wanted_to_go(enter: Enter, site: Site) -> None:
    page = await enter(path="/settings/tokens")
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert await faults(page) == []
    await say_who(page, "Charlie")
    await expect(page).to_have_url(f"{site.url}/settings/tokens")


async def test_a_wrong_password_is_told_without_saying_which_of_both_is_wrong(enter: Enter) -> None:
    page = await enter(path="/signin")
    await say_who(page, "Charlie", "not my password")
    field = page.get_by_label("Password", exact=True)
    await expect(field).to_have_accessible_description(
        re.compile("The address or the password is not right.")
    )
    await expect(field).to_be_focused()


async def test_who_has_an_authenticator_app_is_asked_for_its_code(enter: Enter, site: Site) -> None:
    page = await enter(path="/signin?next=/settings/security")
    await say_who(page, "Grace")
    await expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert await faults(page) == []
    await page.get_by_label("Code from your authenticator app").fill("000000")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_text("This code is not right")).to_be_visible()
    await page.get_by_label("Code from your authenticator app").fill(await code_now(SECRET_OF_GRACE))
    await page.get_by_role("button", name="Continue").click()
    await expect(page).to_have_url(f"{site.url}/settings/security")
    await expect(page.get_by_text("Signing in asks for a code of your authenticator app")).to_be_visible()


async def test_the_second_step_alone_leads_back_to_the_first(enter: Enter) -> None:
    page = await enter(path="/signin/code")
    await expect(page.get_by_text("That took a little too long. Please sign in again.")).to_be_visible()


async def test_a_recovery_code_lets_one_in_once_where_the_phone_is_gone(enter: Enter, site: Site) -> None:
    page = await enter("Erin", "/settings/security")
    await page.get_by_role("button", name="Set up").click()
    key = page.locator("code").first
    await expect(key).to_have_text(re.compile(r"^[A-Z2-7]{16,}$"))
    assert await faults(page) == []
    await page.get_by_label("Code from your authenticator app").fill(await code_now(await key.inner_text()))
    await page.get_by_role("button", name="Turn on").click()
    question = page.get_by_role("dialog", name="Please enter your password again")
    await expect(question).to_be_visible()
    assert await faults(page) == []
    await question.get_by_label("Password", exact=True).fill(PASSWORD)
    await question.get_by_role("button", name="Continue").click()
    await expect(page.get_by_text("10 codes of 10 are left.")).to_be_visible()
    listed = page.locator("li code")
    await expect(listed).to_have_count(10)
    codes = await listed.all_inner_texts()
    assert await faults(page) == []

    elsewhere = await enter(path="/signin")
    await say_who(elsewhere, "Erin")
    await elsewhere.get_by_role("button", name="Use a recovery code instead").click()
    await elsewhere.get_by_label("Recovery code").fill(codes[0])
    await elsewhere.get_by_role("button", name="Continue").click()
    await expect(elsewhere).to_have_url(f"{site.url}/rooms")
    await page.reload()
    await expect(page.get_by_text("9 codes of 10 are left.")).to_be_visible()


async def test_who_is_in_already_is_not_asked_again(enter: Enter, site: Site) -> None:
    page = await enter("Charlie", "/signin")
    await expect(page).to_have_url(f"{site.url}/rooms")
