"""Commitments: who owes what until when, what do they say, what does civil society say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from services.outreach.portal import linked, names
from services.outreach.portal.labels import label
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import bodies, history, strategies
from services.outreach.projections.portal import commitments as read
from services.outreach.projections.portal.commitments import LEVELS, OPEN, STANDINGS, Wanted

A_PAGE = 30
FILTERS = (OPEN, *STANDINGS)


def wanted(query: Mapping[str, str]) -> Wanted:
    strategy, _, objective = query.get("objective", "").rpartition(":")
    standing = query.get("state", "")
    return Wanted(
        words=query.get("q", "").replace("\0", "")[:100].strip(),
        institution=query.get("institution", ""),
        strategy=strategy,
        objective=int(objective) if objective.isdecimal() and len(objective) < 4 else None,
        standing=standing if standing in FILTERS else "",
    )


def today(ask: Ask) -> str:
    """Where the platform is."""
    return ask.now.astimezone(ask.language.zone).date().isoformat()


async def commitments(ask: Ask) -> Page:
    asked, day = wanted(ask.query), today(ask)
    everyone = await read.everyone(ask.db)
    counts = Counter(read.standing(owed, day) for owed in everyone)
    owing = [{"kind": "institution", "id": owed["institution"]} for owed in everyone]
    known = await names.of_holders(ask.db, owing)
    followed = await strategies.everyone(ask.db)
    titles = _objectives(followed, everyone)
    named = {strategy["_id"]: strategy["title"] for strategy in followed}
    total = await read.count(ask.db, asked, day)
    pages = max(1, -(-total // A_PAGE))
    number = _number(ask.query.get("page", ""), pages)
    return Page(
        "commitments.html",
        {
            "wanted": asked,
            "found": await read.find(ask.db, asked, day, skip=(number - 1) * A_PAGE, limit=A_PAGE),
            "total": total,
            "number": number,
            "pages": pages,
            "link": _link(ask, asked),
            "all": len(everyone),
            "counts": counts,
            "apart": sum(map(read.claims_more, everyone)),
            "standings": STANDINGS,
            "filters": FILTERS,
            **on(day),
            "strategies": followed,
            "institutions": sorted(
                known.institutions.items(), key=lambda row: ask.language.plain(row[1]).casefold()
            ),
            "holder": known.holder,
            "objectives": titles,
            "named": named,
            "address": address,
            "tables": [
                ("institution", read.tabled(everyone, read.by_institution, day), known.institutions.get),
                ("objective", read.tabled(everyone, read.by_objective, day), titles.get),
            ],
        },
    )


def on(day: str) -> dict[str, Any]:
    """What a row of a table says of what is owed, as of that day."""
    return {
        "standing": lambda owed: read.standing(owed, day),
        "late": lambda owed: _days(owed["due"], day),
        "says": read.says,
    }


def _number(text: str, pages: int) -> int:
    return min(max(int(text), 1), pages) if text.isdecimal() and len(text) < 6 else 1


def _link(ask: Ask, asked: Wanted) -> Callable[[int], str]:
    said = {
        "q": asked.words,
        "institution": asked.institution,
        "objective": "" if asked.objective is None else address((asked.strategy, asked.objective)),
        "state": asked.standing,
    }
    kept = {key: value for key, value in said.items() if value}
    return lambda page: f"/{ask.language.code}/commitments?{urlencode({**kept, 'page': page})}"


def address(objective: tuple[str, int]) -> str:
    """As a filter names it: "strategy-2013-2017:1"."""
    strategy, number = objective
    return f"{strategy}:{number}" if strategy else str(number)


def _objectives(followed: list[Any], everyone: list[Any]) -> dict[tuple[str, int], dict[str, str]]:
    """The objectives that something is owed under, each of its own strategy."""
    used = {read.by_objective(owed) for owed in everyone}
    return {
        (strategy["_id"], objective["number"]): objective["title"]
        for strategy in followed
        for objective in strategy["objectives"]
        if (strategy["_id"], objective["number"]) in used
    }


def _days(since: str, day: str) -> int:
    return (date.fromisoformat(day) - date.fromisoformat(since)).days


async def commitment(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    day = today(ask)
    entries = await history.about(ask.db, f"commitment:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    holders = [voice["done_by"] for voice in found["assessed"]]
    assessors = [voice["organisation"] for voice in found["assessed"] if voice["organisation"]]
    owing = {"kind": "institution", "id": found["institution"]}
    escalated = [await _escalated(ask, escalation) for escalation in found["escalations"]]
    known = await names.of_holders(
        ask.db, [owing, *holders, *(one["holder"] for one in escalated)], more=assessors
    )
    strategy = await strategies.one(ask.db, found["strategy"]) if found["strategy"] else None
    standing = read.standing(found, day)
    return Page(
        "commitment.html",
        {
            "owed": found,
            "linked": linked.commitment(ask, found, standing, known.institution(found["institution"])),
            "standing": standing,
            "late": _days(found["due"], day),
            "levels": [label(ask.language, "level", level) for level in LEVELS],
            "says": read.says,
            "claims_more": read.claims_more(found),
            "names": known,
            "holder": Teller(ask.language, known).holder,
            "escalated": escalated,
            "strategy": strategy,
            "objective": strategies.objective(strategy, found["objective"]),
            "source": await _source(ask, found["source"]),
            "history": Teller(ask.language, called, f"commitment:{ask.id}").tell(entries),
        },
    )


async def _escalated(ask: Ask, escalation: Any) -> dict[str, Any]:
    """With the title of the seat it went to, and who sat there then."""
    body = await bodies.one(ask.db, escalation["body"])
    seat = next((s for s in body["seats"] if s["seat"] == escalation["seat"]), None) if body else None
    return {
        **escalation,
        "body_name": body["name"] if body else {"en": escalation["body"]},
        "title": seat["title"] if seat else None,
        "holder": seat["holder"] if seat else None,
    }


async def _source(ask: Ask, source: Any) -> dict[str, Any] | None:
    """The words and the address of what it follows from; None: it has no page."""
    if source["kind"] == "decision":
        meeting = await ask.db.find_one("meetings", {"_id": source["id"]})
        body = await bodies.one(ask.db, meeting["body"]) if meeting else None
        if meeting and body:
            return {"meeting": source["id"], "on": meeting["starts_at"], "body": body["name"]}
    return None
