"""How does money that was paid come back?"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.grants.domain.budget import recover
from services.grants.domain.claim_record import Claim, Paid, Recovered
from services.grants.domain.fund import FUND
from services.grants.domain.recusal import check_impartial
from shared.contracts import grants
from shared.contracts.values import Id, money
from shared.kernel.entity import Command, Context, Decision, NotNow, Refusal


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RecoverClaim(Command):
    """Record that money which was paid for a claim came back; it is free again."""

    claim: Id = Field(description="The claim")
    cents: Annotated[int, Field(gt=0)] = Field(description="How much came back, in cents")
    reason: str = Field(min_length=1, max_length=2000, description="Why it had to come back")


RecoveryCommand = RecoverClaim


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class MoreThanPaid(Refusal):
    """{asked} are more than the {left} that were paid and have not come back yet. Correct the amount."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: RecoveryCommand, claim: Claim, ctx: Context) -> Decision:
    match command, claim:
        case RecoverClaim(cents=cents), Paid() | Recovered():
            check_impartial(claim, ctx)
            details, left = claim.details, claim.cents - _back(claim)
            if cents > left:
                raise MoreThanPaid(asked=money(cents, details.currency), left=money(left, details.currency))
            fund = ctx.of(FUND, details.fund)
            recovered = grants.ClaimRecovered(
                cents=cents, reason=command.reason, recovered_by=ctx.by, recovered_on=ctx.on
            )
            return [
                recovered,
                FUND.at(details.fund, recover(fund, details.heading, command.claim, cents, ctx.on)),
            ]
        case _:
            raise NotNow(command, claim, "claim")


def _back(claim: Paid | Recovered) -> int:
    return claim.recovered if isinstance(claim, Recovered) else 0
