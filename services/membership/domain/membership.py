"""How does an organisation become a member of the platform, and how does it leave?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pydantic import Field

from services.membership.domain.acceptance import ACCEPTANCE, OrganisationNotOpen
from services.membership.domain.days import InTheFuture, TooEarly, end_of
from services.membership.domain.document import DOCUMENT, version_on
from services.membership.domain.organisation import ORGANISATION, Registered
from services.membership.domain.requirements import REQUIREMENTS, THE_REQUIREMENTS
from services.membership.domain.roster import delisted, listed
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES
from services.membership.domain.spell import (
    SPELL,
    Active,
    Appealed,
    AppliedFor,
    Ended,
    FinallyRefused,
    FoundComplete,
    FoundIncomplete,
    Membership,
    NotAppliedFor,
    OwnOrganisation,
    Refused,
    Suspended,
    represents,
)
from shared.contracts import membership
from shared.contracts.membership import AcceptedDocument
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ApplyForMembership(Command):
    """Apply to become a member. Your organisation accepts the required documents first."""

    organisation: Id = Field(description="The number in the NGO register")
    motivation: str = Field(min_length=1, description="Why the organisation wants to be a member")


class CheckApplication(Command):
    """Record whether an application is complete. One that was not can be checked again."""

    organisation: Id = Field(description="The number in the NGO register")
    complete: bool = Field(description="Everything the board needs is there")
    findings: str = Field(description="What was found")


class AdmitMember(Command):
    """Record the board's decision to admit the organisation."""

    organisation: Id = Field(description="The number in the NGO register")
    joined_on: date = Field(description="The day from which it is a member")
    decision_ref: str = Field(min_length=1, description="Where the board's decision can be found")


class RefuseMember(Command):
    """Record the board's decision not to admit the organisation."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(min_length=1, description="The board's reason")
    refused_on: date | None = Field(None, description="The day of the decision; today if you leave it empty")


class ResignMembership(Command):
    """Leave the platform. Your organisation may apply again later."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(min_length=1, description="Why it leaves; the public does not read it")


class EndMembership(Command):
    """End what is open of a membership because the organisation was closed."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(description="Why the organisation was closed")
    ended_on: date = Field(description="The day it was closed")


MembershipCommand = (
    ApplyForMembership | CheckApplication | AdmitMember | RefuseMember | ResignMembership | EndMembership
)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ApplicationOpen(Refusal):
    """The organisation applied on {applied_on}, and that is not decided yet. Wait for the decision."""


class AlreadyMember(Refusal):
    """The organisation has been a member since {joined_on}; it need not apply."""


class DocumentsNotAccepted(Refusal):
    """Your organisation has not accepted {missing} yet. Accept that first, then apply."""


class AppealUndecided(Refusal):
    """The appeal of {appealed_on} is not decided yet. Wait for the decision, then apply if it is needed."""


class NotChecked(Refusal):
    """The secretariat has not checked this application yet. Have it checked first."""


class NotComplete(Refusal):
    """The application was found incomplete ({findings}). Have it completed and checked again first."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: MembershipCommand, state: Membership, ctx: Context) -> Decision:
    match command, state:
        case ApplyForMembership(), AppliedFor() | FoundComplete() | FoundIncomplete():
            raise ApplicationOpen(applied_on=state.applied_on)
        case ApplyForMembership(), Active() | Suspended():
            raise AlreadyMember(joined_on=state.joined_on)
        case ApplyForMembership(), Appealed():
            raise AppealUndecided(appealed_on=state.appealed_on)
        case ApplyForMembership(), Ended(ended_on=day) if ctx.on < day:
            raise TooEarly(day=ctx.on, began=day)
        case ((ApplyForMembership() | AdmitMember()), _) if not _open(command.organisation, ctx):
            raise OrganisationNotOpen(organisation=command.organisation)
        case ApplyForMembership(), _ if missing := _not_accepted(command.organisation, ctx):
            raise DocumentsNotAccepted(missing=" and ".join(missing))
        case ApplyForMembership(), NotAppliedFor() | Refused() | FinallyRefused() | Ended():
            return [_applied(command, ctx)]

        case CheckApplication(), AppliedFor() | FoundIncomplete():
            return [_checked(command, ctx)]

        case AdmitMember() | RefuseMember(), _ if represents(ctx, command.organisation):
            raise OwnOrganisation
        case AdmitMember() | RefuseMember(), AppliedFor():
            raise NotChecked
        case AdmitMember(), FoundIncomplete():
            raise NotComplete(findings=state.findings)
        case AdmitMember(joined_on=day), FoundComplete() if day > ctx.on:
            raise InTheFuture(day=day)
        case RefuseMember(refused_on=date() as day), FoundComplete() | FoundIncomplete() if day > ctx.on:
            raise InTheFuture(day=day)
        case AdmitMember(joined_on=day), FoundComplete(applied_on=applied_on) if day < applied_on:
            raise TooEarly(day=day, began=applied_on)
        case AdmitMember(joined_on=day), FoundComplete():
            joined = membership.MemberJoined(joined_on=day, decision_ref=command.decision_ref)
            return [joined, listed(command.organisation)]
        case RefuseMember(), FoundComplete() | FoundIncomplete():
            return [_refused(command, ctx)]

        case ResignMembership(), Active(since=day) | Suspended(since=day) if ctx.on < day:
            raise TooEarly(day=ctx.on, began=day)
        case ResignMembership(reason=reason), Active() | Suspended():
            resigned = membership.MemberResigned(reason=reason, resigned_on=ctx.on)
            return [resigned, delisted(command.organisation)]

        case EndMembership(), AppliedFor() | FoundComplete() | FoundIncomplete() | Appealed():
            return [membership.MembershipEnded(reason=command.reason, ended_on=command.ended_on)]
        case EndMembership(reason=reason), Active(since=day) | Suspended(since=day):
            ended = membership.MembershipEnded(reason=reason, ended_on=max(day, command.ended_on))
            return [ended, delisted(command.organisation)]
        case EndMembership(), NotAppliedFor() | Refused() | FinallyRefused() | Ended():
            return []

        case _:
            raise NotNow(command, state, "membership")


def _open(organisation: str, ctx: Context) -> bool:
    return isinstance(ctx.of(ORGANISATION, organisation), Registered)


def _required(ctx: Context) -> list[AcceptedDocument]:
    """The required documents that hold today, each in its current version."""
    documents = sorted(ctx.of(REQUIREMENTS, THE_REQUIREMENTS).documents)
    versions = [version_on(document, ctx.on) for document in ctx.all_of(DOCUMENT, documents)]
    return [
        AcceptedDocument(document=document, version=version)
        for document, version in zip(documents, versions, strict=True)
        if version is not None
    ]


def _not_accepted(organisation: str, ctx: Context) -> list[str]:
    acceptances = ctx.of(ACCEPTANCE, organisation)
    return [
        f"{needed.document} (version {needed.version})"
        for needed in _required(ctx)
        if not acceptances.has(needed.document, needed.version)
    ]


def _applied(command: ApplyForMembership, ctx: Context) -> Event:
    return membership.MembershipApplied(
        motivation=command.motivation, accepted=tuple(_required(ctx)), applied_on=ctx.on
    )


def _checked(command: CheckApplication, ctx: Context) -> Event:
    return membership.ApplicationChecked(
        complete=command.complete, findings=command.findings, checked_by=ctx.by, checked_on=ctx.on
    )


def _refused(command: RefuseMember, ctx: Context) -> Event:
    """The last day for an appeal is fixed now: a rule that changes later does not move it."""
    refused_on, days = command.refused_on or ctx.on, ctx.of(MEMBERSHIP_RULES, THE_RULES).appeal_days
    until = None if days is None else max(refused_on, ctx.on) + timedelta(days=days)
    return membership.MembershipRefused(
        reason=command.reason,
        refused_on=refused_on,
        refused_by=ctx.by,
        appeal_until=until,
        appeal_ends_at=until and end_of(until, ctx.zone),
    )


# The same entity as SPELL, with the decisions of joining and leaving.
MEMBERSHIP: Entity[Membership] = replace(SPELL, decide=decide, key=lambda command: command.organisation)
