"""Which values may be chosen in a field of a form? A table by the field's name, over the read models.

What is written here offers and never decides: the service says whether a value will do. Persons: `whom`.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Any

from services.outreach.desk import creating, whom
from services.outreach.desk.asked import Asked, Choices, Chooser
from services.outreach.desk.lookup import ALIASES, SOURCES
from services.outreach.domain.measures import MEASURES
from services.outreach.portal.labels import LABELS, label
from services.outreach.portal.marking import N_
from services.outreach.projections.portal.newsletter import the_newsletter
from services.outreach.projections.portal.organisations import fields_of_work
from services.outreach.projections.portal.territory import places

LONGEST = 80
"""Characters of an input in a list."""
VACANT = N_("vacant")
ANEW = N_("A new one")


def ids(database: str, model: str, where: Mapping[str, Any] | None = None) -> Chooser:
    """Of things that have no other name."""

    async def found(asked: Asked) -> Choices:
        documents = await asked.mongo.database(database).find(model, where or {}, sort=[("_id", 1)])
        return [(document["_id"], document["_id"]) for document in documents]

    return found


def of_kind(kind: str, where: Mapping[str, Any] | None = None) -> Chooser:
    """Things that a name is looked up for."""

    async def found(asked: Asked) -> Choices:
        return await asked.lookup.choices(kind, where)

    return found


async def _nothing(_: Asked) -> Choices:
    """What comes on paper has no name here yet."""
    return []


async def _municipalities(asked: Asked) -> Choices:
    return asked.named((await places(asked.portal)).municipalities)


async def _regions(asked: Asked) -> Choices:
    return asked.named((await places(asked.portal)).regions)


async def _fields_of_work(asked: Asked) -> Choices:
    """Those that have a word, and those that somebody works in already."""
    codes = {*LABELS["field"], *await fields_of_work(asked.portal)}
    return sorted(
        ((code, str(label(asked.language, "field", code))) for code in codes), key=lambda one: one[1]
    )


async def _seats(asked: Asked) -> Choices:
    """Of the body that the form names, or that meets at its meeting."""
    meeting = await asked.portal.find_one("meetings", {"_id": asked.known("meeting")})
    body = await asked.portal.find_one("bodies", {"_id": meeting["body"] if meeting else asked.known("body")})
    seats = body["seats"] if body else []
    for kind in ("organisation", "institution"):
        held = [seat["holder"]["id"] for seat in seats if seat["holder"] and seat["holder"]["kind"] == kind]
        await asked.lookup.fetch(kind, held)
    return [(seat["seat"], _seat(asked, seat)) for seat in seats]


def _seat(asked: Asked, seat: Any) -> str:
    holder = seat["holder"]
    who = (
        asked.lookup.name(holder["kind"], holder["id"]).striptags() if holder else asked.language.say(VACANT)
    )
    title = f"{asked.language.plain(seat['title'])}, " if seat["title"] else ""
    return f"{title}{who} ({seat['seat']})"


async def _headings(asked: Asked) -> Choices:
    claim = await asked.reporting.find_one("claims", {"_id": asked.known("claim")})
    fund = await asked.reporting.find_one("funds", {"_id": claim["fund"] if claim else asked.known("fund")})
    return asked.named({heading["heading"]: heading["title"] for heading in fund["headings"]} if fund else {})


async def _candidates(asked: Asked) -> Choices:
    election = await asked.portal.find_one("elections", {"_id": asked.known("election")})
    candidates = election["candidates"] if election else []
    await asked.lookup.fetch("organisation", candidates)
    return [(id, asked.lookup.name("organisation", id).striptags()) for id in candidates]


async def _measures(asked: Asked) -> Choices:
    return asked.named({id: measure.title for id, measure in MEASURES.items()})


async def _topics(asked: Asked) -> Choices:
    newsletter = await the_newsletter(asked.portal)
    topics = newsletter["topics"] if newsletter else []
    return asked.named({topic["topic"]: topic["title"] for topic in topics})


async def _payable(asked: Asked) -> Choices:
    where = {"state": "authorised"} | ({"fund": asked.known("fund")} if asked.known("fund") else {})
    return await asked.lookup.choices("claim", where)


async def _targets(asked: Asked) -> Choices:
    """Of a plan: regions, or fields of work."""
    return [*await _regions(asked), *await _fields_of_work(asked)]


async def _inputs(asked: Asked) -> Choices:
    """To the call that the form is for, each by who gave it."""
    call = await asked.portal.find_one("consultations", {"_id": asked.known("call")})
    inputs = [one for one in call["inputs"] if not one["withdrawn_on"]] if call else []
    await asked.lookup.fetch("organisation", [one["organisation"] for one in inputs if one["organisation"]])
    return [(one["input"], _input(asked, one)) for one in inputs]


async def _own_inputs(asked: Asked) -> Choices:
    """Of the organisation that the form names."""
    own = asked.known("organisation")
    return [one for one in await _inputs(asked) if one[0].startswith(f"{own}-")] if own else []


def _input(asked: Asked, one: Any) -> str:
    text = shorten(asked.language.plain(one["text"]), LONGEST, placeholder="…")
    if not one["organisation"]:
        return text
    return f"{asked.lookup.name('organisation', one['organisation']).striptags()}: {text}"


async def _enquiries(asked: Asked) -> Choices:
    """Those without an answer, at the hubs that this person works for."""
    grants = asked.whom.account.grants if asked.whom else ()
    hubs = [grant.bound_to for grant in grants if grant.bound_to]
    where = {"state": {"$ne": "answered"}, "hub": {"$in": hubs}}
    found = await asked.reporting.find("hubs", where, sort=[("logged_on", 1), ("_id", 1)])
    await asked.lookup.fetch("enquiry", [one["_id"] for one in found])
    return [(one["_id"], asked.lookup.name("enquiry", one["_id"]).striptags()) for one in found]


async def _initiatives(asked: Asked) -> Choices:
    positions = await asked.portal.find("positions", {"initiatives.0": {"$exists": True}})
    begun = [initiative for position in positions for initiative in position["initiatives"]]
    return asked.named({initiative["initiative"]: initiative["title"] for initiative in begun})


async def _sections(asked: Asked) -> Choices:
    report = await asked.reporting.find_one("reports", {"_id": asked.known("report")})
    return asked.named({one["section"]: one["title"] for one in report["sections"]} if report else {})


async def _recipients(asked: Asked) -> Choices:
    """Of the issue, those whose letter was refused, or may have come; they have no name here."""
    where = {"issue": asked.known("issue"), "outcome": {"$in": ["uncertain", "refused"]}}
    return [(d["subscription"], d["subscription"]) for d in await asked.reporting.find("deliveries", where)]


CHOOSERS: Mapping[str, Chooser] = {
    # a hub's month is made of the hub and the month, and nothing follows an action: no form takes their ids
    **{kind: of_kind(kind) for kind in SOURCES if kind not in ("hub_month", "visibility_action")},
    **{other: of_kind(kind) for other, kind in ALIASES.items()},
    "organisations": of_kind("organisation"),
    "requested_by": of_kind("institution"),
    "speaks_for": of_kind("organisation"),
    "adopted_in": of_kind("meeting"),
    "municipality": _municipalities,
    "municipalities": _municipalities,
    "region": _regions,
    "fields_of_work": _fields_of_work,
    "seat": _seats,
    "seats": _seats,
    "OpenHub.seat": _municipalities,
    "agreement": ids("portal", "visibility"),
    "logframe": ids("portal", "logframes"),
    "measured_by": _measures,
    "CompileIssue.topic": _topics,
    "SetVisibilityRules.agreement": of_kind("fund"),
    "visibility_rules": ids("portal", "visibility"),
    "targets/id": _targets,
    "CallElection.value": _fields_of_work,
    "inputs": _inputs,
    "input": _inputs,
    "WithdrawInput.input": _own_inputs,
    "initiative": _initiatives,
    "section": _sections,
    "RenewDelivery.subscription": _recipients,
    "case": ids("reporting", "ethics"),
    "enquiry": _enquiries,
    "SubmitClaim.heading": _headings,
    "ResubmitClaim.heading": _headings,
    "claims": _payable,
    "ReceivePosition.position": _nothing,
    "choices": _candidates,
    "tied": _candidates,
    "drawn": _candidates,
    **whom.CHOOSERS,
}
"""By a field's name; with the command before it where the name means something else there."""


async def choices(asked: Asked, command: str, field: str) -> Choices:
    """What the field offers, of the command "service.Command"; nothing where no list is kept."""
    if field in creating.NEW.get(command, ()) or creating.MEANT.get(command) == field:
        return []
    chooser = CHOOSERS.get(f"{command.rpartition('.')[2]}.{field}") or CHOOSERS.get(field)
    found = await chooser(asked) if chooser else []
    if creating.NEW_OR_KNOWN.get(command) != field or asked.whom is None:
        return found
    return [(creating.id_of(field, asked.whom.form), asked.language.words(ANEW)), *found]
