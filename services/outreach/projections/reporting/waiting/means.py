"""Which declarations of means wait for an assessment?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits, told
from shared.contracts import grants
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _declared(event: Recorded[grants.MeansDeclared]) -> Waiting:
    return Waiting(event.data.declared_on, facts={"organisation": event.ref.id})


def _listed(event: Recorded[grants.FundListed]) -> tuple[str, Mapping[str, Any]]:
    fact = event.data
    return fact.fund, {"starts_on": told(fact.starts_on), "ends_on": told(fact.ends_on)}


def _while_a_fund_lasts(line: Any, funds: Sequence[Mapping[str, Any]], today: str) -> Any:
    """Without one, nothing says how long an assessment would hold."""
    return line if any(fund["starts_on"] <= today <= fund["ends_on"] for fund in funds) else None


WAITING = (
    Waits(
        N_("Assess whether %(organisation)s has no means of its own."),
        command="grants.AssessMeans",
        role=SECRETARIAT,
        opens={grants.MeansDeclared: _declared},
        ends=(grants.MeansAssessed,),
        hinges={grants.FundListed: _listed},
        judged=_while_a_fund_lasts,
    ),
)
