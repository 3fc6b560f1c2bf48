"""What becomes of a report to the donor: written, closed, its figures frozen for ever, handed in?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from services.outreach.domain.logframe import LOGFRAME, Defined, EndsBeforeItStarts
from shared.contracts import outreach
from shared.contracts.outreach import Action, Figure, Section
from shared.contracts.values import PROSE, Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OpenReport(Command):
    """Open the report on a period of an action."""

    report: Id = Field(description="A short name, e.g. interim-2015")
    logframe: Id = Field(description="The logframe by which it is measured")
    title: Text = Field(description="The title")
    period_from: date = Field(description="The first day of the period")
    period_to: date = Field(description="The last day of the period")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        ("en",), description="The languages in which every section must be there"
    )
    due_on: date | None = Field(None, description="The day by which the donor wants it")


class WriteSection(Command):
    """Write a section, or write it anew."""

    report: Id = Field(description="The report")
    section: Id = Field(description="A short name; sections stand in the order in which they came first")
    title: Text = Field(description="The heading")
    text: Text = Field(description="The text; an empty line begins a new paragraph", json_schema_extra=PROSE)


class FreezeReport(Command):
    """Close the report: nothing is written in it any more, and its figures are counted and frozen."""

    report: Id = Field(description="The report")


class RecordFigures(Command):
    """Freeze the figures that were counted from the log for a closed report."""

    report: Id = Field(description="The report")
    figures: tuple[Figure, ...] = Field(description="One of each indicator")
    counted_to: Annotated[int, Field(ge=1)] = Field(description="The position up to which was counted")
    action: Action | None = Field(None, description="What the logframe counted by says of the action")


class SubmitReport(Command):
    """Record that a frozen report was handed in; from then on the public may read it."""

    report: Id = Field(description="The report")
    submitted_to: str = Field(min_length=1, description="To whom it was handed in")


ReportCommand = OpenReport | WriteSection | FreezeReport | RecordFigures | SubmitReport


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report is from its first day."""

    logframe: str
    title: Text
    period_from: date
    period_to: date
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Open:
    frame: Frame
    sections: Mapping[str, Section] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closed:
    """Waits for its figures."""

    frame: Frame
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    frame: Frame
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    counted_to: int
    sha256: str
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    pass


Report = Unopened | Open | Closed | Frozen | Submitted


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NoLogframe(Refusal):
    """There is no logframe {logframe}. Define it first."""


class OutsideTheAction(Refusal):
    """The period is not within the action, {starts} to {ends}. Correct the days."""


class PeriodNotOver(Refusal):
    """The period goes on until {last}. Freeze the report after that day."""


class NothingWritten(Refusal):
    """Nothing is written in this report yet. Write at least one section."""


class SectionNotTranslated(Refusal):
    """The section {section} is not there in {languages}. Write it in every language of the report."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ReportCommand, report: Report, ctx: Context) -> Decision:
    match command, report:
        case OpenReport(period_from=starts, period_to=ends), Unopened() if ends < starts:
            raise EndsBeforeItStarts(starts=starts, ends=ends)
        case OpenReport(), Unopened():
            _within(command, _logframe(command.logframe, ctx))
            return [
                outreach.ReportOpened(
                    **command.model_dump(exclude={"report"}), opened_by=ctx.by, opened_on=ctx.on
                )
            ]

        case WriteSection(), Open(sections=sections) if _says(command, sections):
            return []
        case WriteSection(), Open():
            return [
                outreach.SectionWritten(
                    section=command.section,
                    title=command.title,
                    text=command.text,
                    written_by=ctx.by,
                    written_on=ctx.on,
                )
            ]

        case FreezeReport(), Open(frame=Frame(period_to=last)) if ctx.on <= last:
            raise PeriodNotOver(last=last)
        case FreezeReport(), Open(sections=sections) if not sections:
            raise NothingWritten
        case FreezeReport(), Open(frame=frame, sections=sections):
            _translated(frame, sections.values())
            version = _logframe(frame.logframe, ctx).version
            return [outreach.ReportClosed(logframe_version=version, closed_by=ctx.by, closed_on=ctx.on)]

        case RecordFigures(), Closed():
            return [_frozen(command, report, ctx)]
        case RecordFigures(), Frozen() | Submitted():
            return []  # a frozen report never changes

        case SubmitReport(), Frozen():
            return [_submitted(command, report, ctx)]

        case _:
            raise NotNow(command, report, "report")


def _logframe(id: str, ctx: Context) -> Defined:
    logframe = ctx.of(LOGFRAME, id)
    if not isinstance(logframe, Defined):
        raise NoLogframe(logframe=id)
    return logframe


def _within(command: OpenReport, logframe: Defined) -> None:
    if command.period_from < logframe.starts_on or command.period_to > logframe.ends_on:
        raise OutsideTheAction(starts=logframe.starts_on, ends=logframe.ends_on)


def _says(command: WriteSection, sections: Mapping[str, Section]) -> bool:
    written = Section(section=command.section, title=command.title, text=command.text)
    return sections.get(command.section) == written


def _translated(frame: Frame, sections: Iterable[Section]) -> None:
    for section in sections:
        missing = [lang for lang in frame.languages if lang not in section.title or lang not in section.text]
        if missing:
            raise SectionNotTranslated(section=section.section, languages=", ".join(missing))


def _frozen(command: RecordFigures, report: Closed, ctx: Context) -> Event:
    frame = report.frame
    return outreach.ReportFrozen(
        logframe=frame.logframe,
        period_from=frame.period_from,
        period_to=frame.period_to,
        figures=command.figures,
        counted_to=command.counted_to,
        sha256=content_hash(frame, report.sections, command.figures, command.counted_to, command.action),
        frozen_on=ctx.on,
        action=command.action,
    )


def _submitted(command: SubmitReport, report: Frozen, ctx: Context) -> Event:
    frame = report.frame
    return outreach.ReportSubmitted(
        logframe=frame.logframe,
        title=frame.title,
        period_from=frame.period_from,
        period_to=frame.period_to,
        sections=report.sections,
        figures=report.figures,
        counted_to=report.counted_to,
        sha256=report.sha256,
        submitted_to=command.submitted_to,
        submitted_by=ctx.by,
        submitted_on=ctx.on,
        action=report.action,
    )


def content_hash(
    frame: Frame,
    sections: Iterable[Section],
    figures: Iterable[Figure],
    counted_to: int,
    action: Action | None = None,
) -> str:
    """Over all that the report says, in one spelling: anybody can count it again from the report itself."""
    said: dict[str, Any] = {
        "logframe": frame.logframe,
        "title": frame.title,
        "period": [frame.period_from.isoformat(), frame.period_to.isoformat()],
        "sections": [section.model_dump(mode="json") for section in sections],
        "figures": [figure.model_dump(mode="json") for figure in figures],
        "counted_to": counted_to,
        **({"action": action.model_dump(mode="json")} if action else {}),
    }
    spelled = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(report: Report, event: Event) -> Report:
    match event, report:
        case outreach.ReportOpened(), _:
            return Open(
                Frame(event.logframe, event.title, event.period_from, event.period_to, event.languages)
            )
        case outreach.SectionWritten(section=id), Open(sections=sections):
            section = Section(section=id, title=event.title, text=event.text)
            return replace(report, sections={**sections, id: section})
        case outreach.ReportClosed(), Open(frame=frame, sections=sections):
            return Closed(frame, tuple(sections.values()))
        case outreach.ReportFrozen(), Closed(frame=frame, sections=sections):
            return Frozen(frame, sections, event.figures, event.counted_to, event.sha256, event.action)
        case outreach.ReportSubmitted(), _:
            return Submitted()
        case _:
            return report


REPORT: Entity[Report] = Entity(
    "outreach",
    "report",
    initial=Unopened(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.report,
)
