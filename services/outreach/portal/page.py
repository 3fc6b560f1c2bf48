"""What is asked of a page, and what does it give back?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.outreach.portal.language import Language
from shared.kernel.files import Files
from shared.kernel.mongo import Database


class NotFound(Exception):
    """There is nothing at this address."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which open data is given; without a name, none is stated."""

    name: str = ""
    url: str = ""


UNSTATED = Licence()


@dataclass(frozen=True, slots=True)
class Ask:
    """One reader's wish: the database to read, the language, the moment, what the address says."""

    db: Database
    language: Language
    now: datetime
    id: str
    query: Mapping[str, str]
    base: str = ""
    """Where this site is, "https://civikos.example": for addresses in what leaves it."""
    part: str = ""
    """What of it, where an address names a part."""
    files: Files | None = None
    """Where the files are that people handed in; None: these pages stand alone."""
    licence: Licence = UNSTATED


@dataclass(frozen=True, slots=True)
class File:
    """What is not a page of HTML: a calendar, a feed, a document for printing."""

    content: bytes
    media_type: str
    name: str
    """What a browser calls it when it keeps it."""
    inline: bool = True
    """Shown where the browser can show it; else kept."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What else a browser is told about it."""


@dataclass(frozen=True, slots=True)
class Page:
    template: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


Gather = Callable[[Ask], Awaitable[Page | File]]
