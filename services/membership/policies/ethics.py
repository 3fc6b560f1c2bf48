"""What follows from what: deadlines of ethics cases, sanctions that become final, and what they do."""

from __future__ import annotations

from services.membership.domain.discipline import ExpelMember, SuspendMember
from services.membership.domain.ruling import MakeSanctionFinal, MarkStepOverdue
from services.membership.policies.late import rings_at
from shared.contracts import membership
from shared.contracts.membership import Deadline
from shared.kernel.entity import Command
from shared.kernel.event import Event, Recorded
from shared.kernel.policy import Later, Policy

STEPS: tuple[type[Event], ...] = (
    membership.ComplaintFiled,
    membership.AdmissibilityAssessed,
    membership.PanelAppointed,
    membership.HearingRecorded,
    membership.FindingRecorded,
    membership.FindingAppealed,
    membership.EthicsAppealDecided,
)


def overdue_later(fact: Recorded[Event]) -> list[Later]:
    """One timer a case: the next step's takes the place of the last step's."""
    deadline: Deadline | None = getattr(fact.data, "next", None)
    if deadline is None:
        return []
    command = MarkStepOverdue(case=fact.ref.id, step=deadline.step)
    return [Later(fact.ref.id, rings_at(deadline.at, fact.recorded_at), command)]


def final_later(imposed: Recorded[membership.SanctionImposed]) -> list[Later]:
    case = imposed.ref.id
    return [Later(case, imposed.data.final_at, MakeSanctionFinal(case=case))]


def sanction(final: Recorded[membership.SanctionBecameFinal]) -> list[Command]:
    fact, case = final.data, final.ref.id
    match fact.sanction:
        case "suspension":
            return [
                SuspendMember(organisation=fact.respondent, reason=fact.reasons, until=fact.until, case=case)
            ]
        case "expulsion":
            return [ExpelMember(organisation=fact.respondent, reason=fact.reasons, case=case)]
        case _:
            return []


POLICIES = (
    *(Policy("step-of-a-case-is-overdue-after-its-day", fact, overdue_later) for fact in STEPS),
    Policy("sanction-becomes-final-on-its-day", membership.SanctionImposed, final_later),
    Policy("final-sanction-takes-effect", membership.SanctionBecameFinal, sanction),
)
