"""Where does an organisation stand with the platform? One spell after the other, never two at a time.

Who decides about it stands in three files, on the same entity: membership.py (in and out), appeal.py
(against a refusal), discipline.py (suspension and expulsion).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.membership.domain.organisation import ORGANISATION, Registered
from shared.contracts import membership
from shared.kernel.entity import Context, Entity, Refusal
from shared.kernel.event import Event


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NotAppliedFor:
    pass


@dataclass(frozen=True, slots=True)
class AppliedFor:
    applied_on: date


@dataclass(frozen=True, slots=True)
class FoundComplete:
    applied_on: date


@dataclass(frozen=True, slots=True)
class FoundIncomplete:
    applied_on: date
    findings: str


@dataclass(frozen=True, slots=True)
class Active:
    joined_on: date
    since: date
    """The last day that changed something: of joining, or of coming back from a suspension."""


@dataclass(frozen=True, slots=True)
class Suspended:
    joined_on: date
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Refused:
    refused_on: date
    refused_by: str | None
    appeal_until: date | None


@dataclass(frozen=True, slots=True)
class Appealed:
    refused_by: str | None
    appealed_on: date


@dataclass(frozen=True, slots=True)
class FinallyRefused:
    final_on: date
    refused_by: str | None = None
    appeal_until: date | None = None
    """None: the appeal was decided, there is no other."""


@dataclass(frozen=True, slots=True)
class Ended:
    ended_on: date


Membership = (
    NotAppliedFor
    | AppliedFor
    | FoundComplete
    | FoundIncomplete
    | Active
    | Suspended
    | Refused
    | Appealed
    | FinallyRefused
    | Ended
)


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
class OwnOrganisation(Refusal):
    """You represent this organisation, so others on the board have to decide. Leave it to them."""


def represents(ctx: Context, organisation: str) -> bool:
    """By the token, or by the register, which may know of it earlier."""
    register = ctx.of(ORGANISATION, organisation)
    named = isinstance(register, Registered) and register.representative(ctx.by) is not None
    return named or organisation in ctx.actor.bound("cso")


def is_member(state: Membership) -> bool:
    """A suspended member is one."""
    return isinstance(state, Active | Suspended)


def suspended_on(state: Membership, day: date) -> bool:
    """By its dates: a suspension is over after its last day, whether anyone has noted so or not."""
    return isinstance(state, Suspended) and (state.until is None or day <= state.until)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(state: Membership, event: Event) -> Membership:
    match event, state:
        case membership.MembershipApplied(), _:
            return AppliedFor(event.applied_on)
        case membership.ApplicationChecked(complete=True), AppliedFor() | FoundIncomplete():
            return FoundComplete(state.applied_on)
        case membership.ApplicationChecked(), AppliedFor() | FoundIncomplete():
            return FoundIncomplete(state.applied_on, event.findings)
        case membership.MemberJoined(joined_on=day), _:
            return Active(day, day)
        case membership.MembershipRefused(), _:
            return Refused(event.refused_on, event.refused_by, event.appeal_until)
        case membership.RefusalAppealed(), Refused() | FinallyRefused():
            return Appealed(state.refused_by, event.appealed_on)
        case membership.AppealDecided(upheld=False, decided_on=day), Appealed():
            return FinallyRefused(day)
        case membership.RefusalBecameFinal(final_on=day), Refused():
            return FinallyRefused(day, state.refused_by, state.appeal_until)
        case membership.MemberSuspended(), Active() | Suspended():
            return Suspended(state.joined_on, event.suspended_on, event.until)
        case membership.MemberReinstated(reinstated_on=day), Suspended():
            return Active(state.joined_on, day)
        case membership.SuspensionEnded(ended_on=day), Suspended():
            return Active(state.joined_on, day)
        case membership.MemberResigned(), _:
            return Ended(event.resigned_on)
        case membership.MemberExpelled(), _:
            return Ended(event.expelled_on)
        case membership.MembershipEnded(), _:
            return Ended(event.ended_on)
        case _:
            return state


SPELL: Entity[Membership] = Entity("membership", "membership", initial=NotAppliedFor(), evolve=evolve)
