"""What is a chart? A question, the rows that answer it (its table, too), and how they are drawn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from services.outreach.portal.language import Language
from services.outreach.portal.page import Ask

Row = dict[str, Any]
"""`to`, where a row has it: the address of what is counted in it, below the language."""
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: the row's key, its heading, and how a value is said in a language."""

    key: str
    heading: str
    said: Callable[[Language, Any], str] = lambda language, value: str(value)


@dataclass(frozen=True, slots=True)
class Chart:
    id: str
    """The last part of its address."""
    title: str
    unit: str
    source: str
    """From which records it is counted."""
    columns: Sequence[Column]
    rows: Callable[[Ask], Awaitable[Rows]]
    """In the words of the reader."""
    marks: Callable[[Rows, Language], dict[str, Any]]
    """The Vega-Lite view: mark, encoding, height; data and theme are added when it is drawn."""


def alphabetical(rows: Rows, name: str) -> Rows:
    """As a reader looks for a name."""
    return sorted(rows, key=lambda row: str(row[name]).casefold())


def number(language: Language, value: Any) -> str:
    return language.number(value)


def percent(language: Language, value: Any) -> str:
    return "—" if value is None else language.percent(value)
