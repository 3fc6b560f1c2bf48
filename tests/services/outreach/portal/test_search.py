"""Does a reader find every record by its words?"""

from __future__ import annotations

import httpx
import pytest

from services.outreach.portal.pages.search import SOUGHT, Sought
from services.outreach.projections import PORTAL
from shared.kernel.mongo import Mongo
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.portal.test_pages import read, words
from tests.services.outreach.programme import organisation, programme, registered


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


@pytest.mark.parametrize("kind", SOUGHT, ids=lambda kind: kind.model)
def test_what_is_sought_has_words_a_name_and_a_day(kind: Sought) -> None:
    (projection,) = (projection for projection in PORTAL if projection.name == kind.model)
    fields = {name for type_ in projection.document.__mro__ for name in getattr(type_, "__annotations__", ())}
    fields |= projection.document.__annotations__.keys()
    named = {path.partition(".")[0] for path in (kind.title, kind.day, kind.town) if path}
    assert {"search", *named} <= fields
