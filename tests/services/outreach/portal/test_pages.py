"""What does a reader get from each page?"""

from __future__ import annotations

import re

import httpx
import pytest

from shared.contracts import council
from shared.kernel.mongo import Mongo
from tests.services.outreach import programme_elections, programme_positions
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.programme import applied, joined, member, programme, registered
from tests.services.outreach.programme import organisation as organisation_ref

MOVED = next(
    f"/events/{event.position}" for event in programme() if isinstance(event.data, council.MeetingRescheduled)
)
PATHS = (
    "",
    "/bodies",
    "/bodies/council",
    "/meetings",
    "/meetings/council-2015-04-21",
    MOVED,
    "/meetings/council-2015-04-21/minutes",
    "/meetings/council-2015-04-21/minutes/changes",
    "/decisions",
    "/calendar",
    "/commitments",
    "/commitments/council-2015-04-21-decision-1",
    "/strategies",
    "/strategies/strategy-2013",
    "/organisations",
    "/organisations/5900001-1",
    "/hubs",
    "/news",
    "/news/council-meets",
    "/reports",
    "/open-data",
    "/open-data/meetings",
    "/reports/interim-2015",
    "/reports/logframes/dialogue",
    "/hubs/peje",
    "/consultations",
    "/consultations/regulation-2015",
    "/dialogues",
    "/dialogues/peje-budget",
    "/timeline",
    "/timeline/act-regulation-05-2016",
    "/figures",
    "/search?q=rinia",
    *programme_positions.PATHS,
    *programme_elections.PATHS,
)
H1 = {
    "sq": ("Kush ulet me kë", "Organet", "Këshilli", "Mbledhjet", "Mbledhja e datës 21 prill 2015"),
    "sr": ("Ko sedi s kim", "Tela", "Savet", "Sednice", "Sednica od 21. 4. 2015."),
    "en": ("Who sits with whom", "Bodies", "The Council", "Meetings", "Meeting of 21 April 2015"),
}


async def read(pages: httpx.AsyncClient, path: str, status: int = 200) -> str:
    answer = await pages.get(path)
    assert answer.status_code == status
    return answer.text


def words(html: str) -> str:
    """What is left without the tags, with single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def heading(html: str) -> str:
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    assert len(found) == 1
    return words(found[0])


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_whole_in_every_language(
    pages: httpx.AsyncClient, language: str, path: str
) -> None:
    answer = await pages.get(f"/{language}{path}")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    html = answer.text
    assert f'<html lang="{"sr-Latn" if language == "sr" else language}">' in html
    assert heading(html)
    assert 'href="#content"' in html
    assert '<main id="content"' in html
    for other in {"sq", "sr", "en"} - {language}:
        assert f'<a href="/{other}{path}" lang="{other}"' in html
    data = re.compile(r'<script type="application/ld\+json">.*?</script>', re.S)
    shown = data.sub("", html)
    assert "https://" not in shown.replace("http://www.w3.org", "")
    assert "style=" not in shown
    assert re.findall("<script[^>]*", shown) == re.findall('<script type="module" src="/static/[^>]*', shown)


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
async def test_headings_speak_the_readers_language(pages: httpx.AsyncClient, language: str) -> None:
    shown = [heading(await read(pages, f"/{language}{path}")) for path in PATHS[:5]]
    for said, expected in zip(shown, H1[language], strict=True):
        assert said.startswith(expected)


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "sq"),
        ("de-DE,de", "sq"),
        ("en-GB,en;q=0.9", "en"),
        ("sr-Latn-RS,sr;q=0.8,en;q=0.5", "sr"),
        ("de, en;q=0.3, sr;q=0.7", "sr"),
        ("bs", "sr"),
        ("en;q=0, sr;q=x", "sq"),
    ],
)
async def test_the_bare_address_leads_to_the_language_of_the_browser(
    pages: httpx.AsyncClient, accept: str, language: str
) -> None:
    answer = await pages.get("/", headers={"accept-language": accept})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{language}")
    assert answer.headers["vary"] == "Accept-Language"


async def test_the_language_switch_keeps_the_place_and_the_filters(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/organisations?region=peje&q=rinia&after=3")
    assert 'href="/sq/organisations?region=peje&amp;q=rinia"' in html


async def test_home_shows_what_comes_what_was_and_how_much(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en")
    text = words(html)
    assert "1 December 2016 Thursday, 09:00" in text
    assert "Members of the platform 2 of 5 organisations in the register" in text
    assert "Meetings held 2 in 1 body" in text
    assert "Commitments open" in text
    assert "the meeting of 20 July 2016 was held without a quorum; seats present: 1." in text


async def test_members_who_joined_on_one_day_are_counted_on_the_home_page(mongo: Mongo) -> None:
    log = programme()
    for id in ("5900003-3", "5900004-4"):
        log.add(member(id), applied("2016-09-01"))
    for id in ("5900003-3", "5900004-4"):
        log.add(member(id), joined("2016-09-09"))
    await fill(mongo, log)
    async with client(mongo) as pages:
        assert "2 organizata u bënë anëtare të platformës." in await read(pages, "/sq")
        assert "2 organizacije su postale članice platforme." in await read(pages, "/sr")


async def test_a_body_shows_every_seat_and_who_held_it(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/bodies/council"))
    assert "2 of 6 seats are filled." in text
    assert "gov-1 OPM 15 October 2014 by office" in text
    assert "cso-1 Dukagjini Youth 15 October 2014 by election" in text
    assert "cso-2 Vacant elected 1 October 2015" in text
    assert "1 earlier holder of a seat" in text
    assert "Objective 1 Participation" in text
    assert "more than 50% of the filled seats, on each side; decisions need it" in text


async def test_a_meeting_shows_who_came_what_was_decided_and_that_it_was_moved(
    pages: httpx.AsyncClient,
) -> None:
    text = words(await read(pages, "/en/meetings/council-2015-04-21"))
    assert "Tuesday, 21 April 2015 , 10:00–12:00" in text
    assert "2 present, 2 needed" in text
    assert "cso-1 Dukagjini Youth Substitute" in text
    assert "cso-3 nobody that day Absent" in text
    assert "Guests Women&#39;s Circle Municipality of Peja (sample)" in text
    assert "Blocked issues go to the Secretary General By consensus · item 1 of the agenda" in text
    assert "14 April 2015, 10:00 Pejë 21 April 2015 The hall was taken" in text


async def test_what_is_confidential_is_counted_but_never_shown(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/meetings/council-2015-04-21")
    assert "Confidential item" in html
    assert "The text is confidential." in html
    assert "secret" not in html


async def test_a_cancelled_meeting_says_why(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/sr/meetings/council-2016-09-01"))
    assert "Ova sednica je otkazana. Razlog: Elections (sample)" in text


async def test_the_meetings_of_a_year_are_a_choice(pages: httpx.AsyncClient) -> None:
    this_year = await read(pages, "/en/meetings")
    assert 'href="?year=2016#past" aria-current="true"' in this_year
    assert "/en/meetings/council-2015-04-21" not in this_year
    assert "/en/meetings/council-2015-04-21" in await read(pages, "/en/meetings?year=2015")
    never = await read(pages, "/en/meetings?year=1999")
    assert 'href="?year=2016#past" aria-current="true"' in never


async def test_an_organisation_shows_its_spells_seats_and_meetings(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/organisations/5900002-2"))
    assert "Member since 1 February 2016 Member from 2 May 2014 to 1 October 2015: resigned" in text
    assert "The Council cso-2 15 October 2014 1 October 2015" in text
    assert "No attendance of this organisation is recorded." in text
    text = words(await read(pages, "/en/organisations/5900001-1"))
    assert "21 April 2015 The Council Substitute" in text


async def test_every_entity_page_ends_with_its_history(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/organisations/5900001-1"))
    story = text[text.index("History") :]
    assert "2 May 2014 Dukagjini Youth became a member of the platform. event" in story
    assert "accepted version 1 of Code of Ethics" in story
    assert "The Council : Dukagjini Youth took seat cso-1, by election." in story


async def test_place_names_are_those_of_the_reader(pages: httpx.AsyncClient) -> None:
    assert "Pejë" in words(await read(pages, "/sq/hubs"))
    assert "Peć" in words(await read(pages, "/sr/hubs"))
    assert "Peja" in words(await read(pages, "/en/hubs"))


async def test_a_text_without_translation_is_shown_in_its_own_language_and_marked(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, "/sr/meetings/council-2015-04-21")
    shown = '<span lang="en">Blocked issues go to the Secretary General</span> <abbr class="untranslated"'
    assert shown in html
    assert "Još nije prevedeno; prikazano na jeziku: engleski" in html


async def test_hostile_names_are_only_words(pages: httpx.AsyncClient) -> None:
    for path in ("/en/organisations", "/en/organisations/5900004-4", "/sq/organisations/5900004-4"):
        html = await read(pages, path)
        assert "&lt;script&gt;alert(" in html
        assert "<script>" not in html


async def test_a_hostile_search_is_only_words(pages: httpx.AsyncClient) -> None:
    html = await read(pages, '/en/organisations?q="><script>alert(1)</script>')
    assert "No organisation fits." in html
    assert "<script>" not in html


async def test_the_register_is_filtered_by_region_field_and_membership(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/organisations?region=peje&field=environment"))
    assert "1 organisation" in text
    html = await read(pages, "/en/organisations?membership=member")
    assert "2 organisations" in html
    assert '<option value="member" selected>' in html


async def test_a_long_register_has_pages_that_keep_the_filters(mongo: Mongo) -> None:
    log = programme()
    for n in range(100):
        log.add(organisation_ref(f"591{n:04}-1"), registered({"en": f"Club {n:03}"}, "prizren", "prizren"))
    await fill(mongo, log)
    async with client(mongo) as pages:
        html = await read(pages, "/en/organisations?q=club&region=prizren&page=2")
        assert "100 organisations, of which 41 to 80 are shown" in words(html)
        assert 'href="/en/organisations?q=club&amp;region=prizren&amp;page=3" rel="next"' in html
        assert 'aria-label="Page 2" aria-current="true"' in html
        assert "Club 040" in html
        assert "Club 039" not in html
        assert "of which 81 to 100" in await read(pages, "/en/organisations?q=club&page=99")
        assert "of which 1 to 40" in await read(pages, "/en/organisations?q=club&page=-4")
