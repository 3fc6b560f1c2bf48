"""Of what does the public record of a meeting consist? Its document, from the proposals to the decisions."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.bodies import Holder
from services.outreach.projections.portal.searching import Searchable


class Paper(TypedDict):
    title: dict[str, str]
    sha256: str


class AgendaItem(TypedDict):
    number: int
    title: dict[str, str] | None
    """None: the item is confidential."""
    minutes: int
    confidential: bool
    owner: Holder | None
    papers: list[Paper]
    proposal: int | None
    """The proposal that it takes up."""


class Proposal(TypedDict):
    """What somebody on a seat asked to be put on the agenda."""

    proposal: int
    title: dict[str, str] | None
    """None: it is confidential."""
    reason: dict[str, str] | None
    minutes: int
    papers: list[Paper]
    confidential: bool
    proposer: Holder
    on: str


class Attendance(TypedDict):
    seat: str
    presence: str
    holder: Holder | None
    """Who held the seat that day; None: it was vacant."""
    arrived: str | None
    left: str | None


class Guest(TypedDict):
    organisation: str | None
    label: str


class Quorum(TypedDict):
    present: int
    needed: int
    reached: bool


class Decision(TypedDict):
    decision: int
    item: int | None
    text: dict[str, str] | None
    """None: it belongs to a confidential item."""
    consensus: bool
    votes_for: int
    votes_against: int
    abstentions: int
    quorate: bool
    quorum: Quorum | None
    """Of the seats that were there at that moment."""
    taken_on: str
    taken_at: str | None
    institution: str | None
    deadline: str | None
    """By when that institution owes it."""


class Earlier(TypedDict):
    """When and where the meeting was to be, before it was moved."""

    starts_at: str
    place: str
    reason: str
    moved_at: str


class Meeting(Searchable):
    body: str
    title: dict[str, str] | None
    state: Literal["scheduled", "held", "cancelled"]
    starts_at: str
    """In UTC, so that texts sort as times."""
    ends_at: str
    place: str
    online: bool
    """There is an address for those who take part from afar; it is not public."""
    languages: list[str]
    agenda: list[AgendaItem]
    attendance: list[Attendance]
    guests: list[Guest]
    quorum: Quorum | None
    decisions: list[Decision]
    earlier: list[Earlier]
    proposals: list[Proposal]
    held_on: str | None
    cancelled_because: str | None
    minutes_published_on: str | None
    version: int
    """Of the meeting: what a calendar calls its sequence."""
    changed_at: str
