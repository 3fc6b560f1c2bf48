"""In which formats does a table leave the platform? CSV and XLSX for people, Parquet, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as parquet  # type: ignore[import-untyped]
import xlsxwriter  # type: ignore[import-untyped]

from services.outreach.exports.dictionary import Column, columns, value_at
from shared.kernel.projection import Projection

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""
LONGEST = 32_767
"""Characters in a cell of a workbook."""
MOST = 1_048_575
"""Rows of a sheet, below its head."""
ARROW = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}


class TooLarge(Exception):
    """This read model has more rows than a workbook holds. Take CSV or Parquet."""


@dataclass(frozen=True, slots=True)
class Table:
    """A read model at a position of the log, and its columns."""

    projection: Projection
    documents: Sequence[Mapping[str, Any]]
    position: int

    @property
    def columns(self) -> list[Column]:
        return columns(self.projection, self.documents)

    def rows(self, shown: Sequence[Column]) -> Iterator[list[Any]]:
        for document in self.documents:
            yield [_cell(value_at(document, column.path), column) for column in shown]


def _cell(value: Any, column: Column) -> Any:
    if value is None or column.kind != "json":
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark for spreadsheets; RFC 4180."""
    text, shown = io.StringIO(), table.columns
    writer = csv.writer(text)
    writer.writerow(column.name for column in shown)
    for row in table.rows(shown):
        writer.writerow([_harmless(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    dangerous = isinstance(value, str) and value.startswith(DANGEROUS)
    return f"'{value}" if dangerous else value


def as_xlsx(table: Table) -> bytes:
    """The data, and the dictionary on a second sheet.

    Raises:
        TooLarge: see there.
    """
    if len(table.documents) > MOST:
        raise TooLarge(" ".join((TooLarge.__doc__ or "").split()))
    file, shown = io.BytesIO(), table.columns
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        data, meanings = book.add_worksheet("data"), book.add_worksheet("dictionary")
        _write(data, [column.name for column in shown], table.rows(shown), bold)
        heads = ["column", "kind", "may be empty", "meaning"]
        told = ([c.name, c.kind, "yes" if c.nullable else "no", c.meaning] for c in shown)
        _write(meanings, heads, told, bold)
        meanings.set_column(3, 3, 90)
    return file.getvalue()


def _write(sheet: Any, heads: Sequence[str], rows: Iterator[list[Any]], bold: Any) -> None:
    for column, head in enumerate(heads):
        sheet.set_column(column, column, min(max(len(head) + 4, 14), 40))
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _put(sheet, number, column, value)
    sheet.freeze_panes(1, 0)


def _put(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        text = str(value)
        sheet.write_string(row, column, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")


def as_parquet(table: Table) -> bytes:
    """One column of Parquet for each; the meanings stand in the fields' metadata."""
    shown = table.columns
    fields = [
        pa.field(c.name, ARROW.get(c.kind, pa.string()), metadata={"meaning": c.meaning}) for c in shown
    ]
    about = {"read_model": table.projection.full_name, "position": str(table.position)}
    rows = list(table.rows(shown))
    arrays = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(fields)]
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=about)), file)
    return file.getvalue()


def as_json(table: Table) -> bytes:
    """The documents as they are, not flattened."""
    said = {
        "read_model": table.projection.full_name,
        "version": table.projection.version,
        "position": table.position,
        "documents": table.documents,
    }
    return json.dumps(said, ensure_ascii=False, default=str, indent=1).encode()


@dataclass(frozen=True, slots=True)
class Format:
    write: Callable[[Table], bytes]
    media_type: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(as_csv, "text/csv; charset=utf-8"),
    "xlsx": Format(as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": Format(as_parquet, "application/vnd.apache.parquet"),
    "json": Format(as_json, "application/json"),
}
