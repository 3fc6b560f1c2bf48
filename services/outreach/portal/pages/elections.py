"""Elections: which calls are open, what came of the others; and one election: who stands, who won?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.names import Names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import bodies, history, institutions
from services.outreach.projections.portal import elections as read
from services.outreach.projections.portal.election_phase import phase


async def elections(ask: Ask) -> Page:
    """What an organisation can do now stands on top."""
    everyone = await read.everyone(ask.db)
    ahead = await read.open_now(ask.db, ask.now)
    running = {election["_id"] for election in ahead}
    return Page(
        "elections.html",
        {
            "ahead": [phased(election, ask) for election in ahead],
            "past": [phased(e, ask) for e in everyone if e["_id"] not in running],
            "vacant": _vacant(await bodies.everyone(ask.db)),
            "bodies": await names.of_bodies(ask.db),
        },
    )


def phased(election: Any, ask: Ask) -> Any:
    return {**election, "phase": phase(election, ask.now)}


def _vacant(everyone: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Elected seats that somebody left, by body."""
    working = [body for body in everyone if not body["dissolved_on"]]
    by_body = [(body, [seat for seat in body["seats"] if _left(seat)]) for body in working]
    return [(body, seats) for body, seats in by_body if seats]


def _left(seat: Any) -> bool:
    return bool(seat["filled_by"] == "elected" and seat["holder"] is None and seat["since"])


async def election(ask: Ask) -> Page:
    shown = await found(ask)
    entries = await history.about(ask.db, f"election:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    known = await names_of(ask, shown)
    return Page(
        "election.html",
        {
            "election": phased(shown, ask),
            "linked": linked.election(ask, shown),
            "ranking": ranking(shown),
            "organisation": Teller(ask.language, known).organisation,
            "body": known.bodies.get(shown["body"] or ""),
            "institution": known.institutions.get(shown["requested_by"] or ""),
            "history": Teller(ask.language, called, f"election:{ask.id}").tell(entries),
        },
    )


async def found(ask: Ask) -> Any:
    shown = await read.one(ask.db, ask.id)
    if shown is None:
        raise NotFound
    return shown


async def names_of(ask: Ask, election: Any) -> Names:
    observers = election["count"]["observers"] if election["count"] else []
    more = {*election["candidates"], *(row["organisation"] for row in election["refused"])}
    more |= {o["organisation"] for o in (*observers, *election["objections"]) if o["organisation"]}
    known = await names.of_holders(ask.db, [], more)
    asked = {election["requested_by"]} - {None}
    return Names(known.organisations, await institutions.names(ask.db, asked), known.bodies)


def ranking(election: Any) -> list[Any]:
    """Every candidate with its votes, the most first; who is elected, and how."""
    if election["count"] is None:
        return []
    elected = {row["organisation"]: row for row in election["elected"]}
    most = max((row["votes"] for row in election["count"]["votes"]), default=0)
    rows = sorted(election["count"]["votes"], key=lambda row: -row["votes"])
    return [
        {
            **row,
            "place": 1 + sum(other["votes"] > row["votes"] for other in rows),
            "share": round(100 * row["votes"] / most) if most else 0,
            "seat": elected.get(row["organisation"], {}).get("seat"),
            "by_lot": elected.get(row["organisation"], {}).get("by_lot", False),
        }
        for row in rows
    ]
