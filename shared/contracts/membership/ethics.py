"""What may have happened in membership: ethics cases, from the complaint to their closing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from shared.contracts.values import Id, Value
from shared.kernel.event import Event

EthicsStep = Literal["assessment", "panel", "hearing", "finding", "sanction", "appeal decision"]
Sanction = Literal["warning", "suspension", "expulsion"]
CaseOutcome = Literal["inadmissible", "no breach", "warning", "suspension", "expulsion", "annulled"]


class Deadline(Value):
    """The step that is due next, its last day, and the moment after it."""

    step: EthicsStep
    on: date
    at: datetime


# ethics_case — id: a short name, e.g. 2016-01
class ComplaintFiled(Event, name="membership.ComplaintFiled"):
    complainant: Id | None = None
    """The organisation that complains; None: the secretariat took it up."""
    respondent: Id
    summary: str
    filed_by: Id
    filed_on: date
    next: Deadline


class AdmissibilityAssessed(Event, name="membership.AdmissibilityAssessed"):
    admissible: bool
    reason: str
    assessed_by: Id
    assessed_on: date
    next: Deadline | None = None


class PanelAppointed(Event, name="membership.PanelAppointed"):
    panel: tuple[Id, ...]
    appointed_on: date
    next: Deadline


class ConflictDeclared(Event, name="membership.ConflictDeclared"):
    panellist: Id
    reason: str
    declared_on: date


class PanellistReplaced(Event, name="membership.PanellistReplaced"):
    panellist: Id
    replacement: Id
    replaced_on: date


class HearingRecorded(Event, name="membership.HearingRecorded"):
    respondent_heard: bool
    notes: str
    heard_on: date
    next: Deadline


class FindingRecorded(Event, name="membership.FindingRecorded"):
    breach: bool
    reasons: str
    found_by: Id
    found_on: date
    next: Deadline | None = None
    """None for no breach: nothing follows, unless the complainant appeals."""
    appeal_until: date | None = None


class SanctionImposed(Event, name="membership.SanctionImposed"):
    sanction: Sanction
    days: int | None = None
    """Of a suspension; None: until further notice."""
    reasons: str
    imposed_by: Id
    imposed_on: date
    appeal_until: date
    final_at: datetime


class FindingAppealed(Event, name="membership.FindingAppealed"):
    appellant: Id
    grounds: str
    appealed_on: date
    next: Deadline


class EthicsAppealDecided(Event, name="membership.EthicsAppealDecided"):
    upheld: bool
    """Then a sanction is annulled, and a finding of no breach is left to a new panel."""
    reasons: str
    decided_by: Id
    decided_on: date
    next: Deadline | None = None


class SanctionBecameFinal(Event, name="membership.SanctionBecameFinal"):
    """Nobody appealed in time, or the appeal was dismissed: now it takes effect."""

    respondent: Id
    sanction: Sanction
    reasons: str
    until: date | None = None
    """The last day of a suspension."""
    final_on: date


class CaseClosed(Event, name="membership.CaseClosed"):
    outcome: CaseOutcome
    closed_on: date


class CaseStepOverdue(Event, name="membership.CaseStepOverdue"):
    step: EthicsStep
    due_on: date
