import re

from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.site import PASSWORD, Site


async def test_somebody_new_signs_up_with_a_code_from_the_mail_and_comes_back_later(
    enter: Enter, site: Site
) -> None:
    page = await enter(path="/signup?next=/settings/profile")
    assert await faults(page) == []
    await page.get_by_label("Your name").fill("Heidi")
    await page.get_by_label("E-mail address").fill("heidi@example.com")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Create account").click()

    await expect(page.get_by_role("heading", name="Check your e-mail")).to_be_visible()
    await expect(page.get_by_text("heidi@example.com")).to_be_visible()
    assert await faults(page) == []
    await page.get_by_label("Code from the e-mail").fill("WRONG1")
    await page.get_by_role("button", name="Confirm").click()
    await expect(page.get_by_text("This code is not right")).to_be_visible()
    await page.get_by_label("Code from the e-mail").fill(site.code_for("heidi@example.com"))
    await page.get_by_role("button", name="Confirm").click()
    await expect(page.get_by_label("Your name")).to_have_value("Heidi")

    await page.get_by_role("button", name="Your menu").click()
    await page.get_by_role("menuitem", name="Sign out").click()
    await page.get_by_label("E-mail address").fill("heidi@example.com")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(f"{site.url}/rooms")


async def test_what_is_wrong_stands_at_its_field_and_takes_the_focus(enter: Enter) -> None:
    page = await enter(path="/signup")
    await page.get_by_label("Your name").fill("Ivan")
    await page.get_by_label("E-mail address").fill("ivan@example.com")
    await page.get_by_label("Password", exact=True).fill("password12")
    await page.get_by_role("button", name="Create account").click()
    password = page.get_by_label("Password", exact=True)
    await expect(password).to_have_accessible_description(
        re.compile("This password is among the first that anyone would try.")
    )
    await expect(password).to_be_focused()
    assert await faults(page) == []


async def test_a_code_that_is_no_longer_open_says_where_to_go(enter: Enter) -> None:
    page = await enter(path="/verify")
    await expect(page.get_by_text("This code is no longer open")).to_be_visible()
    await page.get_by_role("link", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
