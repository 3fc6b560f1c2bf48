"""What followed from what, from a member's proposal to the government's act?

One document per station that follows another or begins a chain. The chains themselves are not stored:
`chains` joins what belongs together, so a link that is recorded later never has to move anything. Which
proposal an item of an agenda takes up, and what was decided on it, the meetings tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold

Text = dict[str, str]


class Act(TypedDict):
    title: Text
    kind: str
    reference: str
    institution: str
    adopted_on: str
    in_force_on: str | None


class Position(TypedDict):
    title: Text | None
    proposed_by: str | None
    proposed_on: str | None
    received_on: str


class Name(TypedDict):
    kind: str
    id: str
    number: int | None
    """A decision's number in its meeting."""


class Station(Name, Searchable):
    follows: list[Name]
    """What it came from, in the order in which that was told."""
    act: Act | None
    position: Position | None
    """What no other read model holds; everything else is joined from them."""


def key(name: council.Station) -> str:
    """The document's id, and the address: "decision-council-2015-04-21-3"."""
    return key_of(name.model_dump())


def _following(before: Station | None, own: council.Station, *follows: council.Station) -> Station:
    known = before["follows"] if before else []
    told: Any = [name.model_dump(mode="json") for name in follows]
    return Station(
        kind=own.kind,
        id=own.id,
        number=own.number,
        follows=[*known, *(name for name in told if name not in known)],
        act=before["act"] if before else None,
        position=before["position"] if before else None,
    )


def linked(before: Station | None, event: Recorded[council.LinkRecorded]) -> Station:
    return _following(before, event.data.what, event.data.follows)


def opened(before: Station | None, event: Recorded[council.CallOpened]) -> Station:
    return _following(before, _own(event), *event.data.follows)


def received(before: Station | None, event: Recorded[council.PositionReceived]) -> Station:
    facts: Any = event.data.model_dump(
        mode="json", include={"title", "proposed_by", "proposed_on", "received_on"}
    )
    return {**_following(before, _own(event, "position")), "position": facts}


def taken_up(before: Station | None, event: Recorded[council.InputReceived]) -> Station:
    """The call follows the position that came to it."""
    return _following(before, _own(event), council.Station(kind="position", id=event.data.position or ""))


def _taken_up_by(event: Recorded[council.InputReceived]) -> Iterable[str]:
    return (key(_own(event)),) if event.data.position else ()


def adopted(before: Station | None, event: Recorded[council.ActRecorded]) -> Station:
    facts: Any = event.data.model_dump(mode="json", exclude={"follows"})
    return {**_following(before, _own(event, "act"), *event.data.follows), "act": facts}


def committed(before: Station | None, event: Recorded[council.CommitmentMade]) -> Station:
    """A measure of a strategy is no station: what it commits to begins there."""
    source, own = event.data.source, _own(event, "commitment")
    if source.kind == "measure":
        return _following(before, own)
    number = source.number if source.kind == "decision" else None
    return _following(before, own, council.Station(kind=source.kind, id=source.id, number=number))


def _own(event: Recorded[Any], kind: council.StationKind = "call") -> council.Station:
    return council.Station(kind=kind, id=event.ref.id)


def _as(kind: council.StationKind) -> Callable[[Recorded[Any]], Iterable[str]]:
    return lambda event: (key(_own(event, kind)),)


def texts(station: Station) -> Texts:
    act = station["act"]
    return (act["title"], act["reference"]) if act else ()


TIMELINE = Projection(
    database="portal",
    name="timeline",
    version=2,
    document=Station,
    title="What followed from what: positions, decisions, calls, commitments, acts",
    on=searchable(
        texts,
        {
            council.LinkRecorded: fold(linked, by=lambda event: (key(event.data.what),)),
            council.CallOpened: fold(opened, by=_as("call")),
            council.PositionReceived: fold(received, by=_as("position")),
            council.InputReceived: fold(taken_up, by=_taken_up_by),
            council.CommitmentMade: fold(committed, by=_as("commitment")),
            council.ActRecorded: fold(adopted, by=_as("act")),
        },
    ),
    indexes=(Index((("kind", 1),)),),
)


# ── chains ──────────────────────────────────────────────────────────────────────────────────────
Links = Mapping[str, Any]
"""The documents by id."""
BARE: Mapping[str, Any] = {"follows": [], "act": None, "position": None}


async def links(db: Database) -> dict[str, Any]:
    """Every station that is told of, also those that only others name."""
    stations = await db.find("timeline", {}, sort=[("_id", 1)])
    known = with_proposals({station["_id"]: station for station in stations}, await _agendas(db))
    named = {key_of(name): name for station in known.values() for name in station["follows"]}
    return {**{id: {**BARE, **name, "_id": id} for id, name in named.items()}, **known}


async def _agendas(db: Database) -> list[Any]:
    """Of meetings that were not called off: the items that take up a proposal, and what was decided."""
    wanted = {"agenda": {"$elemMatch": {"proposal": {"$ne": None}}}, "state": {"$ne": "cancelled"}}
    fields = ["agenda.number", "agenda.proposal", "decisions.decision", "decisions.item"]
    return await db.find("meetings", wanted, fields=fields, sort=[("_id", 1)])


def with_proposals(known: Links, meetings: Iterable[Any]) -> dict[str, Any]:
    """An item follows the proposal that it takes up, and the decisions on it follow the item."""
    linked = dict(known)
    for what, follows in (link for meeting in meetings for link in _taken_up(meeting)):
        station = linked.get(key_of(what)) or {**what, **BARE, "_id": key_of(what)}
        linked[station["_id"]] = {**station, "follows": [*station["follows"], follows]}
    return linked


def _taken_up(meeting: Any) -> Iterator[tuple[Name, Name]]:
    def named(kind: str, number: int) -> Name:
        return Name(kind=kind, id=meeting["_id"], number=number)

    asked = {item["number"]: item["proposal"] for item in meeting["agenda"] if item["proposal"]}
    for item, proposal in asked.items():
        yield named("item", item), named("proposal", proposal)
    for decision in meeting["decisions"]:
        if decision["item"] in asked:
            yield named("decision", decision["decision"]), named("item", decision["item"])


def key_of(name: Any) -> str:
    number = f"-{name['number']}" if name["number"] else ""
    return f"{name['kind']}-{name['id']}{number}"


def chains(links: Links) -> list[list[Any]]:
    """What belongs together, each in an order in which nothing stands before what it follows.

    A station without any link is no chain. A circle, should somebody record one, is cut where it is met.
    """
    near: dict[str, set[str]] = {id: set() for id in links}
    for id, station in links.items():
        for name in station["follows"]:
            near[id].add(key_of(name))
            near[key_of(name)].add(id)
    seen: set[str] = set()
    found = []
    for id in links:
        if id not in seen and near[id]:
            together = _reached(id, near)
            seen |= together
            found.append([links[one] for one in _ordered(sorted(together), links)])
    return found


def chain_of(links: Links, id: str) -> list[Any] | None:
    """The chain to which a station belongs; None if it belongs to none."""
    return next((chain for chain in chains(links) if any(one["_id"] == id for one in chain)), None)


async def joined(db: Database, id: str) -> bool:
    """Whether a station belongs to a chain: only then its address shows one."""
    return chain_of(await links(db), id) is not None


def _reached(start: str, near: Mapping[str, set[str]]) -> set[str]:
    reached, edge = {start}, [start]
    while edge:
        new = near[edge.pop()] - reached
        reached |= new
        edge += new
    return reached


def _ordered(ids: Iterable[str], links: Links) -> list[str]:
    ordered: dict[str, None] = {}

    def place(id: str, under_way: frozenset[str]) -> None:
        if id in ordered or id in under_way:
            return
        for name in links[id]["follows"]:
            place(key_of(name), under_way | {id})
        ordered[id] = None

    for id in ids:
        place(id, frozenset())
    return [*ordered]


async def titles(db: Database, acts: Iterable[str]) -> dict[str, Text]:
    """Of acts, by their ids."""
    found = await db.find("timeline", {"_id": {"$in": [f"act-{id}" for id in sorted(set(acts))]}})
    return {station["id"]: station["act"]["title"] for station in found if station["act"]}
