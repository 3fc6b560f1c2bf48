"""What follows from what: a return that nobody answers and a batch that nobody releases are noted in time."""

from __future__ import annotations

from services.grants.domain.batch import MarkReleaseOverdue
from services.grants.domain.review import MarkReturnUnanswered
from shared.contracts import grants
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy


def note_unanswered_later(returned: Recorded[grants.ClaimReturned]) -> list[Later]:
    claim, until = returned.ref.id, returned.data.answer_until
    return [] if until is None else [Later(claim, until, MarkReturnUnanswered(claim=claim))]


def note_overdue_later(prepared: Recorded[grants.BatchPrepared]) -> list[Later]:
    batch, until = prepared.ref.id, prepared.data.release_until
    return [] if until is None else [Later(batch, until, MarkReleaseOverdue(batch=batch))]


POLICIES = (
    Policy("returned-claim-unanswered-on-its-day", grants.ClaimReturned, note_unanswered_later),
    Policy("prepared-batch-overdue-on-its-day", grants.BatchPrepared, note_overdue_later),
)
