"""Meetings: what comes, what was, year by year; and one meeting: who came, what was decided?"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.outreach.portal import linked, names
from services.outreach.portal.page import Ask, NotFound, Page
from services.outreach.portal.pages.bodies import SIDES
from services.outreach.portal.pages.papers import on_file
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import bodies, commitments, history
from services.outreach.projections.portal import meetings as read


async def meetings(ask: Ask) -> Page:
    upcoming = await read.upcoming(ask.db, ask.now)
    years = _years(await read.moments(ask.db, ask.now), ask.language.zone)
    year = _year(ask, years)
    ahead = {meeting["_id"] for meeting in upcoming}
    listed = await read.between(ask.db, *_span(year, ask.language.zone)) if year else []
    return Page(
        "meetings.html",
        {
            "upcoming": upcoming,
            "past": [meeting for meeting in listed if meeting["_id"] not in ahead],
            "years": sorted(years.items(), reverse=True),
            "year": year,
            "bodies": await names.of_bodies(ask.db),
        },
    )


def _years(moments: list[str], zone: ZoneInfo) -> Counter[int]:
    return Counter(datetime.fromisoformat(moment).astimezone(zone).year for moment in moments)


def _year(ask: Ask, years: Counter[int]) -> int | None:
    """The asked year if something met in it, else the latest that is not all in the future."""
    asked = ask.query.get("year", "")
    if asked.isdecimal() and int(asked) in years:
        return int(asked)
    past = [year for year in years if year <= ask.now.astimezone(ask.language.zone).year]
    return max(past or years, default=None)


def _span(year: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


async def meeting(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"meeting:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    holders = [seat["holder"] for seat in found["attendance"]]
    guests = [guest["organisation"] for guest in found["guests"] if guest["organisation"]]
    holders += [item["owner"] for item in found["agenda"]]
    holders += [proposal["proposer"] for proposal in found["proposals"]]
    holders += [
        {"kind": "institution", "id": d["institution"]} for d in found["decisions"] if d["institution"]
    ]
    known = await names.of_holders(ask.db, holders, more=guests)
    owed = await commitments.made_by(ask.db, ask.id)
    body = await bodies.one(ask.db, found["body"])
    return Page(
        "meeting.html",
        {
            "meeting": found,
            "body": body,
            "on_file": await on_file(ask, found),
            "sides": _attendance(found, body),
            "came": sum(seat["presence"] in read.CAME for seat in found["attendance"]),
            "holder": Teller(ask.language, known).holder,
            "names": known,
            "owed": {
                one["source"]["number"]: one["_id"] for one in owed if one["source"]["kind"] == "decision"
            },
            "taken_up": {item["proposal"]: item["number"] for item in found["agenda"] if item["proposal"]},
            "history": Teller(ask.language, called, f"body:{found['body']}").tell(entries),
            "linked": linked.meeting(ask, found, body),
            "over": found["state"] == "scheduled" and found["ends_at"] < read.utc(ask.now),
        },
    )


def _attendance(meeting: Any, body: Any) -> list[tuple[str, list[Any]]]:
    """The seats by side; a seat that the body does not know stands with the last side."""
    side = {seat["seat"]: seat["side"] for seat in body["seats"]} if body else {}
    rows: dict[str, list[Any]] = {name: [] for name in SIDES}
    for attendance in meeting["attendance"]:
        rows[side.get(attendance["seat"], SIDES[-1])].append(attendance)
    return [(name, seats) for name, seats in rows.items() if seats]
