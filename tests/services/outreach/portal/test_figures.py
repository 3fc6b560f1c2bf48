"""Are the figures counted from the records, and is each picture a picture with a table?"""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import httpx
import pytest

from services.outreach.portal.charts.draw import draw
from services.outreach.portal.language import Language
from services.outreach.portal.pages.figures import CHARTS
from shared.kernel.mongo import Mongo
from shared.testing.spec import KOSOVO
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill, stand_at
from tests.services.outreach.portal.test_pages import read, words
from tests.services.outreach.programme import programme


async def test_every_figure_has_its_picture_its_table_and_its_source(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/figures")
    for chart in CHARTS:
        assert f'src="/en/figures/{chart.id}.svg"' in html
        assert chart.source in html
    text = words(html)
    assert "31 December 2015 2" in text
    assert "Peja 1 Prizren 1" in text
    assert "2015 Councils 1 2016 Councils 1" in text
    assert "The Council Civil society 50%" in text


async def test_a_figure_leads_to_what_is_counted_in_it(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/figures")
    leads = {unescape(to) for to in re.findall(r'<td><a class="ds-link" href="([^"]+)"', html)}
    assert "/en/organisations?region=peje&membership=member" in leads
    assert "/en/meetings?year=2016" in leads
    assert "/en/bodies/council" in leads
    for to in leads:
        await read(pages, to)


@pytest.mark.parametrize("narrow", [False, True])
async def test_a_page_keeps_the_place_of_each_picture_before_it_comes(
    pages: httpx.AsyncClient, narrow: bool
) -> None:
    html = await read(pages, "/sr/figures")
    scheme = "?narrow" if narrow else ""
    for chart in CHARTS:
        address = f"/sr/figures/{chart.id}.svg{scheme}"
        drawn = ElementTree.fromstring((await pages.get(address)).content)
        place = re.search(re.escape(address) + r'" [^>]*width="(\d+)" height="(\d+)"', html)
        assert place
        assert place.groups() == (drawn.attrib["width"], drawn.attrib["height"])


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
@pytest.mark.parametrize("scheme", ["", "?dark", "?narrow", "?narrow&dark"])
async def test_every_picture_is_drawn_in_both_schemes_and_for_a_telephone(
    pages: httpx.AsyncClient, chart: object, scheme: str
) -> None:
    answer = await pages.get(f"/sq/figures/{chart.id}.svg{scheme}")  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "image/svg+xml"
    drawn = ElementTree.fromstring(answer.content)
    assert drawn.tag.endswith("svg")
    assert (float(drawn.attrib["width"]) <= 360) == ("narrow" in scheme)
    assert ("#13181a" in answer.text) == ("dark" in scheme)


@pytest.mark.parametrize("narrow", [False, True])
async def test_no_name_is_cut_however_long_it_is(narrow: bool) -> None:
    name = "Council for the Implementation of the Strategy for Cooperation with Civil Society and All Others"
    rows = [{"institution": name, "standing": "On time", "commitments": 1, "order": 0}]
    chart = next(chart for chart in CHARTS if chart.id == "commitments-by-institution")
    svg = await draw(chart, rows, Language("en", KOSOVO), dark=False, narrow=narrow)
    drawn = " ".join(ElementTree.fromstring(svg).itertext())
    assert all(word in drawn for word in name.split())


async def test_there_is_no_other_picture(pages: httpx.AsyncClient) -> None:
    assert (await pages.get("/en/figures/nothing.svg")).status_code == 404


async def test_without_records_nothing_is_drawn(mongo: Mongo) -> None:
    log = programme()
    await fill(mongo, log)
    for model in ("organisations", "meetings", "commitments", "hubs"):
        await mongo.database("portal").drop(model)
    await stand_at(mongo, len(log))
    async with client(mongo) as pages:
        html = await read(pages, "/en/figures")
    assert "<picture>" not in html
    assert html.count("Nothing is recorded here yet.") == len(CHARTS)
