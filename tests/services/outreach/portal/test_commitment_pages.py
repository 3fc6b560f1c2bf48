"""What does a reader see of what institutions owe?"""

from __future__ import annotations

import re

import httpx
import pytest

from shared.contracts.council import Source
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.owed import FULFILLED, OVERDUE, REPLANNED, made, owed
from tests.services.outreach.portal.test_pages import heading, read, words
from tests.services.outreach.programme import STRATEGY, programme


def rows(html: str) -> list[str]:
    """The words of each row of the tracker."""
    found = re.search(r'<table class="ds-table stack owed">.*?</table>', html, re.S)
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", found[0], re.S)][1:] if found else []


async def test_the_tracker_shows_who_owes_what_until_when_and_what_both_say(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/commitments")
    first = rows(html)[0]
    assert first.startswith("Minimum standards of consultation are adopted OPM · Objective 1 30 June 2016")
    assert "first due on 31 October 2015" in first
    assert "Substantial 1 September 2015 Limited 20 September 2015" in first
    assert "Overdue for 93 days" in first
    assert "Overdue 1 of 4" in words(html)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=overdue", 1),
        ("state=replanned", 1),
        ("state=fulfilled", 1),
        ("state=nonsense", 4),
        ("objective=1", 3),
        ("objective=strategy-2013%3A1", 3),
        ("objective=strategy-2019%3A1", 0),
        ("objective=x", 4),
        ("institution=opm", 4),
        ("institution=mf", 0),
        ("q=model+CONTRACT", 1),
    ],
)
async def test_the_filters_show_what_is_asked_for(pages: httpx.AsyncClient, query: str, shown: int) -> None:
    html = await read(pages, f"/en/commitments?{query}")
    assert len(rows(html)) == shown
    assert ("No commitment fits." in html) == (shown == 0)


async def test_one_commitment_shows_both_voices_every_due_day_and_the_escalation(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, f"/en/commitments/{OVERDUE}")
    text = words(html)
    assert heading(html) == "Minimum standards of consultation are adopted"
    assert "The two voices differ" in text
    assert "93 days overdue" in text
    assert "Substantial 1 September 2015 A draft exists" in text
    assert "Limited 20 September 2015 · Dukagjini Youth Nobody has seen it" in text
    assert "31 October 2015 First due, as promised on 21 April 2015." in text
    assert "30 June 2016 Re-planned on 1 December 2015 by The Council (sample)" in text
    assert "the day before it had passed" in text
    assert "15 November 2015 gov-1, OPM · The Council , because it was overdue" in text
    assert 'href="/en/meetings/council-2015-04-21">decision 1 of 21 April 2015' in html


async def test_who_really_did_the_work_is_named(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, f"/en/commitments/{FULFILLED}"))
    assert "Really done by Dukagjini Youth" in text
    assert "Fulfilled 30 November 2015" in text


async def test_a_withdrawn_one_says_why(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/commitments/withdrawn"))
    assert "Withdrawn on 1 May 2016. Reason: A law has settled it" in text


async def test_its_history_is_told_in_sentences(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, f"/en/commitments/{OVERDUE}"))
    for sentence in (
        "OPM owes this by 31 October 2015.",
        "OPM says: Substantial.",
        "Dukagjini Youth says for civil society: Limited.",
        "it was due on 31 October 2015 and became overdue.",
        "overdue, it was escalated to seat gov-1 of The Council . Reason: No answer to two letters",
        "it was re-planned from 31 October 2015 to 30 June 2016.",
    ):
        assert sentence in text


async def test_objectives_of_two_strategies_with_one_number_are_two(mongo: Mongo) -> None:
    log, source = programme(), Source(kind="measure", id="strategy-2019", number=1)
    later = STRATEGY.model_copy(update={"title": {"en": "The later strategy"}})
    log.add(Ref("council", "strategy", "strategy-2019"), later)
    log.add(owed("later"), made(source, "2019-10-31", {"en": "Later promise"}, strategy="strategy-2019"))
    await fill(mongo, log)
    async with client(mongo) as http:
        html = await read(http, "/en/commitments?objective=strategy-2019:1")
        assert len(rows(html)) == 1
        assert 'value="strategy-2019:1" selected' in html
        assert '<optgroup label="The later strategy">' in html
        table = words(html[html.index('id="by-objective"') :])
        assert "1. Participation Strategy 2013–2017 3" in table
        assert "1. Participation The later strategy 1" in table
        assert len(rows(await read(http, "/en/commitments?objective=strategy-2013:1"))) == 3


async def test_a_long_list_has_pages_that_keep_the_filters(mongo: Mongo) -> None:
    log, source = programme(), Source(kind="measure", id="strategy-2013")
    for n in range(65):
        due = f"2017-{n // 28 + 1:02}-{n % 28 + 1:02}"
        log.add(owed(f"promise-{n}"), made(source, due, {"en": f"Promise {n:02}"}))
    await fill(mongo, log)
    async with client(mongo) as http:
        html = await read(http, "/en/commitments?state=on_time&objective=strategy-2013:1&q=promise&page=2")
        assert "65 commitments" in words(html)
        assert (len(rows(html)), rows(html)[0][:10]) == (30, "Promise 30")
        kept = "q=promise&amp;objective=strategy-2013%3A1&amp;state=on_time"
        assert f'href="/en/commitments?{kept}&amp;page=3" rel="next"' in html
        assert "Page 2 of 3" in words(html)
        assert len(rows(await read(http, "/en/commitments?q=promise&page=99"))) == 5
        assert len(rows(await read(http, "/en/commitments?q=promise&page=-1"))) == 30


async def test_without_a_commitment_the_tracker_says_so(mongo: Mongo) -> None:
    await fill(mongo, programme(owed=False))
    async with client(mongo) as http:
        assert "No commitment is recorded yet." in await read(http, "/en/commitments")


async def test_an_unknown_commitment_is_not_found(pages: httpx.AsyncClient) -> None:
    await read(pages, "/en/commitments/nothing", status=404)


@pytest.mark.parametrize("id", [OVERDUE, REPLANNED, FULFILLED, "withdrawn"])
@pytest.mark.parametrize("language", ["sq", "sr", "en"])
async def test_each_can_be_read_in_every_language(pages: httpx.AsyncClient, language: str, id: str) -> None:
    assert heading(await read(pages, f"/{language}/commitments/{id}"))
