"""Which public institutions take part in the dialogue?"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from shared.contracts import council
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RegisterInstitution(Command):
    """Enter a public institution, so that it can hold seats."""

    institution: Id = Field(description="A short name for addresses, e.g. opm")
    name: Text = Field(description="The name that people read")


InstitutionCommand = RegisterInstitution


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unregistered:
    pass


@dataclass(frozen=True, slots=True)
class Registered:
    name: Text


Institution = Unregistered | Registered


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class ShortNameTaken(Refusal):
    """There is already an institution {institution}. Choose another short name."""


class NoSuchInstitution(Refusal):
    """There is no institution {institution}. Register it first, or choose another."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: InstitutionCommand, institution: Institution, ctx: Context) -> Decision:
    match command, institution:
        case RegisterInstitution(), Registered():
            raise ShortNameTaken(institution=command.institution)

        case RegisterInstitution(), Unregistered():
            return [council.InstitutionRegistered(name=command.name)]

        case _:
            raise NotNow(command, institution, "institution")


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(institution: Institution, event: Event) -> Institution:
    match event:
        case council.InstitutionRegistered():
            return Registered(event.name)
        case _:
            return institution


INSTITUTION: Entity[Institution] = Entity(
    "council",
    "institution",
    initial=Unregistered(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.institution,
)


def registered(institution: str, ctx: Context) -> bool:
    return isinstance(ctx.of(INSTITUTION, institution), Registered)


def check_registered(institution: str, ctx: Context) -> None:
    """
    Raises:
        NoSuchInstitution: it is not registered.
    """
    if not registered(institution, ctx):
        raise NoSuchInstitution(institution=institution)
