"""Does a reader find who sits where, when they meet, what they decided, and take it along?"""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import follow, headed, saved

pytestmark = pytest.mark.browser


@opens("", "/meetings/{id}", "/commitments", "/organisations")
async def test_from_the_first_page_to_what_is_next_what_is_owed_and_who_is_in(reader: Page) -> None:
    await reader.goto("/en")
    coming = reader.get_by_role("region", name="What happens next")
    await expect(coming).to_contain_text("1 December 2016 Thursday, 09:00")
    await follow(coming, "The Council", "Meeting of 1 December 2016")
    await reader.go_back()
    owed = reader.locator(".figures div").filter(has_text="Commitments open")
    await expect(owed).to_contain_text("1 of them overdue")
    await follow(owed, "2", "Commitments")
    await reader.go_back()
    members = reader.locator(".figures div").filter(has_text="Members of the platform")
    await follow(members, "2", "Organisations")
    await expect(reader.get_by_role("status").last).to_have_text("2 organisations")


@opens("/bodies", "/bodies/{id}", "/organisations/{id}")
async def test_who_sits_in_a_body_who_sat_there_before_and_who_they_are(reader: Page) -> None:
    await reader.goto("/en")
    await follow(reader.get_by_role("navigation", name="Sections"), "Bodies", "Bodies")
    await expect(reader.get_by_role("row", name="The Council")).to_contain_text("2 of 6 filled")
    await follow(reader.get_by_role("table"), "The Council", "The Council")
    await expect(reader.get_by_role("row", name="cso-2")).to_contain_text("Vacant")
    earlier = reader.get_by_role("group").filter(has_text="1 earlier holder of a seat")
    before = earlier.get_by_role("link", name="Çelësi i Gjelbër")
    await expect(before).to_be_hidden()
    await earlier.get_by_text("1 earlier holder of a seat").click()
    await expect(before).to_be_visible()
    await follow(reader.get_by_role("row", name="cso-1"), "Dukagjini Youth", "Dukagjini Youth")
    await expect(reader.get_by_role("table", name="Seats held")).to_contain_text("15 October 2014")


@opens("/meetings", "/meetings/{id}", "/meetings/{id}/minutes", "/meetings/{id}/minutes/changes")
async def test_a_meeting_of_an_earlier_year_its_minutes_and_what_was_corrected_in_them(reader: Page) -> None:
    await reader.goto("/en/meetings")
    await reader.get_by_role("navigation", name="Years").get_by_role("link", name="2015").click()
    year = reader.get_by_role("region", name="In the year 2015")
    await expect(year.get_by_role("listitem").filter(has_text="21 April 2015")).to_contain_text("2 decisions")
    await follow(year, "The Council", "Meeting of 21 April 2015")
    await expect(reader.get_by_role("main")).to_contain_text("Quorum reached")
    await expect(reader.get_by_role("row", name="cso-1")).to_contain_text("Substitute")
    decisions = reader.get_by_role("region", name="Decisions")
    await expect(decisions.get_by_role("listitem").first).to_contain_text("By consensus")
    await follow(reader, "Adopted; published on 5 May 2015", "Minutes: The Council")
    await expect(reader.get_by_role("article")).to_contain_text("Blocked issues go to the chair")
    await follow(reader, "What was corrected", "What was corrected from revision 1 to 2")
    await expect(reader.get_by_role("deletion")).to_have_text("removed - 1. Blocked issues")
    await expect(reader.get_by_role("insertion")).to_contain_text("go to the chair")
    await reader.get_by_label("From revision").select_option("2")
    await reader.get_by_role("button", name="Compare").click()
    await headed(reader, "What was corrected from revision 2 to 2")
    await expect(reader.get_by_role("deletion")).to_have_count(0)


@opens("/meetings/{id}/minutes")
async def test_minutes_are_taken_along_as_a_file(reader: Page) -> None:
    await reader.goto("/en/meetings/council-2015-04-21/minutes")
    address = await reader.get_by_role("link", name="As PDF").get_attribute("href")
    answer = await reader.request.get(str(address))
    assert (await answer.body()).startswith(b"%PDF-")


@opens("/decisions", "/commitments/{id}")
async def test_a_decision_is_found_by_its_words_and_followed_to_what_became_of_it(reader: Page) -> None:
    await reader.goto("/en/meetings")
    await follow(reader.get_by_role("main"), "Decisions", "Decisions")
    search = reader.get_by_role("main").get_by_role("search")
    await search.get_by_label("Words").fill("bees")
    await search.get_by_role("button", name="Show").click()
    await expect(reader.get_by_role("main")).to_contain_text("No decision fits.")
    await reader.get_by_role("link", name="Show all").click()
    await expect(reader.get_by_text("2 decisions", exact=True)).to_be_visible()
    await search.get_by_label("Words").fill("BLOCKED issues")
    await search.get_by_label("Body").select_option(label="The Council")
    await search.get_by_label("Year").select_option("2015")
    await search.get_by_role("button", name="Show").click()
    await expect(reader.get_by_text("1 decision", exact=True)).to_be_visible()
    await expect(search.get_by_label("Year")).to_have_value("2015")
    await follow(reader, "What became of it", "Minimum standards of consultation are adopted")


@opens("/calendar", "/calendar.ics", "/bodies/{id}/calendar.ics", "/meetings/{id}")
async def test_what_comes_is_put_into_the_own_calendar(reader: Page) -> None:
    await reader.goto("/en/calendar")
    december = reader.get_by_role("region", name="December 2016")
    own = reader.get_by_role("region", name="In your own calendar")
    subscribe = own.get_by_role("link", name="Subscribe: The Council")
    await expect(subscribe).to_have_attribute("href", re.compile("^webcal://.*/bodies/council/calendar.ics$"))
    everything = await saved(reader, own.get_by_role("link", name="Download", exact=True))
    of_body = await saved(reader, own.get_by_role("link", name="Download: The Council"))
    for calendar in (everything, of_body):
        assert calendar.count(b"BEGIN:VEVENT") == 4
        assert b"DTSTART:20161201T080000Z" in calendar
    await follow(december, "The Council", "Meeting of 1 December 2016")


@opens("/meetings/{id}", "/meetings/{id}/invitation.ics")
async def test_an_invitation_on_a_telephone(telephone: Page) -> None:
    await telephone.goto("/en/meetings/council-2016-12-01")
    invitation = await saved(telephone, telephone.get_by_role("link", name="Put it in"))
    assert b"METHOD:REQUEST" in invitation
    assert b"Gjilan" in invitation
