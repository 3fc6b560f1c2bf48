"""What does council need to know of an organisation of the register: is it open, how old, what name?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from shared.contracts import membership
from shared.contracts.values import Text
from shared.kernel.entity import Context, Entity, Refusal
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Unknown:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    registered_on: date
    founded_on: date
    fields_of_work: frozenset[str] = frozenset()
    name: Text = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Closed:
    registered_on: date
    closed_on: date
    name: Text = field(default_factory=dict, compare=False)


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


def called(facts: OrganisationFacts) -> Text:
    return {} if isinstance(facts, Unknown) else facts.name


def evolve(organisation: OrganisationFacts, event: Event) -> OrganisationFacts:
    match event, organisation:
        case membership.OrganisationRegistered(), _:
            return Open(event.registered_on, event.founded_on, frozenset(event.fields_of_work), event.name)
        case membership.OrganisationDetailsChanged(), Open():
            changed = event.fields_of_work
            return replace(
                organisation,
                founded_on=event.founded_on or organisation.founded_on,
                fields_of_work=organisation.fields_of_work if changed is None else frozenset(changed),
                name=event.name or organisation.name,
            )
        case membership.OrganisationClosed(), Open(registered_on=since, name=name):
            return Closed(since, event.closed_on, name)
        case _:
            return organisation


# Another service's entity: only its published events are read.
ORGANISATION: Entity[OrganisationFacts] = Entity(
    "membership", "organisation", initial=Unknown(), evolve=evolve
)


# ── what decisions ask ──────────────────────────────────────────────────────────────────────────
class OrganisationNotOpen(Refusal):
    """There is no open organisation {organisation} in the register. Register it first, or correct the
    number.
    """


def in_register(organisation: str, ctx: Context) -> bool:
    return isinstance(ctx.of(ORGANISATION, organisation), Open)


def check_in_register(organisation: str, ctx: Context) -> None:
    """
    Raises:
        OrganisationNotOpen: it is not in the register, or closed.
    """
    if not in_register(organisation, ctx):
        raise OrganisationNotOpen(organisation=organisation)
