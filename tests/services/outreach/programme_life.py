"""Suspension, contribution and an ethics case for the small programme. Names are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shared.contracts import membership
from shared.contracts.membership import Deadline, EthicsStep
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle

FIRST, SECOND = "5900001-1", "5900002-2"
CASE = Ref("membership", "ethics_case", "2014-01")
CONTRIBUTION = Ref("membership", "contribution", f"{FIRST}-2015")


def day(on: str) -> date:
    return date.fromisoformat(on)


def due(step: EthicsStep, on: str) -> Deadline:
    at = datetime.combine(day(on), datetime.min.time(), UTC)
    return Deadline(step=step, on=day(on), at=at)


def suspended(on: str, until: str | None = None, case: str | None = None) -> membership.MemberSuspended:
    last = day(until) if until else None
    return membership.MemberSuspended(
        reason="No report (sample)", case=case, suspended_on=day(on), until=last
    )


def reinstated(on: str) -> membership.MemberReinstated:
    return membership.MemberReinstated(reason="The report came (sample)", reinstated_on=day(on))


def expelled(on: str, case: str | None = None) -> membership.MemberExpelled:
    return membership.MemberExpelled(reason="A breach (sample)", case=case, expelled_on=day(on))


def filed(on: str = "2014-06-01", next_on: str = "2014-06-11") -> membership.ComplaintFiled:
    return membership.ComplaintFiled(
        complainant=FIRST,
        respondent=SECOND,
        summary="A private summary",
        filed_by="p-7",
        filed_on=day(on),
        next=due("assessment", next_on),
    )


def assessed(on: str, admissible: bool = True) -> membership.AdmissibilityAssessed:
    return membership.AdmissibilityAssessed(
        admissible=admissible,
        reason="A private reason",
        assessed_by="p-2",
        assessed_on=day(on),
        next=due("panel", "2014-06-20") if admissible else None,
    )


def case_closed(on: str, outcome: membership.CaseOutcome = "inadmissible") -> membership.CaseClosed:
    return membership.CaseClosed(outcome=outcome, closed_on=day(on))


def owed(cents: int = 5_000) -> membership.ContributionSet:
    return membership.ContributionSet(
        organisation=FIRST,
        year=2015,
        cents=cents,
        currency="EUR",
        decision_ref="Board 1/2015",
        set_on=day("2015-01-20"),
    )


def paid(cents: int = 2_000, reference: str = "bank-7") -> membership.ContributionPaid:
    return membership.ContributionPaid(
        organisation=FIRST,
        year=2015,
        cents=cents,
        currency="EUR",
        reference=reference,
        paid_on=day("2015-03-02"),
    )


def life(log: Chronicle) -> None:
    log.add(Ref("membership", "membership", FIRST), suspended("2014-07-01", "2014-09-30"))
    log.add(Ref("membership", "membership", FIRST), reinstated("2014-08-01"))
    log.add(CASE, filed(), assessed("2014-06-05", admissible=False), case_closed("2014-06-06"))
    log.add(CONTRIBUTION, owed(), paid())
