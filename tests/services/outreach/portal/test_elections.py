"""What does a reader learn of an election, on the screen and on paper?"""

from __future__ import annotations

import io

import httpx
import pytest
from pypdf import PdfReader

from services.outreach.portal.telling.elections import SENTENCES, VARIANTS
from tests.services.outreach.portal.test_pages import read, words


async def test_what_can_be_done_now_stands_on_top(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/elections"))
    top = text[text.index("Open now") : text.index("Seats that wait")]
    assert "One more seat Nominate until 10 October 2016, 09:00." in top
    assert "A youth representative Vote until 10 October 2016, 09:00." in top
    assert "cso-2 1 October 2015" in text[text.index("Seats that wait") : text.index("Past elections")]
    past = text[text.index("Past elections") :]
    assert "Two seats of the Council" in past
    assert "5, 3 valid" in past
    assert "Annulled" in past


async def test_an_election_shows_every_count_the_lot_and_who_is_elected(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/elections/council-2014-09"))
    assert "1 Dukagjini Youth 3 Elected, seat cso-1" in text
    assert "Elected by lot, seat cso-2" in text
    assert "too many candidates marked: 1" in text
    assert "Witness: An embassy (sample)" in text
    assert "Organisations at least 3 years old" in text
    assert "4 nominations received; 3 were accepted." in text
    assert "refused: it came too late" in text


async def test_its_history_tells_it_in_sentences(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/elections/council-2014-09")
    told = words(html[html.index('id="history"') :])
    assert "the election was called; seats to be filled: 2." in told
    assert "the ballots were counted: 5 received, 3 of them valid." in told
    assert "the lot fell on Women's Circle" in told.replace("&#39;", "'")
    assert "the election was certified." in told


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("council-2016-09", "Anyone may inspect the dossier and object until 5 October 2016, 09:00."),
        ("council-2016-10", "Nominate until 10 October 2016, 09:00."),
        ("youth-2016", "Vote until 10 October 2016, 09:00."),
        ("annulled-2016", "This election was annulled on 6 September 2016. Reason: The list was wrong."),
    ],
)
async def test_a_running_election_says_what_can_be_done(
    pages: httpx.AsyncClient, path: str, said: str
) -> None:
    assert said in words(await read(pages, f"/en/elections/{path}"))


async def test_the_home_page_and_the_body_say_what_is_open(pages: httpx.AsyncClient) -> None:
    home = words(await read(pages, "/en"))
    assert "One more seat Nominate until 10 October 2016, 09:00." in home
    body = words(await read(pages, "/en/bodies/council"))
    assert "Two seats of the Council" in body[body.index("Elections", body.index("Who sits here")) :]


async def test_an_organisation_s_page_tells_where_it_stood(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/organisations/5900003-3"))
    assert "the result was declared. Elected:" in text


@pytest.mark.parametrize("path", ["/en/elections/none", "/en/elections/youth-2016/count-sheet"])
async def test_what_is_not_there_is_not_found(pages: httpx.AsyncClient, path: str) -> None:
    await read(pages, path, 404)
    await read(pages, "/en/elections/none/count-sheet.pdf", 404)


async def test_the_count_sheet_has_lines_for_whoever_signs(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/elections/council-2014-09/count-sheet"))
    for said in ("Signatures", "For the Office of Good Governance", "Observer", "Witness of the lot"):
        assert said in text
    assert "Equal votes at the last seat: Çelësi i Gjelbër, Women&#39;s Circle." in text


@pytest.mark.parametrize(
    ("language", "said"), [("sq", "Procesverbali"), ("sr", "Zapisnik"), ("en", "Count sheet")]
)
async def test_the_count_sheet_is_a_pdf_that_comes_out_the_same_every_time(
    pages: httpx.AsyncClient, language: str, said: str
) -> None:
    answer = await pages.get(f"/{language}/elections/council-2014-09/count-sheet.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    again = await pages.get(f"/{language}/elections/council-2014-09/count-sheet.pdf")
    assert answer.content == again.content
    pdf = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert said in text
    assert "Çelësi i Gjelbër" in text
    assert "cso-2" in text


def test_a_certificate_says_whose_seat_is_due_again() -> None:
    variant = VARIANTS["council.ElectionCertified"]
    assert [variant({"facts": {"lapsed": lapsed}}, {}) for lapsed in ([], ["5900001-1"])] == ["", "lapsed"]
    assert "%(lapsed)s" in SENTENCES["council.ElectionCertified.lapsed"]
