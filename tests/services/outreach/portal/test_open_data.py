"""Can every public read model be taken along, in four formats, with what its columns mean?"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import httpx
import openpyxl
import pyarrow.parquet as parquet
import pytest

from services.outreach.exports.dictionary import columns
from services.outreach.exports.formats import FORMATS, Table, as_csv, as_parquet, as_xlsx
from services.outreach.projections import PORTAL, PROJECTIONS
from services.outreach.projections.portal.meetings import MEETINGS
from services.outreach.projections.portal.organisations import ORGANISATIONS
from services.outreach.projections.portal.publications import PUBLICATIONS
from shared.kernel.projection import Projection
from shared.testing.recorded import folded
from tests.services.outreach.portal.test_pages import read, words
from tests.services.outreach.programme import programme

LOG = programme()


def table(projection: Projection) -> Table:
    documents = [{"_id": id, **document} for id, document in sorted(folded(projection, LOG).items())]
    return Table(projection, documents, len(LOG))


async def test_the_page_leads_to_every_model_in_every_format(pages: httpx.AsyncClient) -> None:
    html = await read(pages, "/en/open-data")
    for projection in PORTAL:
        for format in FORMATS:
            assert f'href="/en/open-data/{projection.name}.{format}"' in html


@pytest.mark.parametrize("format", FORMATS)
async def test_a_file_can_be_kept_and_is_what_it_says(pages: httpx.AsyncClient, format: str) -> None:
    answer = await pages.get(f"/en/open-data/meetings.{format}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[format].media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="meetings.{format}"'
    assert (await pages.get(f"/en/open-data/claims.{format}")).status_code == 404, "not public"


async def test_the_dictionary_says_what_a_column_means(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/open-data/publications"))
    assert "title.en text, may be empty" in text
    assert "retracted_on text, may be empty" in text
    assert "None: it was taken back." in text
    assert (await pages.get("/en/open-data/claims")).status_code == 404


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: p.full_name)
def test_every_read_model_is_the_same_in_every_format(projection: Projection) -> None:
    found = table(projection)
    shown, rows = found.columns, len(found.documents)
    names = [column.name for column in shown]
    assert len(set(names)) == len(names)
    lines = list(csv.reader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    assert (lines[0], len(lines) - 1) == (names, rows)
    arrow = parquet.read_table(io.BytesIO(as_parquet(found)))
    assert (arrow.column_names, arrow.num_rows) == (names, rows)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found)), read_only=True)
    assert [cell.value for cell in next(book["data"].iter_rows())] == names
    said = json.loads(FORMATS["json"].write(found))
    assert (said["read_model"], len(said["documents"])) == (projection.full_name, rows)


def test_no_field_is_lost_on_the_way_into_a_table() -> None:
    found = table(MEETINGS)
    row = dict(zip([c.name for c in found.columns], next(iter(found.rows(found.columns))), strict=True))
    first: Any = found.documents[0]
    assert (row["_id"], row["body"], row["place"]) == (first["_id"], first["body"], first["place"])
    assert json.loads(row["attendance"]) == first["attendance"]
    assert row["quorum.present"] == first["quorum"]["present"]


def test_texts_become_a_column_for_each_language_that_there_is() -> None:
    names = {column.name for column in columns(PUBLICATIONS, table(PUBLICATIONS).documents)}
    assert {"title.en", "title.sq", "title.sr", "text.en", "shown.statement.en"} <= names
    assert "title.tr" not in names


def test_what_people_wrote_is_never_a_formula() -> None:
    found = table(ORGANISATIONS)
    evil = {**found.documents[0], "name": {"en": '=HYPERLINK("http://x.example","y")'}}
    bad = Table(ORGANISATIONS, [evil], 1)
    assert "'=HYPERLINK" in as_csv(bad).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(bad)))
    names = [cell.value for cell in book["data"][1]]
    cell = book["data"].cell(2, names.index("name.en") + 1)
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_types_survive_in_parquet_with_their_meanings() -> None:
    arrow = parquet.read_table(io.BytesIO(as_parquet(table(MEETINGS))))
    assert str(arrow.schema.field("quorum.present").type) == "int64"
    assert str(arrow.schema.field("quorum.reached").type) == "bool"
    assert arrow.schema.metadata[b"read_model"] == b"portal.meetings"
    publications = parquet.read_table(io.BytesIO(as_parquet(table(PUBLICATIONS))))
    assert b"taken back" in publications.schema.field("text.en").metadata[b"meaning"]
