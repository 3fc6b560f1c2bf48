"""Does a person with a telephone and without a script get the newsletter, and out of it again?"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from services.outreach.domain.subscription import Active, Ended
from shared.testing.browser import served
from tests.services.outreach.opened import opens
from tests.services.outreach.portal.test_newsletter_forms import EMAIL, ID, Reader, reader

__all__ = ["reader"]
pytestmark = pytest.mark.browser


@pytest.fixture
async def address(reader: Reader) -> AsyncIterator[str]:
    async with served(reader.app) as url:
        yield url


@opens("/newsletter", "/newsletter/{id}", "/newsletter/{id}/leave")
async def test_from_the_form_to_the_end_with_the_keyboard_alone(telephone: Page, reader: Reader) -> None:
    await telephone.goto("/en/newsletter")
    assert await telephone.evaluate("document.documentElement.scrollWidth") <= 360
    await telephone.get_by_label("Your e-mail address").focus()
    await telephone.keyboard.type(EMAIL)
    await telephone.get_by_role("button", name="Subscribe").focus()
    await telephone.keyboard.press("Enter")
    await expect(telephone.locator("h1")).to_have_text("Look into your mailbox")

    await telephone.goto(f"/en/newsletter/{ID}?code={await reader.code()}")
    await telephone.get_by_role("button", name="Confirm the subscription").focus()
    await telephone.keyboard.press("Enter")
    await expect(telephone.get_by_role("status").first).to_contain_text("Thank you")
    state = await reader.state()
    assert isinstance(state, Active)
    assert state.topics == ("meetings", "calls")

    await telephone.get_by_label("Calls").uncheck()
    await telephone.get_by_role("button", name="Record the choice").click()
    await telephone.wait_for_load_state()
    changed = await reader.state()
    assert isinstance(changed, Active)
    assert changed.topics == ("meetings",)
    assert await telephone.evaluate("document.documentElement.scrollWidth") <= 360

    await telephone.goto(f"/en/newsletter/{ID}/leave?code={changed.code}")
    await telephone.get_by_role("button", name="End the subscription").click()
    await expect(telephone.locator("main")).to_contain_text("Your subscription has ended.")
    assert isinstance(await reader.state(), Ended)


async def test_axe_finds_nothing_serious_in_the_forms(browser: Browser, address: str, reader: Reader) -> None:
    await reader.subscribe()
    context = await browser.new_context(base_url=address, bypass_csp=True)
    page = await context.new_page()
    for path in ("/en/newsletter", f"/en/newsletter/{ID}?code={await reader.code()}"):
        await page.goto(path)
        found = await Axe().run(page)
        serious = [v["id"] for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
        assert not serious, path
    await context.close()
