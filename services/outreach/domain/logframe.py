"""By what is the project measured: which results, which indicators, counted by which query over events?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.outreach.domain.measures import MEASURES
from shared.contracts import outreach
from shared.contracts.outreach import Action, Activity, Indicator, Result, ResultTitle
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class DefineLogframe(Command):
    """Define the logframe of an agreement, or define it anew: reports frozen before keep the old one."""

    logframe: Id = Field(description="The short name of the agreement's fund")
    title: Text = Field(description="The title of the action")
    starts_on: date = Field(description="The first day of the action")
    ends_on: date = Field(description="The last day of the action")
    results: Annotated[tuple[Result, ...], Field(min_length=1)] = Field(
        description="The results, each with its indicators"
    )
    activity: Activity | None = Field(None, description="What the IATI export says of the action")


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Undefined:
    pass


@dataclass(frozen=True, slots=True)
class Defined:
    version: int
    title: Text
    starts_on: date
    ends_on: date
    results: tuple[Result, ...]
    activity: Activity | None = None

    @property
    def indicators(self) -> list[tuple[str, Indicator]]:
        """Each with the result that it belongs to."""
        return [(result.result, indicator) for result in self.results for indicator in result.indicators]

    @property
    def action(self) -> Action:
        """What a report keeps of it."""
        return Action(
            version=self.version,
            title=self.title,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            results=tuple(ResultTitle(result=r.result, title=r.title) for r in self.results),
            activity=self.activity,
        )


Logframe = Undefined | Defined


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class EndsBeforeItStarts(Refusal):
    """The last day, {ends}, is before the first, {starts}. Correct one of them."""


class NamedTwice(Refusal):
    """{name} stands there more than once. Give each result and each indicator a name of its own."""


class NoSuchMeasure(Refusal):
    """Nothing is measured by "{measure}". Choose one of: {known}."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: DefineLogframe, logframe: Logframe, ctx: Context) -> Decision:
    match command, logframe:
        case DefineLogframe(starts_on=starts, ends_on=ends), _ if ends < starts:
            raise EndsBeforeItStarts(starts=starts, ends=ends)
        case DefineLogframe(results=results), _ if name := _twice(results):
            raise NamedTwice(name=name)
        case DefineLogframe(results=results), _ if measure := _unknown(results):
            raise NoSuchMeasure(measure=measure, known=", ".join(MEASURES))
        case DefineLogframe(), Defined() if _same(command, logframe):
            return []
        case DefineLogframe(), Defined(version=version):
            return [_defined(command, version + 1, ctx)]
        case DefineLogframe(), Undefined():
            return [_defined(command, 1, ctx)]


def _twice(results: tuple[Result, ...]) -> str | None:
    names = [r.result for r in results] + [i.indicator for r in results for i in r.indicators]
    return next((name for at, name in enumerate(names) if name in names[:at]), None)


def _unknown(results: tuple[Result, ...]) -> str | None:
    measures = [indicator.measured_by for result in results for indicator in result.indicators]
    return next((measure for measure in measures if measure not in MEASURES), None)


def _same(command: DefineLogframe, logframe: Defined) -> bool:
    names = ("title", "starts_on", "ends_on", "results", "activity")
    return all(getattr(command, name) == getattr(logframe, name) for name in names)


def _defined(command: DefineLogframe, version: int, ctx: Context) -> Event:
    return outreach.LogframeDefined(
        version=version,
        title=command.title,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        results=command.results,
        activity=command.activity,
        defined_by=ctx.by,
        defined_on=ctx.on,
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(logframe: Logframe, event: Event) -> Logframe:
    match event:
        case outreach.LogframeDefined():
            return Defined(
                event.version, event.title, event.starts_on, event.ends_on, event.results, event.activity
            )
        case _:
            return logframe


LOGFRAME: Entity[Logframe] = Entity(
    "outreach",
    "logframe",
    initial=Undefined(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.logframe,
)
