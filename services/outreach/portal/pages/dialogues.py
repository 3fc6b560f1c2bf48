"""Dialogues: where there are any, how many principles were recognised; and one, step by step."""

from __future__ import annotations

from collections import Counter
from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import dialogues as read
from services.outreach.projections.portal import history
from services.outreach.projections.portal.territory import places, territory


async def dialogues(ask: Ask) -> Page:
    everyone = await read.everyone(ask.db)
    known = await names.of_holders(ask.db, _institutions(everyone))
    return Page(
        "dialogues.html",
        {
            "central": [d for d in everyone if d["level"] == "central"],
            "districts": _districts(await territory(ask.db), everyone),
            "years": _years(everyone, await read.targets(ask.db)),
            "state_of": state_of,
            "names": known,
        },
    )


def state_of(dialogue: Any) -> str:
    if dialogue["recognised"]:
        return "recognised"
    return "closed" if dialogue["closed_on"] else "underway"


def _institutions(dialogues: list[Any]) -> list[dict[str, str]]:
    return [{"kind": "institution", "id": d["institution"]} for d in dialogues if d["institution"]]


def _districts(territory: Any, dialogues: list[Any]) -> list[tuple[Any, list[tuple[Any, list[Any]]]]]:
    """Every district with every municipality, those with a dialogue first."""
    here: dict[str, list[Any]] = {}
    for dialogue in dialogues:
        here.setdefault(dialogue["municipality"] or "", []).append(dialogue)
    districts: dict[str, list[tuple[Any, list[Any]]]] = {region["id"]: [] for region in territory["regions"]}
    for municipality in territory["municipalities"]:
        place = (municipality["name"], here.get(municipality["id"], []))
        districts[municipality["region"]].append(place)
    return [
        (region["name"], sorted(districts[region["id"]], key=lambda place: not place[1]))
        for region in territory["regions"]
    ]


def _years(dialogues: list[Any], targets: dict[str, int]) -> list[tuple[str, int, int | None]]:
    """Year, principles recognised, and how many were meant to be; the latest first."""
    days = (d["recognised"]["recognised_on"] for d in dialogues if d["recognised"])
    recognised = Counter(day[:4] for day in days)
    years = sorted(recognised.keys() | targets.keys(), reverse=True)
    return [(year, recognised[year], targets.get(year)) for year in years]


async def dialogue(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"dialogue:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    asked = [found["organisation"]] if found["organisation"] else []
    known = await names.of_holders(ask.db, _institutions([found]), more=asked)
    where = await places(ask.db)
    partners = [{"kind": kind, "id": found[kind]} for kind in ("institution", "organisation") if found[kind]]
    return Page(
        "dialogue.html",
        {
            "linked": linked.dialogue(
                ask,
                found,
                [linked.partner(ask, one["kind"], known.holder(one)) for one in partners],
                where.municipalities.get(found["municipality"] or ""),
            ),
            "dialogue": found,
            "status": state_of(found),
            "places": where,
            "names": known,
            "organisation": Teller(ask.language, known).organisation,
            "history": Teller(ask.language, called, f"dialogue:{ask.id}").tell(entries),
        },
    )
