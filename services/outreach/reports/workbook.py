"""How does a report become a workbook, where each figure leads to its evidence?"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from markupsafe import Markup

from services.outreach.portal.telling.teller import Told

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""What people wrote is never a formula, and never a link."""
WIDTHS = (52, 12, 16, 14, 14, 14, 40, 14)

Evidence = Mapping[str, Sequence[tuple[int, Told | None]]]


def workbook(sheet: Mapping[str, Any], evidence: Evidence, made_on: str) -> bytes:
    """Three sheets: figures, the events behind them, the words. The same data give the same bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"created": datetime.fromisoformat(made_on)})
        _Book(book, sheet, evidence).write()
    return file.getvalue()


class _Book:
    def __init__(self, book: Any, sheet: Mapping[str, Any], evidence: Evidence) -> None:
        self._sheet, self._evidence = sheet, evidence
        self._bold, self._wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        words = sheet["words"]
        self._figures = book.add_worksheet(_name(words["figures"], words["mark"]))
        self._events = book.add_worksheet(_name(words["evidence"]))
        self._words = book.add_worksheet(_name(words["kind"]))
        self._events_name = _name(words["evidence"])

    def write(self) -> None:
        rows = self._write_events()
        self._write_figures(rows)
        self._write_words()

    def _write_events(self) -> dict[str, int]:
        """The row at which the evidence of each indicator begins."""
        words, row, begins = self._sheet["words"], 1, {}
        heads = (self._sheet["columns"][0], words["event"], words["day"], words["what"])
        self._head(self._events, heads, (24, 12, 14, 90))
        for indicator, events in self._evidence.items():
            begins[indicator] = row
            for position, told in events:
                what = Markup(told.sentence).striptags() if told else words["not_public"]
                self._events.write_string(row, 0, indicator)
                self._events.write_number(row, 1, position)
                self._events.write_string(row, 2, told.on[:10] if told else "")
                self._events.write_string(row, 3, str(what))
                row += 1
        self._events.autofilter(0, 0, max(row - 1, 1), 3)
        return begins

    def _write_figures(self, begins: Mapping[str, int]) -> None:
        figures, row = self._figures, 1
        self._head(figures, (*self._sheet["columns"], self._sheet["words"]["evidence"]), WIDTHS)
        for result in self._sheet["results"]:
            figures.write_string(row, 0, result["title"], self._bold)
            row += 1
            for line in result["rows"]:
                self._write_line(row, line, begins)
                row += 1

    def _write_line(self, row: int, line: Mapping[str, Any], begins: Mapping[str, int]) -> None:
        baseline, target, in_period, to_date = line["values"]
        self._figures.write_string(row, 0, line["title"], self._wrap)
        self._figures.write_number(row, 1, baseline)
        self._figures.write_number(row, 2, target)
        self._figures.write_number(row, 3, in_period)
        self._figures.write_string(row, 4, line["past"])
        self._figures.write_number(row, 5, to_date)
        self._figures.write_string(row, 6, line["source"], self._wrap)
        events = self._evidence.get(line["indicator"], ())
        if events:
            place = f"internal:'{self._events_name}'!A{begins[line['indicator']] + 1}"
            self._figures.write_url(row, 7, place, string=str(len(events)))
        else:
            self._figures.write_number(row, 7, 0)

    def _write_words(self) -> None:
        words, row = self._sheet["words"], 0
        self._words.set_column(0, 0, 110, self._wrap)
        lines = (
            self._sheet["title"],
            self._sheet["period"],
            words["said"],
            words["counted"],
            words["measured"],
            words["hash"],
        )
        for line in filter(None, lines):
            self._words.write_string(row, 0, line, self._bold if row == 0 else self._wrap)
            row += 1
        for title, paragraphs in self._sheet["sections"]:
            self._words.write_string(row + 1, 0, title, self._bold)
            row += 2
            for paragraph in paragraphs:
                self._words.write_string(row, 0, paragraph, self._wrap)
                row += 1

    def _head(self, sheet: Any, heads: Sequence[str], widths: Sequence[int]) -> None:
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self._bold)
        sheet.freeze_panes(1, 0)


def _name(words: str, mark: str = "") -> str:
    """A sheet's name has 31 characters at most, and none of []:*?/\\."""
    marked = f"{words} ({mark})" if mark else words
    return "".join(c for c in marked if c not in "[]:*?/\\'")[:31]
