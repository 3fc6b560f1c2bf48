"""What do machines get: linked data, site maps, a stream of what is new?"""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from playwright.async_api import Browser, expect

from services.outreach.portal.app import PAGES, portal
from services.outreach.portal.live import Live
from services.outreach.portal.page import Licence
from services.outreach.projections.portal.history import last_told
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from shared.testing.browser import served
from shared.testing.recorded import Chronicle
from tests.services.outreach.conftest import NOW
from tests.services.outreach.filling import fill, stand_at
from tests.services.outreach.owed import FULFILLED, OVERDUE
from tests.services.outreach.portal.test_pages import read
from tests.services.outreach.programme import HOSTILE, HUB, programme

LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def one_more() -> Chronicle:
    """The programme, and one more event that the public is told."""
    return programme().add(Ref("outreach", "hub", "prizren"), HUB)


LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


async def linked(pages: httpx.AsyncClient, path: str) -> Any:
    (found,) = (said for said in all_linked(await read(pages, path)) if said["@type"] != "BreadcrumbList")
    return found


def all_linked(html: str) -> list[Any]:
    return [json.loads(found) for found in LINKED.findall(html)]


def trail(html: str) -> Any:
    return next((said for said in all_linked(html) if said["@type"] == "BreadcrumbList"), None)


async def test_a_meeting_is_an_event(pages: httpx.AsyncClient) -> None:
    said = await linked(pages, "/en/meetings/council-2015-04-21")
    assert said["@type"] == "Event"
    assert said["startDate"] == "2015-04-21T08:00:00Z"
    assert said["organizer"]["name"] == "The Council"
    assert said["url"] == "http://portal.test/en/meetings/council-2015-04-21"
    cancelled = await linked(pages, "/en/meetings/council-2016-09-01")
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"


async def test_an_organisation_a_body_and_the_site_are_named(pages: httpx.AsyncClient) -> None:
    assert (await linked(pages, "/sr/organisations/5900003-3"))["name"] == "Žensko kolo"
    assert (await linked(pages, "/en/organisations/5900004-4"))["name"] == HOSTILE
    assert (await linked(pages, "/sq/bodies/council"))["name"] == "Këshilli"
    assert (await linked(pages, "/sq"))["potentialAction"]["@type"] == "SearchAction"


@pytest.mark.parametrize(
    ("path", "type_", "field"),
    [
        ("hubs/peje", "Organization", "areaServed"),
        ("consultations/regulation-2015", "Event", "about"),
        ("dialogues/peje-budget", "Conversation", "about"),
        ("reports/interim-2015", "Report", "encoding"),
        ("open-data", "DataCatalog", "dataset"),
        ("open-data/meetings", "Dataset", "distribution"),
    ],
)
async def test_hubs_reports_and_open_data_are_told_to_machines(
    pages: httpx.AsyncClient, path: str, type_: str, field: str
) -> None:
    said = await linked(pages, f"/en/{path}")
    assert (said["@type"], said["@id"]) == (type_, f"http://portal.test/en/{path}")
    assert said[field]


@pytest.mark.parametrize(
    ("commitment", "status", "end"),
    [
        (OVERDUE, "Active", "2016-06-30"),
        (FULFILLED, "Completed", "2015-11-30"),
        ("withdrawn", "Failed", "2016-01-31"),
    ],
)
async def test_a_commitment_is_an_act_of_an_institution(
    pages: httpx.AsyncClient, commitment: str, status: str, end: str
) -> None:
    said = await linked(pages, f"/en/commitments/{commitment}")
    assert (said["@type"], said["agent"]["name"], said["endTime"]) == ("Action", "OPM", end)
    assert said["actionStatus"] == f"https://schema.org/{status}ActionStatus"


async def test_a_consultation_lasts_until_its_deadline_and_a_dialogue_has_its_partners(
    pages: httpx.AsyncClient,
) -> None:
    call = await linked(pages, "/sq/consultations/regulation-2015")
    assert (call["startDate"], call["endDate"]) == ("2015-05-04", "2015-06-27T14:00:00Z")
    assert call["about"]["@type"] == "Legislation"
    talk = await linked(pages, "/en/dialogues/peje-budget")
    assert talk["contributor"] == [{"@type": "NGO", "name": "Dukagjini Youth"}]
    assert talk["spatialCoverage"]["name"] == "Peja"
    assert (await linked(pages, "/en/dialogues/opm-grants"))["contributor"][0]["name"] == "OPM"


async def test_every_file_that_a_dataset_names_is_there(pages: httpx.AsyncClient) -> None:
    for file in (await linked(pages, "/sr/open-data/bodies"))["distribution"]:
        answer = await pages.get(file["contentUrl"].removeprefix("http://portal.test"))
        assert answer.headers["content-type"].partition(";")[0] == file["encodingFormat"]


async def test_the_licence_of_open_data_is_stated_where_there_is_one(filled_mongo: Mongo) -> None:
    url = "https://creativecommons.org/licenses/by/4.0/"
    app = portal(filled_mongo, clock=lambda: NOW, licence=Licence("CC BY 4.0", url))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://portal.test") as pages:
        assert (await linked(pages, "/en/open-data/bodies"))["license"] == url
        assert f'rel="license" href="{url}">CC BY 4.0' in await read(pages, "/sq/open-data")


async def test_without_a_licence_the_page_says_so(pages: httpx.AsyncClient) -> None:
    assert "No licence is stated yet" in await read(pages, "/en/open-data")
    assert "license" not in await linked(pages, "/en/open-data/bodies")


async def test_every_address_of_the_site_map_can_be_read(pages: httpx.AsyncClient) -> None:
    index = ElementTree.fromstring(await read(pages, "/sitemap.xml"))
    maps = [loc.text or "" for loc in index.iter(LOC)]
    assert maps == [f"http://portal.test/{code}/sitemap.xml" for code in ("sq", "sr", "en")]
    addresses = [loc.text or "" for loc in ElementTree.fromstring(await read(pages, maps[2])).iter(LOC)]
    assert "http://portal.test/en/organisations/5900001-1" in addresses
    # the forms of the newsletter stand beside the portal, in front.py; they have tests of their own
    for address in addresses:
        if not address.endswith("/newsletter"):
            html = await read(pages, address)
            assert (trail(html) is not None) == (address.count("/") > 4 or address.endswith(UNDER)), address
            assert all(known(said) for said in all_linked(html)), address


UNDER = ("/calendar", "/decisions")
"""Sections that stand under another one, as their breadcrumbs say."""
VOCABULARY = {
    "Action": {"agent", "startTime", "endTime", "actionStatus"},
    "Conversation": {
        "about",
        "abstract",
        "dateCreated",
        "contributor",
        "spatialCoverage",
        "citation",
    },
    "Event": {
        "startDate",
        "endDate",
        "previousStartDate",
        "eventStatus",
        "location",
        "organizer",
        "about",
        "description",
    },
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "item"},
    "GovernmentOrganization": set(),
    "AdministrativeArea": set(),
    "Legislation": set(),
    "CreativeWork": set(),
    "Thing": set(),
    "NGO": {"alternateName", "identifier", "foundingDate", "dissolutionDate"},
    "Place": set(),
}
"""What schema.org lets these types say, of what is said here; besides what it lets every `Thing` say."""
THING = {"@context", "@type", "@id", "url", "name"}


def known(said: Any) -> bool:
    """Whether schema.org has these words for it and all within it; other types are looked at above."""
    if isinstance(said, list):
        return all(map(known, said))
    if not isinstance(said, dict) or said["@type"] not in VOCABULARY:
        return True
    return said.keys() <= VOCABULARY[said["@type"]] | THING and all(map(known, said.values()))


async def test_breadcrumbs_say_to_machines_what_they_show_to_readers(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/sr/organisations/5900004-4")
    steps = trail(html)["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Početna"),
        (2, "Organizacije"),
        (3, HOSTILE),
    ]
    assert [step["item"].removeprefix("http://portal.test/sr") for step in steps] == [
        "",
        "/organisations",
        "/organisations/5900004-4",
    ]
    shown = re.findall(
        r'<a class="ds-link" href="([^"]+)">', html.split("ds-breadcrumbs")[1].split("</nav>")[0]
    )
    assert shown == ["/sr", "/sr/organisations"]
    under = trail(await read(pages, "/en/meetings/council-2015-04-21/minutes"))["itemListElement"]
    assert [step["name"] for step in under[:3]] == ["Home", "Meetings", "21 April 2015"]


BESIDE = {
    "/internships": "the page of trainings shows them",
    "/search": "a question, no record",
    "/elections/{id}/count-sheet": "the election's page leads there, if it was counted",
    "/meetings/{id}/minutes/changes": "a comparison of what the minutes' page shows",
    "/events/{id}": "one of thousands of lines of histories, which the map names",
}


async def test_every_page_of_the_portal_is_in_the_site_map_or_has_a_reason(pages: httpx.AsyncClient) -> None:
    mapped = [
        loc.text or "" for loc in ElementTree.fromstring(await read(pages, "/en/sitemap.xml")).iter(LOC)
    ]
    for path, _ in PAGES:
        pattern = re.compile("http://portal.test/en" + path.replace("{id}", "[^/]+") + "$")
        assert path in BESIDE or any(map(pattern.match, mapped)), path


async def test_robots_find_the_map_and_stay_away_from_the_desk(pages: httpx.AsyncClient) -> None:
    said = await read(pages, "/robots.txt")
    assert "Disallow: /*/desk" in said
    assert "Sitemap: http://portal.test/sitemap.xml" in said


async def test_the_stream_tells_the_last_event_that_is_public_and_only_news(mongo: Mongo) -> None:
    await fill(mongo, programme())
    moves = Live(mongo.database("portal"))._moves()
    first = await last_told(mongo.database("portal"), len(programme()))
    assert await anext(moves) == f"event: stands\ndata: {first}\n\n"
    await stand_at(mongo, len(programme()) + 3)  # of which the public is told nothing
    await fill(mongo, one_more())
    await stand_at(mongo, len(one_more()) - 1)
    assert await Live(mongo.database("portal"))._look() == first, "some page lacks it yet"
    await stand_at(mongo, len(one_more()))
    assert await anext(moves) == f"event: stands\ndata: {len(one_more())}\n\n"
    await moves.aclose()  # type: ignore[attr-defined]


async def test_feeds_and_maps_name_the_site_whatever_address_was_asked(filled_mongo: Mongo) -> None:
    asked = httpx.ASGITransport(portal(filled_mongo, lambda: NOW, home="https://civikos.example/"))
    async with httpx.AsyncClient(transport=asked, base_url="http://elsewhere.test") as pages:
        for path in ("/en/news.atom", "/sitemap.xml", "/robots.txt", "/en/calendar.ics", "/en"):
            said = (await pages.get(path)).text
            assert "https://civikos.example/" in said, path
            assert "elsewhere.test" not in said, path


@pytest.mark.browser
async def test_an_open_page_says_gently_that_something_is_new(browser: Browser, mongo: Mongo) -> None:
    await fill(mongo, programme())
    async with served(portal(mongo, lambda: NOW)) as url:
        context = await browser.new_context(base_url=url)
        page = await context.new_page()
        await page.goto("/en/meetings")
        await expect(page.locator("#live")).to_be_hidden()
        await fill(mongo, one_more())
        await expect(page.locator("#live")).to_contain_text("Something new was recorded")
        await page.get_by_role("link", name="Show them").click()
        await expect(page.locator("#live")).to_be_hidden()
        await context.close()
