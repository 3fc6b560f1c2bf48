"""Who may read the record of what at the desk? The table of readers.

Everything that the public may read stands on the portal. Here it is about the rest: staff by their role, and
everybody about what they hold a role for. The auditor reads everything but personal data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.outreach.desk.accounts import Account
from services.outreach.projections import READERS as MODEL_READERS
from shared.kernel.event import Recorded

AUDITOR = "auditor"


def _staff_of(model: str) -> tuple[str, ...]:
    """Who reads the read model, but for the auditor, to whom persons are not shown."""
    return tuple(role for role in MODEL_READERS[model] if role != AUDITOR)


STAFF = ("secretariat", "board", "admin")
READERS: dict[str, tuple[str, ...]] = {
    "grants.": _staff_of("reporting.claims"),
    "grants.fund": _staff_of("reporting.funds"),
    "membership.ethics": ("secretariat", "board", "panel"),
    "membership.account": ("admin",),
    "membership.mailbox": ("admin",),
    "outreach.report": (*STAFF, "finance"),
    "council.election": (*STAFF, "panel"),
    "council.nomination": (*STAFF, "panel"),
}
"""By the beginning of "service.entity"; the longest that fits counts; else STAFF."""
OF_MANY = ("council.election", "council.roll")
"""About many at once: who is named in one does not see the persons in it."""
NOBODYS = ("council.roll", "council.meeting")
"""And who is named in one of these may not read it either: whose ballot came, and how, is not for all; nor is
what is confidential in a meeting for an institution that owes something by its decision."""
SECRET = ("council.ballot",)
"""Nobody sees at the desk what is sealed in these: how an organisation voted was for the count alone."""


def roles(service: str, entity: str) -> tuple[str, ...]:
    """Which roles read every entity of this kind, with the persons in it."""
    name = f"{service}.{entity}"
    fits = [start for start in READERS if name.startswith(start)]
    return READERS[max(fits, key=len)] if fits else STAFF


def reads_all(account: Account, service: str, entity: str) -> bool:
    return account.holds(AUDITOR, *roles(service, entity))


def reads_model(account: Account, model: str) -> bool:
    """What is counted from a read model is shown to who may read it, here and in the API."""
    return account.holds(*MODEL_READERS[model])


def sees_persons(account: Account, service: str, entity: str, own: bool) -> bool:
    """Whether names and the like are shown; to an auditor they are not."""
    name = f"{service}.{entity}"
    if name in SECRET:
        return False
    return (own and name not in OF_MANY) or account.holds(*roles(service, entity))


def is_own(account: Account, id: str, history: Iterable[Recorded[Any]]) -> bool:
    """It is about the person, or about something that they hold a role for."""
    mine = {account.person, *(grant.bound_to for grant in account.grants if grant.bound_to)}
    told = [event for event in history if f"{event.ref.service}.{event.ref.entity}" not in NOBODYS]
    return id in mine or any(_names(event, mine) for event in told)


NAMING = (
    "organisation",
    "institution",
    "hub",
    "host",
    "person",
    "drafted_by",
    "translated_by",
    "submitted_by",
    "traveller",
    "complainant",
    "respondent",
)
"""Fields whose value says whose something is."""


def _names(event: Recorded[Any], mine: set[str]) -> bool:
    if event.ref.entity == "hub_month" and event.ref.id.rpartition("_")[0] in mine:
        return True
    return any(getattr(event.data, field, None) in mine for field in NAMING)
