"""Do staff find a record and its history, the figures, and a program its description?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from shared.testing.spec import KOSOVO
from tests.platform import People
from tests.services.outreach.desk.conftest import BESA, DEJAN, OWN, come_in
from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import WIDTH, follow, headed, until_it_says
from tests.stories import programme

pytestmark = pytest.mark.browser
QUIET, DAYS = "5110055", 20
"""Became a member so many days ago, and nothing was seen of it since."""
THEN = datetime.now(KOSOVO) - timedelta(days=DAYS)


@pytest.fixture(scope="module")
async def joined(people: People) -> People:
    when = {"as_of": THEN}
    await programme.register(people, QUIET, "Quiet Society", when)
    own, organisation = f"cso:{QUIET}", {"organisation": QUIET, **when}
    for document in ("code-of-ethics", "rules-of-procedure"):
        await people.accepted(
            "membership", "AcceptDocument", own, document=document, version=1, **organisation
        )
    await people.accepted("membership", "ApplyForMembership", own, motivation="Slowly.", **organisation)
    await people.accepted(
        "membership", "CheckApplication", "secretariat", complete=True, findings="All.", **organisation
    )
    admitted = {"joined_on": THEN.date().isoformat(), "decision_ref": "B-55", **organisation}
    await people.accepted("membership", "AdmitMember", "board", **admitted)
    return people


@opens(
    "/desk/kinds",
    "/desk/record/{service}/{entity}",
    "/desk/record/{service}/{entity}/{id}",
    "/desk/give/{service}/{command}",
)
async def test_a_record_is_found_its_history_read_and_the_next_thing_begun(window: Page) -> None:
    await come_in(window, BESA)
    await until_it_says(window, "/en/desk/record/membership/membership", OWN)
    await follow(window, "Everything else", "Everything else")
    membership = window.get_by_role("region", name="Membership")
    await follow(membership, "Membership", "Membership")
    rows = window.get_by_role("table").get_by_role("row")
    beginning = window.get_by_label("The id begins with")
    await beginning.fill("none")
    await beginning.press("Enter")
    await expect(window.get_by_role("main")).to_contain_text("There is none.")
    await beginning.fill(OWN)
    await window.get_by_role("button", name="Show").click()
    await expect(rows).to_have_count(2)
    await follow(rows.last, "Membership: Society 01", "Membership: Society 01")
    story = window.get_by_role("region", name="History")
    await expect(story).to_contain_text("by Ana Invented")
    await expect(story.get_by_text("Together we are heard.")).to_be_visible()
    await story.get_by_text("All that it says").click()
    await expect(story.get_by_text("Together we are heard.")).to_be_hidden()
    now = window.get_by_role("region", name="What you may do now")
    await follow(now, "Check application", "Check application")
    await expect(window.locator("input[name=organisation]")).to_have_value(OWN)
    await expect(window.get_by_role("main")).to_contain_text("Organisation Society 01")
    await window.get_by_role("link", name="Leave it").click()
    await headed(window, "Membership: Society 01")
    await follow(window, "The public page", "Society 01")


@opens("/desk/participation")
async def test_who_falls_silent_depends_on_the_days_that_are_asked_for(window: Page, joined: People) -> None:
    await come_in(window, BESA)
    await until_it_says(window, f"/en/desk/participation?days={DAYS - 2}", "Quiet Society")
    await follow(window, "Taking part", "Taking part")
    silent = window.get_by_role("region", name="Members of which nothing was seen lately")
    await expect(silent).not_to_contain_text("Quiet Society")
    await silent.get_by_label("For so many days").fill(str(DAYS - 2))
    await silent.get_by_role("button", name="Show").click()
    row = silent.get_by_role("row", name="Quiet Society")
    await expect(row).to_contain_text("accepted a document")
    await expect(silent.get_by_label("For so many days")).to_have_value(str(DAYS - 2))
    await follow(row, "Quiet Society", "Quiet Society")


@opens("/desk/members")
async def test_how_the_membership_grew_this_year(window: Page, joined: People) -> None:
    await come_in(window, BESA)
    await until_it_says(window, "/en/desk/members", str(THEN.year))
    await window.goto("/en/desk")
    await follow(window, "Membership in figures", "Membership in figures")
    years = window.get_by_role("table", name="Year by year").get_by_role("row")
    row = years.filter(has_text=str(THEN.year))
    await expect(row.get_by_role("cell").nth(1)).not_to_have_text("0")
    regions = window.get_by_role("table", name="By region")
    await expect(regions.get_by_role("row").filter(has_text="Pejë/Peć")).to_be_visible()
    await window.get_by_role("link", name="Srpski").click()
    await headed(window, "Članstvo u brojkama")


@opens("/desk/figures", "/desk/figures/{id}.svg")
async def test_the_money_is_drawn_and_says_the_same_as_its_table(window: Page, people: People) -> None:
    await programme.open_fund(people, "drawn", 123_456_00)
    await come_in(window, DEJAN)
    await until_it_says(window, "/en/desk/figures", "123,456")
    await window.goto("/en/desk")
    await follow(window, "Money in figures", "Money in figures")
    envelope = window.get_by_role("region", name="The envelope, heading by heading")
    picture = envelope.get_by_role("img")
    await picture.scroll_into_view_if_needed()
    assert await picture.evaluate(WIDTH) > 360
    await envelope.get_by_text("The same as a table").click()
    await expect(envelope.get_by_role("table")).to_contain_text("123,456")


@opens("/api", "/api/{part}")
async def test_a_programmer_finds_the_address_the_command_and_the_description(window: Page) -> None:
    await window.goto("/en")
    await follow(window, "For programs", "For programs")
    grants = window.get_by_role("group").filter(has_text="Grants (")
    await expect(grants.get_by_text("SubmitClaim", exact=True)).to_be_hidden()
    await grants.get_by_text("Grants (").click()
    await expect(grants.get_by_text("SubmitClaim", exact=True)).to_be_visible()
    await grants.get_by_role("link", name="SubmitClaim", exact=True).click()
    claim = window.get_by_role("region", name="SubmitClaim", exact=True)
    await expect(claim.get_by_role("row", name="items[].cents")).to_contain_text("integer")
    await claim.get_by_text("Example").click()
    await expect(claim.locator("pre")).to_contain_text('"iban": "XK051212012345678906"')
    await window.get_by_role("link", name="For programs").first.click()
    await window.get_by_role("link", name="What the columns of meetings mean").click()
    meetings = window.get_by_role("region", name="meetings", exact=True)
    await expect(meetings.get_by_role("row", name="state")).to_contain_text("scheduled, held, cancelled")
    await window.goto("/en/api")
    address = await window.get_by_role("link", name="/api/openapi.json").get_attribute("href")
    described = await window.evaluate("async at => (await fetch(at)).json()", address)
    assert "/api/grants/SubmitClaim" in described["paths"]
    bodies = await window.get_by_role("link", name="/api/portal/bodies", exact=True).get_attribute("href")
    assert isinstance(await window.evaluate("async at => (await fetch(at)).json()", bodies), dict)


@opens("/organisations")
async def test_an_open_page_learns_what_is_recorded_meanwhile(window: Page, people: People) -> None:
    await window.goto(f"/en/organisations?after={people.position}")
    news = window.get_by_role("status").filter(has_text="since this page was made")
    await expect(news).to_be_hidden()
    await programme.register(people, "5110044", "Society of this very minute")
    await expect(news).to_be_visible(timeout=30_000)
    await news.get_by_role("link", name="Show them").click()
    newcomer = window.get_by_role("link", name="Society of this very minute")
    await expect(newcomer).to_be_visible()
    await expect(news).to_be_hidden()
