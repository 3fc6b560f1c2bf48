"""What may have happened in membership: organisations, their membership, documents and acceptances."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from shared.contracts.values import Id, Language, Sha256, Text
from shared.kernel.event import Event
from shared.kernel.personal import Personal

LegalForm = Literal["association", "foundation", "institute", "informal_network"]
RepresentativeRole = Literal["voting", "deputy", "contact"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Municipality(_Value):
    id: Id
    name: Text
    region: Id
    """The district; see `Region`."""


class Region(_Value):
    id: Id
    name: Text


class AcceptedDocument(_Value):
    document: Id
    version: int


# territory — one entity, id "territory"
class TerritoryDefined(Event, name="membership.TerritoryDefined"):
    regions: tuple[Region, ...]
    municipalities: tuple[Municipality, ...]


# organisation — id: the NGO register number
class OrganisationRegistered(Event, name="membership.OrganisationRegistered"):
    name: Text
    legal_form: LegalForm
    municipality: Id
    region: Id
    fields_of_work: tuple[Id, ...]
    founded_on: date
    languages: tuple[Language, ...]
    registered_on: date


class OrganisationDetailsChanged(Event, name="membership.OrganisationDetailsChanged"):
    """Only what changed is given; None means unchanged."""

    name: Text | None = None
    legal_form: LegalForm | None = None
    municipality: Id | None = None
    region: Id | None = None
    fields_of_work: tuple[Id, ...] | None = None
    founded_on: date | None = None
    languages: tuple[Language, ...] | None = None


class RepresentativeNamed(Event, name="membership.RepresentativeNamed"):
    person: Id
    name: Personal[str]
    email: Personal[str] | None = None
    role: RepresentativeRole
    since: date


class RepresentationEnded(Event, name="membership.RepresentationEnded"):
    person: Id
    reason: str
    ended_on: date


class OrganisationClosed(Event, name="membership.OrganisationClosed"):
    reason: str
    closed_on: date


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


class MemberResigned(Event, name="membership.MemberResigned"):
    reason: str
    resigned_on: date


class MembershipEnded(Event, name="membership.MembershipEnded"):
    """The organisation was closed, and its membership with it."""

    reason: str
    ended_on: date


# document — id: its kind, e.g. code-of-ethics
class DocumentPublished(Event, name="membership.DocumentPublished"):
    title: Text
    version: int
    effective_on: date
    sha256: Sha256
    required: bool = False
    """Who wants to become a member must have accepted it."""


# requirements — one entity, id "requirements": which documents an applicant must have accepted
class DocumentRequired(Event, name="membership.DocumentRequired"):
    document: Id


class DocumentNoLongerRequired(Event, name="membership.DocumentNoLongerRequired"):
    document: Id


# acceptance — id: the organisation's
class DocumentAccepted(Event, name="membership.DocumentAccepted"):
    document: Id
    version: int
    accepted_by: Id
    accepted_on: date
