"""What does each institution owe, until when, what does it say itself, and what does civil society say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from typing_extensions import TypedDict

from services.outreach.projections.portal.bodies import Holder
from services.outreach.projections.portal.searching import Searchable, Texts, having, searchable
from shared.contracts import council
from shared.contracts.council import Level
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Index, Projection, fold


class Source(TypedDict):
    kind: str
    id: str
    number: int | None


class Voice(TypedDict):
    """How far it is, as somebody said on one day."""

    level: str
    evidence: dict[str, str]
    link: str | None
    organisation: str | None
    """Whose seat holder said so; None: the institution itself, or the secretariat."""
    done_by: Holder | None
    on: str


class Replan(TypedDict):
    old_due: str
    new_due: str
    reason: dict[str, str]
    decided_by: dict[str, str]
    on: str


class Escalation(TypedDict):
    body: str
    seat: str
    level: int
    ground: str
    reason: dict[str, str]
    on: str


class Commitment(Searchable):
    source: Source
    strategy: str | None
    objective: int | None
    institution: str
    text: dict[str, str]
    made_on: str
    first_due: str
    due: str
    replans: list[Replan]
    reported: list[Voice]
    """The institution's own voice, the latest last; it never touches the other one."""
    assessed: list[Voice]
    escalations: list[Escalation]
    closed: bool
    fulfilled_on: str | None
    withdrawn_on: str | None
    withdrawn_because: dict[str, str] | None


def made(_: None, event: Recorded[council.CommitmentMade]) -> Commitment:
    facts: Any = event.data.model_dump(mode="json", exclude={"overdue_from"})
    owed: Commitment = facts | {
        "first_due": facts["due"],
        "replans": [],
        "reported": [],
        "assessed": [],
        "escalations": [],
        "closed": False,
        "fulfilled_on": None,
        "withdrawn_on": None,
        "withdrawn_because": None,
    }
    return owed


def reported(owed: Commitment, event: Recorded[council.ProgressReported]) -> Commitment:
    facts: Any = event.data.model_dump(mode="json")
    voice = Voice(
        level=facts["claimed"],
        evidence=facts["evidence"],
        link=facts["link"],
        organisation=None,
        done_by=None,
        on=facts["reported_on"],
    )
    return {**owed, "reported": [*owed["reported"], voice]}


def assessed(owed: Commitment, event: Recorded[council.ProgressAssessed]) -> Commitment:
    voice: Voice = _dated(event, "assessed_on", "assessed_by")
    return {**owed, "assessed": [*owed["assessed"], voice]}


def replanned(owed: Commitment, event: Recorded[council.CommitmentReplanned]) -> Commitment:
    replan: Replan = _dated(event, "replanned_on", "overdue_from")
    return {**owed, "due": replan["new_due"], "replans": [*owed["replans"], replan]}


def escalated(owed: Commitment, event: Recorded[council.CommitmentEscalated]) -> Commitment:
    escalation: Escalation = _dated(event, "escalated_on")
    return {**owed, "escalations": [*owed["escalations"], escalation]}


def _dated(event: Recorded[Any], day: str, *hidden: str) -> Any:
    """The fields of a fact, its day as `on`."""
    facts = event.data.model_dump(mode="json", exclude=set(hidden))
    facts["on"] = facts.pop(day)
    return facts


def fulfilled(owed: Commitment, event: Recorded[council.CommitmentFulfilled]) -> Commitment:
    return {**owed, "closed": True, "fulfilled_on": event.data.fulfilled_on.isoformat()}


def withdrawn(owed: Commitment, event: Recorded[council.CommitmentWithdrawn]) -> Commitment:
    facts: Any = event.data.model_dump(mode="json")
    ended = {"withdrawn_on": facts["withdrawn_on"], "withdrawn_because": facts["reason"]}
    return {**owed, "closed": True, **ended}  # type: ignore[typeddict-item]


def texts(owed: Commitment) -> Texts:
    return (owed["text"],)


COMMITMENTS = Projection(
    database="portal",
    name="commitments",
    version=1,
    document=Commitment,
    title="Commitments of institutions: both voices, every due day, escalations",
    on=searchable(
        texts,
        {
            council.CommitmentMade: fold(made),
            council.ProgressReported: fold(reported),
            council.ProgressAssessed: fold(assessed),
            council.CommitmentReplanned: fold(replanned),
            council.CommitmentEscalated: fold(escalated),
            council.CommitmentFulfilled: fold(fulfilled),
            council.CommitmentWithdrawn: fold(withdrawn),
        },
    ),
    indexes=(
        Index((("closed", 1), ("due", 1))),
        Index((("institution", 1), ("due", 1))),
        Index((("source.id", 1),)),
    ),
)

# ── what follows from the days ──────────────────────────────────────────────────────────────────
Standing = Literal["on_time", "replanned", "overdue", "fulfilled", "withdrawn"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
OPEN = "open"
"""Still owed, however it stands."""
LEVELS: tuple[str, ...] = get_args(Level)
"""From nothing to all of it."""


def standing(owed: Mapping[str, Any], today: str) -> Standing:
    """Never stored: it is another one when a day is over."""
    if owed["withdrawn_on"]:
        return "withdrawn"
    if owed["fulfilled_on"]:
        return "fulfilled"
    if owed["due"] < today:
        return "overdue"
    return "replanned" if owed["due"] != owed["first_due"] else "on_time"


def _standing_filter(standing: str, today: str) -> dict[str, Any]:
    """The same, asked of the database."""
    moved = {"$ne": ["$due", "$first_due"]}
    filters: dict[str, dict[str, Any]] = {
        OPEN: {"closed": False},
        "withdrawn": {"withdrawn_on": {"$ne": None}},
        "fulfilled": {"fulfilled_on": {"$ne": None}},
        "overdue": {"closed": False, "due": {"$lt": today}},
        "replanned": {"closed": False, "due": {"$gte": today}, "$expr": moved},
        "on_time": {"closed": False, "due": {"$gte": today}, "$expr": {"$not": moved}},
    }
    return filters.get(standing, {})


def says(voices: list[Voice]) -> Voice | None:
    """The latest."""
    return voices[-1] if voices else None


def claims_more(owed: Mapping[str, Any]) -> bool:
    """The institution's latest voice is further along the scale than civil society's."""
    claim, assessment = says(owed["reported"]), says(owed["assessed"])
    if claim is None or assessment is None:
        return False
    return LEVELS.index(claim["level"]) > LEVELS.index(assessment["level"])


@dataclass(frozen=True, slots=True)
class Row:
    """How what one institution owes stands, or what is owed under one objective."""

    key: Any
    all: int
    counts: Counter[str]
    apart: int
    """Where the institution claims more than civil society sees."""


def tabled(owed: Iterable[Any], by: Callable[[Any], Any], today: str) -> list[Row]:
    """A row for each key, in their order; what has none (None) stands in no row."""
    grouped: dict[Any, list[Any]] = {}
    for one in owed:
        grouped.setdefault(by(one), []).append(one)
    return [_row(key, grouped[key], today) for key in sorted(grouped.keys() - {None})]


def _row(key: Any, owed: list[Any], today: str) -> Row:
    counts = Counter[str](standing(one, today) for one in owed)
    return Row(key, len(owed), counts, sum(map(claims_more, owed)))


def by_institution(owed: Any) -> str:
    institution: str = owed["institution"]
    return institution


def by_objective(owed: Any) -> tuple[str, int] | None:
    """Of its strategy: every strategy counts its objectives from 1."""
    return (owed["strategy"] or "", owed["objective"]) if owed["objective"] is not None else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty means any."""

    words: str = ""
    institution: str = ""
    strategy: str = ""
    """Whose objective; empty: the one of that number in any."""
    objective: int | None = None
    standing: str = ""

    def filter(self, today: str) -> dict[str, Any]:
        wanted: dict[str, Any] = having(self.words) if self.words else {}
        if self.institution:
            wanted["institution"] = self.institution
        if self.strategy:
            wanted["strategy"] = self.strategy
        if self.objective is not None:
            wanted["objective"] = self.objective
        return wanted | _standing_filter(self.standing, today)


async def find(db: Database, wanted: Wanted, today: str, skip: int = 0, limit: int = 0) -> list[Any]:
    """What is still owed first, by its due day."""
    order = [("closed", 1), ("due", 1), ("_id", 1)]
    return await db.find("commitments", wanted.filter(today), sort=order, skip=skip, limit=limit)


async def count(db: Database, wanted: Wanted, today: str) -> int:
    return await db.count("commitments", wanted.filter(today))


async def everyone(db: Database) -> list[Any]:
    return await find(db, Wanted(), "")


async def one(db: Database, id: str) -> Any:
    return await db.find_one("commitments", {"_id": id})


async def made_by(db: Database, *sources: str) -> list[Any]:
    """What follows from meetings' decisions, a strategy's measures or dialogues."""
    return await db.find(
        "commitments", {"source.id": {"$in": [*sources]}}, sort=[("source.number", 1), ("_id", 1)]
    )


async def of_strategies(db: Database, *strategies: str) -> list[Any]:
    """What was promised under their objectives, by measures or otherwise."""
    order = [("source.number", 1), ("due", 1), ("_id", 1)]
    return await db.find("commitments", {"strategy": {"$in": [*strategies]}}, sort=order)
