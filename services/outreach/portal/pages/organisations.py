"""Organisations: who is in the register, who is a member; and one, with its seats and meetings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast
from urllib.parse import urlencode

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import bodies, history, meetings, positions
from services.outreach.projections.portal import organisations as read
from services.outreach.projections.portal.organisations import Wanted
from services.outreach.projections.portal.territory import places

A_PAGE = 40


def wanted(query: Mapping[str, str], today: str) -> Wanted:
    membership = query.get("membership", "")
    known = membership if membership in ("member", "suspended", "former", "other") else ""
    return Wanted(
        words=query.get("q", "").replace("\0", "")[:100].strip(),
        region=query.get("region", ""),
        field=query.get("field", ""),
        membership=cast(Literal["", "member", "suspended", "former", "other"], known),
        day=today,
    )


async def organisations(ask: Ask) -> Page:
    today = _today(ask)
    asked = wanted(ask.query, today)
    total = await read.count(ask.db, asked)
    pages = max(1, -(-total // A_PAGE))
    number = min(_number(ask.query.get("page", "")), pages)
    territory = await places(ask.db)
    return Page(
        "organisations.html",
        {
            "wanted": asked,
            "standing": lambda organisation: read.standing_on(organisation, today),
            "total": total,
            "found": await read.find(
                ask.db, asked, ask.language.code, skip=(number - 1) * A_PAGE, limit=A_PAGE
            ),
            "number": number,
            "pages": pages,
            "first": (number - 1) * A_PAGE + 1,
            "last": min(number * A_PAGE, total),
            "link": lambda page: _link(ask, asked, page),
            "shown_pages": _shown(number, pages),
            "places": territory,
            "fields": await read.fields_of_work(ask.db),
        },
    )


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _today(ask: Ask) -> str:
    return ask.now.astimezone(ask.language.zone).date().isoformat()


def _link(ask: Ask, asked: Wanted, page: int) -> str:
    said = {"q": asked.words, "region": asked.region, "field": asked.field, "membership": asked.membership}
    query = urlencode({**{key: value for key, value in said.items() if value}, "page": page})
    return f"/{ask.language.code}/organisations?{query}"


def _shown(number: int, pages: int) -> list[int | None]:
    """First, last and the neighbours; None is a gap."""
    near = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    shown: list[int | None] = []
    for page in near:
        if shown and page - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(page)
    return shown


async def organisation(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"organisation:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    sitting = await bodies.with_holder(ask.db, ask.id)
    return Page(
        "organisation.html",
        {
            "organisation": found,
            "standing": read.standing_on(found, _today(ask)),
            "suspension": read.suspension_on(found, _today(ask)),
            "linked": linked.organisation(ask, found),
            "places": await places(ask.db),
            "seats": _seats(sitting, ask.id),
            "bodies": await names.of_bodies(ask.db),
            "meetings": await meetings.attended_by(ask.db, ask.id),
            "positions": await positions.of_organisation(ask.db, ask.id),
            "presence": lambda meeting: _presence(meeting, ask.id),
            "history": Teller(ask.language, called, f"organisation:{ask.id}").tell(entries),
        },
    )


def _seats(sitting: list[Any], id: str) -> list[dict[str, Any]]:
    """Every time on a seat, the present ones first."""
    now = [
        {"body": body, "seat": seat["seat"], "since": seat["since"], "until": None}
        for body in sitting
        for seat in body["seats"]
        if seat["holder"] and seat["holder"]["id"] == id
    ]
    before = [
        {"body": body, "seat": seat["seat"], "since": held["since"], "until": held["until"]}
        for body in sitting
        for seat in body["seats"]
        for held in seat["before"]
        if held["holder"]["id"] == id
    ]
    return now + before


def _presence(meeting: Any, id: str) -> str | None:
    """How it sat there; None: it was a guest."""
    seats = (a for a in meeting["attendance"] if a["holder"] and a["holder"]["id"] == id)
    return next((str(a["presence"]) for a in seats if a["presence"] in meetings.CAME), None)
