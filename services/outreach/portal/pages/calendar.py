"""The calendar: what comes, month by month, and the feeds that bring it into a reader's own calendar."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from services.outreach.portal import names
from services.outreach.portal.ical import Scribe
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask, File, NotFound, Page
from services.outreach.projections.portal import bodies, meetings, organisations

MEDIA_TYPE = "text/calendar"
EVERYTHING = N_("All meetings")


async def calendar(ask: Ask) -> Page:
    upcoming = await meetings.upcoming(ask.db, ask.now)
    called_off = await meetings.called_off(ask.db, ask.now)
    coming = sorted([*upcoming, *called_off], key=lambda meeting: str(meeting["starts_at"]))
    everyone = [body for body in await bodies.everyone(ask.db) if not body["dissolved_on"]]
    return Page(
        "calendar.html",
        {
            "months": [(month, [*listed]) for month, listed in groupby(coming, key=lambda m: _month(ask, m))],
            "last": next(iter(await meetings.last_held(ask.db, 1)), None),
            "bodies": {body["_id"]: body["name"] for body in everyone},
            "webcal": ask.base.replace("https:", "webcal:").replace("http:", "webcal:"),
        },
    )


def _month(ask: Ask, meeting: Any) -> str:
    """ "2015-04", where the platform is."""
    return ask.language.machine_day(meeting["starts_at"])[:7]


# ── feeds ───────────────────────────────────────────────────────────────────────────────────────
async def every_meeting(ask: Ask) -> File:
    name = f"CiviKos: {ask.language.say(EVERYTHING)}"
    return await _feed(ask, name, "/calendar.ics", await meetings.everyone(ask.db))


async def of_body(ask: Ask) -> File:
    body = await bodies.one(ask.db, ask.id)
    if body is None:
        raise NotFound
    name = f"CiviKos: {ask.language.plain(body['name'])}"
    return await _feed(ask, name, f"/bodies/{ask.id}/calendar.ics", await meetings.of_body(ask.db, ask.id))


async def of_organisation(ask: Ask) -> File:
    """The meetings of the bodies in which it sits or sat at the time, and those to which it came."""
    organisation = await organisations.one(ask.db, ask.id)
    if organisation is None:
        raise NotFound
    known = {meeting["_id"]: meeting for meeting in await meetings.attended_by(ask.db, ask.id)}
    for body in await bodies.with_holder(ask.db, ask.id):
        for meeting in await meetings.of_body(ask.db, body["_id"]):
            if _sat(body, ask.id, ask.language.machine_day(meeting["starts_at"])):
                known[meeting["_id"]] = meeting
    listed = sorted(known.values(), key=lambda meeting: str(meeting["starts_at"]), reverse=True)
    name = f"CiviKos: {ask.language.plain(organisation['name'])}"
    return await _feed(ask, name, f"/organisations/{ask.id}/calendar.ics", listed)


def _sat(body: Any, organisation: str, day: str) -> bool:
    """Whether it holds a seat of the body since that day at the latest, or held one on that day."""
    for seat in body["seats"]:
        if seat["holder"] and seat["holder"]["id"] == organisation and seat["since"] <= day:
            return True
        for held in seat["before"]:
            if held["holder"]["id"] == organisation and held["since"] <= day < held["until"]:
                return True
    return False


async def _feed(ask: Ask, name: str, path: str, listed: list[Any]) -> File:
    known = names.Names(bodies=await names.of_bodies(ask.db))
    content = Scribe(ask.language, known, ask.base).feed(name, path, listed)
    return File(content, MEDIA_TYPE, path.strip("/").replace("/", "-"))


# ── invitations ─────────────────────────────────────────────────────────────────────────────────
async def invitation(ask: Ask) -> File:
    """For a meeting that is to come, or is called off; one that was held invites nobody."""
    meeting = await meetings.one(ask.db, ask.id)
    if meeting is None or meeting["state"] == "held":
        raise NotFound
    body = await bodies.one(ask.db, meeting["body"])
    seats = body["seats"] if body else []
    known = await names.of_holders(ask.db, [seat["holder"] for seat in seats])
    content = Scribe(ask.language, known, ask.base).invitation(meeting, seats)
    method = "CANCEL" if meeting["state"] == "cancelled" else "REQUEST"
    return File(content, f"{MEDIA_TYPE}; method={method}", f"{ask.id}.ics", inline=False)
