"""What does council need to know of an organisation of the register: is it open, since when, how old?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shared.contracts import membership
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Unknown:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    registered_on: date
    founded_on: date
    fields_of_work: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Closed:
    registered_on: date
    closed_on: date


OrganisationFacts = Unknown | Open | Closed


def open_on(facts: OrganisationFacts, day: date) -> bool:
    """Whether it stood in the register as an open organisation on that day."""
    match facts:
        case Open(registered_on=since):
            return since <= day
        case Closed(registered_on=since, closed_on=until):
            return since <= day < until
        case Unknown():
            return False


def evolve(organisation: OrganisationFacts, event: Event) -> OrganisationFacts:
    match event, organisation:
        case membership.OrganisationRegistered(), _:
            return Open(event.registered_on, event.founded_on, frozenset(event.fields_of_work))
        case membership.OrganisationDetailsChanged(), Open():
            changed = event.fields_of_work
            return replace(
                organisation,
                founded_on=event.founded_on or organisation.founded_on,
                fields_of_work=organisation.fields_of_work if changed is None else frozenset(changed),
            )
        case membership.OrganisationClosed(), Open(registered_on=since):
            return Closed(since, event.closed_on)
        case _:
            return organisation


# Another service's entity: only its published events are read.
ORGANISATION: Entity[OrganisationFacts] = Entity(
    "membership", "organisation", initial=Unknown(), evolve=evolve
)
