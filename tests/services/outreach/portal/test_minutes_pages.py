"""What does a reader see of minutes, of their revisions, and of all decisions?"""

from __future__ import annotations

from io import BytesIO

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from services.outreach.portal.pages.minutes import Block, blocks, compared
from services.outreach.projections.portal.minutes import MINUTES
from services.outreach.projections.reporting.minutes import MINUTES as ALL_MINUTES
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach import minutes as sample
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.portal.test_pages import heading, read, words
from tests.services.outreach.programme import programme

ADDRESS = "/en/meetings/council-2015-04-21"


# ── minutes ─────────────────────────────────────────────────────────────────────────────────────
async def test_the_meeting_leads_to_its_minutes(pages: httpx.AsyncClient) -> None:
    html = await read(pages, ADDRESS)
    assert f'href="{ADDRESS}/minutes"' in html
    assert "Adopted; published on 5 May 2015" in words(html)


async def test_the_minutes_are_read_in_their_own_headings(pages: httpx.AsyncClient) -> None:
    html = await read(pages, f"{ADDRESS}/minutes")
    assert heading(html) == "Minutes: The Council"
    assert '<h2 class="ds-heading">Decisions</h2>' in html
    assert "<li>1. Blocked issues go to the chair</li>" in html
    assert "<li>2. &lt;b&gt;Tags&lt;/b&gt;</li>" in html
    assert "Adopted as revision 2 and published on 5 May 2015." in words(html)
    assert "the minutes of the meeting of 21 April 2015 were corrected: revision 2." in words(html)


async def test_minutes_without_a_translation_say_in_which_language_they_are(pages: httpx.AsyncClient) -> None:
    assert '<article class="minutes-text" lang="sq">' in await read(
        pages, "/sq/meetings/council-2015-04-21/minutes"
    )
    assert '<article class="minutes-text" lang="en">' not in await read(
        pages, "/sr/meetings/council-2015-04-21/minutes"
    )


async def test_the_change_between_two_revisions_is_shown_line_by_line(pages: httpx.AsyncClient) -> None:
    html = await read(pages, f"{ADDRESS}/minutes/changes")
    assert "What was corrected from revision 1 to 2" in heading(html)
    text = words(html)
    assert "removed - 1. Blocked issues added - 1. Blocked issues go to the chair" in text
    assert "Revision 2: The chair was missing" in text
    same = await read(pages, f"{ADDRESS}/minutes/changes?from=1&to=1")
    assert "<del>" not in same
    assert "What was corrected from revision 1 to 2" in await read(
        pages, f"{ADDRESS}/minutes/changes?from=9&to=x"
    )


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_a_comparison_holds_the_whole_of_both_texts(old: list[str], new: list[str]) -> None:
    lines = [*compared("\n".join(old), "\n".join(new))]
    assert [line.text for line in lines if line.change != "new"] == old
    assert [line.text for line in lines if line.change != "gone"] == new


def test_a_text_is_headings_lists_and_paragraphs() -> None:
    assert blocks("# A\n\n## B\nc\n\n- d\n- e\nf") == [
        Block("title", ("A",)),
        Block("heading", ("B",)),
        Block("paragraph", ("c",)),
        Block("list", ("d", "e")),
        Block("paragraph", ("f",)),
    ]


async def test_the_minutes_can_be_printed(pages: httpx.AsyncClient) -> None:
    answer = await pages.get(f"{ADDRESS}/minutes.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Minutes: The Council" in text
    assert "Adopted minutes, revision 2" in text
    assert (await pages.get(f"{ADDRESS}/minutes.pdf")).content == answer.content


@pytest.mark.parametrize("page", ["", ".pdf", "/changes"])
async def test_minutes_that_are_not_published_have_no_page(pages: httpx.AsyncClient, page: str) -> None:
    await read(pages, f"/en/meetings/council-2016-07-20/minutes{page}", status=404)


async def test_revisions_are_shown_only_if_they_were_published_too(mongo: Mongo) -> None:
    log = programme()
    log.add(sample.MEETING, sample.PUBLISHED.model_copy(update={"before": ()}))
    await fill(mongo, log)
    async with client(mongo) as http:
        assert "What was corrected" not in await read(http, f"{ADDRESS}/minutes")
        await read(http, f"{ADDRESS}/minutes/changes", status=404)


def test_a_draft_is_in_no_public_read_model_and_every_revision_is_in_reporting() -> None:
    log = Chronicle().add(sample.MEETING, sample.DRAFTED, sample.CORRECTED)
    assert folded(MINUTES, log) == {}
    record = folded(ALL_MINUTES, log)["council-2015-04-21"]
    assert (record["state"], [one["number"] for one in record["revisions"]]) == ("drafted", [1, 2])
    log.add(sample.MEETING, sample.ADOPTED, sample.PUBLISHED)
    assert folded(ALL_MINUTES, log)["council-2015-04-21"]["state"] == "published"


# ── proposals ───────────────────────────────────────────────────────────────────────────────────
async def test_who_proposed_what_stands_on_the_meeting_and_nothing_confidential(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, ADDRESS)
    text = words(html)
    assert "The plan of work Dukagjini Youth , 2 April 2015 · item 1 of the agenda" in text
    assert 'href="/en/timeline/proposal-council-2015-04-21-1"' in html
    assert "Confidential item Dukagjini Youth , 2 April 2015 · not on the agenda" in text
    assert "hidden matter" not in text
    assert "Dukagjini Youth proposed item 1 for the meeting of 21 April 2015 ." in text


# ── decisions ───────────────────────────────────────────────────────────────────────────────────
async def test_all_decisions_are_listed_with_what_became_of_them(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/decisions")
    text = words(html)
    assert "2 decisions" in text
    assert (
        "21 April 2015 Blocked issues go to the Secretary General The Council, decision 1 · By consensus"
        in text
    )
    assert "The text is confidential." in text
    assert "The secret decision" not in html
    assert 'href="/en/commitments/council-2015-04-21-decision-1">What became of it' in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=blocked", "1 decision"),
        ("q=secret+decision", "No decision fits."),
        ("body=council&year=2015", "2 decisions"),
        ("body=task-force-1", "No decision fits."),
        ("year=2014", "No decision fits."),
        ("year=x&page=99", "2 decisions"),
    ],
)
async def test_decisions_are_found_by_words_body_and_year(
    pages: httpx.AsyncClient, query: str, shown: str
) -> None:
    assert shown in words(await read(pages, f"/en/decisions?{query}"))
