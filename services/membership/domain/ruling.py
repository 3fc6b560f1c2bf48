"""How does an ethics case end: hearing, finding, sanction, appeal before other people, closing?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from services.membership.domain.complaint import CASE_FIELD, NotOnThePanel, Words
from services.membership.domain.days import InTheFuture, end_of
from services.membership.domain.ethics_case import (
    CASE,
    BreachFound,
    Case,
    Final,
    FindingUnderAppeal,
    Heard,
    Inadmissible,
    NoBreachFound,
    OfParty,
    Panelled,
    Sanctioned,
    SanctionUnderAppeal,
    of_a_party,
)
from services.membership.domain.ethics_rules import appeal_until, due
from shared.contracts import membership
from shared.contracts.membership import Deadline, EthicsStep, Sanction
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RecordHearing(Command):
    """Record that the panel held its hearing."""

    case: Id = CASE_FIELD
    heard_on: date = Field(description="The day of the hearing")
    respondent_heard: bool = Field(description="The respondent came, or answered in writing")
    notes: Words = Field(description="What was said, in short. Name no person")


class RecordFinding(Command):
    """Record what the panel found."""

    case: Id = CASE_FIELD
    breach: bool = Field(description="The respondent broke the Code")
    reasons: Words = Field(description="The reasons. Name no person")


class ImposeSanction(Command):
    """Record the board's sanction. It takes effect when the time for an appeal is over."""

    case: Id = CASE_FIELD
    sanction: Sanction = Field(description="What follows from the breach")
    days: Annotated[int, Field(ge=1, le=3660)] | None = Field(
        None, description="Of a suspension: how long; empty: until further notice"
    )
    reasons: Words = Field(description="The reasons; they become public with the sanction. Name no person")


class MakeSanctionFinal(Command):
    """Note that nobody appealed in time, so the sanction takes effect."""

    case: Id = CASE_FIELD


class AppealFinding(Command):
    """Appeal: the respondent against its sanction, the complainant against a finding of no breach."""

    case: Id = CASE_FIELD
    appellant: Id = Field(description="Your organisation")
    grounds: Words = Field(description="Why it is wrong. Name no person")


class DecideEthicsAppeal(Command):
    """Decide an appeal: a sanction stands or is annulled, a finding stands or is made anew."""

    case: Id = CASE_FIELD
    upheld: bool = Field(description="The appeal is right")
    reasons: Words = Field(description="The reasons. Name no person")


class CloseCase(Command):
    """Close a case that is decided."""

    case: Id = CASE_FIELD


class MarkStepOverdue(Command):
    """Note that the step that was due next was not done by its day."""

    case: Id = CASE_FIELD
    step: EthicsStep = Field(description="The step")


RulingCommand = (
    RecordHearing
    | RecordFinding
    | ImposeSanction
    | MakeSanctionFinal
    | AppealFinding
    | DecideEthicsAppeal
    | CloseCase
    | MarkStepOverdue
)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ConflictOpen(Refusal):
    """A panellist has declared a conflict of interest. Have the board replace them first."""


class OnThePanel(Refusal):
    """You sat on the panel of this case, so others have to decide this. Leave it to them."""


class ImposedTheSanction(Refusal):
    """You imposed this sanction, so somebody else decides on the appeal. Leave it to them."""


class DaysOnlyForSuspension(Refusal):
    """Only a suspension lasts for a number of days. Leave the days empty."""


class NotYoursToAppeal(Refusal):
    """Only {party} may appeal here: the respondent against a sanction, the complainant against no breach."""


class CaseAppealTooLate(Refusal):
    """The last day for an appeal was {until}."""


class AppealStillPossible(Refusal):
    """An appeal is possible until {until}. Close the case after that day."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: RulingCommand, case: Case, ctx: Context) -> Decision:
    match command, case:
        case RecordHearing(), Panelled(panel=panel) if ctx.by not in panel:
            raise NotOnThePanel(person=ctx.by)
        case RecordHearing(), Panelled(conflicted=conflicted) if conflicted:
            raise ConflictOpen
        case RecordHearing(heard_on=day), Panelled() if day > ctx.on:
            raise InTheFuture(day=day)
        case RecordHearing(), Panelled():
            return [_heard(command, ctx)]

        case RecordFinding(), Heard(panel=panel) if ctx.by not in panel:
            raise NotOnThePanel(person=ctx.by)
        case RecordFinding(), Heard():
            return [_found(command, case, ctx)]

        case ImposeSanction(sanction=sanction, days=int()), BreachFound() if sanction != "suspension":
            raise DaysOnlyForSuspension
        case ImposeSanction(), BreachFound():
            _check_judge(case, ctx)
            return [_imposed(command, ctx)]

        case MakeSanctionFinal(), Sanctioned(imposed=imposed) if ctx.at >= imposed.final_at:
            return [_final(case, ctx)]
        case MakeSanctionFinal(), _:
            return []  # it was appealed meanwhile

        case AppealFinding(), NoBreachFound(appeal_until=date() as until):
            return [_appealed(command, case.parties.complainant, until, ctx)]
        case AppealFinding(), Sanctioned(imposed=imposed):
            return [_appealed(command, case.parties.respondent, imposed.appeal_until, ctx)]
        case DecideEthicsAppeal(), FindingUnderAppeal() | SanctionUnderAppeal():
            _check_judge(case, ctx)
            return _appeal_decided(command, case, ctx)

        case CloseCase(), NoBreachFound(appeal_until=date() as until) if ctx.on <= until:
            raise AppealStillPossible(until=until)
        case CloseCase(), NoBreachFound():
            return [membership.CaseClosed(outcome="no breach", closed_on=ctx.on)]
        case CloseCase(), Inadmissible():
            return [membership.CaseClosed(outcome="inadmissible", closed_on=ctx.on)]
        case CloseCase(), Final(outcome=outcome):
            return [membership.CaseClosed(outcome=outcome, closed_on=ctx.on)]

        case MarkStepOverdue(step=step), _ if late := _late(step, case, ctx):
            return [membership.CaseStepOverdue(step=step, due_on=late)]
        case MarkStepOverdue(), _:
            return []  # it was done meanwhile

        case _:
            raise NotNow(command, case, "ethics case")


def _check_judge(case: BreachFound | FindingUnderAppeal | SanctionUnderAppeal, ctx: Context) -> None:
    """Who decides belongs to no party, did not sit on the panel, and did not decide before."""
    if of_a_party(ctx, case.parties):
        raise OfParty
    if ctx.by in case.panel:
        raise OnThePanel
    if isinstance(case, SanctionUnderAppeal) and ctx.by == case.imposed.imposed_by:
        raise ImposedTheSanction


def _heard(command: RecordHearing, ctx: Context) -> Event:
    return membership.HearingRecorded(
        respondent_heard=command.respondent_heard,
        notes=command.notes,
        heard_on=command.heard_on,
        next=due("finding", ctx),
    )


def _found(command: RecordFinding, case: Heard, ctx: Context) -> Event:
    """A finding of no breach can be appealed, if an organisation complained."""
    open_to_appeal = not command.breach and case.parties.complainant
    return membership.FindingRecorded(
        breach=command.breach,
        reasons=command.reasons,
        found_by=ctx.by,
        found_on=ctx.on,
        next=due("sanction", ctx) if command.breach else None,
        appeal_until=appeal_until(ctx) if open_to_appeal else None,
    )


def _imposed(command: ImposeSanction, ctx: Context) -> Event:
    until = appeal_until(ctx)
    return membership.SanctionImposed(
        sanction=command.sanction,
        days=command.days,
        reasons=command.reasons,
        imposed_by=ctx.by,
        imposed_on=ctx.on,
        appeal_until=until,
        final_at=end_of(until, ctx.zone),
    )


def _final(case: Sanctioned | SanctionUnderAppeal, ctx: Context) -> Event:
    imposed = case.imposed
    return membership.SanctionBecameFinal(
        respondent=case.parties.respondent,
        sanction=imposed.sanction,
        reasons=imposed.reasons,
        until=ctx.on + timedelta(days=imposed.days) if imposed.days else None,
        final_on=ctx.on,
    )


def _appealed(command: AppealFinding, party: str | None, until: date, ctx: Context) -> Event:
    if command.appellant != party:
        raise NotYoursToAppeal(party=party)
    if ctx.on > until:
        raise CaseAppealTooLate(until=until)
    return membership.FindingAppealed(
        appellant=command.appellant,
        grounds=command.grounds,
        appealed_on=ctx.on,
        next=due("appeal decision", ctx),
    )


def _appeal_decided(
    command: DecideEthicsAppeal, case: FindingUnderAppeal | SanctionUnderAppeal, ctx: Context
) -> Decision:
    again = command.upheld and isinstance(case, FindingUnderAppeal)
    decided = membership.EthicsAppealDecided(
        upheld=command.upheld,
        reasons=command.reasons,
        decided_by=ctx.by,
        decided_on=ctx.on,
        next=due("panel", ctx) if again else None,
    )
    if isinstance(case, SanctionUnderAppeal) and not command.upheld:
        return [decided, _final(case, ctx)]
    return [decided]


def _late(step: EthicsStep, case: Case, ctx: Context) -> date | None:
    """The day by which this step, which the case still waits for, was due and is no more."""
    deadline: Deadline | None = getattr(case, "next", None)
    if deadline is None or deadline.step != step or ctx.at < deadline.at:
        return None
    return deadline.on


# The same entity as CASE, with the decisions of its end.
RULING: Entity[Case] = replace(CASE, decide=decide, key=lambda command: command.case)
