"""What may have happened in membership: internships at member organisations."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Text
from shared.kernel.event import Event
from shared.kernel.personal import Personal

EndedBy = Literal["intern", "host", "platform"]


# internship — id: a slug
class InternshipAnnounced(Event, name="membership.InternshipAnnounced"):
    host: Id
    title: Text
    text: Text
    apply_until: date
    starts_on: date
    ends_on: date
    announced_on: date


class InternshipAppliedFor(Event, name="membership.InternshipAppliedFor"):
    person: Id
    name: Personal[str]
    email: Personal[str] | None = None
    motivation: Personal[str]
    applied_on: date


class InternSelected(Event, name="membership.InternSelected"):
    person: Id
    selected_on: date


class InternshipAgreementSigned(Event, name="membership.InternshipAgreementSigned"):
    host: Id
    person: Id
    starts_on: date
    ends_on: date
    signed_on: date


class KnowledgeExchanged(Event, name="membership.KnowledgeExchanged"):
    """Who learned what from whom; each is the intern's id or an organisation's."""

    topic: Text
    learned: Id
    taught: Id
    exchanged_on: date


class InternshipCompleted(Event, name="membership.InternshipCompleted"):
    person: Id
    grade: Annotated[int, Field(ge=1, le=5)]
    evaluation: Personal[str]
    completed_on: date


class InternshipTerminated(Event, name="membership.InternshipTerminated"):
    person: Id
    ended_by: EndedBy
    reason: Personal[str]
    terminated_on: date
