"""Which elections are there, who stands, how was it counted, and does the result stand?

A candidate is shown as the organisation that stands, as a body shows its holders: no person is in here. Nor
is it which organisation has voted, and which way its ballot came; only how many were received.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.outreach.projections.portal.election_document import (
    Count,
    Election,
    Invalid,
    Lot,
    Objection,
    RefusedNomination,
    Votes,
    Window,
)
from services.outreach.projections.portal.meeting_document import Guest
from services.outreach.projections.portal.meetings import utc
from services.outreach.projections.portal.searching import Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


def called(_: None, event: Recorded[council.ElectionCalled]) -> Election:
    fact = event.data
    kept = {"title", "body", "requested_by", "seats", "choices", "open_to", "criteria", "documents", "zone"}
    facts: Any = fact.model_dump(mode="json", include=kept)
    election: Election = facts | {
        "panel": [panellist.speaks_for for panellist in fact.panel],
        "nominations": _window(fact.windows.nominations),
        "voting": _window(fact.windows.voting),
        "inspection": _window(fact.windows.inspection),
        "called_on": fact.called_on.isoformat(),
        "state": "called",
        "nominated": 0,
        "refused": [],
        "candidates": [],
        "published_on": None,
        "roll_as_of": None,
        "received": 0,
        "count": None,
        "lot": None,
        "elected": [],
        "unfilled": [],
        "declared_on": None,
        "objections": [],
        "certified_on": None,
        "annulled_on": None,
        "annulled_because": None,
    }
    return election


def _window(window: council.Window) -> Window:
    return Window(opens_at=utc(window.opens_at), closes_at=utc(window.closes_at))


def nominated(election: Election, event: Recorded[council.NominationReceived]) -> Election:
    return {**election, "nominated": election["nominated"] + 1}


def turned_down(election: Election, event: Recorded[council.NominationRefused]) -> Election:
    new = RefusedNomination(organisation=event.data.organisation, ground=event.data.ground)
    return {**election, "refused": [*election["refused"], new]}


def listed(election: Election, event: Recorded[council.CandidatesPublished]) -> Election:
    return {
        **election,
        "state": "listed",
        "candidates": [candidate.organisation for candidate in event.data.candidates],
        "published_on": event.data.published_on.isoformat(),
    }


def frozen(election: Election, event: Recorded[council.RollFrozen]) -> Election:
    return {**election, "roll_as_of": utc(event.data.as_of)}


def received(election: Election, event: Recorded[council.BallotReceived]) -> Election:
    return {**election, "received": election["received"] + 1}


def counted(election: Election, event: Recorded[council.BallotsCounted]) -> Election:
    fact = event.data
    count = Count(
        counted_on=fact.counted_on.isoformat(),
        received=fact.received,
        valid=fact.valid,
        invalid=[Invalid(reason=reason, ballots=n) for reason, n in sorted(fact.invalid.items())],
        votes=[Votes(organisation=row.organisation, votes=row.votes) for row in fact.votes],
        observers=[Guest(organisation=o.organisation, label=o.label) for o in fact.observers],
    )
    return {**election, "state": "counted", "count": count}


def drawn(election: Election, event: Recorded[council.LotDrawn]) -> Election:
    fact = event.data
    lot = Lot(
        tied=[*fact.tied],
        drawn=[*fact.drawn],
        witness_of=fact.witness_of,
        drawn_on=fact.drawn_on.isoformat(),
    )
    return {**election, "lot": lot}


def declared(election: Election, event: Recorded[council.ResultDeclared]) -> Election:
    elected: Any = [row.model_dump(mode="json") for row in event.data.elected]
    return {
        **election,
        "state": "declared",
        "elected": elected,
        "unfilled": [*event.data.unfilled],
        "declared_on": event.data.declared_on.isoformat(),
    }


def objected(election: Election, event: Recorded[council.ObjectionLodged]) -> Election:
    """That somebody objects is public; the grounds, in somebody's own words, are not."""
    new = Objection(
        objection=event.data.objection,
        organisation=event.data.organisation,
        lodged_on=event.data.lodged_on.isoformat(),
        ruling=None,
        reason=None,
        ruled_on=None,
    )
    return {**election, "objections": [*election["objections"], new]}


def ruled(election: Election, event: Recorded[council.ObjectionRuled]) -> Election:
    fact, reason = event.data, event.data.model_dump()["reason"]

    def rule(objection: Objection) -> Objection:
        if objection["objection"] != fact.objection:
            return objection
        on = fact.ruled_on.isoformat()
        return {**objection, "ruling": fact.ruling, "reason": reason, "ruled_on": on}

    return {**election, "objections": [rule(objection) for objection in election["objections"]]}


def certified(election: Election, event: Recorded[council.ElectionCertified]) -> Election:
    return {**election, "state": "certified", "certified_on": event.data.certified_on.isoformat()}


def annulled(election: Election, event: Recorded[council.ElectionAnnulled]) -> Election:
    return {
        **election,
        "state": "annulled",
        "annulled_on": event.data.annulled_on.isoformat(),
        "annulled_because": event.data.model_dump()["reason"],
    }


def texts(election: Election) -> Texts:
    return [election["title"]]


ELECTIONS = Projection(
    database="portal",
    name="elections",
    version=1,
    document=Election,
    title="Elections of civil-society seats: calls, candidates, every count, lots, objections, results",
    on=searchable(
        texts,
        {
            council.ElectionCalled: fold(called),
            council.NominationReceived: fold(nominated),
            council.NominationRefused: fold(turned_down),
            council.CandidatesPublished: fold(listed),
            council.RollFrozen: fold(frozen),
            council.BallotReceived: fold(received),
            council.BallotsCounted: fold(counted),
            council.LotDrawn: fold(drawn),
            council.ResultDeclared: fold(declared),
            council.ObjectionLodged: fold(objected),
            council.ObjectionRuled: fold(ruled),
            council.ElectionCertified: fold(certified),
            council.ElectionAnnulled: fold(annulled),
        },
    ),
    indexes=(Index((("voting.opens_at", -1),)), Index((("body", 1),)), Index((("candidates", 1),))),
)


async def one(db: Database, id: str) -> Any:
    return await db.find_one("elections", {"_id": id})


async def everyone(db: Database) -> list[Any]:
    """The latest vote first."""
    return await db.find("elections", {}, sort=[("voting.opens_at", -1), ("_id", 1)])


async def of_body(db: Database, body: str) -> list[Any]:
    """The latest vote first."""
    return await db.find("elections", {"body": body}, sort=[("voting.opens_at", -1), ("_id", 1)])


async def open_now(db: Database, now: datetime) -> list[Any]:
    """Where an organisation can nominate or vote at this moment, and those that come next."""
    running = {"state": {"$in": ["called", "listed"]}, "voting.closes_at": {"$gt": utc(now)}}
    return await db.find("elections", running, sort=[("voting.opens_at", 1), ("_id", 1)])
