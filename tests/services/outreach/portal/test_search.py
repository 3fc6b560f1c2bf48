"""Does a reader find every record by its words?"""

from __future__ import annotations

import httpx
import pytest

from services.outreach.portal.pages.sought import SOUGHT, Sought
from services.outreach.projections import PORTAL
from shared.contracts import council
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.portal.test_pages import read, words
from tests.services.outreach.programme import meeting, organisation, programme, registered


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("dukagjinit", "/en/organisations/5900001-1"),
        ("zensko KOLO", "/en/organisations/5900003-3"),
        ("celesi", "/en/organisations/5900002-2"),
        ("këshilli", "/en/bodies/council"),
        ("blocked secretary", "/en/meetings/council-2015-04-21"),
        ("plani i punes", "/en/meetings/council-2015-04-21"),
        ("blocked secretary", "/en/meetings/council-2015-04-21#decision-1"),
        ("go to the chair", "/en/meetings/council-2015-04-21/minutes"),
        ("opm", "/en/commitments?institution=opm"),
        ("05/2016", "/en/timeline/act-regulation-05-2016"),
        ("Pec", "/en/hubs/peje"),
        ("house youth", "/en/hubs/peje"),
        ("code ETHICS", "/en/documents#code-of-ethics"),
    ],
)
async def test_words_find_in_any_language_without_accents(
    pages: httpx.AsyncClient, sought: str, found: str
) -> None:
    html = await read(pages, f"/en/search?q={sought}")
    assert f'href="{found}"' in html


async def test_what_is_confidential_is_not_found(pages: httpx.AsyncClient) -> None:
    assert "No record has all these words." in await read(pages, "/en/search?q=secret+matter")


async def test_nothing_sought_is_an_empty_form_and_no_error(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/sr/search?q=%20%00"))
    assert "Reči, na bilo kom jeziku" in text
    assert "Nijedan zapis" not in text


async def test_a_search_is_only_words(pages: httpx.AsyncClient) -> None:
    html = await read(pages, '/en/search?q="><script>.*')
    assert "<script>" not in html
    assert "No record has all these words." in html


def item(number: int, title: str, *papers: str, confidential: bool = False) -> council.AgendaItem:
    shas = (f"{number}{place}" * 32 for place in range(len(papers)))
    handed_in = [
        council.Paper(title={"sq": paper}, sha256=sha) for paper, sha in zip(papers, shas, strict=True)
    ]
    return council.AgendaItem(
        number=number, title={"en": title}, confidential=confidential, papers=tuple(handed_in)
    )


def agenda(*items: council.AgendaItem) -> Chronicle:
    return programme().add(meeting("council-2016-12-01"), council.AgendaSet(items=items))


async def test_papers_are_found_except_those_of_confidential_items(mongo: Mongo) -> None:
    about, hidden = item(1, "Roads", "Rrugët në Pejë", "Harta"), item(2, "Affair", "Rrugët e fshehta")
    await fill(mongo, agenda(about, hidden.model_copy(update={"confidential": True})))
    async with client(mongo) as pages:
        html = await read(pages, "/en/search?q=rruget")
        assert 'id="papers"' in html
        assert html.count('href="/en/meetings/council-2016-12-01#item-1"') == 1
        assert "The Council · Roads" in words(html)
        assert 'id="item-1"' in await read(pages, "/en/meetings/council-2016-12-01")
        for secret in ("fshehta", "affair"):
            assert "No record has all these words." in await read(pages, f"/en/search?q={secret}")
    await fill(mongo, agenda(about.model_copy(update={"confidential": True}), hidden))
    async with client(mongo) as pages:
        html = await read(pages, "/en/search?q=rruget")
        assert "#item-2" in html
        assert "#item-1" not in html


@pytest.mark.parametrize(
    ("language", "sought", "said"),
    [
        ("en", "RÎNIA", '<span lang="sq">Shoqata <mark>Rinia</mark> e Dukagjinit</span>'),
        ("en", "PRISHTINE", "<mark>Prishtinë</mark>"),
        ("en", "plani punes", '<span lang="sq"><mark>Plani</mark> i <mark>punës</mark></span>'),
        ("sq", "blocked secretary", "<mark>Blocked</mark> issues go to the <mark>Secretary</mark> General"),
        ("en", "go to the chair", "<mark>the</mark>"),
        ("en", "opm", ""),
    ],
)
async def test_why_it_was_found_is_marked_and_tagged_with_its_language(
    pages: httpx.AsyncClient, language: str, sought: str, said: str
) -> None:
    assert said in await read(pages, f"/{language}/search?q={sought}")


async def test_what_its_title_tells_is_followed_by_where_it_belongs_and_how_it_stands(
    pages: httpx.AsyncClient,
) -> None:
    text = words(await read(pages, "/en/search?q=code+of+ethics"))
    assert "Code of Ethics 4 April 2014 Version 1" in text
    text = words(await read(pages, "/en/search?q=go+to+the+chair"))
    assert "The Council 5 May 2015" in text
    text = words(await read(pages, "/en/search?q=dukagjini+youth"))
    assert "Dukagjini Youth Association · Peja" in text


async def test_many_are_counted_and_shown_when_asked_for(mongo: Mongo) -> None:
    log = programme()
    for n in range(12):
        log.add(organisation(f"591{n:04}-1"), registered({"en": f"Club {n:03}"}, "prizren", "prizren"))
    await fill(mongo, log)
    async with client(mongo) as pages:
        html = await read(pages, "/en/search?q=club")
        assert "12 records have all these words" in words(html)
        assert html.count("/en/organisations/591") == 8
        assert 'href="/en/search?q=club&amp;all=organisations#organisations"' in html
        assert (await read(pages, "/en/search?q=club&all=organisations")).count("/en/organisations/591") == 12


@pytest.mark.parametrize("kind", SOUGHT, ids=lambda kind: kind.key)
def test_what_is_sought_has_words_a_name_and_a_day(kind: Sought) -> None:
    (projection,) = (projection for projection in PORTAL if projection.name == kind.model)
    named = {path.partition(".")[0] for path in (kind.title, kind.day, kind.town) if path}
    named |= {field.partition(".")[0] for _, field in kind.facts if isinstance(field, str)}
    if kind.parts:  # which have fields of their own, and are tested above
        named = set()
    fields = {name for type_ in projection.document.__mro__ for name in getattr(type_, "__annotations__", ())}
    fields |= projection.document.__annotations__.keys()
    assert {"search", *named} <= fields
