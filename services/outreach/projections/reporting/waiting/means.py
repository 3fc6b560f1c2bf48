"""Which declarations of means wait for an assessment?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import grants
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _declared(event: Recorded[grants.MeansDeclared]) -> Waiting:
    return Waiting(event.data.declared_on, facts={"organisation": event.ref.id})


WAITING = (
    Waits(
        N_("Assess whether %(organisation)s has no means of its own."),
        command="grants.AssessMeans",
        role=SECRETARIAT,
        opens={grants.MeansDeclared: _declared},
        ends=(grants.MeansAssessed,),
    ),
)
