"""What do the sentences about reports begin with? A logframe of one result, and a report on one spring."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.domain.logframe import DefineLogframe
from services.outreach.domain.report import (
    FreezeReport,
    OpenReport,
    RecordFigures,
    SubmitReport,
    WriteSection,
)
from shared.contracts import outreach
from shared.contracts.outreach import (
    Action,
    Activity,
    ActivityOrganisation,
    Figure,
    Indicator,
    Result,
    ResultTitle,
    Section,
)

TODAY, YESTERDAY = date(2015, 4, 21), date(2015, 4, 20)
LOGFRAME, REPORT = "dialogue", "interim-2015"
TITLE: Any = {"en": "A working relation"}
STARTS, ENDS = date(2014, 11, 1), date(2016, 11, 30)
FIRST, LAST = date(2014, 11, 1), date(2015, 4, 20)

MEETINGS = Indicator(
    indicator="r1-meetings",
    title={"en": "Meetings held"},
    baseline=0,
    target=8,
    unit={"en": "meetings"},
    measured_by="meetings-held",
    source={"en": "Minutes"},
)
RESULTS = (Result(result="r1", title={"en": "A framework that works"}, indicators=(MEETINGS,)),)
FIGURE = Figure(
    result="r1",
    indicator="r1-meetings",
    title={"en": "Meetings held"},
    unit={"en": "meetings"},
    measured_by="meetings-held",
    source={"en": "Minutes"},
    baseline=0,
    target=8,
    in_period=2,
    to_date=2,
    evidence=(17, 21),
)
SECTION = Section(section="summary", title={"en": "Summary"}, text={"en": "It went well."})

ACTIVITY = Activity(
    identifier="XK-SAMPLE-1-dialogue",
    reporter="XK-SAMPLE-1",
    reporter_type="22",
    reporter_name={"en": "The Platform (sample)"},
    description={"en": "A working relation", "sq": "Një marrëdhënie pune"},
    participants=(
        ActivityOrganisation(name={"en": "The donor (sample)"}, role="funding", type="40", ref="XI-SAMPLE"),
        ActivityOrganisation(name={"en": "The Platform (sample)"}, role="implementing", type="22"),
    ),
    country="XK",
    sector="15150",
)

ACTION = Action(
    version=1,
    title=TITLE,
    starts_on=STARTS,
    ends_on=ENDS,
    results=(ResultTitle(result="r1", title=RESULTS[0].title),),
    activity=ACTIVITY,
)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
DEFINE = DefineLogframe(
    logframe=LOGFRAME, title=TITLE, starts_on=STARTS, ends_on=ENDS, results=RESULTS, activity=ACTIVITY
)
OPEN = OpenReport(report=REPORT, logframe=LOGFRAME, title=TITLE, period_from=FIRST, period_to=LAST)
WRITE = WriteSection(report=REPORT, section="summary", title=SECTION.title, text=SECTION.text)
FREEZE = FreezeReport(report=REPORT)
FIGURES = RecordFigures(report=REPORT, figures=(FIGURE,), counted_to=30, action=ACTION)
SUBMIT = SubmitReport(report=REPORT, submitted_to="The donor (sample)")

EXAMPLES = (DEFINE, OPEN, WRITE, FREEZE, FIGURES, SUBMIT)

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
defined = outreach.LogframeDefined(
    version=1,
    title=TITLE,
    starts_on=STARTS,
    ends_on=ENDS,
    results=RESULTS,
    activity=ACTIVITY,
    defined_by="p-writer",
    defined_on=YESTERDAY,
)
opened = outreach.ReportOpened(
    logframe=LOGFRAME,
    title=TITLE,
    period_from=FIRST,
    period_to=LAST,
    languages=("en",),
    opened_by="p-writer",
    opened_on=YESTERDAY,
)
written = outreach.SectionWritten(
    section="summary",
    title=SECTION.title,
    text=SECTION.text,
    written_by="p-writer",
    written_on=YESTERDAY,
)
closed = outreach.ReportClosed(logframe_version=1, closed_by="p-writer", closed_on=YESTERDAY)
frozen = outreach.ReportFrozen(
    logframe=LOGFRAME,
    period_from=FIRST,
    period_to=LAST,
    figures=(FIGURE,),
    counted_to=30,
    sha256="ab" * 32,
    frozen_on=YESTERDAY,
    action=ACTION,
)
submitted = outreach.ReportSubmitted(
    logframe=LOGFRAME,
    title=TITLE,
    period_from=FIRST,
    period_to=LAST,
    sections=(SECTION,),
    figures=(FIGURE,),
    counted_to=30,
    sha256="ab" * 32,
    submitted_to="The donor (sample)",
    submitted_by="p-director",
    submitted_on=YESTERDAY,
    action=ACTION,
)

redefined = defined.model_copy(
    update={
        "version": 2,
        "title": {"en": "Another action"},
        "results": (RESULTS[0].model_copy(update={"title": {"en": "Something else"}}),),
        "activity": ACTIVITY.model_copy(update={"country": "AL"}),
    }
)
"""The same logframe, later."""
earlier = submitted.model_copy(
    update={
        "title": {"en": "The first months"},
        "period_from": date(2014, 10, 1),
        "period_to": date(2014, 10, 31),
        "figures": (FIGURE.model_copy(update={"in_period": 1, "to_date": 1, "evidence": (17,)}),),
    }
)
