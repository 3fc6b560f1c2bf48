"""What does a reader get about consultations, dialogues, the timeline and a hub?"""

from __future__ import annotations

import csv
import io
from datetime import date

import httpx
import pypdf
import pytest

from shared.contracts import council
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.owed import made, owed
from tests.services.outreach.portal.test_pages import heading, read, words
from tests.services.outreach.programme import programme
from tests.services.outreach.programme_consultation import CALL, HOSTILE, LATER_CALL, call, opened


async def test_the_list_says_what_is_open_what_waits_and_what_is_done(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/consultations"))
    now, waiting, done = (text.index(h) for h in ("Open for input now", "Waiting for answers", "Completed"))
    assert now < text.index("Law on volunteering") < waiting < text.index("Consult everyone") < done
    assert "until 20 October 2016" in text
    assert "3 inputs · 2 answered" in text


async def test_a_consultation_shows_every_input_with_its_answer_and_the_reason(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, f"/en/consultations/{CALL}")
    text = words(html)
    assert heading(html) == "Regulation on public consultation"
    assert "Accepted 1 Partly accepted 0 Refused 1 No answer yet 1" in text
    assert "It is in Article 12 now." in text
    assert "Nuk lejohet me ligj. sq" in text, "a reason that is not translated says so"
    assert "More time: Holidays (sample)" in text
    assert "In no group 1 input" in text
    for input in ("5900001-1-1", "5900001-1-2", "5900002-2-1"):
        assert html.count(f'id="input-{input}"') == 1
    assert "<b>& " not in html, "what people wrote is no markup"
    assert f'href="/en/timeline/call-{CALL}"' in html


async def test_silence_and_a_deadline_are_told_when_they_have_passed(mongo: Mongo) -> None:
    log = Chronicle().add(call("over"), opened(title={"en": "Over"}, deadline="2016-09-30T14:00:00Z"))
    await fill(mongo, log)
    async with client(mongo) as pages:
        assert "Input closed" in words(await read(pages, "/en/consultations/over"))
        listed = words(await read(pages, "/en/consultations"))
    assert "No draft is open for input today." in listed
    assert listed.index("Waiting for answers") < listed.index("Over ")


async def test_the_matrix_as_a_table_holds_every_input_once_and_no_formula(pages: httpx.AsyncClient) -> None:
    answer = await pages.get(f"/sq/consultations/{CALL}.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf"), "so that a spreadsheet reads its letters"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert sorted(row["input"] for row in rows) == ["5900001-1-1", "5900001-1-2", "5900002-2-1"]
    by_input = {row["input"]: row for row in rows}
    assert by_input["5900002-2-1"]["text_sr"] == f"'{HOSTILE}"
    assert by_input["5900001-1-1"]["text_sq"] == "Botoni çdo përgjigje."
    assert (by_input["5900001-1-2"]["outcome"], by_input["5900001-1-1"]["late"]) == ("unanswered", "yes")


@pytest.mark.parametrize(("language", "title"), [("sq", "Matrica e përgjigjeve"), ("en", "Response matrix")])
async def test_the_matrix_on_paper_holds_the_same(
    pages: httpx.AsyncClient, language: str, title: str
) -> None:
    answer = await pages.get(f"/{language}/consultations/{CALL}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert title in text
    assert '=HYPERLINK("http://x")' in " ".join(text.split()), "what people wrote is set as they wrote it"
    assert (await pages.get(f"/{language}/consultations/{CALL}.pdf")).content == answer.content


async def test_a_call_without_input_can_be_printed_too(pages: httpx.AsyncClient) -> None:
    answer = await pages.get(f"/en/consultations/{LATER_CALL}.pdf")
    assert "No input was received." in pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


@pytest.mark.parametrize(
    "path",
    [
        "/consultations/none",
        "/consultations/none.csv",
        "/consultations/none.pdf",
        "/dialogues/declined",
        "/timeline/act-none",
        f"/timeline/call-{LATER_CALL}",
        "/hubs/none",
    ],
)
async def test_what_is_not_there_is_not_found(pages: httpx.AsyncClient, path: str) -> None:
    await read(pages, f"/en{path}", 404)


async def test_dialogues_count_the_principles_of_a_year_against_its_target(
    pages: httpx.AsyncClient,
) -> None:
    text = words(await read(pages, "/en/dialogues"))
    assert "Principles recognised in 2016 1 of 3 meant for the year" in text
    assert "reached" not in text
    assert "Peja Peja Budget hearings Principle recognised" in text, "the district, the municipality"
    assert "Prizren Prizren no dialogue" in text


async def test_a_dialogue_shows_its_steps_and_the_evidence(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/dialogues/peje-budget")
    text = words(html)
    assert "Municipality of Peja" in text
    assert "by an agreement: Agreement on hearings (sample)" in text
    assert "Evidence: Signed copy (sample)" in text
    assert 'href="/en/organisations/5900001-1"' in html


async def test_the_timeline_leads_from_the_proposal_to_the_act(pages: httpx.AsyncClient) -> None:
    listed = await read(pages, "/en/timeline")
    assert 'href="/en/timeline/position-consult-everyone"' in listed
    assert "Regulation on public consultation Act" in words(listed)
    html = await read(pages, "/en/timeline/position-consult-everyone")
    text = words(html)
    text = text[text.index("Proposal ") :]  # the menu names decisions too
    order = ["Proposal", "Input to the Council", "Decision", "Call for input", "GRK 05/2016"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert "Adopted on 29 April 2016; in force from 1 January 2017" in text


async def test_the_timeline_leads_from_a_proposed_item_to_the_decision_and_how_what_is_owed_stands(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, "/en/timeline/proposal-council-2015-04-21-1")
    text = words(html)
    steps = [
        "2 April 2015 Proposed for the agenda The plan of work Proposed by Dukagjini Youth",
        "Item of the agenda · The Council Work plan",
        "Decision · The Council Blocked issues go to the Secretary General",
        "Commitment Minimum standards of consultation are adopted OPM, due by 30 June 2016 Overdue",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    listed = await read(pages, "/en/timeline")
    assert "Proposed for the agenda Item of the agenda" in words(listed)


async def test_a_chain_tells_the_day_on_which_a_commitment_was_fulfilled(mongo: Mongo) -> None:
    decision = council.Source(kind="decision", id="council-2015-04-21", number=1)
    done = council.CommitmentFulfilled(fulfilled_on=date(2015, 11, 30))
    log = programme().add(owed("kept"), made(decision, "2015-12-31", {"en": "A kept promise"}), done)
    await fill(mongo, log)
    async with client(mongo) as http:
        text = words(await read(http, "/en/timeline/commitment-kept"))
        assert "A kept promise OPM, due by 31 December 2015 Fulfilled 30 November 2015" in text


async def test_every_station_has_the_address_of_the_whole_chain(pages: httpx.AsyncClient) -> None:
    for station in ("act-regulation-05-2016", f"call-{CALL}", "decision-council-2015-04-21-1"):
        html = await read(pages, f"/en/timeline/{station}")
        assert heading(html) == "Regulation on public consultation"
        assert f'id="{station}"' in html


async def test_a_hub_shows_how_much_it_is_asked_and_how_fast_it_answers(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/hubs/peje"))
    assert "Enquiries 3 Answers 2 1 after their time Days to an answer 10 on average" in text
    assert "Support for taking part 2 beekeeping 1" in text
    assert "September 2015 3 1 1 24 2 October 2015" in text
    assert "Somebody Private" not in text


async def test_without_facts_the_pages_say_so(mongo: Mongo) -> None:
    await fill(mongo, Chronicle())
    async with client(mongo) as pages:
        assert "No consultation is completed yet." in words(await read(pages, "/en/consultations"))
        assert "The municipalities are not recorded yet." in words(await read(pages, "/en/dialogues"))
        assert "No chain is recorded yet." in words(await read(pages, "/en/timeline"))
