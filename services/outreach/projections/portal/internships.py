"""Which internships can a person apply for, and what became of the earlier ones? No person is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Internship(Searchable):
    host: str
    title: dict[str, str]
    text: dict[str, str]
    state: Literal["announced", "selected", "running", "completed", "terminated"]
    apply_until: str
    starts_on: str
    ends_on: str
    exchanges: int
    """Knowledge exchanges between the intern and an organisation."""


def announced(_: None, event: Recorded[membership.InternshipAnnounced]) -> Internship:
    facts: Any = event.data.model_dump(mode="json", exclude={"announced_on"})
    internship: Internship = facts | {"state": "announced", "exchanges": 0}
    return internship


def selected(internship: Internship, event: Recorded[membership.InternSelected]) -> Internship:
    return {**internship, "state": "selected"}


def signed(internship: Internship, event: Recorded[membership.InternshipAgreementSigned]) -> Internship:
    starts, ends = event.data.starts_on.isoformat(), event.data.ends_on.isoformat()
    return {**internship, "state": "running", "starts_on": starts, "ends_on": ends}


def exchanged(internship: Internship, event: Recorded[membership.KnowledgeExchanged]) -> Internship:
    return {**internship, "exchanges": internship["exchanges"] + 1}


def completed(internship: Internship, event: Recorded[membership.InternshipCompleted]) -> Internship:
    return {**internship, "state": "completed"}


def terminated(internship: Internship, event: Recorded[membership.InternshipTerminated]) -> Internship:
    ended_on = event.data.terminated_on.isoformat()
    return {**internship, "state": "terminated", "ends_on": ended_on}


def texts(internship: Internship) -> Texts:
    return (internship["title"], internship["text"])


INTERNSHIPS = Projection(
    database="portal",
    name="internships",
    version=1,
    document=Internship,
    title="Internships at member organisations, without persons",
    on=searchable(
        texts,
        {
            membership.InternshipAnnounced: fold(announced),
            membership.InternSelected: fold(selected),
            membership.InternshipAgreementSigned: fold(signed),
            membership.KnowledgeExchanged: fold(exchanged),
            membership.InternshipCompleted: fold(completed),
            membership.InternshipTerminated: fold(terminated),
        },
    ),
    indexes=(Index((("apply_until", -1),)), Index((("host", 1),))),
)


async def open_calls(db: Database, today: date) -> list[Any]:
    """Those one can apply for, the one that closes next first."""
    calls = {"state": "announced", "apply_until": {"$gte": today.isoformat()}}
    return await db.find("internships", calls, sort=[("apply_until", 1), ("_id", 1)])


async def earlier(db: Database, today: date) -> list[Any]:
    """All others, the latest first."""
    closed = {"$or": [{"state": {"$ne": "announced"}}, {"apply_until": {"$lt": today.isoformat()}}]}
    return await db.find("internships", closed, sort=[("starts_on", -1), ("_id", 1)])


async def one(db: Database, id: str) -> Any:
    return await db.find_one("internships", {"_id": id})


async def titles(db: Database, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    found = await db.find("internships", {"_id": {"$in": sorted(set(ids))}}, fields=["title"])
    return {internship["_id"]: internship["title"] for internship in found}
