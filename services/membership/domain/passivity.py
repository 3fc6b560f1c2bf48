"""What does a changed rule of passivity mean for those who are members? Each one's timer is planned anew."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from services.membership.domain.activity import ACTIVITY, Alive, Passive, passive_at
from services.membership.domain.roster import ROSTER, Roster
from shared.contracts import membership
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow

AT_ONCE = 400
"""Members in one append: it holds a thousand events at most."""


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ReviewPassivity(Command):
    """Look at the members under the rule that holds now."""

    after: Id | None = Field(None, description="The last member that was looked at")


PassivityCommand = ReviewPassivity


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: PassivityCommand, roster: Roster, ctx: Context) -> Decision:
    match command:
        case ReviewPassivity(after=after):
            rest = sorted(member for member in roster.members if after is None or member > after)
            turn = rest[:AT_ONCE]
            if not turn:
                return []
            reviewed = membership.PassivityReviewed(up_to=turn[-1], more=len(rest) > len(turn))
            return [*_replanned(turn, ctx), reviewed]

        case _:
            raise NotNow(command, roster, "roster")


def _replanned(members: list[str], ctx: Context) -> list[Elsewhere]:
    """Those for whom it changes something."""
    return [
        ACTIVITY.at(member, membership.PassivityReplanned(passive_at=moment))
        for member, activity in zip(members, ctx.all_of(ACTIVITY, members), strict=True)
        if isinstance(activity, Alive | Passive)
        and (moment := passive_at(activity.last, ctx)) != activity.passive_at
    ]


# The same entity as ROSTER, with its decisions.
PASSIVITY: Entity[Roster] = replace(ROSTER, decide=decide, key=lambda command: "members")
