from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Enter
from tests.e2e.site import Site


async def test_a_forgotten_password_is_replaced_by_a_link_from_the_mail(enter: Enter, site: Site) -> None:
    page = await enter(path="/signin")
    await page.get_by_role("link", name="Forgot your password?").click()
    assert await faults(page) == []
    await page.get_by_label("E-mail address").fill("frank@example.com")
    await page.get_by_role("button", name="Send the link").click()
    await expect(page.get_by_text("If there is an account for frank@example.com")).to_be_visible()
    assert await faults(page) == []

    link = site.reset_path_for("frank@example.com")
    await page.goto(link)
    await page.get_by_label("New password").fill("three geese over a hill")
    assert await faults(page) == []
    await page.get_by_role("button", name="Save the new password").click()
    await expect(page.get_by_text("Your password is changed. Sign in with the new one.")).to_be_visible()
    await page.get_by_label("E-mail address").fill("frank@example.com")
    await page.get_by_label("Password", exact=True).fill("three geese over a hill")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page).to_have_url(f"{site.url}/rooms")

    again = await enter(path=link)
    await expect(again.get_by_text("This link does not work")).to_be_visible()
    assert await faults(again) == []
    await again.get_by_role("link", name="Ask for a new link").click()
    await expect(again.get_by_role("heading", name="Reset your password")).to_be_visible()
