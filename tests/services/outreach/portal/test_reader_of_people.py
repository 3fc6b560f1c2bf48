"""Does a reader find an organisation, whom it elects, where it is advised and what it can learn?"""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import follow, headed, saved

pytestmark = pytest.mark.browser


@opens("/organisations", "/organisations/{id}", "/organisations/{id}/calendar.ics")
async def test_a_member_is_found_by_region_and_by_a_name_without_accents(reader: Page) -> None:
    await reader.goto("/en/organisations")
    rows = reader.get_by_role("table", name="Organisations").get_by_role("row")
    filters = reader.get_by_role("main").get_by_role("search")
    await filters.get_by_label("Region").select_option(label="Prizren")
    await filters.get_by_label("Membership").select_option(label="Members")
    await filters.get_by_role("button", name="Show").click()
    await expect(rows).to_have_count(2)
    await filters.get_by_label("Region").select_option(label="All regions")
    await filters.get_by_label("Name").fill("celesi")
    await filters.get_by_label("Name").press("Enter")
    await expect(rows.last).to_contain_text("Çelësi i Gjelbër")
    await expect(filters.get_by_label("Membership")).to_have_value("member")
    await follow(rows.last, "Çelësi i Gjelbër", "Çelësi i Gjelbër sq")
    membership = reader.get_by_role("region", name="Membership").get_by_role("listitem")
    await expect(membership.first).to_contain_text("Member since 1 February 2016")
    await expect(membership.last).to_contain_text("to 1 October 2015")
    calendar = await saved(reader, reader.get_by_role("link", name="These meetings as a calendar"))
    assert b"BEGIN:VEVENT" in calendar
    await reader.get_by_role("link", name="Environment").click()
    await expect(reader.get_by_text("4 organisations", exact=True)).to_be_visible()


@opens("/elections", "/elections/{id}", "/bodies/{id}")
async def test_how_to_vote_and_until_when(telephone: Page) -> None:
    await telephone.goto("/en/elections")
    now = telephone.get_by_role("region", name="Open now")
    await expect(now.get_by_role("listitem").filter(has_text="One more seat")).to_contain_text(
        "Nominate until"
    )
    await follow(now, "A youth representative", "A youth representative")
    await expect(telephone.get_by_role("main")).to_contain_text("Vote until 10 October 2016, 09:00.")
    candidates = telephone.get_by_role("region", name="Candidates").get_by_role("listitem")
    await expect(candidates).to_have_text(["Dukagjini Youth", "Çelësi i Gjelbër"])
    await expect(telephone.get_by_role("region", name="The call")).to_contain_text(
        "Signed nomination form; CV"
    )
    await telephone.go_back()
    waiting = telephone.get_by_role("table", name="Seats that wait for an election")
    await follow(waiting, "The Council", "The Council")


@opens("/elections/{id}", "/elections/{id}/count-sheet", "/elections/{id}/count-sheet.pdf")
async def test_every_count_the_lot_and_the_sheet_for_signing(reader: Page) -> None:
    await reader.goto("/en/elections")
    past = reader.get_by_role("region", name="Past elections")
    await follow(past, "Two seats of the Council", "Two seats of the Council")
    votes = reader.get_by_role("table", name="Votes of each candidate").get_by_role("row")
    await expect(votes.nth(1)).to_have_text(re.compile(r"1\s*Dukagjini Youth\s*3\s*Elected, seat cso-1"))
    await expect(votes.nth(3)).to_contain_text("Elected by lot, seat cso-2")
    count = reader.get_by_role("region", name="The count")
    await expect(count).to_contain_text("too many candidates marked: 1")
    lot = reader.get_by_role("region", name="The lot")
    await expect(lot.get_by_role("listitem").filter(has_text="Drawn")).to_contain_text("Women's Circle")
    await expect(reader.get_by_role("region", name="Nominations")).to_contain_text(
        "refused: it came too late"
    )
    paper = await count.get_by_role("link", name="as PDF").get_attribute("href")
    await reader.evaluate("address => fetch(address)", paper)
    await count.get_by_role("link", name="Count sheet for signing").click()
    signing = reader.get_by_role("region", name="Signatures").get_by_role("listitem")
    await expect(signing).to_have_text(
        ["For the Office of Good Governance", "Observer", "Witness of the lot"]
    )
    await reader.emulate_media(media="print")
    await expect(signing.first).to_be_visible()
    await expect(reader.get_by_role("navigation", name="Sections")).to_be_hidden()


@opens("/hubs", "/hubs/{id}")
async def test_the_centre_nearby_and_what_it_is_asked(telephone: Page) -> None:
    await telephone.goto("/en/hubs")
    await expect(telephone.get_by_role("main")).to_contain_text("Albanian, Serbian and Romani")
    await follow(telephone.get_by_role("main"), "Peja", "Information centre Peja")
    topics = telephone.get_by_role("table", name="Enquiries by topic").get_by_role("row")
    await expect(topics.nth(1)).to_have_text(re.compile(r"Support for taking part\s*2"))
    months = telephone.get_by_role("table", name="Enquiries, answers and events by month")
    await expect(months.get_by_role("row", name="September 2015")).to_contain_text("24")
    await expect(telephone.get_by_role("main")).not_to_contain_text("Somebody Private")


@opens("/trainings", "/trainings/{id}", "/internships", "/internships/{id}")
async def test_what_can_be_learnt_and_until_when_to_apply(telephone: Page) -> None:
    await telephone.goto("/en/trainings")
    coming = telephone.get_by_role("region", name="Trainings to come")
    await expect(coming.get_by_role("row", name="Reading budgets")).to_contain_text("19 of 20")
    await follow(coming, "Reading budgets", "Reading budgets")
    await expect(telephone.get_by_role("main")).to_contain_text("1 of 20 taken")
    crumbs = telephone.get_by_role("navigation", name="You are here")
    await crumbs.get_by_role("link", name="Learning").click()
    await follow(telephone.get_by_role("main"), "Basics of advocacy", "Basics of advocacy")
    await expect(telephone.get_by_role("main")).to_contain_text("4 (1 questionnaire)")
    await telephone.goto("/en/internships")
    await headed(telephone, "Trainings and internships")
    calls = telephone.get_by_role("region", name="Internships one can apply for")
    await expect(calls).to_contain_text("Apply until 20 October 2016")
    await follow(calls, "Green desk", "Green desk")
    await expect(telephone.get_by_role("main")).to_contain_text("20 October 2016")
    await follow(telephone.get_by_role("main"), "Çelësi i Gjelbër", "Çelësi i Gjelbër sq")
