"""What becomes of an organisation's open claims when it leaves or is suspended? All come back to it."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from services.grants.domain.claim import CLAIM
from services.grants.domain.claim_record import OpenClaim, Returned
from services.grants.domain.claimant import CLAIMANT, Claimant
from services.grants.domain.review import returned
from services.grants.domain.submission import released
from shared.contracts import grants
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class ReturnOpenClaims(Command):
    """Return every open claim of an organisation; what was set aside for them becomes free."""

    organisation: Id = Field(description="The organisation's register number")
    reason: str = Field(description="What happened to the organisation")


LeavingCommand = ReturnOpenClaims


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: LeavingCommand, claimant: Claimant, ctx: Context) -> Decision:
    match command:
        case ReturnOpenClaims():
            return _returned(command, claimant, ctx)
        case _:
            raise NotNow(command, claimant, "claimant")


def _returned(command: ReturnOpenClaims, claimant: Claimant, ctx: Context) -> Decision:
    """What is with the bank stays there: it is paid or fails first."""
    states = ctx.all_of(CLAIM, claimant.claims)
    elsewhere: list[Elsewhere] = []
    claims: list[str] = []
    for id, claim in zip(claimant.claims, states, strict=True):
        if isinstance(claim, OpenClaim) and not isinstance(claim, Returned):
            claims.append(id)
            elsewhere += [CLAIM.at(id, returned(claim.details, command.reason, None, ctx))]
            elsewhere += released(id, claim, ctx)
    if not claims:
        return []
    fact = grants.OpenClaimsReturned(claims=tuple(claims), reason=command.reason, returned_on=ctx.on)
    return [fact, *elsewhere]


# The same entity as CLAIMANT, with its decisions.
LEAVING: Entity[Claimant] = replace(CLAIMANT, decide=decide, key=lambda command: command.organisation)
