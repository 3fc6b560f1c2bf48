"""Does the portal work in a real browser: on a telephone, with the keyboard, without a script?"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.services.outreach.portal.test_pages import PATHS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PATHS)
async def test_no_page_is_wider_than_a_telephone(telephone: Page, path: str) -> None:
    await telephone.goto(f"/sr{path}")
    assert await telephone.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
async def test_axe_finds_nothing_serious(browser: Browser, address: str, path: str, scheme: str) -> None:
    # axe is put in by the test, past the policy that lets no script of anybody else run
    context = await browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(f"/en{path}")
    found = await Axe().run(page)
    serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert not serious, [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in serious]
    await context.close()


async def test_a_person_finds_a_meeting_and_changes_the_language_by_keyboard(telephone: Page) -> None:
    await telephone.goto("/en")
    await telephone.keyboard.press("Tab")
    await telephone.keyboard.press("Enter")
    await expect(telephone).to_have_url(re.compile("/en#content$"))
    await telephone.get_by_role("button", name="Menu").focus()
    await telephone.keyboard.press("Enter")
    await telephone.get_by_role("link", name="Meetings", exact=True).focus()
    await telephone.keyboard.press("Enter")
    await expect(telephone.locator("h1")).to_have_text("Meetings")
    await telephone.get_by_role("link", name="Shqip").click()
    await expect(telephone).to_have_url(re.compile("/sq/meetings$"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/meetings/council-2015-04-21/minutes", "Blocked issues go to the chair"),
        ("/consultations/regulation-2015", "It is in Article 12 now."),
        ("/reports/interim-2015", "Counted from the events of the log"),
        ("/elections/annulled-2016", "This election was annulled"),
    ],
)
async def test_on_paper_stands_what_was_said_and_no_navigation(reader: Page, path: str, said: str) -> None:
    await reader.goto(f"/en{path}")
    await reader.emulate_media(media="print")
    await expect(reader.get_by_text(said).first).to_be_visible()
    await expect(reader.get_by_role("banner").get_by_text("Public record")).to_be_visible()
    for place in ("Sections", "Languages", "You are here"):
        await expect(reader.get_by_role("navigation", name=place)).to_be_hidden()
    await expect(reader.get_by_role("link", name="Desk")).to_be_hidden()
