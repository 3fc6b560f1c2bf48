"""Where can an ethics case stand, and who is asked there? What the tests of cases share."""

from __future__ import annotations

from datetime import date

from services.membership.domain.ethics_case import (
    CASE as CASE_ENTITY,
)
from services.membership.domain.ethics_case import (
    Admissible,
    BreachFound,
    Closed,
    Filed,
    Final,
    FindingUnderAppeal,
    Heard,
    Inadmissible,
    NoBreachFound,
    NotFiled,
    Panelled,
    Sanctioned,
    SanctionUnderAppeal,
)
from services.membership.domain.ethics_rules import (
    ETHICS_RULES,
    THE_ETHICS_RULES,
)
from services.membership.domain.spell import SPELL
from shared.kernel.entity import Command
from shared.testing.spec import Spec
from tests.services.membership.given import applied, checked, joined
from tests.services.membership.given_ethics import (
    APPEAL,
    ORG,
    RESPONDENT,
    assessed,
    case_closed,
    ethics_rules,
    filed,
    final,
    finding_appealed,
    found,
    heard,
    imposed,
    panelled,
)
from tests.services.membership.given_life import in_service

TO_PANEL = (filed(), assessed(), panelled)
BREACH = (*TO_PANEL, heard, found())
NO_BREACH = (*TO_PANEL, heard, found(breach=False, appeal_until=date(2015, 5, 6)))
SANCTIONED = (*BREACH, imposed())
STATES = {
    NotFiled: (),
    Filed: (filed(),),
    Inadmissible: (filed(), assessed(admissible=False)),
    Admissible: (filed(), assessed()),
    Panelled: TO_PANEL,
    Heard: (*TO_PANEL, heard),
    BreachFound: BREACH,
    NoBreachFound: NO_BREACH,
    Sanctioned: SANCTIONED,
    FindingUnderAppeal: (*NO_BREACH, finding_appealed(ORG)),
    SanctionUnderAppeal: (*SANCTIONED, finding_appealed()),
    Final: (*SANCTIONED, final),
    Closed: (*SANCTIONED, final, case_closed),
}

case = (
    Spec(CASE_ENTITY)
    .given_at(ETHICS_RULES, THE_ETHICS_RULES, ethics_rules)
    .given_at(SPELL, RESPONDENT, applied, checked(), joined)
    .by("p-61")
)
RESPONDENT_APPEALS = APPEAL.model_copy(update={"appellant": RESPONDENT})


def give(spec: Spec, command: Command) -> Spec:
    return in_service(spec, command).when(command)
