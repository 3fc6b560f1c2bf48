"""What makes a position the platform's: so many endorsements of its text, or the board?"""

from __future__ import annotations

from dataclasses import dataclass

from services.membership.domain.members import speaks_for
from services.membership.domain.working_rules import Set, rules_now
from shared.contracts import membership
from shared.contracts.values import Text
from shared.kernel.entity import Context, Refusal
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Draft:
    """The text as it reads now, and who stands behind it."""

    organisation: str
    title: Text
    text: Text
    version: int = 1
    endorsed_by: frozenset[str] = frozenset()


class NoThreshold(Refusal):
    """Nobody has set how many endorsements adopt a position. Set the working rules, or have the board
    decide.
    """


class TooFewEndorsements(Refusal):
    """{has} organisation(s) endorse this text, and {needed} are needed. Gather more, or have the board
    decide.
    """


class BoardDecides(Refusal):
    """A decision of the board is recorded by a member of the board. Leave it to one, or leave it empty."""


class OwnProposal(Refusal):
    """You represent the organisation that proposed this position; another member of the board records the
    decision on it.
    """


def adopted(draft: Draft, decision_ref: str | None, ctx: Context) -> Event:
    return _by_endorsements(draft, ctx) if decision_ref is None else _by_board(draft, decision_ref, ctx)


def _by_board(draft: Draft, decision_ref: str, ctx: Context) -> Event:
    """
    Raises:
        BoardDecides, OwnProposal: not by this person.
    """
    if not ctx.actor.holds("board"):
        raise BoardDecides
    if speaks_for(draft.organisation, ctx):
        raise OwnProposal
    return membership.PositionAdopted(
        ground="board",
        text_version=draft.version,
        endorsements=len(draft.endorsed_by),
        decision_ref=decision_ref,
        adopted_on=ctx.on,
    )


def _by_endorsements(draft: Draft, ctx: Context) -> Event:
    """
    Raises:
        NoThreshold, TooFewEndorsements: they do not suffice.
    """
    rules, has = rules_now(ctx), len(draft.endorsed_by)
    if not isinstance(rules, Set):
        raise NoThreshold
    if has < rules.endorsements_needed:
        raise TooFewEndorsements(has=has, needed=rules.endorsements_needed)
    return membership.PositionAdopted(
        ground="endorsements",
        text_version=draft.version,
        endorsements=has,
        needed=rules.endorsements_needed,
        adopted_on=ctx.on,
    )
