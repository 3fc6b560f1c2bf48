"""What may have happened in outreach: what the platform tells the public, from draft to correction."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.outreach.visibility_rules import Acknowledgement
from shared.contracts.values import Id, Language, Text, Value
from shared.kernel.event import Event

PublicationKind = Literal["news", "notice", "call", "alert", "briefing"]


class Subject(Value):
    """What a publication is about: an entity that has a page of its own."""

    entity: Literal["meeting", "election", "commitment", "consultation", "dialogue", "body", "hub"]
    id: Id


# publication — id: a slug
class PublicationDrafted(Event, name="outreach.PublicationDrafted"):
    """The whole text as it stands now; a later draft takes its place."""

    kind: PublicationKind
    title: Text
    text: Text
    about: Subject | None = None
    agreement: Id
    shown: Acknowledgement
    drafted_by: str
    """A person, or the policy that wrote it."""
    drafted_on: date
    hub: Id | None = None
    """Whose draft it is; None: the secretariat's."""


class PublicationTranslated(Event, name="outreach.PublicationTranslated"):
    language: Language
    title: str
    text: str
    translated_by: str
    translated_on: date


class PublicationSubmitted(Event, name="outreach.PublicationSubmitted"):
    submitted_by: str
    submitted_on: date


class PublicationReturned(Event, name="outreach.PublicationReturned"):
    reason: str
    returned_by: str
    returned_on: date
    hub: Id | None = None
    """Whose draft it is; None: the secretariat's."""


class PublicationPublished(Event, name="outreach.PublicationPublished"):
    """Carries what the public reads from then on."""

    kind: PublicationKind
    title: Text
    text: Text
    about: Subject | None = None
    agreement: Id
    rules: int
    """The version of the agreement's visibility rules that it was checked by."""
    shown: Acknowledgement
    published_by: str
    published_on: date


class PublicationCorrected(Event, name="outreach.PublicationCorrected"):
    correction: Annotated[int, Field(ge=1)]
    title: Text
    text: Text
    what: Text
    """What was wrong, said to those who read it before."""
    corrected_by: str
    corrected_on: date


class PublicationRetracted(Event, name="outreach.PublicationRetracted"):
    reason: Text
    retracted_by: str
    retracted_on: date


class PublicationDropped(Event, name="outreach.PublicationDropped"):
    """It was never public and will not be."""

    reason: str
    dropped_by: str
    dropped_on: date


class PublicationOutdated(Event, name="outreach.PublicationOutdated"):
    """The meeting that it announces was moved or cancelled since it was written."""

    meeting: Id
    change: Literal["moved", "cancelled"]
    reason: str = ""
    public: bool = False
    """It was published already, so it has to be corrected or taken back."""
    found_on: date
