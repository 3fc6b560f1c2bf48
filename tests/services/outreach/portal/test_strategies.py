"""Does a reader see what a strategy set out to do, and what became of each measure?"""

from __future__ import annotations

from datetime import date

import httpx

from shared.contracts import council
from shared.contracts.council import Source
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.owed import FULFILLED, OVERDUE, made, owed
from tests.services.outreach.portal.test_pages import heading, read, words
from tests.services.outreach.programme import programme

STRATEGY = Ref("council", "strategy", "strategy-2013")
PAGE = f"/en/strategies/{STRATEGY.id}"


def measure(number: int, text: str) -> council.MeasureAdded:
    facts = {"objective": 1, "institution": "opm", "due": date(2017, 5, 1), "added_on": date(2015, 1, 9)}
    return council.MeasureAdded.model_validate({"measure": number, "text": {"en": text}, **facts})


async def test_the_list_says_how_far_each_strategy_is(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/strategies"))
    assert "5 July 2013 – 31 December 2017 Strategy 2013–2017 1 objective · 0 measures" in text
    assert "1 of 4 commitments fulfilled In force 1 overdue" in text


async def test_what_was_promised_under_an_objective_stands_there_with_its_state(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, PAGE)
    text = words(html)
    assert heading(html) == "Strategy 2013–2017"
    objective, apart = text.index("1. Participation"), text.index("Under no single objective")
    assert objective < text.index("Minimum standards of consultation are adopted OPM") < apart
    assert text.index("A public register of support") > apart
    assert "Overdue for 93 days" in text
    for id in (OVERDUE, FULFILLED):
        assert f'href="/en/commitments/{id}"' in html
    assert "The strategy Strategy 2013–2017 was adopted." in text[text.index("History") :]


async def test_each_measure_leads_to_what_it_became_and_the_rest_is_said(mongo: Mongo) -> None:
    log = programme().add(STRATEGY, measure(1, "Train officials"), measure(2, "Open a portal"))
    source = Source(kind="measure", id=STRATEGY.id, number=1)
    await fill(mongo, log.add(owed("trained"), made(source, "2017-05-01", {"en": "Train officials"})))
    async with client(mongo) as http:
        html = await read(http, PAGE)
        assert 'href="/en/commitments/trained">Train officials</a>' in html
        assert "Train officials Measure 1" not in words(html)
        assert "OPM · Measure 1" in words(html)
        assert "Open a portal Measure 2 · OPM, due by 1 May 2017 · no commitment is recorded" in words(html)
        assert f'href="{PAGE}"' in await read(http, "/en/search?q=train+officials")


async def test_it_is_reached_from_the_menu_the_commitments_and_home(pages: httpx.AsyncClient) -> None:
    home = await read(pages, "/en")
    assert home.count('href="/en/strategies"') == 2
    assert f'href="{PAGE}"' in await read(pages, "/en/commitments")
    assert f'href="{PAGE}"' in await read(pages, f"/en/commitments/{FULFILLED}")
    assert f"{PAGE}</loc>" in await read(pages, "/en/sitemap.xml")
    await read(pages, "/en/strategies/nothing", 404)


async def test_without_a_strategy_the_page_says_so(mongo: Mongo) -> None:
    log = programme(owed=False)
    log.events = [event for event in log.events if event.ref != STRATEGY]
    await fill(mongo, log)
    async with client(mongo) as http:
        assert "No strategy is recorded yet." in await read(http, "/en/strategies")
