"""Which members have not accepted the version of a document that holds? Asked when its timer rings."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from services.membership.domain.acceptance import ACCEPTANCE
from services.membership.domain.document import DOCUMENT, Document, version_on
from services.membership.domain.roster import ROSTER, THE_MEMBERS
from shared.contracts import membership
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RemindOfAcceptance(Command):
    """Remind the members who have not accepted this version of a document."""

    document: Id = Field(description="The document")
    version: int = Field(description="The version they are asked to accept")


ReminderCommand = RemindOfAcceptance


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ReminderCommand, document: Document, ctx: Context) -> Decision:
    match command:
        case RemindOfAcceptance(version=version) if version_on(document, ctx.on) != version:
            return []  # a newer one holds meanwhile, with reminders of its own
        case RemindOfAcceptance(document=kind, version=version):
            waiting = _waiting(kind, version, ctx)
            reminded = membership.AcceptanceReminded(
                version=version, organisations=waiting, reminded_on=ctx.on
            )
            return [reminded] if waiting else []

        case _:
            raise NotNow(command, document, "document")


def _waiting(document: str, version: int, ctx: Context) -> tuple[str, ...]:
    members = sorted(ctx.of(ROSTER, THE_MEMBERS).members)
    acceptances = ctx.all_of(ACCEPTANCE, members)
    return tuple(
        member
        for member, accepted in zip(members, acceptances, strict=True)
        if not accepted.has(document, version)
    )


# The same entity as DOCUMENT, with the decision of reminding.
REMINDER: Entity[Document] = replace(DOCUMENT, decide=decide, key=lambda command: command.document)
