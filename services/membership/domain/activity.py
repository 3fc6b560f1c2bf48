"""When was an organisation last seen taking part, and is it passive? A question of days, not of a mark.

Signs of life are noted from facts of all services; nobody types them. A timer per member, planned anew at
each sign, rings on the day on which it would be passive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import Field

from services.membership.domain.days import months_after, start_of
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES, MembershipRules
from services.membership.domain.spell import SPELL, is_member
from shared.contracts import membership
from shared.contracts.membership import Seen
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class NoteSignOfLife(Command):
    """Note that a member took part in something."""

    organisation: Id = Field(description="The number in the NGO register")
    seen: Seen = Field(description="What was seen of it, when and where")


class MarkPassive(Command):
    """Note that nothing was seen of a member for as long as the rule says."""

    organisation: Id = Field(description="The number in the NGO register")


ActivityCommand = NoteSignOfLife | MarkPassive


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unseen:
    pass


@dataclass(frozen=True, slots=True)
class Alive:
    last: Seen
    passive_at: datetime | None


@dataclass(frozen=True, slots=True)
class Passive:
    last: Seen
    passive_at: datetime | None


Activity = Unseen | Alive | Passive


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ActivityCommand, activity: Activity, ctx: Context) -> Decision:
    match command, activity:
        case _ if not is_member(ctx.of(SPELL, command.organisation)):
            return []

        case NoteSignOfLife(seen=seen), Alive(last=last) | Passive(last=last) if seen.on <= last.on:
            return []
        case NoteSignOfLife(seen=seen), _:
            return [membership.ActivitySeen(seen=seen, passive_at=passive_at(seen, ctx))]

        case MarkPassive(), Alive(last=last):
            return _noticed(last, ctx)
        case MarkPassive(), Unseen() | Passive():
            return []

        case _:
            raise NotNow(command, activity, "activity")


def _noticed(last: Seen, ctx: Context) -> Decision:
    rules = ctx.of(MEMBERSHIP_RULES, THE_RULES)
    since = _since(last, rules, ctx.on)
    if since is None or rules.passive_months is None:
        return []  # something was seen meanwhile, or the rule changed
    return [membership.MemberBecamePassive(since=since, months=rules.passive_months, evidence=last)]


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def passive_since(activity: Activity, rules: MembershipRules, day: date) -> date | None:
    """Since when it is passive on a day: what was last seen, and the rule, say so."""
    match activity:
        case Alive(last=last) | Passive(last=last):
            return _since(last, rules, day)
        case Unseen():
            return None


def _since(last: Seen, rules: MembershipRules, day: date) -> date | None:
    if rules.passive_months is None:
        return None
    since = months_after(last.on, rules.passive_months)
    return since if since <= day else None


def passive_at(seen: Seen, ctx: Context) -> datetime | None:
    """The moment from which it is passive, unless something else is seen of it."""
    months = ctx.of(MEMBERSHIP_RULES, THE_RULES).passive_months
    return None if months is None else start_of(months_after(seen.on, months), ctx.zone)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(activity: Activity, event: Event) -> Activity:
    match event, activity:
        case membership.ActivitySeen(), _:
            return Alive(event.seen, event.passive_at)
        case membership.PassivityReplanned(passive_at=moment), Alive(last=last) | Passive(last=last):
            return Alive(last, moment)
        case membership.MemberBecamePassive(), Alive():
            return Passive(activity.last, activity.passive_at)
        case _:
            return activity


ACTIVITY: Entity[Activity] = Entity(
    "membership",
    "activity",
    initial=Unseen(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.organisation,
)
