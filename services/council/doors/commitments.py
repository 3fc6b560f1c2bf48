"""Who may give which command about measures and commitments?"""

from __future__ import annotations

from services.council.domain.commitment import (
    COMMITMENT,
    AssessProgress,
    EscalateCommitment,
    FulfilCommitment,
    MarkOverdue,
    RecordCommitment,
    ReplanCommitment,
    ReportProgress,
    WithdrawCommitment,
)
from services.council.domain.strategy import STRATEGY, AddMeasure, CloseStrategy
from shared.contracts.roles import CSO, GOVERNMENT, SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(AddMeasure, STRATEGY, SECRETARIAT),
    door(CloseStrategy, STRATEGY, SECRETARIAT),
    door(RecordCommitment, COMMITMENT, SECRETARIAT),
    door(ReportProgress, COMMITMENT, GOVERNMENT.own("institution")),
    door(AssessProgress, COMMITMENT, CSO.own("organisation"), SECRETARIAT),
    door(ReplanCommitment, COMMITMENT, SECRETARIAT),
    door(MarkOverdue, COMMITMENT),
    door(EscalateCommitment, COMMITMENT, SECRETARIAT),
    door(FulfilCommitment, COMMITMENT, SECRETARIAT),
    door(WithdrawCommitment, COMMITMENT, SECRETARIAT),
)
