"""Which costs of taking part in a meeting does an organisation get back, and who has said so?

One entity. What the organisation does with it stands in submission.py, what the secretariat and finance say
in review.py, what comes back in recovery.py; batch.py pays it.
"""

from __future__ import annotations

from dataclasses import replace

from services.grants.domain import recovery, review, submission
from services.grants.domain.claim_record import RECORD, Claim
from services.grants.domain.recovery import RecoveryCommand
from services.grants.domain.review import ReviewCommand
from services.grants.domain.submission import SubmissionCommand
from shared.kernel.entity import Context, Decision, Entity

ClaimCommand = SubmissionCommand | ReviewCommand | RecoveryCommand


def decide(command: ClaimCommand, claim: Claim, ctx: Context) -> Decision:
    if isinstance(command, SubmissionCommand):
        return submission.decide(command, claim, ctx)
    if isinstance(command, ReviewCommand):
        return review.decide(command, claim, ctx)
    return recovery.decide(command, claim, ctx)


# The same entity as RECORD, with its decisions.
CLAIM: Entity[Claim] = replace(RECORD, decide=decide, key=lambda command: command.claim)
