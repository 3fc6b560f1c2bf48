"""What does the platform stand for, how did its members come to it, and who carried it further?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pydantic import Field

from services.membership.domain.acceptance import OrganisationNotOpen
from services.membership.domain.adoption import Draft, adopted
from services.membership.domain.members import NotAMember, is_member, is_open
from shared.contracts import membership
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ProposePosition(Command):
    """Propose what the platform should stand for. Everybody can read it from now on."""

    position: Id = Field(description="A short name for addresses, e.g. public-consultation-regulation")
    organisation: Id = Field(description="The member that proposes it")
    title: Text = Field(description="The title that people read")
    text: Text = Field(description="What the platform should stand for, and why")


class OpenPositionConsultation(Command):
    """Ask the organisations for comments and endorsements. Give a later day to make the time longer."""

    position: Id = Field(description="The position")
    until: date = Field(description="The last day for comments")


class CommentOnPosition(Command):
    """Say what your organisation thinks of a position, while comments are asked for."""

    position: Id = Field(description="The position")
    organisation: Id = Field(description="Your organisation's number in the NGO register")
    text: Text = Field(description="The comment")


class RevisePosition(Command):
    """Give the position a new text. Endorsements of the earlier text lapse, and are asked for anew."""

    position: Id = Field(description="The position")
    organisation: Id | None = Field(None, description="Your organisation, if it is the one that proposed it")
    title: Text = Field(description="The title that people read")
    text: Text = Field(description="The new text, whole")
    changes: str = Field(min_length=1, max_length=2000, description="What changed, and why")


class EndorsePosition(Command):
    """Say that your organisation stands behind the position as it reads now."""

    position: Id = Field(description="The position")
    organisation: Id = Field(description="Your organisation's number in the NGO register")


class AdoptPosition(Command):
    """Record that the position is the platform's: by its endorsements, or by a decision of the board."""

    position: Id = Field(description="The position")
    decision_ref: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="Where the board's decision can be found; empty if the endorsements decide",
    )


class DropPosition(Command):
    """Give up a position that was not adopted."""

    position: Id = Field(description="The position")
    reason: str = Field(min_length=1, max_length=2000, description="Why it is given up")


class TransmitPosition(Command):
    """Hand an adopted position to the Council, as an input to a call if you name one."""

    position: Id = Field(description="The position")
    call: Id | None = Field(None, description="The call for input it answers, if it answers one")


PositionCommand = (
    ProposePosition
    | OpenPositionConsultation
    | CommentOnPosition
    | RevisePosition
    | EndorsePosition
    | AdoptPosition
    | DropPosition
    | TransmitPosition
)


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unproposed:
    pass


@dataclass(frozen=True, slots=True)
class Proposed:
    draft: Draft


@dataclass(frozen=True, slots=True)
class Consulted:
    draft: Draft
    until: date
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Adopted:
    draft: Draft


@dataclass(frozen=True, slots=True)
class Dropped:
    dropped_on: date


@dataclass(frozen=True, slots=True)
class Transmitted:
    draft: Draft
    transmitted_on: date


Position = Unproposed | Proposed | Consulted | Adopted | Dropped | Transmitted


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class PositionExists(Refusal):
    """There is already a position {position}. Choose another short name."""


class NamedAsPaper(Refusal):
    """Short names that begin with "paper-" are kept for positions on paper. Choose another short name."""


class EndsTooEarly(Refusal):
    """{until} leaves nobody time. Give a day from {earliest} on."""


class CommentsClosed(Refusal):
    """Comments were asked for until {until}. Ask the secretariat whether the time can be made longer."""


class NotTheProposer(Refusal):
    """The organisation {organisation} did not propose this position. Comment on it instead."""


class SameText(Refusal):
    """Title and text are as they were; there is nothing to revise."""


class AlreadyEndorsed(Refusal):
    """Your organisation endorses this text already; one organisation counts once."""


class CommentsRunning(Refusal):
    """Comments are received until the end of {until}. Adopt the position after that."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: PositionCommand, position: Position, ctx: Context) -> Decision:
    match command, position:
        case ProposePosition(), Proposed() | Consulted() | Adopted() | Dropped() | Transmitted():
            raise PositionExists(position=command.position)
        case ProposePosition(position=id), Unproposed() if id.startswith(membership.ON_PAPER):
            raise NamedAsPaper
        case ProposePosition(organisation=member), Unproposed() if not is_member(member, ctx):
            raise NotAMember(organisation=member)
        case ProposePosition(), Unproposed():
            return [membership.PositionProposed(proposed_on=ctx.on, **dict(command))]

        case OpenPositionConsultation(until=day), Proposed() | Consulted() if day < ctx.on:
            raise EndsTooEarly(until=day, earliest=ctx.on)
        case OpenPositionConsultation(until=day), Consulted(until=before) if day < before:
            raise EndsTooEarly(until=day, earliest=before)
        case OpenPositionConsultation(until=day), Consulted(until=before) if day == before:
            return []
        case OpenPositionConsultation(until=day), Proposed() | Consulted():
            return [membership.PositionConsultationOpened(until=day, opened_on=ctx.on)]

        case CommentOnPosition(organisation=number), Consulted() if not is_open(number, ctx):
            raise OrganisationNotOpen(organisation=number)
        case CommentOnPosition(), Consulted(until=until) if ctx.on > until:
            raise CommentsClosed(until=until)
        case CommentOnPosition(), Consulted():
            return [_commented(command, position.comments + 1, ctx)]

        case RevisePosition(organisation=str() as number), Proposed() | Consulted() if (
            number != position.draft.organisation
        ):
            raise NotTheProposer(organisation=number)
        case RevisePosition(), Proposed() | Consulted() if _reads_as(command, position.draft):
            raise SameText
        case RevisePosition(), Proposed() | Consulted():
            return [_revised(command, position.draft.version + 1, ctx)]

        case EndorsePosition(organisation=member), Consulted() if not is_member(member, ctx):
            raise NotAMember(organisation=member)
        case EndorsePosition(organisation=member), Consulted() if member in position.draft.endorsed_by:
            raise AlreadyEndorsed
        case EndorsePosition(), Consulted():
            return [_endorsed(command, position.draft.version, ctx)]

        case AdoptPosition(), Consulted(until=until) if ctx.on <= until:
            raise CommentsRunning(until=until)
        case AdoptPosition(), Consulted(draft=draft):
            return [adopted(draft, command.decision_ref, ctx)]

        case DropPosition(), Proposed() | Consulted():
            return [membership.PositionDropped(reason=command.reason, dropped_on=ctx.on)]

        case TransmitPosition(), Adopted(draft=draft):
            return [_transmitted(draft, command, ctx)]

        case _:
            raise NotNow(command, position, "position")


def _commented(command: CommentOnPosition, number: int, ctx: Context) -> Event:
    return membership.PositionCommented(
        comment=number, organisation=command.organisation, text=command.text, commented_on=ctx.on
    )


def _reads_as(command: RevisePosition, draft: Draft) -> bool:
    return (command.title, command.text) == (draft.title, draft.text)


def _revised(command: RevisePosition, version: int, ctx: Context) -> Event:
    # The event has the command's fields; it takes what it needs.
    return membership.PositionRevised(text_version=version, revised_on=ctx.on, **dict(command))


def _endorsed(command: EndorsePosition, version: int, ctx: Context) -> Event:
    return membership.PositionEndorsed(
        organisation=command.organisation, text_version=version, endorsed_on=ctx.on
    )


def _transmitted(draft: Draft, command: TransmitPosition, ctx: Context) -> Event:
    return membership.PositionTransmitted(
        title=draft.title, text=draft.text, call=command.call, transmitted_on=ctx.on
    )


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def is_adopted(position: Position) -> bool:
    return isinstance(position, Adopted | Transmitted)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(position: Position, event: Event) -> Position:
    match event, position:
        case membership.PositionProposed(), _:
            return Proposed(Draft(event.organisation, event.title, event.text))
        case membership.PositionConsultationOpened(until=until), Proposed(draft=draft):
            return Consulted(draft, until)
        case membership.PositionConsultationOpened(until=until), Consulted():
            return replace(position, until=until)
        case membership.PositionCommented(comment=number), Consulted():
            return replace(position, comments=number)
        case membership.PositionRevised(), Proposed(draft=draft) | Consulted(draft=draft):
            new = Draft(draft.organisation, event.title, event.text, event.text_version)
            return replace(position, draft=new)
        case membership.PositionEndorsed(organisation=member), Consulted(draft=draft):
            return replace(position, draft=replace(draft, endorsed_by=draft.endorsed_by | {member}))
        case membership.PositionAdopted(), Consulted(draft=draft):
            return Adopted(draft)
        case membership.PositionDropped(), _:
            return Dropped(event.dropped_on)
        case membership.PositionTransmitted(), Adopted(draft=draft):
            return Transmitted(draft, event.transmitted_on)
        case _:
            return position


POSITION: Entity[Position] = Entity(
    "membership",
    "position",
    initial=Unproposed(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.position,
)
