"""May a meeting decide this: is it on the agenda, were enough there at that moment, do the votes add up?"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import Field

from services.council.domain.body import BODY, seating_of
from services.council.domain.days import TooEarly
from services.council.domain.institution import NoSuchInstitution, registered
from services.council.domain.proceedings import Held
from services.council.domain.quorum import quorum_of
from shared.contracts import council
from shared.contracts.council import Quorum
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Refusal
from shared.kernel.event import Event

Votes = Annotated[int, Field(ge=0)]


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RecordDecision(Command):
    """Record what a meeting decided. With an institution and a deadline it becomes a commitment."""

    meeting: Id = Field(description="The meeting")
    item: int | None = Field(None, description="The number of the agenda item")
    text: Text = Field(description="What was decided")
    consensus: bool = Field(description="Nobody was against it")
    votes_for: Votes = Field(0, description="Votes for it")
    votes_against: Votes = Field(0, description="Votes against it")
    abstentions: Votes = Field(0, description="Abstentions")
    taken_at: time | None = Field(
        None, description="The time of day; seats that had not come yet or had gone do not count then"
    )
    institution: Id | None = Field(None, description="The institution that has to do it")
    deadline: date | None = Field(None, description="The day by which that institution has to do it")

    @property
    def votes(self) -> int:
        return self.votes_for + self.votes_against + self.abstentions


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NotOnTheAgenda(Refusal):
    """The agenda has no item {item}. Give the number of an item that it has, or none."""


class NotQuorate(Refusal):
    """Only {present} seats were present, so this body could not decide. Take it to its next meeting."""


class MoreVotesThanPresent(Refusal):
    """These are {votes} votes, but only {present} seats were present. Correct the count."""


class NoConsensus(Refusal):
    """With {against} votes against it this was not a consensus. Correct the votes, or record it as a vote."""


class HalfACommitment(Refusal):
    """A commitment needs both the institution that owes it and its deadline. Give both, or none."""


class NotInPublic(Refusal):
    """A commitment is public, and this item is confidential. Leave the institution and the deadline out."""


def decision_taken(command: RecordDecision, meeting: Held, ctx: Context) -> Event:
    """
    Raises:
        NotOnTheAgenda, NotQuorate, MoreVotesThanPresent, NoConsensus: it was no decision as it stands.
        HalfACommitment, NotInPublic, NoSuchInstitution, TooEarly: it cannot become a commitment.
    """
    item = meeting.plan.item(command.item)
    if command.item is not None and item is None:
        raise NotOnTheAgenda(item=command.item)
    quorum = _carried(command, meeting, ctx)
    confidential = item is not None and item.confidential
    _check_promise(command, meeting, confidential, ctx)
    return council.DecisionTaken(
        decision=len(meeting.decisions) + 1,
        quorate=quorum.reached,
        quorum=quorum,
        taken_on=meeting.held_on,
        body=meeting.plan.body,
        confidential=confidential,
        **dict(command),
    )


def _carried(command: RecordDecision, meeting: Held, ctx: Context) -> Quorum:
    """The quorum at that moment, if the decision stands on it."""
    seating = seating_of(ctx.of(BODY, meeting.plan.body))
    quorum = meeting.quorum
    if command.taken_at is not None:
        quorum = quorum_of(seating, meeting.attendance, command.taken_at)
    if not quorum.reached and seating.quorum.binds_decisions:
        raise NotQuorate(present=quorum.present)
    if command.votes > quorum.present:
        raise MoreVotesThanPresent(votes=command.votes, present=quorum.present)
    if command.consensus and command.votes_against:
        raise NoConsensus(against=command.votes_against)
    return quorum


def _check_promise(command: RecordDecision, meeting: Held, confidential: bool, ctx: Context) -> None:
    institution, deadline = command.institution, command.deadline
    if institution is None and deadline is None:
        return
    if institution is None or deadline is None:
        raise HalfACommitment
    if confidential:
        raise NotInPublic
    if not registered(institution, ctx):
        raise NoSuchInstitution(institution=institution)
    if deadline < meeting.held_on:
        raise TooEarly(day=deadline, began=meeting.held_on)
