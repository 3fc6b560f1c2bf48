"""What may have happened in membership: documents, which of them are required, and who accepted them."""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.values import Id, Sha256, Text
from shared.kernel.event import Event


# document — id: its kind, e.g. code-of-ethics
class DocumentPublished(Event, name="membership.DocumentPublished"):
    title: Text
    version: int
    effective_on: date
    sha256: Sha256
    required: bool = False
    """Who wants to become a member must have accepted it."""
    remind_at: tuple[datetime, ...] = ()
    """When members who have not accepted this version are reminded."""


class AcceptanceReminded(Event, name="membership.AcceptanceReminded"):
    """These members had not accepted the version that holds."""

    version: int
    organisations: tuple[Id, ...]
    reminded_on: date


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
