"""Search: in which records do these words stand, and where in each, whatever the language and the accents?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from services.outreach.portal import names
from services.outreach.portal.excerpt import excerpt
from services.outreach.portal.labels import label
from services.outreach.portal.page import Ask, Page
from services.outreach.portal.pages.commitments import today
from services.outreach.portal.pages.sought import SOUGHT, Sought, field
from services.outreach.projections.portal import searching
from services.outreach.projections.portal.territory import places

Text = Mapping[str, str]
LONGEST, SHOWN = 100, 8


@dataclass(frozen=True, slots=True)
class Known:
    """Who and where is named under what was found."""

    names: names.Names
    towns: Mapping[str, Text]


async def search(ask: Ask) -> Page:
    words = " ".join(ask.query.get("q", "").replace("\0", "")[:LONGEST].split())
    towns = (await places(ask.db)).municipalities
    found = [(kind, *await _found(ask, kind, words, towns)) for kind in SOUGHT] if words else []
    known = Known(await _named(ask, [(kind, one) for kind, _, some in found for one in some]), towns)
    return Page(
        "search.html",
        {
            "words": words,
            "groups": [
                {"kind": kind, "total": total, "entries": await _entries(ask, kind, some, words, known)}
                for kind, total, some in found
                if total
            ],
            "total": sum(total for _, total, _ in found),
        },
    )


async def _found(ask: Ask, kind: Sought, words: str, towns: Mapping[str, Text]) -> tuple[int, list[Any]]:
    limit = 0 if ask.query.get("all") == kind.key else SHOWN
    where = searching.having(words)
    if kind.town:
        there = [id for id, name in towns.items() if searching.has(name, words)]
        where = {"$or": [where, {kind.town: {"$in": there}}]}
    if kind.parts is None:
        return await searching.find(ask.db, kind.model, where, limit, kind.day)
    _, whole = await searching.find(ask.db, kind.model, where, 0, kind.day)
    parts = [part for one in whole for part in kind.parts(one) if searching.has(part["title"], words)]
    return len(parts), parts[: limit or None]


async def _entries(ask: Ask, kind: Sought, found: list[Any], words: str, known: Known) -> list[Any]:
    titles = known.towns if kind.town and kind.title == kind.town else await _titles(ask, kind, found)
    return [_entry(ask, kind, one, words, titles) | {"facts": _facts(ask, kind, one, known)} for one in found]


def _entry(ask: Ask, kind: Sought, one: Any, words: str, titles: Mapping[str, Text]) -> dict[str, Any]:
    title = field(one, kind.title)
    if not isinstance(title, dict):
        title = titles.get(title or one["_id"]) or {"en": title or one["_id"]}
    return {
        "address": kind.at.format_map(one),
        "title": title,
        "day": field(one, kind.day),
        "excerpt": excerpt(kind.texts(one), ask.language.plain(title), words, ask.language.code),
    }


async def _titles(ask: Ask, kind: Sought, documents: Sequence[Any]) -> dict[str, Text]:
    """What has no title of its own is called as the meeting, or as the body that it belongs to."""
    untitled = [one["_id"] for one in documents if not field(one, kind.title)]
    if not untitled:
        return {}
    bodies = await names.of_bodies(ask.db)
    meetings = await ask.db.find("meetings", {"_id": {"$in": untitled}}, fields=["title", "body"])
    return {one["_id"]: one["title"] or bodies.get(one["body"], {"en": one["body"]}) for one in meetings}


async def _named(ask: Ask, found: Iterable[tuple[Sought, Any]]) -> names.Names:
    """Asked for once, for all that was found."""
    holders = [
        {"kind": what, "id": id}
        for kind, one in found
        for what, where in kind.facts
        if what in ("organisation", "institution") and isinstance(where, str) and (id := field(one, where))
    ]
    return await names.of_holders(ask.db, holders)


def _facts(ask: Ask, kind: Sought, one: Any, known: Known) -> Markup:
    """One line: where it belongs, how it stands."""
    day = today(ask)
    values = ((what, where(one, day) if callable(where) else field(one, where)) for what, where in kind.facts)
    return Markup(" · ").join(_fact(ask, what, value, known) for what, value in values if value)


def _fact(ask: Ask, what: str, value: Any, known: Known) -> Any:
    match what:
        case "":
            return value
        case "text":
            return ask.language.name(value)
        case "version":
            return ask.language.say("Version %(version)s", version=value)
        case "town":
            return ask.language.name(known.towns.get(value, {"en": value}))
        case "of_body":
            return ask.language.name(known.names.body(value))
        case "institution" | "organisation":
            return ask.language.name(known.names.holder({"kind": what, "id": value}))
        case _:
            return label(ask.language, what, value)
