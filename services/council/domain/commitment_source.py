"""What does a commitment follow from, and which objective of which strategy does that serve?"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from services.council.domain.body import BODY, aim_of_body
from services.council.domain.dialogue import DIALOGUE
from services.council.domain.meeting import MEETING
from services.council.domain.proceedings import Held
from services.council.domain.strategy import STRATEGY, NotAnObjective, objective_of, objectives_of
from shared.contracts.council import Source
from shared.kernel.entity import Context, Refusal

LONGEST = 80
"""Characters of an id."""


class Aim(NamedTuple):
    strategy: str | None
    objective: int | None


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NoSuchSource(Refusal):
    """There is no such {kind}: {id}. Give one that is on record."""


class SourceNotPublic(Refusal):
    """A commitment is public, and this decision is about a confidential item. Name a source that everybody
    may read.
    """


def aim_of(source: Source, strategy: str | None, objective: int | None, ctx: Context) -> Aim:
    """What is said, else what the source serves.

    Raises:
        NoSuchSource: there is no such measure or decision.
        SourceNotPublic: it follows from a decision that only some may read.
        NotAnObjective: the strategy has no such objective.
    """
    served = _served(source, ctx)
    if strategy is None and objective is None:
        return served
    aim = Aim(strategy or served.strategy, objective or served.objective)
    known = objectives_of(ctx.of(STRATEGY, aim.strategy)) if aim.strategy else frozenset()
    if not known or aim.objective not in known | {None}:
        raise NotAnObjective(objective=aim.objective)
    return aim


def _served(source: Source, ctx: Context) -> Aim:
    match source.kind:
        case "measure":
            objective = objective_of(ctx.of(STRATEGY, source.id), source.number)
            if objective is None:
                raise _missing(source)
            return Aim(source.id, objective)
        case "decision":
            meeting = ctx.of(MEETING, source.id)
            if not isinstance(meeting, Held) or not 0 < (source.number or 0) <= len(meeting.decisions):
                raise _missing(source)
            if meeting.decisions[(source.number or 0) - 1].confidential:
                raise SourceNotPublic
            return Aim(*aim_of_body(ctx.of(BODY, meeting.plan.body)))
        case "dialogue":
            if ctx.of(DIALOGUE, source.id) == DIALOGUE.initial:
                raise _missing(source)
            return Aim(None, None)


def _missing(source: Source) -> NoSuchSource:
    number = f", number {source.number}" if source.number else ""
    return NoSuchSource(kind=source.kind, id=f"{source.id}{number}")


def commitment_id(source: Source) -> str:
    """The id of the one commitment that a measure or a decision leads to by itself."""
    id = f"{source.id}-{source.kind}-{source.number}"
    if len(id) <= LONGEST:
        return id
    mark = hashlib.sha256(id.encode()).hexdigest()[:12]
    return f"{id[: LONGEST - 13]}-{mark}"
