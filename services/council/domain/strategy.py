"""Which Government Strategy do the bodies follow, and what are its objectives?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.council.domain.days import EndsBeforeItStarts, InTheFuture
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


StrategyCommand = AdoptStrategy


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unknown:
    pass


@dataclass(frozen=True, slots=True)
class Adopted:
    objectives: frozenset[int]


Strategy = Unknown | Adopted


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class StrategyAlreadyAdopted(Refusal):
    """The strategy {strategy} is already entered. Choose another short name for a new one."""


class ObjectivesNotNumbered(Refusal):
    """The objectives are numbered {numbers}. Number them 1, 2, 3 … without a gap."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: StrategyCommand, strategy: Strategy, ctx: Context) -> Decision:
    match command, strategy:
        case AdoptStrategy(), Adopted():
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

        case _:
            raise NotNow(command, strategy, "strategy")


def _numbers(objectives: tuple[council.Objective, ...]) -> list[int]:
    return [objective.number for objective in objectives]


def _counted(numbers: list[int]) -> bool:
    return numbers == list(range(1, len(numbers) + 1))


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(strategy: Strategy, event: Event) -> Strategy:
    match event:
        case council.StrategyAdopted():
            return Adopted(frozenset(_numbers(event.objectives)))
        case _:
            return strategy


STRATEGY: Entity[Strategy] = Entity(
    "council",
    "strategy",
    initial=Unknown(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.strategy,
)
