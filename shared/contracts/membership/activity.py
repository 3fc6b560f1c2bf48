"""What may have happened in membership: signs of life of a member, and their absence; the list of members."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from shared.contracts.values import Id, Value
from shared.kernel.event import Event

SignOfLife = Literal["joined", "attendance", "acceptance", "vote", "input", "position"]


class Seen(Value):
    """The last that was seen of a member."""

    sign: SignOfLife
    on: date
    source: str
    """What it was seen in, e.g. council.meeting.council-2015-04-21."""


# activity — id: the organisation's
class ActivitySeen(Event, name="membership.ActivitySeen"):
    seen: Seen
    passive_at: datetime | None = None
    """When it becomes passive if nothing else is seen of it; None: there is no such rule."""


class PassivityReplanned(Event, name="membership.PassivityReplanned"):
    """The rule changed."""

    passive_at: datetime | None = None


class MemberBecamePassive(Event, name="membership.MemberBecamePassive"):
    since: date
    months: int
    """The rule of that day: this long without a sign of life."""
    evidence: Seen


# roster — one entity, id "members": who is a member now
class MemberListed(Event, name="membership.MemberListed"):
    organisation: Id


class MemberDelisted(Event, name="membership.MemberDelisted"):
    organisation: Id


class PassivityReviewed(Event, name="membership.PassivityReviewed"):
    """Members were looked at under a changed rule, up to this one."""

    up_to: Id | None = None
    more: bool = False
