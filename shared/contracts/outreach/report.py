"""What may have happened in outreach: the logframe, and the reports to the donor that are measured by it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Language, Sha256, Text, Value
from shared.kernel.event import Event

Position = Annotated[int, Field(ge=1)]


class Indicator(Value):
    """How one sees that a result is coming about."""

    indicator: Id = Field(description="A short name, e.g. r1-meetings")
    title: Text = Field(description="What is counted")
    baseline: int = Field(description="The value before the project")
    target: int = Field(description="The value to be reached in the period of the target")
    yearly: bool = Field(False, description="The target is one for each year, not for the whole period")
    unit: Text = Field(description="What one of it is, e.g. meetings")
    measured_by: Id = Field(description="The measure, a query over events that counts it")
    source: Text = Field(description="The source of verification")


class Result(Value):
    result: Id = Field(description="A short name, e.g. r1")
    title: Text = Field(description="What is to come about")
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)] = Field(
        description="How one sees that it comes about"
    )


class ActivityOrganisation(Value):
    """One that takes part in the action, in the words of the International Aid Transparency Initiative."""

    name: Text = Field(description="Its name")
    role: Literal["funding", "accountable", "extending", "implementing"] = Field(description="What it does")
    type: str = Field(pattern=r"^[0-9]{2}$", description="Its IATI organisation type, e.g. 22")
    ref: str | None = Field(None, description="Its IATI organisation identifier")


class Activity(Value):
    """What IATI wants to know of the action; without it, there is no export."""

    identifier: str = Field(
        min_length=3, description="The activity's identifier, beginning with the reporter's"
    )
    reporter: str = Field(min_length=2, description="The reporting organisation's IATI identifier")
    reporter_type: str = Field(pattern=r"^[0-9]{2}$", description="Its IATI organisation type")
    reporter_name: Text = Field(description="Its name")
    description: Text = Field(description="What the action is for")
    participants: Annotated[tuple[ActivityOrganisation, ...], Field(min_length=1)] = Field(
        description="Who takes part"
    )
    country: str = Field(pattern=r"^[A-Z]{2}$", description="Where, as ISO 3166 has it")
    sector: str = Field(pattern=r"^[0-9]{5}$", description="The sector in the DAC's list")


# logframe — id: the agreement's; a later definition takes the place of the earlier one
class LogframeDefined(Event, name="outreach.LogframeDefined"):
    version: int
    title: Text
    starts_on: date
    ends_on: date
    results: tuple[Result, ...]
    activity: Activity | None = None
    defined_by: str
    defined_on: date


class ResultTitle(Value):
    result: Id = Field(description="Its short name")
    title: Text = Field(description="What is to come about")


class Action(Value):
    """What a version of the logframe says of the action; a report keeps it, whatever is defined later."""

    version: int = Field(ge=1, description="The version of the logframe")
    title: Text = Field(description="The title of the action")
    starts_on: date = Field(description="The first day of the action")
    ends_on: date = Field(description="The last day of the action")
    results: tuple[ResultTitle, ...] = Field(description="The results")
    activity: Activity | None = Field(None, description="What the IATI export says of the action")


class Figure(Value):
    """One indicator in a report: its value in the period, since the beginning, and the events behind both."""

    result: Id
    indicator: Id
    title: Text
    unit: Text
    measured_by: Id
    source: Text
    baseline: int
    target: int
    yearly: bool = False
    in_period: int
    to_date: int
    evidence: tuple[Position, ...]
    """The positions in the log of the events of the period."""
    before: int = 0
    """How many events before the period count to date."""


class Section(Value):
    section: Id
    title: Text
    text: Text


# report — id: a slug, e.g. interim-2015-04
class ReportOpened(Event, name="outreach.ReportOpened"):
    logframe: Id
    title: Text
    period_from: date
    period_to: date
    languages: tuple[Language, ...]
    due_on: date | None = None
    opened_by: str
    opened_on: date


class SectionWritten(Event, name="outreach.SectionWritten"):
    section: Id
    title: Text
    text: Text
    written_by: str
    written_on: date


class ReportClosed(Event, name="outreach.ReportClosed"):
    """Nothing is written in it any more; the figures are counted up to this event and then frozen."""

    logframe_version: int
    closed_by: str
    closed_on: date


class ReportFrozen(Event, name="outreach.ReportFrozen"):
    """Figures and evidence, for ever. `sha256` is over all that the report says."""

    logframe: Id
    period_from: date
    period_to: date
    figures: tuple[Figure, ...]
    counted_to: Position
    """The position in the log up to which was counted."""
    sha256: Sha256
    frozen_on: date
    action: Action | None = None
    """By which it was counted; reports frozen earlier did not keep it."""


class ReportSubmitted(Event, name="outreach.ReportSubmitted"):
    """Carries what was handed in: from then on the public may read it."""

    logframe: Id
    title: Text
    period_from: date
    period_to: date
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    counted_to: Position
    sha256: Sha256
    submitted_to: str
    submitted_by: str
    submitted_on: date
    action: Action | None = None
