"""Which text of the Code of Ethics, of the Rules of Procedure, of any such document holds on a day?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import Field

from services.membership.domain.days import start_of
from services.membership.domain.requirements import REQUIREMENTS, THE_REQUIREMENTS
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES
from shared.contracts import membership
from shared.contracts.values import Id, Sha256, Text
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class PublishDocument(Command):
    """Publish a document, or a new version of it, which organisations then accept anew."""

    document: Id = Field(description="Its kind, e.g. code-of-ethics")
    title: Text = Field(description="The title that people read")
    effective_on: date = Field(description="The day from which this version holds")
    sha256: Sha256 = Field(description="The SHA-256 of the file, so that everybody can see it is that text")
    required: bool = Field(True, description="Must an organisation accept it before it applies?")


DocumentCommand = PublishDocument


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Version:
    number: int
    effective_on: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Unpublished:
    pass


@dataclass(frozen=True, slots=True)
class Published:
    versions: tuple[Version, ...]

    @property
    def last(self) -> Version:
        return self.versions[-1]


Document = Unpublished | Published


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class SameText(Refusal):
    """This is the text of version {version}, which is published. Send the new file's SHA-256."""


class BeforeLastVersion(Refusal):
    """Version {version} takes effect on {effective_on}; a later version cannot hold before it. Correct
    the day.
    """


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: DocumentCommand, document: Document, ctx: Context) -> Decision:
    match command, document:
        case PublishDocument(sha256=sha256), Published(last=last) if sha256 == last.sha256:
            raise SameText(version=last.number)
        case PublishDocument(effective_on=day), Published(last=last) if day < last.effective_on:
            raise BeforeLastVersion(version=last.number, effective_on=last.effective_on)

        case PublishDocument(), Unpublished():
            return [_published(command, 1, ctx), *_required(command, ctx)]
        case PublishDocument(), Published(last=last):
            return [_published(command, last.number + 1, ctx), *_required(command, ctx)]

        case _:
            raise NotNow(command, document, "document")


def _published(command: PublishDocument, version: int, ctx: Context) -> Event:
    # The event has the command's fields; it takes what it needs.
    remind_at = _reminders(command, ctx) if command.required else ()
    return membership.DocumentPublished(version=version, remind_at=remind_at, **dict(command))


def _reminders(command: PublishDocument, ctx: Context) -> tuple[datetime, ...]:
    days = ctx.of(MEMBERSHIP_RULES, THE_RULES).reminder_days
    return tuple(start_of(command.effective_on + timedelta(days=day), ctx.zone) for day in days)


def _required(command: PublishDocument, ctx: Context) -> list[Elsewhere]:
    """Only a change is recorded."""
    document = command.document
    was_required = document in ctx.of(REQUIREMENTS, THE_REQUIREMENTS).documents
    if command.required and not was_required:
        return [REQUIREMENTS.at(THE_REQUIREMENTS, membership.DocumentRequired(document=document))]
    if was_required and not command.required:
        return [REQUIREMENTS.at(THE_REQUIREMENTS, membership.DocumentNoLongerRequired(document=document))]
    return []


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def version_on(document: Document, day: date) -> int | None:
    """The version that holds on a day; None if none does yet."""
    match document:
        case Published():
            return max((v.number for v in document.versions if v.effective_on <= day), default=None)
        case Unpublished():
            return None


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(document: Document, event: Event) -> Document:
    match event, document:
        case membership.DocumentPublished(), Published(versions=versions):
            return Published((*versions, _version(event)))
        case membership.DocumentPublished(), Unpublished():
            return Published((_version(event),))
        case _:
            return document


def _version(event: membership.DocumentPublished) -> Version:
    return Version(event.version, event.effective_on, event.sha256)


DOCUMENT: Entity[Document] = Entity(
    "membership",
    "document",
    initial=Unpublished(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.document,
)
