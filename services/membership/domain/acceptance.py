"""Which documents has an organisation accepted, and in which version?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from services.membership.domain.document import DOCUMENT, version_on
from services.membership.domain.organisation import ORGANISATION, Registered
from shared.contracts import membership
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class AcceptDocument(Command):
    """Accept a document for your organisation, in the version that holds today."""

    organisation: Id = Field(description="The number in the NGO register")
    document: Id = Field(description="The document, e.g. code-of-ethics")
    version: Annotated[int, Field(ge=1)] = Field(description="The version you have read")


AcceptanceCommand = AcceptDocument


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Acceptances:
    """There is one status only: what was accepted stays accepted."""

    accepted: frozenset[tuple[str, int]] = frozenset()

    def has(self, document: str, version: int) -> bool:
        return (document, version) in self.accepted


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class OrganisationNotOpen(Refusal):
    """The organisation {organisation} is not registered, or closed. Check the number with the secretariat."""


class NotInEffect(Refusal):
    """No version of {document} holds today. Choose a document from the list, or wait for its first day."""


class NotTheCurrentVersion(Refusal):
    """Version {current} of {document} holds today, not version {version}. Read that one and accept it."""


class AlreadyAccepted(Refusal):
    """Your organisation has accepted version {version} of {document} already; there is nothing left to do."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: AcceptanceCommand, acceptances: Acceptances, ctx: Context) -> Decision:
    match command:
        case AcceptDocument(document=document, version=version) if acceptances.has(document, version):
            raise AlreadyAccepted(document=document, version=version)
        case AcceptDocument(organisation=number) if not _open(number, ctx):
            raise OrganisationNotOpen(organisation=number)
        case AcceptDocument(document=document) if _current(document, ctx) is None:
            raise NotInEffect(document=document)
        case AcceptDocument(document=document, version=version) if version != (
            current := _current(document, ctx)
        ):
            raise NotTheCurrentVersion(document=document, version=version, current=current)

        case AcceptDocument(document=document, version=version):
            return [
                membership.DocumentAccepted(
                    document=document, version=version, accepted_by=ctx.by, accepted_on=ctx.on
                )
            ]

        case _:
            raise NotNow(command, acceptances, "acceptance")


def _open(organisation: str, ctx: Context) -> bool:
    return isinstance(ctx.of(ORGANISATION, organisation), Registered)


def _current(document: str, ctx: Context) -> int | None:
    return version_on(ctx.of(DOCUMENT, document), ctx.on)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(acceptances: Acceptances, event: Event) -> Acceptances:
    match event:
        case membership.DocumentAccepted(document=document, version=version):
            return Acceptances(acceptances.accepted | {(document, version)})
        case _:
            return acceptances


ACCEPTANCE: Entity[Acceptances] = Entity(
    "membership",
    "acceptance",
    initial=Acceptances(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.organisation,
)
