"""What may have happened in membership: the register of civil-society organisations."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.values import Id, Language, Text
from shared.kernel.event import Event
from shared.kernel.personal import Personal

LegalForm = Literal["association", "foundation", "institute", "informal_network"]
RepresentativeRole = Literal["voting", "deputy", "contact"]


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
