"""What will a meeting talk about: who may propose an item, and what makes an agenda whole?"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.council.domain.body import BODY, seating_of
from services.council.domain.proceedings import Plan
from shared.contracts import council
from shared.contracts.council import AgendaItem, Holder, Paper
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ProposeAgendaItem(Command):
    """Propose an item for a meeting of a body in which you hold a seat."""

    meeting: Id = Field(description="The meeting")
    title: Text = Field(description="What is to be talked about")
    reason: Text = Field(description="Why, and what the meeting should decide")
    minutes: Annotated[int, Field(ge=0, le=600)] = Field(0, description="How many minutes it needs")
    papers: Annotated[tuple[Paper, ...], Field(max_length=20)] = Field(
        (), description="Documents for it, each with its title and its file"
    )
    confidential: bool = Field(False, description="Its title and papers are not to be public")
    proposer: Holder = Field(description="The organisation or institution that you speak for")

    @property
    def organisation(self) -> str | None:
        return self.proposer.id if self.proposer.kind == "organisation" else None

    @property
    def institution(self) -> str | None:
        return self.proposer.id if self.proposer.kind == "institution" else None


class SetAgenda(Command):
    """Set the agenda. A new one takes the place of the old one."""

    meeting: Id = Field(description="The meeting")
    items: Annotated[tuple[AgendaItem, ...], Field(min_length=1)] = Field(
        description="The items, numbered 1, 2, 3 …"
    )


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ItemsNotNumbered(Refusal):
    """The agenda's items are numbered {numbers}. Number them 1, 2, 3 … without a gap."""


class NoSuchProposal(Refusal):
    """Nobody proposed an item {proposal} for this meeting. Give the number of a proposal, or none."""


class ProposedAsConfidential(Refusal):
    """Proposal {proposal} was handed in as confidential: mark its item as confidential, too."""


class NoSeatHere(Refusal):
    """{proposer} holds no seat in the body that meets. Only who sits there proposes items."""


def agenda_set(command: SetAgenda, plan: Plan) -> Event:
    """
    Raises:
        ItemsNotNumbered, NoSuchProposal: the agenda is not whole.
        ProposedAsConfidential: it would make public what was not meant to be.
    """
    numbers = [item.number for item in command.items]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ItemsNotNumbered(numbers=", ".join(map(str, numbers)))
    for item in command.items:
        if item.proposal is not None and not 0 < item.proposal <= plan.proposals:
            raise NoSuchProposal(proposal=item.proposal)
        if item.proposal in plan.confidential and not item.confidential:
            raise ProposedAsConfidential(proposal=item.proposal)
    return council.AgendaSet(items=command.items)


def item_proposed(command: ProposeAgendaItem, plan: Plan, ctx: Context) -> Event:
    """
    Raises:
        NoSeatHere: who proposes does not sit in the body today.
    """
    seated = seating_of(ctx.of(BODY, plan.body)).on(ctx.on)
    if command.proposer not in [term.holder for term in seated]:
        raise NoSeatHere(proposer=command.proposer.id)
    facts = {**dict(command), "proposed_by": ctx.by, "proposed_on": ctx.on}
    return council.AgendaItemProposed(proposal=plan.proposals + 1, **facts)
