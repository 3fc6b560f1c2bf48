"""Which persons may be chosen in a field of a form? A table by the field's name.

Nobody is asked for an id: whoever is new gets one, and a name that is known need not be written again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from services.outreach.desk import people
from services.outreach.desk.asked import Asked, Choices, Chooser, Whom
from services.outreach.desk.creating import id_of
from services.outreach.desk.forms.fields import Field
from services.outreach.desk.forms.raw import Raw, first
from services.outreach.portal.marking import N_

KNOWN = N_("Left empty, it is the name of the person who was chosen")
PANEL = {"roles.role": "panel"}
WITH_ACCOUNT = {"account": True}


def anybody(where: Mapping[str, Any] | None = None, new: bool = False) -> Chooser:
    """Those of whom it is true; with `new`, first of all somebody who is not known yet."""

    async def found(asked: Asked) -> Choices:
        whom = asked.whom
        if whom is None:
            return []
        known = await people.choices(whom.people, whom.account, asked.language, asked.lookup, where or {})
        return [(id_of("p", whom.form), asked.language.words(people.NEW)), *known] if new else known

    return found


async def _told(asked: Asked) -> Choices:
    """Who is named in the record of what the command is for."""
    told = asked.whom.told if asked.whom else {}
    return sorted(told.items(), key=lambda one: one[1].casefold())


async def _side(asked: Asked) -> Choices:
    """The intern, or an organisation."""
    return [*await _told(asked), *await asked.lookup.choices("organisation")]


async def _scope(asked: Asked) -> Choices:
    """What a role may be held for."""
    kinds = ("organisation", "institution", "hub")
    return [one for kind in kinds for one in await asked.lookup.choices(kind)]


CHOOSERS: Mapping[str, Chooser] = {
    "person": anybody(),
    "substitute": anybody(),
    "FillSeat.person": anybody(new=True),
    "NameRepresentative.person": anybody(new=True),
    "EndRepresentation.person": _told,
    "OpenAccount.person": anybody({"account": False}, new=True),
    "GrantRole.person": anybody(WITH_ACCOUNT),
    "RevokeRole.person": anybody(WITH_ACCOUNT),
    "ChangeAddress.person": anybody(WITH_ACCOUNT),
    "CloseAccount.person": anybody(WITH_ACCOUNT),
    "bound_to": _scope,
    "candidate": anybody(new=True),
    "endorser": anybody(),
    "witness": anybody(new=True),
    "traveller": anybody(new=True),
    "AppointPanel.panel": anybody(PANEL),
    "panellist": anybody(PANEL),
    "replacement": anybody(PANEL),
    "ApplyForInternship.person": anybody(new=True),
    "SelectIntern.person": _told,
    "learned": _side,
    "taught": _side,
    "RegisterParticipant.person": anybody(new=True),
    "DeliverTraining.participants": _told,
    "CertifyParticipant.person": _told,
}


def eased(fields: Iterable[Field], lists: Collection[str]) -> None:
    """The name of whoever stands in the list need not be given."""
    fields = [*fields]
    chosen = [field.of for field in fields if field.of in lists]
    beside = {name for of in chosen for name in people.NAMED_BESIDE.get(of, ())}
    for field in fields:
        if field.name in beside:
            field.required, field.hint = False, KNOWN


async def completed(whom: Whom, raw: Raw) -> Raw:
    """With the name of whoever was chosen, where it was left empty and the one who asks may know it."""
    chosen = {
        name: first(raw, field)
        for field, names in people.NAMED_BESIDE.items()
        for name in names
        if name in raw and first(raw, field) and not first(raw, name)
    }
    if not chosen:
        return raw
    where = {"$and": [people.within(whom.account), {"_id": {"$in": [*chosen.values()]}}]}
    known = {person["_id"]: name for person, name in await whom.people.known(where)}
    return {**raw, **{name: [known[id]] for name, id in chosen.items() if id in known}}
