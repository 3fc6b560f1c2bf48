"""Whom does the platform know, in which roles and for which organisations? Ids only; the log keeps the names.

A form that lets one choose a person asks the log for the name each time (`desk/people.py`), so that a
person who is forgotten is gone from it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from typing_extensions import TypedDict

from shared.contracts import council, grants, membership
from shared.kernel.event import Event, Recorded
from shared.kernel.projection import Index, Projection, fold


class Place(TypedDict):
    """One event of the log."""

    service: str
    entity: str
    id: str
    version: int


class Held(TypedDict):
    role: str
    bound_to: str | None


class Person(TypedDict):
    named_in: Place
    """Where the name was written last, sealed."""
    account: bool
    roles: list[Held]
    organisations: list[str]
    """For which the person was named, sat, stood or travelled."""


def _named(person: Person | None, event: Recorded[Any], *organisations: str) -> Person:
    before = person or Person(
        named_in=Place(service="", entity="", id="", version=0), account=False, roles=[], organisations=[]
    )
    ref = event.ref
    place = Place(service=ref.service, entity=ref.entity, id=ref.id, version=event.version)
    known = [*before["organisations"], *(o for o in organisations if o not in before["organisations"])]
    return {**before, "named_in": place, "organisations": known}


def opened(person: Person | None, event: Recorded[membership.AccountOpened]) -> Person:
    return {**_named(person, event), "account": True, "roles": []}


def granted(person: Person | None, event: Recorded[membership.RoleGranted]) -> Person | None:
    held = Held(role=event.data.role, bound_to=event.data.bound_to)
    return {**person, "roles": [*person["roles"], held]} if person else None


def revoked(person: Person | None, event: Recorded[membership.RoleRevoked]) -> Person | None:
    held = Held(role=event.data.role, bound_to=event.data.bound_to)
    return {**person, "roles": [one for one in person["roles"] if one != held]} if person else None


def closed(person: Person | None, _: Recorded[membership.AccountClosed]) -> Person | None:
    return {**person, "account": False, "roles": []} if person else None


def forgotten(_: Person | None, __: Recorded[membership.PersonForgotten]) -> None:
    return None


def represents(person: Person | None, event: Recorded[membership.RepresentativeNamed]) -> Person:
    return _named(person, event, event.ref.id)


def ended(person: Person | None, event: Recorded[membership.RepresentationEnded]) -> Person | None:
    left = [one for one in person["organisations"] if one != event.ref.id] if person else []
    return {**person, "organisations": left} if person else None


def seated(person: Person | None, event: Recorded[council.SeatFilled]) -> Person:
    holder = event.data.holder
    return _named(person, event, *([holder.id] if holder.kind == "organisation" else []))


def for_organisation(person: Person | None, event: Recorded[Any]) -> Person:
    return _named(person, event, event.data.organisation)


def alone(person: Person | None, event: Recorded[Any]) -> Person:
    return _named(person, event)


def _by(field: str) -> Callable[[Recorded[Event]], Iterable[str]]:
    def ids(event: Recorded[Event]) -> tuple[str]:
        return (getattr(event.data, field),)

    return ids


PERSONS = Projection(
    database="reporting",
    name="persons",
    version=1,
    document=Person,
    title="Persons by their ids, with roles and organisations; no name stands here",
    on={
        membership.AccountOpened: fold(opened),
        membership.RoleGranted: fold(granted),
        membership.RoleRevoked: fold(revoked),
        membership.AccountClosed: fold(closed),
        membership.PersonForgotten: fold(forgotten),
        membership.RepresentativeNamed: fold(represents, by=_by("person")),
        membership.RepresentationEnded: fold(ended, by=_by("person")),
        membership.ParticipantRegistered: fold(for_organisation, by=_by("person")),
        membership.InternshipAppliedFor: fold(alone, by=_by("person")),
        council.SeatFilled: fold(seated, by=_by("person")),
        council.NominationReceived: fold(for_organisation, by=_by("candidate")),
        council.LotDrawn: fold(alone, by=_by("witness")),
        grants.ClaimSubmitted: fold(for_organisation, by=_by("traveller")),
    },
    indexes=(Index((("organisations", 1),)), Index((("roles.bound_to", 1),))),
)
