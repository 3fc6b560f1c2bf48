"""Which civil-society organisations are there, what are they, and who speaks for them?"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.territory import TERRITORY, THE_TERRITORY, region_of
from shared.contracts import membership
from shared.contracts.membership import LegalForm, RepresentativeRole
from shared.contracts.values import Email, Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RegisterOrganisation(Command):
    """Enter an organisation, member or not, under its number in the public register of NGOs."""

    organisation: Id = Field(description="The number in the NGO register")
    name: Text = Field(description="The name, in each language the organisation uses")
    legal_form: LegalForm = Field(description="The legal form")
    municipality: Id = Field(description="The municipality where it has its seat")
    fields_of_work: tuple[Id, ...] = Field(description="What it works on")
    founded_on: date = Field(description="The day it was founded")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        description="The languages it works in"
    )


class ChangeOrganisationDetails(Command):
    """Correct or update what is known of an organisation. Leave out what stays as it is."""

    organisation: Id = Field(description="The number in the NGO register")
    name: Text | None = Field(None, description="The name, in each language the organisation uses")
    legal_form: LegalForm | None = Field(None, description="The legal form")
    municipality: Id | None = Field(None, description="The municipality where it has its seat")
    fields_of_work: tuple[Id, ...] | None = Field(None, description="What it works on")
    founded_on: date | None = Field(None, description="The day it was founded")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] | None = Field(
        None, description="The languages it works in"
    )


class NameRepresentative(Command):
    """Name a person who speaks for the organisation: with its vote, as a deputy, or as a contact."""

    organisation: Id = Field(description="The number in the NGO register")
    person: Id = Field(description="The person")
    name: str = Field(min_length=1, max_length=200, description="The person's name")
    email: Email | None = Field(None, description="The person's e-mail address")
    role: RepresentativeRole = Field(description="What the person does for the organisation")
    since: date = Field(description="The day from which the person represents it")


class EndRepresentation(Command):
    """Record that a person no longer speaks for the organisation."""

    organisation: Id = Field(description="The number in the NGO register")
    person: Id = Field(description="The person")
    reason: str = Field(min_length=1, description="Why it ends")
    ended_on: date | None = Field(None, description="The last day; today if you leave it empty")


class CloseOrganisation(Command):
    """Record that the organisation is no more. Its membership and its seats end with it."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(min_length=1, description="Why it was closed")
    closed_on: date | None = Field(None, description="The day it was closed; today if you leave it empty")


OrganisationCommand = (
    RegisterOrganisation
    | ChangeOrganisationDetails
    | NameRepresentative
    | EndRepresentation
    | CloseOrganisation
)


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Details:
    name: dict[Language, str]
    legal_form: LegalForm
    municipality: str
    region: str
    fields_of_work: tuple[str, ...]
    founded_on: date
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Representative:
    person: str
    role: RepresentativeRole
    since: date


@dataclass(frozen=True, slots=True)
class Unregistered:
    pass


@dataclass(frozen=True, slots=True)
class Registered:
    details: Details
    representatives: tuple[Representative, ...] = ()

    def representative(self, person: str) -> Representative | None:
        return next((r for r in self.representatives if r.person == person), None)

    @property
    def voting(self) -> Representative | None:
        return next((r for r in self.representatives if r.role == "voting"), None)


@dataclass(frozen=True, slots=True)
class Closed:
    closed_on: date


Organisation = Unregistered | Registered | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NumberTaken(Refusal):
    """An organisation with the number {organisation} is already registered. Check the number."""


class UnknownMunicipality(Refusal):
    """There is no municipality {municipality} here. Choose one from the list."""


class AlreadyRepresents(Refusal):
    """This person already represents the organisation ({role}). End that first to give another role."""


class OneVotingRepresentative(Refusal):
    """An organisation has one voting representative, and this one has {person}. End that representation
    first, or name this person as a deputy.
    """


class NotARepresentative(Refusal):
    """The person {person} does not represent this organisation. Choose one of its representatives."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: OrganisationCommand, organisation: Organisation, ctx: Context) -> Decision:
    match command, organisation:
        case RegisterOrganisation(), Registered() | Closed():
            raise NumberTaken(organisation=command.organisation)
        case RegisterOrganisation(founded_on=day), Unregistered() if day > ctx.on:
            raise InTheFuture(day=day)
        case RegisterOrganisation(), Unregistered():
            return [_registered(command, ctx)]

        case ChangeOrganisationDetails(founded_on=date() as day), Registered() if day > ctx.on:
            raise InTheFuture(day=day)
        case ChangeOrganisationDetails(), Registered():
            changes = _changes(command, organisation.details, ctx)
            return [membership.OrganisationDetailsChanged(**changes)] if changes else []

        case NameRepresentative(since=day), Registered() if day > ctx.on:
            raise InTheFuture(day=day)
        case NameRepresentative(person=person), Registered() if named := organisation.representative(person):
            raise AlreadyRepresents(role=named.role)
        case NameRepresentative(role="voting"), Registered() if voting := organisation.voting:
            raise OneVotingRepresentative(person=voting.person)
        case NameRepresentative(person=person), Registered():
            return [_named(command)]

        case EndRepresentation(ended_on=date() as day), Registered() if day > ctx.on:
            raise InTheFuture(day=day)
        case EndRepresentation(person=person), Registered():
            return [_ended(command, organisation.representative(person), ctx)]

        case CloseOrganisation(closed_on=date() as day), Registered() if day > ctx.on:
            raise InTheFuture(day=day)
        case CloseOrganisation(), Registered():
            closed_on = command.closed_on or ctx.on
            return [membership.OrganisationClosed(reason=command.reason, closed_on=closed_on)]

        case _:
            raise NotNow(command, organisation, "organisation")


def _registered(command: RegisterOrganisation, ctx: Context) -> Event:
    region = _region(command.municipality, ctx)
    # The event has the command's fields; it takes what it needs.
    return membership.OrganisationRegistered(region=region, registered_on=ctx.on, **dict(command))


def _region(municipality: str, ctx: Context) -> str:
    region = region_of(ctx.of(TERRITORY, THE_TERRITORY), municipality)
    if region is None:
        raise UnknownMunicipality(municipality=municipality)
    return region


def _changes(command: ChangeOrganisationDetails, details: Details, ctx: Context) -> dict[str, Any]:
    """What is given and differs; a new municipality may bring a new region."""
    given = {name: value for name, value in command if name != "organisation" and value is not None}
    if command.municipality is not None:
        given["region"] = _region(command.municipality, ctx)
    return {name: value for name, value in given.items() if value != getattr(details, name)}


def _named(command: NameRepresentative) -> Event:
    return membership.RepresentativeNamed(
        person=command.person,
        name=about(command.person, command.name),
        email=about(command.person, command.email) if command.email else None,
        role=command.role,
        since=command.since,
    )


def _ended(command: EndRepresentation, named: Representative | None, ctx: Context) -> Event:
    ended_on = command.ended_on or ctx.on
    if named is None:
        raise NotARepresentative(person=command.person)
    if ended_on < named.since:
        raise TooEarly(day=ended_on, began=named.since)
    return membership.RepresentationEnded(person=command.person, reason=command.reason, ended_on=ended_on)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(organisation: Organisation, event: Event) -> Organisation:
    match event, organisation:
        case membership.OrganisationRegistered(), _:
            return Registered(Details(**{f.name: getattr(event, f.name) for f in fields(Details)}))
        case membership.OrganisationDetailsChanged(), Registered(details=details):
            changed = {name: value for name, value in event if value is not None}
            return replace(organisation, details=replace(details, **changed))
        case membership.RepresentativeNamed(), Registered(representatives=representatives):
            named = Representative(event.person, event.role, event.since)
            return replace(organisation, representatives=(*representatives, named))
        case membership.RepresentationEnded(person=person), Registered(representatives=representatives):
            left = tuple(r for r in representatives if r.person != person)
            return replace(organisation, representatives=left)
        case membership.OrganisationClosed(), _:
            return Closed(event.closed_on)
        case _:
            return organisation


ORGANISATION: Entity[Organisation] = Entity(
    "membership",
    "organisation",
    initial=Unregistered(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.organisation,
)
