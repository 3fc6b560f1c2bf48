"""A commitment as the sentences about it find it: nothing yet, owed, or owed beyond its day."""

from __future__ import annotations

from typing import Any

from services.council.domain.body import BODY
from services.council.domain.commitment import COMMITMENT
from services.council.domain.holding import HOLDING
from services.council.domain.institution import INSTITUTION
from services.council.domain.strategy import STRATEGY
from shared.testing.spec import Spec
from tests.services.council.given import (
    COUNCIL,
    ORG,
    STRATEGY_ID,
    adopted,
    established,
    filled,
    institution_registered,
    taken,
)
from tests.services.council.given_commitments import AFTER_DUE, made, measure_added

nothing = (
    Spec(COMMITMENT)
    .given_at(INSTITUTION, "opm", institution_registered)
    .given_at(STRATEGY, STRATEGY_ID, adopted, measure_added)
    .given_at(BODY, COUNCIL, established(strategy=STRATEGY_ID, objective=1), filled())
    .given_at(HOLDING, ORG, taken("cso-1"))
)
owed = nothing.given(made)
late = owed.on(AFTER_DUE)


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})
