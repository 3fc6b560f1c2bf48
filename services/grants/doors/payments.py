"""Who may give which command about payment batches?"""

from __future__ import annotations

from services.grants.domain.batch import (
    BATCH,
    DiscardBatch,
    MarkReleaseOverdue,
    PrepareBatch,
    RecordPaymentResults,
    ReleaseBatch,
)
from shared.contracts.roles import FINANCE
from shared.kernel.access import door

DOORS = (
    door(PrepareBatch, BATCH, FINANCE),
    door(ReleaseBatch, BATCH, FINANCE),
    door(DiscardBatch, BATCH, FINANCE),
    door(RecordPaymentResults, BATCH, FINANCE),
    door(MarkReleaseOverdue, BATCH),
)
