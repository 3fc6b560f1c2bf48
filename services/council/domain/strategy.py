"""Which Government Strategy do the bodies follow, what are its objectives, and who owes which measure?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from services.council.domain.days import EndsBeforeItStarts, InTheFuture, TooEarly
from services.council.domain.institution import NoSuchInstitution, registered
from shared.contracts import council
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class AdoptStrategy(Command):
    """Enter a strategy that the Government has adopted, with its objectives."""

    strategy: Id = Field(description="A short name for addresses, e.g. strategy-2013-2017")
    title: Text = Field(description="The title that people read")
    starts_on: date = Field(description="The first day of its period")
    ends_on: date = Field(description="The last day of its period")
    objectives: Annotated[tuple[council.Objective, ...], Field(min_length=1)] = Field(
        description="The objectives, numbered 1, 2, 3 …"
    )
    adopted_on: date = Field(description="The day the Government adopted it")


class AddMeasure(Command):
    """Add a measure of the action plan: what an institution owes under an objective, and by when."""

    strategy: Id = Field(description="The strategy")
    objective: Annotated[int, Field(ge=1)] = Field(description="The number of the objective")
    institution: Id = Field(description="The institution that owes it")
    text: Text = Field(description="What it is to do, in words that the public reads")
    due: date = Field(description="The day by which it is due")


class CloseStrategy(Command):
    """Close a strategy: no measure is added any more. What is owed under it stays owed."""

    strategy: Id = Field(description="The strategy")
    reason: str = Field(min_length=1, description="Why it is closed")


StrategyCommand = AdoptStrategy | AddMeasure | CloseStrategy


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unknown:
    pass


@dataclass(frozen=True, slots=True)
class Adopted:
    objectives: frozenset[int]
    starts_on: date | None = None
    measures: tuple[int, ...] = ()
    """The objective of each measure: measure 1 stands first."""


@dataclass(frozen=True, slots=True)
class Closed:
    objectives: frozenset[int]
    measures: tuple[int, ...]


Strategy = Unknown | Adopted | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class StrategyAlreadyAdopted(Refusal):
    """The strategy {strategy} is already entered. Choose another short name for a new one."""


class ObjectivesNotNumbered(Refusal):
    """The objectives are numbered {numbers}. Number them 1, 2, 3 … without a gap."""


class NotAnObjective(Refusal):
    """The strategy has no objective {objective}. Choose one of its objectives."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: StrategyCommand, strategy: Strategy, ctx: Context) -> Decision:
    match command, strategy:
        case AdoptStrategy(), Adopted() | Closed():
            raise StrategyAlreadyAdopted(strategy=command.strategy)
        case AdoptStrategy(adopted_on=day), Unknown() if day > ctx.on:
            raise InTheFuture(day=day)
        case AdoptStrategy(starts_on=starts, ends_on=ends), Unknown() if ends <= starts:
            raise EndsBeforeItStarts(starts=starts, ends=ends)
        case AdoptStrategy(), Unknown() if not _counted(numbers := _numbers(command.objectives)):
            raise ObjectivesNotNumbered(numbers=", ".join(map(str, numbers)))

        case AdoptStrategy(), Unknown():
            # The event has the command's fields; it takes what it needs.
            return [council.StrategyAdopted(**dict(command))]

        case AddMeasure(objective=number), Adopted(objectives=known) if number not in known:
            raise NotAnObjective(objective=number)
        case AddMeasure(institution=id), Adopted() if not registered(id, ctx):
            raise NoSuchInstitution(institution=id)
        case AddMeasure(due=due), Adopted(starts_on=date() as began) if due < began:
            raise TooEarly(day=due, began=began)
        case AddMeasure(), Adopted():
            number = len(strategy.measures) + 1
            return [council.MeasureAdded(measure=number, added_on=ctx.on, **dict(command))]
        case CloseStrategy(), Adopted():
            return [council.StrategyClosed(reason=command.reason, closed_on=ctx.on)]

        case _:
            raise NotNow(command, strategy, "strategy")


def _numbers(objectives: tuple[council.Objective, ...]) -> list[int]:
    return [objective.number for objective in objectives]


def _counted(numbers: list[int]) -> bool:
    return numbers == list(range(1, len(numbers) + 1))


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(strategy: Strategy, event: Event) -> Strategy:
    match event, strategy:
        case council.StrategyAdopted(), _:
            return Adopted(frozenset(_numbers(event.objectives)), event.starts_on)
        case council.MeasureAdded(), Adopted():
            return replace(strategy, measures=(*strategy.measures, event.objective))
        case council.StrategyClosed(), Adopted():
            return Closed(strategy.objectives, strategy.measures)
        case _:
            return strategy


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def objectives_of(strategy: Strategy) -> frozenset[int]:
    """The numbers of its objectives; empty if it was never adopted."""
    return strategy.objectives if isinstance(strategy, Adopted | Closed) else frozenset()


def objective_of(strategy: Strategy, measure: int | None) -> int | None:
    """The objective of a measure; None if the strategy has no such measure."""
    measures = strategy.measures if isinstance(strategy, Adopted | Closed) else ()
    return measures[measure - 1] if measure is not None and 0 < measure <= len(measures) else None


STRATEGY: Entity[Strategy] = Entity(
    "council",
    "strategy",
    initial=Unknown(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.strategy,
)
