"""How does an ethics case begin: a complaint, its admissibility, and a panel that belongs to no party?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from services.membership.domain.ethics_case import (
    CASE,
    Admissible,
    Case,
    Filed,
    NotFiled,
    OfParty,
    Panelled,
    Parties,
    belongs_to,
    of_a_party,
)
from services.membership.domain.ethics_rules import due, rules_of
from services.membership.domain.spell import SPELL, is_member
from shared.contracts import membership
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event

CASE_FIELD = Field(description="A short name for the case, e.g. 2016-01")
Words = Annotated[str, Field(min_length=1, max_length=4000)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class FileComplaint(Command):
    """Complain that a member broke the Code of Ethics."""

    case: Id = CASE_FIELD
    complainant: Id | None = Field(
        None, description="Your organisation; empty if the secretariat takes something up by itself"
    )
    respondent: Id = Field(description="The member that the complaint is about: its register number")
    summary: Words = Field(description="What happened, and which rule it broke. Name no person")


class AssessAdmissibility(Command):
    """Say whether a complaint is one that the Code provides for."""

    case: Id = CASE_FIELD
    admissible: bool = Field(description="A panel has to look at it")
    reason: Words = Field(description="Why, or why not")


class AppointPanel(Command):
    """Appoint the panel. Nobody on it may belong to either party, or have filed the complaint."""

    case: Id = CASE_FIELD
    panel: tuple[Id, ...] = Field(description="The panellists, as many as the rules say")


class DeclareConflict(Command):
    """Say that you have a conflict of interest in this case. You will be replaced."""

    case: Id = CASE_FIELD
    reason: Words = Field(description="What the conflict is. Name no person")


class ReplacePanellist(Command):
    """Put another person on the panel in somebody's place."""

    case: Id = CASE_FIELD
    panellist: Id = Field(description="Who leaves the panel")
    replacement: Id = Field(description="Who takes the place")


ComplaintCommand = FileComplaint | AssessAdmissibility | AppointPanel | DeclareConflict | ReplacePanellist


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class CaseNameTaken(Refusal):
    """There is an ethics case {case} already. Choose another name."""


class ComplaintAgainstItself(Refusal):
    """An organisation cannot complain about itself. Check the respondent's number."""


class RespondentNotAMember(Refusal):
    """{respondent} is not a member, so the Code does not bind it. Check the number."""


class OwnComplaint(Refusal):
    """You filed this complaint, so somebody else has to do this. Leave it to them."""


class WrongPanelSize(Refusal):
    """A panel has {size} different members here. Name as many."""


class PanellistOfParty(Refusal):
    """{person} belongs to one of the parties. Name somebody who belongs to neither."""


class PanellistFiled(Refusal):
    """{person} filed the complaint. Name somebody else."""


class SatBefore(Refusal):
    """{person} was on an earlier panel of this case. Name somebody else."""


class NotOnThePanel(Refusal):
    """{person} is not on the panel of this case."""


class ConflictDeclaredAlready(Refusal):
    """You have declared your conflict; the board will replace you."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ComplaintCommand, case: Case, ctx: Context) -> Decision:
    match command, case:
        case FileComplaint(), NotFiled():
            return [_filed(command, ctx)]
        case FileComplaint(), _:
            raise CaseNameTaken(case=command.case)

        case AssessAdmissibility() | AppointPanel() | ReplacePanellist(), Filed(parties=parties) | Admissible(
            parties=parties
        ) | Panelled(parties=parties) if of_a_party(ctx, parties):
            raise OfParty
        case AssessAdmissibility(), Filed(parties=Parties(filed_by=ctx.by)):
            raise OwnComplaint
        case AssessAdmissibility(), Filed():
            return [_assessed(command, ctx)]

        case AppointPanel(panel=panel), Admissible():
            _check_size(panel, rules_of(ctx).panel_size)
            _check(panel, case, ctx)
            appointed = membership.PanelAppointed(panel=panel, appointed_on=ctx.on, next=due("hearing", ctx))
            return [appointed]

        case DeclareConflict(), Panelled(panel=panel) if ctx.by not in panel:
            raise NotOnThePanel(person=ctx.by)
        case DeclareConflict(), Panelled(conflicted=conflicted) if ctx.by in conflicted:
            raise ConflictDeclaredAlready
        case DeclareConflict(reason=reason), Panelled():
            return [membership.ConflictDeclared(panellist=ctx.by, reason=reason, declared_on=ctx.on)]

        case ReplacePanellist(panellist=leaving), Panelled(panel=panel) if leaving not in panel:
            raise NotOnThePanel(person=leaving)
        case ReplacePanellist(replacement=coming), Panelled(panel=panel):
            _check_size((*panel, coming), len(panel) + 1)
            _check((coming,), case, ctx)
            return [_replaced(command, ctx)]

        case _:
            raise NotNow(command, case, "ethics case")


def _filed(command: FileComplaint, ctx: Context) -> Event:
    if command.complainant == command.respondent:
        raise ComplaintAgainstItself
    if not is_member(ctx.of(SPELL, command.respondent)):
        raise RespondentNotAMember(respondent=command.respondent)
    return membership.ComplaintFiled(
        complainant=command.complainant,
        respondent=command.respondent,
        summary=command.summary,
        filed_by=ctx.by,
        filed_on=ctx.on,
        next=due("assessment", ctx),
    )


def _assessed(command: AssessAdmissibility, ctx: Context) -> Event:
    return membership.AdmissibilityAssessed(
        admissible=command.admissible,
        reason=command.reason,
        assessed_by=ctx.by,
        assessed_on=ctx.on,
        next=due("panel", ctx) if command.admissible else None,
    )


def _replaced(command: ReplacePanellist, ctx: Context) -> Event:
    return membership.PanellistReplaced(
        panellist=command.panellist, replacement=command.replacement, replaced_on=ctx.on
    )


def _check_size(panel: tuple[str, ...], size: int) -> None:
    if len(panel) != size or len(set(panel)) != size:
        raise WrongPanelSize(size=size)


def _check(panel: Iterable[str], case: Admissible | Panelled, ctx: Context) -> None:
    """Nobody who judges this case may have a hand in it."""
    for person in panel:
        if any(belongs_to(person, party, ctx) for party in case.parties.organisations):
            raise PanellistOfParty(person=person)
        if person == case.parties.filed_by:
            raise PanellistFiled(person=person)
        if person in case.former:
            raise SatBefore(person=person)


# The same entity as CASE, with the decisions of its beginning.
COMPLAINT: Entity[Case] = replace(CASE, decide=decide, key=lambda command: command.case)
