"""What may have happened in council: elections of civil-society seats, from the call to the certificate."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from shared.contracts.council.meeting import Guest
from shared.contracts.values import Id, Sha256, Text, Value
from shared.kernel.event import Event
from shared.kernel.personal import Personal

ElectionId = Annotated[Id, StringConstraints(max_length=40)]
"""Short, because a ballot's id is made of its election's and its organisation's."""
VoterId = Annotated[Id, StringConstraints(max_length=36)]
"""An organisation's register number, as far as it fits into a ballot's id."""

OpenTo = Literal["members", "all"]
Channel = Literal["email", "post", "in_person"]
InvalidReason = Literal["over_voted", "blank", "unclear", "missing"]
"""`missing`: received, but not found when the box was opened."""
DocumentKind = Literal["nomination_form", "cv", "registration_certificate", "other"]
RefusalGround = Literal["late", "incomplete", "not_eligible", "not_authorised", "other"]
Ruling = Literal["dismissed", "upheld", "annulled"]
"""`annulled`: the objection is right, and so grave that the election does not stand."""


class Window(Value):
    """From the moment `opens_at` up to, not including, the moment `closes_at`."""

    opens_at: AwareDatetime
    closes_at: AwareDatetime


class Windows(Value):
    nominations: Window
    voting: Window
    inspection: Window


def _says(kind: str, field: str, type_: str) -> dict[str, JsonValue]:
    return {"properties": {"kind": {"const": kind}, field: {"type": type_}}, "required": ["kind", field]}


SAYS_WHAT: list[JsonValue] = [
    _says("organisation_age", "at_least", "integer"),
    _says("field_of_work", "value", "string"),
    _says("other", "text", "object"),
]
"""In the schema: which field a criterion of each kind needs."""


class Criterion(Value):
    """Who may stand. `other` is for people to judge: the panel does."""

    model_config = ConfigDict(json_schema_extra={"anyOf": SAYS_WHAT})

    kind: Literal["organisation_age", "field_of_work", "other"]
    at_least: Annotated[int, Field(ge=1, description="Years, for the age of the organisation")] | None = None
    value: Annotated[Id, Field(description="The field of work")] | None = None
    text: Annotated[Text, Field(description="The criterion in words")] | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        needed = {"organisation_age": self.at_least, "field_of_work": self.value, "other": self.text}
        if needed[self.kind] is None:
            raise ValueError("give the years of an age, the value of a field of work, or the text of another")
        return self


class Panellist(Value):
    """Who verifies the nominations, and for whom: the secretariat, the board, an office of government."""

    person: Id
    speaks_for: Id


class NominationDocument(Value):
    kind: DocumentKind
    sha256: Sha256


class Candidate(Value):
    """An organisation stands, and a person for it; the person's name is in the nomination."""

    organisation: Id
    person: Id


class CandidateVotes(Value):
    organisation: Id
    votes: Annotated[int, Field(ge=0)]


class InvalidPapers(Value):
    reason: InvalidReason
    ballots: Annotated[int, Field(ge=1)]


class Elected(Value):
    seat: Id
    organisation: Id
    votes: int
    by_lot: bool = False


class NewHolder(Value):
    """Who takes which seat, once the election is certified."""

    seat: Id
    organisation: Id
    person: Id
    person_name: Personal[str]
    sits: bool = False
    """It holds this seat already and keeps it: nothing is to be filled."""


# election — id: a slug, e.g. council-2015-10
class ElectionCalled(Event, name="council.ElectionCalled"):
    title: Text
    body: Id | None = None
    """The body whose seats are filled; None: another institution's commission asked for a representative."""
    requested_by: Id | None = None
    seats: tuple[Id, ...]
    choices: int
    """How many candidates a ballot may name."""
    open_to: OpenTo
    criteria: tuple[Criterion, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    panel: tuple[Panellist, ...]
    windows: Windows
    zone: str
    called_on: date


class NominationReceived(Event, name="council.NominationReceived"):
    organisation: Id
    candidate: Id
    candidate_name: Personal[str]
    endorser: Id
    """Who signed for the organisation."""
    documents: tuple[NominationDocument, ...]
    received_at: datetime


class NominationChecked(Event, name="council.NominationChecked"):
    """One member of the panel has spoken."""

    organisation: Id
    panellist: Id
    accept: bool
    ground: RefusalGround | None = None
    reason: str = ""
    checked_on: date


class NominationAccepted(Event, name="council.NominationAccepted"):
    """The panel's majority is for it."""

    organisation: Id
    accepted_on: date


class NominationRefused(Event, name="council.NominationRefused"):
    organisation: Id
    ground: RefusalGround
    reason: str
    refused_on: date


class CandidatesPublished(Event, name="council.CandidatesPublished"):
    """The list, in the order of the ballot."""

    candidates: tuple[Candidate, ...]
    voting_opens_at: datetime
    published_on: date


class BallotsCounted(Event, name="council.BallotsCounted"):
    """All ballots together, whichever way they came: no count of one channel is ever recorded."""

    received: int
    valid: int
    invalid: dict[InvalidReason, int]
    votes: tuple[CandidateVotes, ...]
    observers: tuple[Guest, ...] = ()
    counted_by: Id
    counted_on: date


class LotDrawn(Event, name="council.LotDrawn"):
    tied: tuple[Id, ...]
    drawn: tuple[Id, ...]
    witness: Id
    witness_name: Personal[str]
    witness_of: str
    """For whom the witness was there: public, so never a person's name."""
    drawn_on: date


class ResultDeclared(Event, name="council.ResultDeclared"):
    elected: tuple[Elected, ...]
    unfilled: tuple[Id, ...] = ()
    """Seats for which nobody had a vote."""
    declared_on: date
    inspection_until: datetime


class ObjectionLodged(Event, name="council.ObjectionLodged"):
    objection: Annotated[int, Field(ge=1)]
    """1, 2, 3 … within the election."""
    organisation: Id | None = None
    grounds: str
    lodged_on: date


class ObjectionRuled(Event, name="council.ObjectionRuled"):
    objection: int
    ruling: Ruling
    reason: Text
    ruled_on: date


class ElectionCertified(Event, name="council.ElectionCertified"):
    body: Id | None = None
    holders: tuple[NewHolder, ...]
    lapsed: tuple[Id, ...] = ()
    """Organisations that were elected and cannot sit any more; a by-election is due for their seats."""
    certified_on: date


class ElectionAnnulled(Event, name="council.ElectionAnnulled"):
    reason: Text
    annulled_on: date


# roll — id: the election's; who may vote, and whose ballot was received
class RollFrozen(Event, name="council.RollFrozen"):
    """On the roll is who was registered (and a member, if only members vote) at that moment."""

    open_to: OpenTo
    as_of: datetime


class BallotReceived(Event, name="council.BallotReceived"):
    """That an organisation has voted, and how its ballot came. Never what stands on it."""

    organisation: Id
    channel: Channel
    received_on: date


class RollClosed(Event, name="council.RollClosed"):
    """The ballots are being counted: none is received any more."""

    received: int
    closed_on: date


# ballot — id: the election's and the organisation's; only ballots that came by e-mail or post are opened here
class ChoicesCast(Event, name="council.ChoicesCast"):
    """One sign per candidate in the order of the list: 1 chosen, 0 not, ? unclear. Always sealed, always
    of the same length, so neither words nor sizes tell anything.
    """

    election: Id
    marks: Personal[str]
    cast_on: date


# vacancy — id: the body's; which elected seats wait for an election
class ByElectionProposed(Event, name="council.ByElectionProposed"):
    seat: Id
    vacated_on: date


class ByElectionCalled(Event, name="council.ByElectionCalled"):
    seats: tuple[Id, ...]
    election: Id
    called_on: date
