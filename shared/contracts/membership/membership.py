"""What may have happened in membership: one organisation's relation to the platform."""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.values import Id, Value
from shared.kernel.event import Event


class AcceptedDocument(Value):
    document: Id
    version: int


# membership — id: the organisation's
class MembershipApplied(Event, name="membership.MembershipApplied"):
    motivation: str
    accepted: tuple[AcceptedDocument, ...]
    applied_on: date


class ApplicationChecked(Event, name="membership.ApplicationChecked"):
    complete: bool
    findings: str
    checked_by: Id
    checked_on: date


class MemberJoined(Event, name="membership.MemberJoined"):
    joined_on: date
    decision_ref: str


class MembershipRefused(Event, name="membership.MembershipRefused"):
    reason: str
    refused_on: date
    refused_by: Id | None = None
    appeal_until: date | None = None
    """The last day for an appeal; None: the rules gave none."""
    appeal_ends_at: datetime | None = None


class RefusalAppealed(Event, name="membership.RefusalAppealed"):
    grounds: str
    appealed_on: date


class AppealDecided(Event, name="membership.AppealDecided"):
    upheld: bool
    """Then the organisation joins, by the same decision."""
    reason: str
    decision_ref: str
    decided_on: date


class RefusalBecameFinal(Event, name="membership.RefusalBecameFinal"):
    """The time for an appeal went by."""

    final_on: date


class MemberResigned(Event, name="membership.MemberResigned"):
    reason: str
    resigned_on: date


class MembershipEnded(Event, name="membership.MembershipEnded"):
    """The organisation was closed, and its membership with it."""

    reason: str
    ended_on: date


class MemberSuspended(Event, name="membership.MemberSuspended"):
    reason: str
    case: Id | None = None
    """The ethics case that led to it, if one did."""
    suspended_on: date
    until: date | None = None
    ends_at: datetime | None = None
    """The moment after the last day, where the platform is."""


class MemberReinstated(Event, name="membership.MemberReinstated"):
    reason: str
    reinstated_on: date


class SuspensionEnded(Event, name="membership.SuspensionEnded"):
    """Its last day went by."""

    ended_on: date


class MemberExpelled(Event, name="membership.MemberExpelled"):
    reason: str
    case: Id | None = None
    """The ethics case that led to it; without one it rests on the passivity rule."""
    expelled_on: date
