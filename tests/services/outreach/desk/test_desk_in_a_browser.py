"""Does the desk work in a real browser: sign in, do what waits, be refused and lose nothing?"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.platform import People, Platform
from tests.services.outreach.desk.conftest import BESA, address, come_in
from tests.services.outreach.desk.visitor import Visitor, link_in
from tests.services.outreach.opened import opening, opens
from tests.stories import programme

pytestmark = pytest.mark.browser

APPLICANT = "5110088"
PAGES = (
    "/en/desk",
    "/sr/desk/kinds",
    "/sq/desk/record/membership/organisation",
    f"/en/desk/record/membership/membership/{APPLICANT}",
    "/sq/desk/give/council/SetAgenda",
    "/en/desk/give/grants/OpenFund",
    "/en/api",
    "/en/desk/data",
    "/en/desk/data/reports",
)


@pytest.fixture(scope="module")
async def applied(people: People) -> People:
    """One more organisation waits for its application to be checked."""
    await apply(people, APPLICANT)
    return people


async def apply(people: People, applicant: str) -> None:
    await programme.register(people, applicant)
    for document in ("code-of-ethics", "rules-of-procedure"):
        accepting = {"organisation": applicant, "document": document, "version": 1}
        await people.accepted("membership", "AcceptDocument", f"cso:{applicant}", **accepting)
    applied = {"organisation": applicant, "motivation": "We build bridges."}
    await people.accepted("membership", "ApplyForMembership", f"cso:{applicant}", **applied)


@pytest.fixture(params=["with scripts", "without scripts"])
async def desk(
    browser: Browser, platform: Platform, applied: People, request: pytest.FixtureRequest
) -> AsyncIterator[Page]:
    """A telephone, of somebody who has not signed in."""
    telephone = {
        "base_url": f"http://127.0.0.1:{platform.port}",
        "viewport": {"width": 360, "height": 740},
        "java_script_enabled": request.param == "with scripts",
    }
    async with opening(browser, request, **telephone) as page:
        yield page


@opens("/desk", "/desk/sign-in", "/desk/enter")
async def test_a_link_from_a_letter_leads_to_the_desk(desk: Page, visitor: Visitor) -> None:
    before = len(visitor.letters(address("p-ana")))
    await desk.goto("/en/desk")
    await desk.get_by_label("Your e-mail address").fill(address("p-ana"))
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    await desk.goto(link_in(await visitor.letter(address("p-ana"), count=before + 1)))
    await desk.get_by_role("button", name="Go to the desk").click()
    await expect(desk.get_by_role("heading", level=1)).to_have_text("What waits for me")
    await desk.get_by_role("button", name="Sign out").click()
    await expect(desk.get_by_role("heading", level=1)).to_have_text("Sign in")


async def test_what_waits_is_done_refused_first_and_nothing_typed_is_lost(
    desk: Page, applied: People, request: pytest.FixtureRequest
) -> None:
    await come_in(desk, BESA)
    await desk.goto(f"/en/desk?after={applied.position}")
    item = desk.locator("li", has_text="Society 88")
    if request.node.callspec.params["desk"] == "without scripts":
        await expect(item).to_have_count(0)  # the one with scripts has done it
        return
    await item.get_by_role("link", name="Check application").click()
    findings = desk.get_by_role("textbox", name="Findings")
    await findings.fill("The statute is “missing” a page & a stamp.")
    await findings.press("Tab")
    await desk.get_by_role("button", name="Check application").last.click()
    await expect(desk.get_by_role("alert")).to_contain_text("Complete")
    await expect(findings).to_have_value("The statute is “missing” a page & a stamp.")
    await desk.get_by_label("Yes", exact=True).check()
    await desk.get_by_role("button", name="Check application").last.click()
    await expect(desk.get_by_role("status")).to_contain_text("Recorded: Check application")
    await expect(desk.locator("li", has_text="Society 88")).to_have_count(0)


async def test_rows_and_the_keyboard_alone(desk: Page) -> None:
    await come_in(desk, BESA)
    await desk.goto("/en/desk/give/council/SetAgenda?meeting=m-1")
    number = desk.locator('input[name="items/0/number"]')
    await number.focus()
    await desk.keyboard.type("1")
    more = desk.locator('button[name=".more"][value=items]')
    await more.focus()
    await desk.keyboard.press("Enter")
    await expect(desk.locator('input[name="items/1/number"]')).to_be_visible()
    await expect(number).to_have_value("1")


async def test_a_long_list_is_searched_by_what_is_typed_above_it(
    desk: Page, request: pytest.FixtureRequest
) -> None:
    await come_in(desk, BESA)
    await desk.goto("/en/desk/give/outreach/DefineLogframe")
    measured = desk.locator("select[name$=measured_by]")
    narrow = desk.get_by_role("searchbox", name="Find in the list: Measured by")
    if request.node.callspec.params["desk"] == "without scripts":
        await expect(narrow).to_have_count(0)
        await measured.select_option("members-joined")
        return
    await narrow.fill("who jöined")
    await expect(measured.locator("option")).to_have_text(["Members who joined"])
    await expect(measured).to_have_value("members-joined")
    await narrow.fill("")
    await expect(measured).to_have_value("members-joined")
    assert await measured.locator("option").count() > 12


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_of_the_desk_is_wider_than_a_telephone(desk: Page, path: str) -> None:
    await come_in(desk, BESA)
    await desk.goto(path)
    assert await desk.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious_at_the_desk(
    browser: Browser, platform: Platform, applied: People, scheme: str
) -> None:
    base = f"http://127.0.0.1:{platform.port}"
    context = await browser.new_context(base_url=base, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = await context.new_page()
    await come_in(page, BESA)
    for path in ("/en/desk/sign-in", "/en/desk/personas", *PAGES):
        await page.goto(path)
        found = await Axe().run(page)
        serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
        assert not serious, (path, [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious])
    await context.close()
