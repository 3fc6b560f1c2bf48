"""Timeline: the chains that led from a proposal to an act; and one, station by station."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.outreach.portal import names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.pages import matrix
from services.outreach.portal.pages.commitments import on as standing_on
from services.outreach.portal.pages.commitments import today
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history
from services.outreach.projections.portal import timeline as read

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class Stop:
    """One station as a reader sees it; `fact` is its document, None if nothing more is recorded."""

    id: str
    kind: str
    title: Text | None
    on: str | None
    href: tuple[str, ...] | None
    fact: Any = None


@dataclass(frozen=True, slots=True)
class Joined:
    """What the other read models say about the stations, in the order of `_JOINED`."""

    meetings: dict[str, Any]
    calls: dict[str, Any]
    dialogues: dict[str, Any]
    commitments: dict[str, Any]
    positions: dict[str, Any]


async def timeline(ask: Ask) -> Page:
    """Chains that reached an act first, then the longer ones."""
    found = read.chains(await read.links(ask.db))
    joined = await _joined(ask, [station for chain in found for station in chain])
    chains = [_stops(chain, joined) for chain in found]
    chains.sort(key=lambda stops: (all(stop.kind != "act" for stop in stops), -len(stops), stops[0].id))
    return Page("timeline.html", {"chains": chains, "titled": _titled})


async def chain(ask: Ask) -> Page:
    """The chain to which a station belongs: every station's address leads to it."""
    found = read.chain_of(await read.links(ask.db), ask.id)
    if found is None:
        raise NotFound
    joined, entries = await asyncio.gather(_joined(ask, found), _history(ask, found))
    stops = _stops(found, joined)
    called, known = await asyncio.gather(names.of_entries(ask.db, entries), _called(ask, stops))
    return Page(
        "chain.html",
        {
            "stops": stops,
            "title": _titled(stops),
            "names": known,
            "organisation": Teller(ask.language, known).organisation,
            "holder": Teller(ask.language, known).holder,
            **standing_on(today(ask)),
            "outcomes": matrix.outcomes,
            "history": Teller(ask.language, called).tell(entries),
        },
    )


def _titled(stops: list[Stop]) -> Text:
    """A chain is called after the act it led to, or else after its beginning."""
    acts = [stop.title for stop in stops if stop.kind == "act"]
    named = [stop.title for stop in stops if stop.title]
    return [*acts, *named, {"en": stops[0].id}][0] or {"en": stops[0].id}


_JOINED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "meetings": (
        ("meeting", "decision", "proposal", "item"),
        ("body", "title", "starts_at", "decisions", "proposals", "agenda"),
    ),
    "consultations": (
        ("call",),
        ("title", "opened_on", "position", "institution", "state", "inputs.outcome", "inputs.withdrawn_on"),
    ),
    "dialogues": (("dialogue",), ("topic", "opened_on", "institution")),
    "commitments": (
        ("commitment",),
        ("text", "made_on", "institution", "due", "first_due", "fulfilled_on", "withdrawn_on"),
    ),
    "positions": (("position",), ("title", "proposed_on", "organisation")),
}
"""Of which read model: what stands for these kinds of station, and what of it is shown."""


async def _joined(ask: Ask, stations: list[Any]) -> Joined:
    async def some(model: str) -> dict[str, Any]:
        kinds, fields = _JOINED[model]
        ids = sorted({station["id"] for station in stations if station["kind"] in kinds})
        found = await ask.db.find(model, {"_id": {"$in": ids}}, fields=[*fields]) if ids else []
        return {one["_id"]: one for one in found}

    return Joined(*await asyncio.gather(*(some(model) for model in _JOINED)))


def _stops(stations: list[Any], joined: Joined) -> list[Stop]:
    """In the order of their days; what has none stays behind what it follows."""
    stops = [_STOPS[station["kind"]](station, joined) for station in stations]
    days: list[str] = []
    for stop in stops:
        days.append(stop.on or (days[-1] if days else ""))
    order = sorted(range(len(stops)), key=lambda place: days[place][:10])
    return [stops[place] for place in order]


def _position(station: Any, joined: Joined) -> Stop:
    """As membership tells it; one that came on paper is known from its receipt only."""
    told, known = station["position"] or {}, joined.positions.get(station["id"])
    fact = {"received_on": told.get("received_on"), "proposed_by": told.get("proposed_by")}
    title, on = told.get("title"), told.get("proposed_on") or told.get("received_on")
    if known:
        title, on = known["title"], known["proposed_on"]
        fact |= {"proposed_by": known["organisation"]}
    href = ("positions", station["id"]) if known else None
    return Stop(station["_id"], "position", title, on, href, fact)


def _meeting(station: Any, joined: Joined) -> Stop:
    found = joined.meetings.get(station["id"])
    href = ("meetings", station["id"]) if found else None
    return Stop(
        station["_id"], "meeting", found and found["title"], found and found["starts_at"], href, found
    )


def _decision(station: Any, joined: Joined) -> Stop:
    meeting = joined.meetings.get(station["id"])
    taken = meeting["decisions"] if meeting else []
    found = next((one for one in taken if one["decision"] == station["number"]), None)
    href = ("meetings", station["id"]) if meeting else None
    return Stop(
        station["_id"], "decision", found and found["text"], found and found["taken_on"], href, meeting
    )


def _proposal(station: Any, joined: Joined) -> Stop:
    """What somebody on a seat asked to be put on the agenda."""
    meeting = joined.meetings.get(station["id"])
    asked = meeting["proposals"] if meeting else []
    found = next((one for one in asked if one["proposal"] == station["number"]), None)
    href = ("meetings", station["id"]) if meeting else None
    return Stop(station["_id"], "proposal", found and found["title"], found and found["on"], href, found)


def _item(station: Any, joined: Joined) -> Stop:
    meeting = joined.meetings.get(station["id"])
    agenda = meeting["agenda"] if meeting else []
    found = next((one for one in agenda if one["number"] == station["number"]), None)
    href = ("meetings", station["id"]) if meeting else None
    on = meeting and meeting["starts_at"]
    return Stop(station["_id"], "item", found and found["title"], on, href, meeting)


def _call(station: Any, joined: Joined) -> Stop:
    """A position that came without a call is an input: nobody was called."""
    found = joined.calls.get(station["id"])
    kind = "input" if found and found["position"] else "call"
    href = ("consultations", station["id"]) if found else None
    return Stop(station["_id"], kind, found and found["title"], found and found["opened_on"], href, found)


def _dialogue(station: Any, joined: Joined) -> Stop:
    found = joined.dialogues.get(station["id"])
    href = ("dialogues", station["id"]) if found else None
    return Stop(
        station["_id"], "dialogue", found and found["topic"], found and found["opened_on"], href, found
    )


def _commitment(station: Any, joined: Joined) -> Stop:
    found = joined.commitments.get(station["id"]) or {}
    href = ("commitments", station["id"]) if found else None
    return Stop(station["_id"], "commitment", found.get("text"), found.get("made_on"), href, found or None)


def _act(station: Any, joined: Joined) -> Stop:
    act = station["act"]
    return Stop(station["_id"], "act", act and act["title"], act and act["adopted_on"], None, act)


_STOPS: dict[str, Callable[[Any, Joined], Stop]] = {
    "position": _position,
    "meeting": _meeting,
    "proposal": _proposal,
    "item": _item,
    "decision": _decision,
    "call": _call,
    "dialogue": _dialogue,
    "commitment": _commitment,
    "act": _act,
}


async def _called(ask: Ask, stops: list[Stop]) -> names.Names:
    facts = [stop.fact for stop in stops if stop.fact]
    asked = [{"kind": "institution", "id": f["institution"]} for f in facts if f.get("institution")]
    asked += [f["proposer"] for f in facts if f.get("proposer")]
    return await names.of_holders(
        ask.db, asked, more=[f["proposed_by"] for f in facts if f.get("proposed_by")]
    )


async def _history(ask: Ask, stations: list[Any]) -> list[Any]:
    """What was news at the stations, the latest first; of a decision's meeting only the decision. The rest
    stands on the stations' own pages.
    """
    pages = {f"{_PAGES.get(station['kind'], station['kind'])}:{station['id']}" for station in stations}
    decided = {(s["id"], s["number"]) for s in stations if s["kind"] == "decision"}
    whole = {s["id"] for s in stations if s["kind"] == "meeting"}
    return [
        entry
        for entry in await history.news_about(ask.db, pages)
        if entry["entity"] != "meeting"
        or entry["id"] in whole
        or (entry["id"], entry["facts"].get("decision")) in decided
    ]


_PAGES = {"decision": "meeting", "proposal": "meeting", "item": "meeting"}
"""On whose page the history of a station stands, if not on its own."""
