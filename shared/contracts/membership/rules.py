"""What may have happened in membership: the rules of this platform, as data."""

from __future__ import annotations

from datetime import date

from shared.kernel.event import Event


# membership_rules — one entity, id "rules"
class MembershipRulesSet(Event, name="membership.MembershipRulesSet"):
    appeal_days: int
    passive_months: int | None = None
    reminder_days: tuple[int, ...] = ()
    decision_ref: str
    set_on: date


# ethics_rules — one entity, id "rules"
class EthicsRulesSet(Event, name="membership.EthicsRulesSet"):
    panel_size: int
    assessment_days: int
    panel_days: int
    hearing_days: int
    finding_days: int
    sanction_days: int
    appeal_days: int
    appeal_decision_days: int
    decision_ref: str
    set_on: date
