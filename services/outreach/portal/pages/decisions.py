"""Decisions: what has any body decided, when, and what followed?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from services.outreach.portal import names
from services.outreach.portal.page import Ask, Page
from services.outreach.projections.portal import commitments
from services.outreach.projections.portal import decisions as read
from services.outreach.projections.portal.decisions import Wanted

A_PAGE = 30


def wanted(query: Mapping[str, str]) -> Wanted:
    year = query.get("year", "")
    return Wanted(
        words=query.get("q", "").replace("\0", "")[:100].strip(),
        body=query.get("body", ""),
        year=year if year.isdecimal() and len(year) == 4 else "",
    )


async def decisions(ask: Ask) -> Page:
    asked = wanted(ask.query)
    total = await read.count(ask.db, asked)
    pages = max(1, -(-total // A_PAGE))
    number = _number(ask.query.get("page", ""), pages)
    found = await read.find(ask.db, asked, skip=(number - 1) * A_PAGE, limit=A_PAGE)
    called = await names.of_bodies(ask.db)
    owed = await commitments.made_by(ask.db, *{decision["meeting"] for decision in found})
    return Page(
        "decisions.html",
        {
            "wanted": asked,
            "total": total,
            "found": found,
            "number": number,
            "pages": pages,
            "link": _link(ask, asked),
            "bodies": called,
            "deciding": [(id, called.get(id, {"en": id})) for id in await read.bodies(ask.db)],
            "years": await read.years(ask.db),
            "owed": {(c["source"]["id"], c["source"]["number"]): c for c in owed},
        },
    )


def _number(text: str, pages: int) -> int:
    return min(max(int(text), 1), pages) if text.isdecimal() and len(text) < 6 else 1


def _link(ask: Ask, asked: Wanted) -> Callable[[int], str]:
    said = {"q": asked.words, "body": asked.body, "year": asked.year}
    kept = {key: value for key, value in said.items() if value}
    return lambda page: f"/{ask.language.code}/decisions?{urlencode({**kept, 'page': page})}"
