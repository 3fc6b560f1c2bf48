"""What follows from the steps of an ethics case, and from its end?"""

from __future__ import annotations

from services.membership.domain.ethics_case import CASE
from services.membership.domain.membership import MEMBERSHIP
from shared.contracts import membership
from shared.kernel.event import Event
from tests.faults.facts.members import member
from tests.faults.facts.told import Told, at
from tests.services.membership.cases import BREACH, NO_BREACH, SANCTIONED, TO_PANEL
from tests.services.membership.given_ethics import (
    ORG,
    RESPONDENT,
    appeal_decided,
    assessed,
    filed,
    final,
    finding_appealed,
    imposed,
)


def late(*steps: Event) -> Told:
    """What has to follow the last of these steps does not come in its days."""
    case = f"case-{len(steps)}"
    then = {"step-of-a-case-is-overdue-after-its-day": (CASE.ref(case), membership.CaseStepOverdue)}
    return Told(CASE.at(case, steps[-1]), then, at(CASE, case, *steps[:-1]))


APPEALED = (*NO_BREACH, finding_appealed(ORG))

TOLD = (
    late(filed()),
    late(filed(), assessed()),
    late(*TO_PANEL),
    late(*BREACH[:-1]),
    late(*BREACH),
    late(*APPEALED),
    late(*APPEALED, appeal_decided(upheld=True, again=True)),
    Told(
        CASE.at("warned", imposed("warning")),
        {"sanction-becomes-final-on-its-day": (CASE.ref("warned"), membership.SanctionBecameFinal)},
        at(CASE, "warned", *BREACH),
    ),
    Told(
        CASE.at("ended", final),
        {"final-sanction-takes-effect": (MEMBERSHIP.ref(RESPONDENT), membership.MemberExpelled)},
        [*member(RESPONDENT), *at(CASE, "ended", *SANCTIONED)],
    ),
)
