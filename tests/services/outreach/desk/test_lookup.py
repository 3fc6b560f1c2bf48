"""Do the sources of names name read models and fields that are there?"""

from __future__ import annotations

import pytest

from services.outreach.desk.lookup import ALIASES, SOURCES
from services.outreach.projections import PROJECTIONS
from shared.kernel.shape import json_schema

MODELS = {projection.full_name: projection for projection in PROJECTIONS}


@pytest.mark.parametrize("kind", SOURCES)
def test_every_source_is_a_read_model_with_that_field(kind: str) -> None:
    source = SOURCES[kind]
    model = MODELS[f"{source.database}.{source.model}"]
    assert not source.name or source.name in json_schema(model)["properties"]


def test_every_alias_leads_to_a_source() -> None:
    assert set(ALIASES.values()) <= set(SOURCES)
