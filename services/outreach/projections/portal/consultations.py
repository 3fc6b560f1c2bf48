"""Which drafts were organisations asked about, what did they say, and what was each of them answered?

Organisations are authors in public; who wrote for them is in no public record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.meetings import utc
from services.outreach.projections.portal.searching import Searchable, Texts, searchable
from shared.contracts import council
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold

Text = dict[str, str]


class Station(TypedDict):
    kind: str
    id: str
    number: int | None


class Input(TypedDict):
    input: str
    organisation: str | None
    position: str | None
    part: str
    text: Text
    received_on: str
    outcome: Literal["accepted", "partly", "refused"] | None
    """None: no answer yet."""
    reason: Text | None
    answered_on: str | None
    withdrawn_on: str | None
    """By its author; nobody answers it."""
    late: bool
    """Answered after its time, or no answer on record when the time was over."""


class Group(TypedDict):
    title: Text
    inputs: list[str]


class Consultation(Searchable):
    title: Text
    document: str | None
    """None: a position that came without a call."""
    reference: str
    institution: str | None
    position: str | None
    state: Literal["receiving", "closed", "tabled", "consolidated", "transmitted", "reported"]
    opened_on: str
    deadline: str | None
    """In UTC, so that texts sort as times."""
    extensions: list[str]
    """Reasons for more time, in order."""
    inputs: list[Input]
    groups: list[Group]
    answer_by: str | None
    reported_on: str | None
    summary: Text | None
    follows: list[Station]


def _new(event: Recorded[Any], title: Any) -> Consultation:
    return Consultation(
        title=title,
        document=None,
        reference="",
        institution=None,
        position=None,
        state="tabled",
        opened_on=event.data.opened_on.isoformat(),
        deadline=None,
        extensions=[],
        inputs=[],
        groups=[],
        answer_by=None,
        reported_on=None,
        summary=None,
        follows=[],
    )


def opened(_: None, event: Recorded[council.CallOpened]) -> Consultation:
    facts: Any = event.data.model_dump(mode="json")
    return {
        **_new(event, facts["title"]),
        "document": facts["document"],
        "reference": facts["reference"],
        "institution": facts["institution"],
        "state": "receiving",
        "deadline": utc(event.data.deadline),
        "follows": facts["follows"],
    }


def tabled(_: None, event: Recorded[council.CallOpenedByPosition]) -> Consultation:
    facts: Any = event.data.model_dump(mode="json")
    return {**_new(event, facts["title"]), "position": facts["position"]}


def extended(call: Consultation, event: Recorded[council.CallExtended]) -> Consultation:
    reasons = [*call["extensions"], event.data.reason]
    return {**call, "deadline": utc(event.data.deadline), "extensions": reasons}


def received(call: Consultation, event: Recorded[council.InputReceived]) -> Consultation:
    facts: Any = event.data.model_dump(mode="json")
    new: Input = facts | {
        "outcome": None,
        "reason": None,
        "answered_on": None,
        "late": False,
        "withdrawn_on": None,
    }
    return {**call, "inputs": [*call["inputs"], new]}


def withdrawn(call: Consultation, event: Recorded[council.InputWithdrawn]) -> Consultation:
    day = event.data.withdrawn_on.isoformat()
    inputs: Any = [
        one | {"withdrawn_on": day} if one["input"] == event.data.input else one for one in call["inputs"]
    ]
    return {**call, "inputs": inputs}


def closed(call: Consultation, event: Recorded[council.CallClosed]) -> Consultation:
    return {**call, "state": "closed"}


def consolidated(call: Consultation, event: Recorded[council.InputsConsolidated]) -> Consultation:
    groups: Any = event.data.model_dump(mode="json")["groups"]
    return {**call, "state": "consolidated", "groups": groups}


def transmitted(call: Consultation, event: Recorded[council.InputsTransmitted]) -> Consultation:
    fact = event.data
    return {
        **call,
        "state": "transmitted",
        "institution": fact.institution,
        "answer_by": utc(fact.answer_by),
    }


def answered(call: Consultation, event: Recorded[council.InputAnswered]) -> Consultation:
    facts: Any = event.data.model_dump(mode="json")
    inputs: Any = [
        one | {key: facts[key] for key in ("outcome", "reason", "answered_on", "late")}
        if one["input"] == facts["input"]
        else one
        for one in call["inputs"]
    ]
    return {**call, "inputs": inputs}


def unanswered(call: Consultation, event: Recorded[council.InputsUnanswered]) -> Consultation:
    silent = set(event.data.inputs)
    inputs: Any = [one | {"late": True} if one["input"] in silent else one for one in call["inputs"]]
    return {**call, "inputs": inputs}


def reported(call: Consultation, event: Recorded[council.CallReported]) -> Consultation:
    facts: Any = event.data.model_dump(mode="json")
    return {
        **call,
        "state": "reported",
        "reported_on": facts["reported_on"],
        "summary": facts["summary"],
    }


def texts(call: Consultation) -> Texts:
    said = (text for one in call["inputs"] for text in (one["text"], one["reason"]))
    return (call["title"], call["reference"], call["summary"], *said)


CONSULTATIONS = Projection(
    database="portal",
    name="consultations",
    version=2,
    document=Consultation,
    title="Calls for input with every input, its answer and the reasons: the response matrix",
    on=searchable(
        texts,
        {
            council.CallOpened: fold(opened),
            council.CallOpenedByPosition: fold(tabled),
            council.CallExtended: fold(extended),
            council.InputReceived: fold(received),
            council.InputWithdrawn: fold(withdrawn),
            council.CallClosed: fold(closed),
            council.InputsConsolidated: fold(consolidated),
            council.InputsTransmitted: fold(transmitted),
            council.InputAnswered: fold(answered),
            council.InputsUnanswered: fold(unanswered),
            council.CallReported: fold(reported),
        },
    ),
    indexes=(
        Index((("opened_on", -1),)),
        Index((("institution", 1), ("opened_on", -1))),
        Index((("inputs.organisation", 1),)),
    ),
)


async def one(db: Database, id: str) -> Any:
    return await db.find_one("consultations", {"_id": id})


async def everyone(db: Database) -> list[Any]:
    """The latest first."""
    return await db.find("consultations", {}, sort=[("opened_on", -1), ("_id", 1)])


async def titles(db: Database, ids: Iterable[str]) -> dict[str, Text]:
    found = await db.find("consultations", {"_id": {"$in": sorted(set(ids))}}, fields=["title"])
    return {one["_id"]: one["title"] for one in found}
