"""What must outreach know of the council's facts to write about them? Published events alone are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from shared.contracts import council
from shared.contracts.values import Text
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Meeting:
    body: str = ""
    title: Text | None = None
    starts_at: datetime | None = None
    place: str = ""
    cancelled: bool = False
    held_on: date | None = None
    present: int = 0
    confidential: frozenset[int] = frozenset()
    public_items: tuple[Text, ...] = ()
    """Titles of the agenda, in its order."""
    decisions: tuple[tuple[int | None, Text], ...] = ()
    """With the number of the agenda item that each belongs to."""

    @property
    def public_decisions(self) -> list[Text]:
        return [text for item, text in self.decisions if item not in self.confidential]


def evolve_meeting(meeting: Meeting, event: Event) -> Meeting:
    match event:
        case council.MeetingScheduled():
            return Meeting(event.body, event.title, event.starts_at, event.place)
        case council.MeetingRescheduled():
            return replace(meeting, starts_at=event.starts_at, place=event.place)
        case council.MeetingCancelled():
            return replace(meeting, cancelled=True)
        case council.AgendaSet(items=items):
            return replace(
                meeting,
                confidential=frozenset(item.number for item in items if item.confidential),
                public_items=tuple(item.title for item in items if not item.confidential),
            )
        case council.MeetingHeld():
            return replace(meeting, held_on=event.held_on, present=event.quorum.present)
        case council.DecisionTaken():
            return replace(meeting, decisions=(*meeting.decisions, (event.item, event.text)))
        case _:
            return meeting


@dataclass(frozen=True, slots=True)
class Election:
    title: Text | None = None
    seats: int = 0
    nominations_until: datetime | None = None
    voting_until: datetime | None = None
    over: bool = False


def evolve_election(election: Election, event: Event) -> Election:
    match event:
        case council.ElectionCalled(title=title, seats=seats, windows=windows):
            return Election(title, len(seats), windows.nominations.closes_at, windows.voting.closes_at)
        case council.ElectionAnnulled() | council.ElectionCertified():
            return replace(election, over=True)
        case _:
            return election


@dataclass(frozen=True, slots=True)
class Commitment:
    institution: str = ""
    text: Text | None = None
    due: date | None = None
    over: bool = False


def evolve_commitment(commitment: Commitment, event: Event) -> Commitment:
    match event:
        case council.CommitmentMade():
            return Commitment(event.institution, event.text, event.due)
        case council.CommitmentReplanned(new_due=due):
            return replace(commitment, due=due)
        case council.CommitmentFulfilled() | council.CommitmentWithdrawn():
            return replace(commitment, over=True)
        case _:
            return commitment


@dataclass(frozen=True, slots=True)
class Named:
    name: Text | None = None


def evolve_named(named: Named, event: Event) -> Named:
    match event:
        case council.BodyEstablished(name=name) | council.InstitutionRegistered(name=name):
            return Named(name)
        case _:
            return named


MEETING: Entity[Meeting] = Entity("council", "meeting", initial=Meeting(), evolve=evolve_meeting)
ELECTION: Entity[Election] = Entity("council", "election", initial=Election(), evolve=evolve_election)
COMMITMENT: Entity[Commitment] = Entity(
    "council", "commitment", initial=Commitment(), evolve=evolve_commitment
)
BODY: Entity[Named] = Entity("council", "body", initial=Named(), evolve=evolve_named)
INSTITUTION: Entity[Named] = Entity("council", "institution", initial=Named(), evolve=evolve_named)
