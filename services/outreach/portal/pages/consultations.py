"""Consultations: what can be commented on, what waits for answers; and one, with its response matrix."""

from __future__ import annotations

from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.pages import matrix
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import consultations as read
from services.outreach.projections.portal import history, timeline
from services.outreach.projections.portal.meetings import utc


async def consultations(ask: Ask) -> Page:
    everyone = [_seen(ask, call) for call in await read.everyone(ask.db)]
    known = await matrix.called(ask, everyone)
    parts = (
        ("open", [c for c in everyone if c["state"] == "receiving"]),
        ("waiting", [c for c in everyone if c["state"] not in ("receiving", "reported")]),
        ("done", [c for c in everyone if c["state"] == "reported"]),
    )
    return Page(
        "consultations.html",
        {
            "parts": parts,
            "names": known,
            "outcomes": matrix.outcomes,
            "silent": lambda call: matrix.silent(call, ask.now),
        },
    )


def _seen(ask: Ask, call: Any) -> Any:
    """A call whose deadline has passed receives nothing, also before its timer said so."""
    over = call["state"] == "receiving" and call["deadline"] < utc(ask.now)
    return {**call, "state": "closed"} if over else call


async def consultation(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"call:{ask.id}")
    known = await names.of_entries(ask.db, entries)
    authors = await matrix.called(ask, [found])
    return Page(
        "consultation.html",
        {
            "call": _seen(ask, found),
            "linked": linked.consultation(
                ask, found, authors.institution(found["institution"]) if found["institution"] else None
            ),
            "groups": matrix.grouped(found),
            "outcomes": matrix.outcomes(found),
            "outcome": matrix.outcome,
            "silent": matrix.silent(found, ask.now),
            "names": authors,
            "organisation": Teller(ask.language, authors).organisation,
            "chain": f"call-{ask.id}" if await timeline.joined(ask.db, f"call-{ask.id}") else None,
            "history": Teller(ask.language, known, f"call:{ask.id}").tell(entries),
        },
    )
