"""What holds for every read model: the published shape, pure folds, no person in public?"""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
from pydantic import ConfigDict, TypeAdapter

from services.outreach import projections
from services.outreach.projections import PORTAL, PROJECTIONS
from services.outreach.projections.reporting.audit import AUDIT
from shared.kernel.projection import Projection, apply
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import programme
from tests.services.outreach.programme_money import (
    BATCH,
    FUND,
    FUND_OPENED,
    PREPARED,
    approved,
    claim,
    submitted,
)


def everything() -> Chronicle:
    return programme().add(FUND, FUND_OPENED).add(claim("c"), submitted(), approved()).add(BATCH, PREPARED)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.full_name)
def test_documents_have_exactly_the_published_shape(projection: Projection) -> None:
    documents = folded(projection, everything())
    assert documents
    shape = TypeAdapter(dict[str, projection.document], config=ConfigDict(strict=True))  # type: ignore[name-defined]
    assert shape.validate_python(documents) == documents


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.full_name)
def test_folding_never_changes_the_document_it_is_given(projection: Projection) -> None:
    documents: dict[str, object] = {}
    for event in everything():
        before = copy.deepcopy(documents)
        after = apply(projection, documents, event)  # type: ignore[arg-type]
        assert documents == before
        documents |= after


@pytest.mark.parametrize("projection", PORTAL, ids=lambda p: p.full_name)
def test_no_person_stands_in_a_public_read_model(projection: Projection) -> None:
    shown = str(folded(projection, everything()))
    for private in ("Somebody Private", "'p-", "secret.example", "XK05"):
        assert private not in shown


def test_the_audit_has_one_entry_for_every_event() -> None:
    log = everything()
    entries = folded(AUDIT, log)
    assert len(entries) == len(log)
    first = entries["event-1"]
    assert (first["position"], first["type"]) == (1, "membership.TerritoryDefined")
    assert (first["by"], first["command"], first["causation"]) == ("p-somebody", "command-1", "command-1")


OURS = Path(projections.__file__).parents[1] / "README.md"
ROW = re.compile(r"^\| (`(portal|reporting)\.\w+`[^|]*) \|", re.MULTILINE)
"""The first cell of a row of the table of read models: more names of the same database may follow."""


def test_every_read_model_has_its_row_in_the_tables_of_the_readmes() -> None:
    told = [
        f"{database}.{name}"
        for cell, database in ROW.findall(OURS.read_text())
        for name in re.findall(r"`(?:\w+\.)?(\w+)`", cell)
    ]
    assert sorted(told) == sorted(projection.full_name for projection in PROJECTIONS)
    lists = (OURS.parents[2] / "README.md").read_text()
    for projection in PROJECTIONS:
        (row,) = re.findall(rf"^\| .* \|.*database `{projection.database}`:.*$", lists, re.MULTILINE)
        assert re.search(rf"\b{projection.name}\b", row), projection.full_name
