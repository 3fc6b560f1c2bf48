"""What does a reader get from the pages of positions, trainings and internships?"""

from __future__ import annotations

from datetime import date

import httpx
import pytest

from shared.contracts import membership
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle
from tests.services.outreach import programme_positions as given
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.portal.test_pages import heading, read, words
from tests.services.outreach.programme import organisation, registered


async def test_the_list_tells_what_is_open_now_and_what_the_platform_stands_for(
    pages: httpx.AsyncClient,
) -> None:
    text = words(await read(pages, "/en/positions"))
    now, ours = text.index("Comments are asked for now"), text.index("Positions of the platform")
    assert now < text.index("Ligji për vullnetarizëm") < ours < text.index("Consult before deciding")
    assert "Comments asked for until 15 October 2016" in text
    assert "Proposed by Dukagjini Youth · 1 comment · 2 endorsements" in text


async def test_one_position_shows_its_whole_way_in_the_first_lines(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/positions/consult-first")
    assert heading(html) == "Consult before deciding"
    text = words(html)
    assert "Proposed 10 February 2015 Dukagjini Youth" in text
    assert "Commented on until 28 February 2015 1 comment" in text
    assert "Adopted 20 March 2015 2 endorsements, 2 needed" in text
    assert "Handed to the Council 25 March 2015 What the institution answered" in text
    assert 'href="/en/consultations/regulation-2015"' in html
    assert 'href="/en/timeline/position-consult-first"' in html


async def test_the_text_reads_as_it_was_adopted_and_the_earlier_one_is_kept(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/positions/consult-first"))
    assert "Version 2 of 25 February 2015: Plans are named" in text
    assert (
        text.index(given.BETTER["en"])
        < text.index("Version 1 of 10 February 2015")
        < text.index(given.TEXT["en"])
    )


async def test_only_those_who_endorse_the_last_text_stand_behind_it(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/sr/positions/consult-first"))
    assert "2 organizacije podržavaju ovaj tekst." in text


async def test_comments_are_escaped_and_marked_if_not_translated(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/sq/positions/consult-first")
    assert '<span lang="en">Name the days &amp; weeks, too.</span> <abbr class="untranslated"' in html


async def test_advocacy_and_history_stand_on_the_page(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/positions/consult-first"))
    assert "Led by Dukagjini Youth since 1 April 2015. Addressed to: OPM." in text
    assert "Outcome: achieved" in text
    history = text[text.index("History") :]
    assert "Women&#39;s Circle commented on Consult before deciding." in history
    assert "Consult before deciding was adopted; endorsements: 2." in history
    assert "Dukagjini Youth began to advocate Consult before deciding. Addressed to: OPM." in history


async def test_an_open_position_says_who_may_do_what_until_when(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/positions/volunteering-law")
    assert (
        "Every organisation of the register can comment until 15 October 2016; members can endorse." in html
    )
    assert "Nobody has commented yet." in html


async def test_an_organisation_shows_the_positions_it_has_a_part_in(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/organisations/5900002-2"))
    assert "Ligji për vullnetarizëm proposed it Comments asked for" in text
    assert "Consult before deciding endorsed it Handed to the Council" in text


async def test_calls_and_trainings_to_come_stand_before_what_is_over(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/trainings"))
    places = [
        text.index(said) for said in ("Green desk", "Reading budgets", "Basics of advocacy", "Policy desk")
    ]
    assert places == sorted(places)
    assert "Apply until 20 October 2016" in text
    assert "Reading budgets 7 November 2016 Prizren 19 of 20" in text
    assert "11 May 2015 1 12 4" in text


async def test_a_training_says_how_to_take_part_or_how_it_was(pages: httpx.AsyncClient) -> None:
    coming = words(await read(pages, "/en/trainings/budgets"))
    assert "19 places are free. Organisations register their people themselves" in coming
    held = words(await read(pages, "/sq/trainings/advocacy"))
    assert "Nota, nga 5 4 (1 pyetësor)" in held


async def test_an_internship_says_until_when_one_can_apply_and_who_hosts(pages: httpx.AsyncClient) -> None:
    coming = words(await read(pages, "/en/internships/green-desk"))
    assert "Open for applications Apply until 20 October 2016:" in coming
    over = words(await read(pages, "/en/internships/policy-desk"))
    assert "Completed Host Dukagjini Youth" in over
    assert "Knowledge exchanges 1" in over


@pytest.mark.parametrize("path", ["/positions/nothing", "/trainings/nothing", "/internships/nothing"])
async def test_what_is_not_there_is_not_found(pages: httpx.AsyncClient, path: str) -> None:
    await read(pages, f"/sr{path}", 404)


async def test_before_anything_happened_the_pages_say_so(mongo: Mongo) -> None:
    await fill(mongo, Chronicle().add(organisation("5900001-1"), registered({"sq": "Vetëm"})))
    async with client(mongo) as pages:
        positions = await read(pages, "/en/positions")
        assert "No position is open for comments at the moment." in positions
        assert "No position has been adopted yet." in positions
        learning = await read(pages, "/en/trainings")
        for said in ("No internship is announced", "No training is planned", "No training was held yet"):
            assert said in learning


async def test_a_position_that_was_given_up_says_why_and_stops_there(mongo: Mongo) -> None:
    dropped = membership.PositionDropped(reason="Too few want it", dropped_on=date(2015, 3, 1))
    log = Chronicle().add(organisation("5900001-1"), registered({"sq": "Vetëm"}))
    await fill(mongo, log.add(given.POSITION, given.proposed(), dropped))
    async with client(mongo) as pages:
        text = words(await read(pages, "/en/positions/consult-first"))
        assert "Given up 1 March 2015 Too few want it" in text
        assert "Handed to the Council" not in text
