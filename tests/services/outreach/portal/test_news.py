"""What does a reader get to know, and how can a machine follow it?"""

from __future__ import annotations

import json
import re

import feedparser
import httpx
import pytest

from services.outreach.projections.portal.publications import PUBLICATIONS
from services.outreach.projections.reporting.publications import DRAFTS
from shared.contracts import outreach
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach import publications as given
from tests.services.outreach.portal.test_pages import heading, read, words


async def test_the_list_shows_what_stands_the_newest_first(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/news"))
    assert text.index("What the Council decided") < text.index("The Council meets")
    assert "1 correction" in text
    assert "A rumour" not in text
    only = words(await read(pages, "/en/news?kind=notice"))
    assert "The Council meets" in only
    assert "What the Council decided" not in only


async def test_a_publication_is_shown_with_its_marking_and_where_to_read_more(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, "/sq/news/council-meets")
    assert heading(html) == "Këshilli mblidhet"
    assert 'href="/sq/meetings/council-2015-04-21"' in html
    assert "Paguar nga dhuruesi" in html
    assert "Pa paragjykim" in html
    meeting = words(await read(pages, "/en/meetings/council-2015-04-21"))
    assert "The Council meets was published." in meeting


async def test_a_correction_says_what_was_wrong_and_when(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/news/council-decided"))
    assert "Corrected on 23 April 2015: The number was missing" in text
    assert "Two things." in text
    assert "What the Council decided was corrected." in text


async def test_what_was_taken_back_keeps_its_address_and_loses_its_text(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/news/rumour"))
    assert "This was taken back on 25 April 2015. Reason: It never happened" in text
    assert "It never happened." not in text.replace("Reason: It never happened", "")


async def test_hostile_texts_are_only_words(pages: httpx.AsyncClient) -> None:
    assert "<script>alert" not in await read(pages, "/en/news/council-decided")
    assert "<script>alert" not in await read(pages, "/en/news")


async def test_the_home_page_shows_the_latest(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en")
    assert 'href="/en/news/council-decided"' in html
    assert 'type="application/atom+xml"' in html


@pytest.mark.parametrize("path", ["/en/news/nothing", "/en/news?page=99", "/en/news?page=x&kind=x"])
async def test_odd_addresses_are_answered(pages: httpx.AsyncClient, path: str) -> None:
    await read(pages, path, 404 if path.endswith("nothing") else 200)


@pytest.mark.parametrize(("language", "title"), [("sq", "Këshilli mblidhet"), ("sr", "Savet se sastaje")])
async def test_an_independent_reader_understands_the_feed(
    pages: httpx.AsyncClient, language: str, title: str
) -> None:
    answer = await pages.get(f"/{language}/news.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.feed.updated == "2015-04-23T09:00:00Z"
    assert [entry.title for entry in feed.entries] == ["What the Council decided", title]
    assert feed.entries[0].link == "http://portal.test/" + language + "/news/council-decided"
    assert feed.entries[1].published == "2015-04-16T00:00:00Z"
    assert len({entry.id for entry in feed.entries}) == 2
    assert "<script" not in answer.text


def test_a_draft_is_nobody_elses_business() -> None:
    log = Chronicle().add(given.publication("p"), given.drafted({"en": "Draft"}, {"en": "Text"}))
    assert folded(PUBLICATIONS, log) == {}
    (draft,) = folded(DRAFTS, log).values()
    assert (draft["state"], draft["authors"], draft["languages"]) == ("draft", ["p-2"], ["en"])


def test_the_editors_see_every_step() -> None:
    ref, day = Ref("outreach", "publication", "p"), given.SUBMITTED.submitted_on
    log = Chronicle().add(ref, given.drafted({"en": "Draft"}, {"en": "Text"}))
    translated = outreach.PublicationTranslated(
        language="sq", title="Drafti", text="Teksti", translated_by="p-4", translated_on=day
    )
    returned = outreach.PublicationReturned(reason="Too long", returned_by="p-3", returned_on=day)
    log.add(ref, translated, given.SUBMITTED, returned)
    (draft,) = folded(DRAFTS, log).values()
    assert (draft["state"], draft["remark"], draft["languages"]) == ("draft", "Too long", ["en", "sq"])
    dropped = outreach.PublicationDropped(reason="Stale", dropped_by="p-3", dropped_on=day)
    (draft,) = folded(DRAFTS, log.add(ref, dropped)).values()
    assert (draft["state"], draft["authors"]) == ("dropped", ["p-2", "p-4"])


async def test_a_machine_reads_the_article_on_its_page(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/sr/news/council-meets")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found
    said = json.loads(found[1])
    assert (said["@type"], said["headline"], said["inLanguage"]) == ("NewsArticle", "Savet se sastaje", "sr")
    assert (said["datePublished"], said["funder"]) == ("2015-04-16", "Plaća donator")
