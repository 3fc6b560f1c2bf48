"""Do the sources of names name read models and fields that are there?"""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.desk.lookup import ALIASES, SOURCES, Lookup
from services.outreach.desk.record import PUBLIC_PAGES
from services.outreach.main import SERVICE as OUTREACH
from services.outreach.portal.app import PAGES
from services.outreach.portal.language import Language
from services.outreach.projections import PROJECTIONS
from shared.kernel.mongo import Mongo
from shared.kernel.shape import json_schema
from tests.services.outreach.portal.test_languages import speak

MODELS = {projection.full_name: projection for projection in PROJECTIONS}


@pytest.mark.parametrize("kind", SOURCES)
def test_every_source_is_a_read_model_with_that_field(kind: str) -> None:
    source = SOURCES[kind]
    model = MODELS[f"{source.database}.{source.model}"]
    assert not source.name or source.name in json_schema(model)["properties"]


def test_every_alias_leads_to_a_source() -> None:
    assert set(ALIASES.values()) <= set(SOURCES)


def test_every_source_and_every_public_page_is_of_an_entity_that_is_there() -> None:
    kinds = {f"{s.name}.{d.entity.name}" for s in (MEMBERSHIP, COUNCIL, GRANTS, OUTREACH) for d in s.doors}
    assert {source.entity for source in SOURCES.values()} <= kinds
    assert set(PUBLIC_PAGES) <= kinds
    addresses = {path for path, _ in PAGES}
    assert {f"/{page}/{{id}}" for page in PUBLIC_PAGES.values()} <= addresses


@pytest.mark.parametrize(("code", "told"), [("en", "Peja"), ("sr", "Peć"), ("sq", "Pejë")])
async def test_a_hub_is_called_by_its_place_in_the_readers_language(
    filled_mongo: Mongo, code: str, told: str
) -> None:
    lookup = Lookup(filled_mongo, Language(code, ZoneInfo("Europe/Belgrade")))
    await lookup.fetch("hub", ["peje"])
    assert lookup.name("hub", "peje").striptags() == told
    assert ("peje", told) in await lookup.choices("hub")


async def test_a_hubs_month_is_called_by_its_place_and_its_month(filled_mongo: Mongo) -> None:
    lookup = Lookup(filled_mongo, speak("sr"))
    await lookup.fetch("hub_month", ["peje_2015-04", "peje"])
    assert lookup.name("hub_month", "peje_2015-04").striptags() == "Peć, april 2015."
    assert lookup.name("hub_month", "peje") == "peje"


async def test_words_that_are_no_id_lead_nowhere(filled_mongo: Mongo) -> None:
    lookup = Lookup(filled_mongo, speak("en"))
    assert lookup.link("host", "Youth House (sample)") == "Youth House (sample)"
    assert 'href="/en/desk/record/membership/organisation/5900001-1"' in lookup.link("host", "5900001-1")
