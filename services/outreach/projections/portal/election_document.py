"""Of what does the public record of an election consist? Its document, from the call to the certificate."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.meeting_document import Guest
from services.outreach.projections.portal.searching import Searchable


class Window(TypedDict):
    opens_at: str
    """In UTC, so that texts sort as times."""
    closes_at: str


class Criterion(TypedDict):
    kind: str
    at_least: int | None
    value: str | None
    text: dict[str, str] | None


class RefusedNomination(TypedDict):
    organisation: str
    ground: str


class Votes(TypedDict):
    organisation: str
    votes: int


class Invalid(TypedDict):
    reason: str
    ballots: int


class Count(TypedDict):
    counted_on: str
    received: int
    valid: int
    invalid: list[Invalid]
    votes: list[Votes]
    """In the order of the list."""
    observers: list[Guest]


class Lot(TypedDict):
    tied: list[str]
    drawn: list[str]
    witness_of: str
    drawn_on: str


class Elected(TypedDict):
    seat: str
    organisation: str
    votes: int
    by_lot: bool


class Objection(TypedDict):
    objection: int
    organisation: str | None
    lodged_on: str
    ruling: str | None
    reason: dict[str, str] | None
    ruled_on: str | None


State = Literal["called", "listed", "counted", "declared", "certified", "annulled"]


class Election(Searchable):
    title: dict[str, str]
    body: str | None
    requested_by: str | None
    seats: list[str]
    choices: int
    open_to: str
    criteria: list[Criterion]
    documents: list[str]
    panel: list[str]
    """For whom its members speak."""
    nominations: Window
    voting: Window
    inspection: Window
    zone: str
    called_on: str
    state: State
    """As recorded; which window is open is for the reader's clock."""
    nominated: int
    refused: list[RefusedNomination]
    candidates: list[str]
    """The organisations that stand; empty until the list is published."""
    published_on: str | None
    roll_as_of: str | None
    received: int
    count: Count | None
    lot: Lot | None
    elected: list[Elected]
    unfilled: list[str]
    declared_on: str | None
    objections: list[Objection]
    certified_on: str | None
    annulled_on: str | None
    annulled_because: dict[str, str] | None
