"""Does a reader find who owes what, what was asked and answered, and what came of it in the end?"""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import follow, headed, saved

pytestmark = pytest.mark.browser
STANDARDS = "Minimum standards of consultation are adopted"
REGULATION = "Regulation on public consultation"


@opens("/commitments", "/commitments/{id}")
async def test_what_an_institution_owes_is_filtered_by_its_state(reader: Page) -> None:
    await reader.goto("/en/commitments")
    owed = reader.get_by_role("table", name="Commitments").get_by_role("row")
    await expect(owed).to_have_count(5)
    filters = reader.get_by_role("main").get_by_role("search")
    await filters.get_by_label("Institution").select_option(label="OPM")
    await filters.get_by_label("State").select_option(label="Overdue")
    await filters.get_by_role("button", name="Show").click()
    await expect(owed).to_have_count(2)
    await expect(owed.last).to_contain_text("for 93 days")
    await expect(filters.get_by_label("Institution")).to_have_value("opm")
    await follow(owed.last, STANDARDS, STANDARDS)
    await follow(reader.get_by_role("main"), "OPM", "Commitments")
    await expect(owed).to_have_count(5)
    await filters.get_by_label("Words").fill("nothing of the kind")
    await filters.get_by_role("button", name="Show").click()
    await expect(reader.get_by_role("main")).to_contain_text("No commitment fits.")
    await reader.get_by_role("link", name="Show all").click()
    await expect(owed).to_have_count(5)


@opens("", "/strategies", "/strategies/{id}", "/commitments/{id}")
async def test_what_a_strategy_promised_is_followed_to_what_became_of_it(telephone: Page) -> None:
    await telephone.goto("/en")
    by_strategy = "By objectives and measures of the strategy"
    await follow(telephone, by_strategy, "Strategies of the Government")
    await follow(telephone.get_by_role("main"), "Strategy 2013–2017", "Strategy 2013–2017")
    objective = telephone.get_by_role("region", name="1. Participation")
    await expect(objective.get_by_role("row", name=STANDARDS)).to_contain_text("for 93 days")
    await follow(objective, STANDARDS, STANDARDS)
    await telephone.go_back()
    await follow(telephone, "A model contract", "A model contract")
    await follow(telephone.get_by_role("main"), "Strategy 2013–2017", "Strategy 2013–2017")


@opens("/commitments/{id}", "/meetings/{id}", "/organisations/{id}")
async def test_both_voices_on_a_commitment_every_day_it_was_due_and_where_it_comes_from(reader: Page) -> None:
    await reader.goto("/en/commitments/council-2015-04-21-decision-1")
    voices = reader.get_by_role("region", name="How far it is, in two voices")
    sides = voices.locator(".side")
    await expect(sides.filter(has_text="The institution says")).to_contain_text("Substantial")
    await expect(sides.filter(has_text="Civil society says")).to_contain_text("Nobody has seen it")
    days = reader.get_by_role("region", name="Its due days").get_by_role("listitem")
    await expect(days).to_contain_text(["First due, as promised on 21 April 2015", "The implementation plan"])
    story = reader.get_by_role("region", name="History").get_by_role("listitem")
    await expect(story.first).to_contain_text("became overdue")
    await expect(story.last).to_contain_text("OPM owes this by 31 October 2015")
    await follow(voices, "Dukagjini Youth", "Dukagjini Youth")
    await reader.go_back()
    await follow(reader, "decision 1 of 21 April 2015", "Meeting of 21 April 2015")


@opens("/timeline", "/timeline/{id}", "/consultations/{id}", "/commitments/{id}")
async def test_a_chain_is_followed_from_the_proposal_to_the_act(reader: Page) -> None:
    await reader.goto("/en")
    await reader.get_by_role("button", name="Menu").click()
    menu = reader.get_by_role("navigation", name="Menu")
    await follow(menu, "Timeline", "What came of it: from a proposal to an act")
    await follow(reader, REGULATION, REGULATION)
    stations = reader.get_by_role("main").get_by_role("heading", level=2)
    await expect(stations).to_have_text(
        [
            "Consult everyone",
            "Consult everyone",
            "The plan of work",
            "Work plan",
            "Blocked issues go to the Secretary General",
            STANDARDS,
            REGULATION,
            REGULATION,
            "History",
        ]
    )
    for station in ("Consult everyone", STANDARDS):
        await follow(reader, station, station)
        await reader.go_back()
    await follow(reader, REGULATION, REGULATION)
    await follow(reader, "The whole way on the timeline", REGULATION)
    await expect(reader.get_by_role("main")).to_contain_text("in force from 1 January 2017")


@opens("/consultations", "/consultations/{id}", "/consultations/{id}.csv", "/consultations/{id}.pdf")
async def test_every_input_with_its_answer_is_read_and_taken_along(reader: Page) -> None:
    await reader.goto("/en/consultations")
    await follow(reader.get_by_role("region", name="Completed"), REGULATION, REGULATION)
    matrix = reader.get_by_role("region", name="Response matrix")
    await expect(matrix.get_by_role("row", name="Give reasons.")).to_contain_text("No answer yet")
    accepted = matrix.get_by_role("row", name="Publish every answer.")
    await expect(accepted).to_contain_text("It is in Article 12 now.")
    await expect(matrix.get_by_text("Nuk lejohet me ligj.")).to_have_attribute("lang", "sq")
    table = (await saved(reader, matrix.get_by_role("link", name="As a table (CSV)"))).decode()
    assert table.count("It is in Article 12 now.") == 1
    paper = await matrix.get_by_role("link", name="For printing (PDF)").get_attribute("href")
    await reader.evaluate("address => fetch(address)", paper)
    await reader.goto("/en/consultations")
    asked = reader.get_by_role("region", name="Open for input now")
    await expect(asked).to_contain_text("until 20 October 2016 16:00")
    await follow(asked, "Law on volunteering", "Law on volunteering")


@opens("/dialogues", "/dialogues/{id}")
async def test_what_happens_in_my_municipality(telephone: Page) -> None:
    await telephone.goto("/en/dialogues")
    places = telephone.get_by_role("region", name="In the municipalities").get_by_role("listitem")
    await expect(places.filter(has_text="Prizren")).to_contain_text("no dialogue")
    await follow(places.filter(has_text="Peja"), "Budget hearings", "Budget hearings")
    await expect(telephone.get_by_role("region", name="Step by step")).to_contain_text("A first meeting")
    recognised = telephone.get_by_role("region", name="How the principle was recognised")
    await expect(recognised).to_contain_text("Agreement on hearings (sample)")
    await follow(telephone.get_by_role("main"), "Dukagjini Youth", "Dukagjini Youth")


@opens("/positions", "/positions/{id}", "/timeline/{id}")
async def test_a_position_is_read_with_its_earlier_text_and_what_came_of_it(reader: Page) -> None:
    await reader.goto("/en/positions")
    asked = reader.get_by_role("region", name="Comments are asked for now")
    await expect(asked).to_contain_text("Comments asked for until 15 October 2016")
    title = "Consult before deciding"
    await follow(reader.get_by_role("region", name="Positions of the platform"), title, title)
    earlier = reader.get_by_text("Every act is consulted on.", exact=True)
    await expect(earlier).to_be_hidden()
    await reader.get_by_text("Version 1 of 10 February 2015").click()
    await expect(earlier).to_be_visible()
    behind = reader.get_by_role("region", name="Who stands behind it").get_by_role("listitem")
    await expect(behind).to_contain_text(["Dukagjini Youth", "Çelësi i Gjelbër"])
    await expect(reader.get_by_role("region", name="Advocacy")).to_contain_text("The regulation was adopted.")
    await reader.get_by_role("link", name="Follow the whole chain").click()
    await headed(reader, title)
    await expect(reader.get_by_role("main")).to_contain_text("stations")
