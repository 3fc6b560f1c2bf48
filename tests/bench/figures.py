"""What does a benchmark find out? Figures, some with a goal, taken in rounds that are fair to all sides."""

from __future__ import annotations

import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Goal:
    """What the figure must be at least, or, if it is `most`, at most."""

    bound: float
    most: bool = False
    strict: bool = False

    def met(self, value: float) -> bool:
        if self.strict:
            return value < self.bound if self.most else value > self.bound
        return value <= self.bound if self.most else value >= self.bound

    def __str__(self) -> str:
        sign = ("<" if self.strict else "≤") if self.most else (">" if self.strict else "≥")
        return f"{sign} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    what: str
    value: float
    unit: str = ""
    goal: Goal | None = None
    rounds: Sequence[float] = ()
    """What the single rounds came to: how far the figure can be believed."""

    @property
    def shown(self) -> str:
        return f"{_said(self.value)} {self.unit}".strip()

    @property
    def spread(self) -> str:
        return f"{_said(min(self.rounds))} – {_said(max(self.rounds))}" if self.rounds else ""

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "met" if self.goal.met(self.value) else "missed"


def _said(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


@dataclass(frozen=True, slots=True)
class Section:
    """One benchmark's outcome: how it measured, in words, and what it found."""

    name: str
    title: str
    method: str
    figures: Sequence[Figure]


Side = Callable[[int], Awaitable[float]]
"""Measures one side once; told the number of the round, 0 being the warm-up, which does not count."""


@dataclass(frozen=True)
class Rounds(Generic[K]):
    """What each side came to, round by round."""

    values: Mapping[K, Sequence[float]]

    def median(self, side: K) -> float:
        return statistics.median(self.values[side])

    def figure(self, what: str, side: K, unit: str) -> Figure:
        return Figure(what, self.median(side), unit, rounds=self.values[side])

    def ratio(self, what: str, one: K, other: K, goal: Goal | None = None) -> Figure:
        rounds = [a / b for a, b in zip(self.values[one], self.values[other], strict=True)]
        return Figure(what, self.median(one) / self.median(other), "×", goal, rounds)


async def alternating(rounds: int, sides: Mapping[K, Side]) -> Rounds[K]:
    """Measures every side in every round; the order turns round each time, so that a busy moment of the
    machine, or whoever goes first, favours nobody.
    """
    values: dict[K, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        names = list(sides)
        order = names if number % 2 else names[::-1]
        for name in order:
            value = await sides[name](number)
            if number:
                values[name].append(value)
    return Rounds(values)


def percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
