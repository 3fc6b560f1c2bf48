"""How many applied for which internship, how did it go, who learned what from whom?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from shared.contracts import membership
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Exchange(TypedDict):
    """Ids: the intern's or an organisation's."""

    topic: dict[str, str]
    learned: str
    taught: str
    on: str


class Internship(TypedDict):
    host: str
    title: dict[str, str]
    state: Literal["announced", "selected", "running", "completed", "terminated"]
    announced_on: str
    apply_until: str
    applicants: int
    selected_on: str | None
    intern: str | None
    signed_on: str | None
    starts_on: str
    ends_on: str
    exchanges: list[Exchange]
    grade: int | None
    ended_on: str | None
    ended_by: str | None


def announced(_: None, event: Recorded[membership.InternshipAnnounced]) -> Internship:
    facts: Any = event.data.model_dump(mode="json", exclude={"text"})
    internship: Internship = facts | {
        "state": "announced",
        "applicants": 0,
        "selected_on": None,
        "intern": None,
        "signed_on": None,
        "exchanges": [],
        "grade": None,
        "ended_on": None,
        "ended_by": None,
    }
    return internship


def applied(one: Internship, event: Recorded[membership.InternshipAppliedFor]) -> Internship:
    return {**one, "applicants": one["applicants"] + 1}


def selected(one: Internship, event: Recorded[membership.InternSelected]) -> Internship:
    fact = event.data
    on = fact.selected_on.isoformat()
    return {**one, "state": "selected", "intern": fact.person, "selected_on": on}


def signed(one: Internship, event: Recorded[membership.InternshipAgreementSigned]) -> Internship:
    facts: Any = event.data.model_dump(mode="json", include={"signed_on", "starts_on", "ends_on"})
    return {**one, **facts, "state": "running"}


def exchanged(one: Internship, event: Recorded[membership.KnowledgeExchanged]) -> Internship:
    fact = event.data
    topic: Any = fact.model_dump()["topic"]
    on = fact.exchanged_on.isoformat()
    exchange = Exchange(topic=topic, learned=fact.learned, taught=fact.taught, on=on)
    return {**one, "exchanges": [*one["exchanges"], exchange]}


def completed(one: Internship, event: Recorded[membership.InternshipCompleted]) -> Internship:
    on = event.data.completed_on.isoformat()
    return {**one, "state": "completed", "grade": event.data.grade, "ended_on": on}


def terminated(one: Internship, event: Recorded[membership.InternshipTerminated]) -> Internship:
    on, who = event.data.terminated_on.isoformat(), event.data.ended_by
    return {**one, "state": "terminated", "ended_on": on, "ended_by": who}


INTERNSHIPS = Projection(
    database="reporting",
    name="internships",
    version=1,
    document=Internship,
    title="Internships: applicants, days, exchanges, grades and endings",
    on={
        membership.InternshipAnnounced: fold(announced),
        membership.InternshipAppliedFor: fold(applied),
        membership.InternSelected: fold(selected),
        membership.InternshipAgreementSigned: fold(signed),
        membership.KnowledgeExchanged: fold(exchanged),
        membership.InternshipCompleted: fold(completed),
        membership.InternshipTerminated: fold(terminated),
    },
    indexes=(Index((("state", 1),)), Index((("host", 1),))),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all internships, or those of a year."""

    states: dict[str, int]
    applicants: int
    exchanges: int
    hosts: int


def figures(internships: Iterable[Any]) -> Figures:
    each = list(internships)
    return Figures(
        states=dict(Counter(one["state"] for one in each)),
        applicants=sum(one["applicants"] for one in each),
        exchanges=sum(len(one["exchanges"]) for one in each),
        hosts=len({one["host"] for one in each}),
    )


async def everyone(db: Database) -> list[Any]:
    return await db.find("internships", {}, sort=[("announced_on", 1), ("_id", 1)])
