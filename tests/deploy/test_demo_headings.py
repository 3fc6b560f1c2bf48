"""Is any record of the demo programme headed by a bare id at the desk, where nobody recognises it?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

import pytest

from services.outreach.desk.headings import Headings
from services.outreach.desk.lookup import SOURCES, Lookup
from services.outreach.portal.language import KNOWN
from services.outreach.projections import PROJECTIONS
from shared.kernel.event import Recorded, Ref
from shared.kernel.mongo import Mongo
from shared.kernel.shape import validator
from shared.testing.recorded import folded
from shared.testing.servers import mongo_server
from tests.deploy.replaying import Replayed
from tests.services.outreach.portal.test_languages import speak

BARE: Mapping[str, str] = {
    "council.dialogue_target": "the id is the year that it is for",
    "membership.plan": "the id is the year that it is for",
}
"""Kinds in whose heading the id stands, each with the reason."""
NO_WORD = re.compile(r"[-_0-9]")
"""Ids without any of these are words, as "council" is."""
READ = {f"{source.database}.{source.model}" for source in SOURCES.values()}
OF_PLACES = {"portal.territory", "portal.newsletter"}


@pytest.fixture(scope="module")
async def mongo(tmp_path_factory: pytest.TempPathFactory, replayed: Replayed) -> AsyncIterator[Mongo]:
    """The read models that names are looked up in."""
    async with mongo_server(tmp_path_factory.mktemp("mongo")) as server, Mongo(server.url, "tests") as mongo:
        for projection in PROJECTIONS:
            if projection.full_name in READ | OF_PLACES:
                db = mongo.database(projection.database)
                await db.create(projection.name, validator(projection))
                await db.replace(projection.name, dict(folded(projection, replayed.events)))
        yield mongo


@pytest.mark.parametrize("code", KNOWN)
async def test_every_kind_of_record_has_a_heading_that_a_person_recognises(
    replayed: Replayed, mongo: Mongo, code: str
) -> None:
    first = {event.ref: event for event in reversed(replayed.events)}

    async def versions(wanted: Sequence[tuple[Ref, int]]) -> list[Recorded[Any]]:
        return [first[ref] for ref, _ in wanted]

    async def called(service: str, entity: str, persons: Iterable[str]) -> Mapping[str, str]:
        return {}

    headings = Headings(speak(code), Lookup(mongo, speak(code)), versions, called)
    kinds: dict[tuple[str, str], list[str]] = {}
    for ref in first:
        kinds.setdefault((ref.service, ref.entity), []).append(ref.id)
    bare = set()
    for (service, entity), ids in kinds.items():
        for id, heading in (await headings.of(service, entity, ids)).items():
            if NO_WORD.search(id) and id.casefold() in heading.striptags().casefold():
                bare.add(f"{service}.{entity}")
    assert len(kinds) > 50
    assert bare == BARE.keys()
