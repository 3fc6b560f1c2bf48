"""Trainings and internships: what can people learn, where can they apply, what became of earlier ones?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history
from services.outreach.projections.portal import internships as interning
from services.outreach.projections.portal import trainings as read


async def trainings(ask: Ask) -> Page:
    today = _today(ask)
    calls = await interning.open_calls(ask.db, today)
    earlier = await interning.earlier(ask.db, today)
    called = await names.of_holders(ask.db, (), more={one["host"] for one in (*calls, *earlier)})
    return Page(
        "trainings.html",
        {
            "upcoming": await read.upcoming(ask.db, today),
            "over": await read.over(ask.db, today),
            "calls": calls,
            "earlier": earlier,
            "names": called,
            "mean": _mean(ask),
        },
    )


async def training(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"training:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    return Page(
        "training.html",
        {
            "training": found,
            "linked": linked.training(ask, found),
            "mean": _mean(ask),
            "open": found["state"] == "planned" and found["starts_on"] >= _today(ask).isoformat(),
            "history": Teller(ask.language, called, f"training:{ask.id}").tell(entries),
        },
    )


async def internship(ask: Ask) -> Page:
    found = await interning.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"internship:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    return Page(
        "internship.html",
        {
            "internship": found,
            "host": called.organisation(found["host"]),
            "open": found["state"] == "announced" and found["apply_until"] >= _today(ask).isoformat(),
            "history": Teller(ask.language, called, f"internship:{ask.id}").tell(entries),
        },
    )


def _today(ask: Ask) -> date:
    return date.fromisoformat(ask.language.machine_day(ask.now.isoformat()))


def _mean(ask: Ask) -> Callable[[list[int]], str]:
    """To one place behind the comma, as the reader writes it."""
    return lambda scores: ask.language.number(round(sum(scores) / len(scores), 1))
