"""What becomes of a publication: draft, translation, review by other eyes, correction, retraction?"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pydantic import Field

from services.outreach.domain.drafting import Draftable, DraftMeetingNotice, FollowMeeting, written
from services.outreach.domain.marking import checked, rules_of
from services.outreach.domain.publication_states import (
    Content,
    Draft,
    Dropped,
    InReview,
    Publication,
    Published,
    Retracted,
    Unwritten,
)
from services.outreach.domain.visibility_rules import STANDING, THE_STANDING, VISIBILITY, Version
from shared.contracts import outreach
from shared.contracts.outreach import Acknowledgement, PublicationKind, Subject
from shared.contracts.values import PROSE, Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class DraftPublication(Command):
    """Write a publication, or write its draft anew."""

    publication: Id = Field(description="A short name for addresses, e.g. council-meets-in-april")
    kind: PublicationKind = Field(description="What it is")
    title: Text = Field(description="The title")
    text: Text = Field(description="The text; an empty line begins a new paragraph", json_schema_extra=PROSE)
    about: Subject | None = Field(None, description="The meeting, election or commitment that it is about")
    agreement: Id = Field(description="The funding agreement under which it is published")
    shown: Acknowledgement | None = Field(
        None, description="What it says of its funding; left out, what the agreement wants today"
    )
    hub: Id | None = Field(None, description="The hub whose draft it is; empty: the secretariat's")


class TranslatePublication(Command):
    """Add a language to a draft, or put a better translation in the place of one."""

    publication: Id = Field(description="The publication")
    language: Language = Field(description="The language")
    title: str = Field(min_length=1, description="The title in this language")
    text: str = Field(min_length=1, description="The text in this language", json_schema_extra=PROSE)


class SubmitForReview(Command):
    """Say that a draft is ready to be read by somebody else."""

    publication: Id = Field(description="The publication")


class ReturnPublication(Command):
    """Give a draft back to those who wrote it."""

    publication: Id = Field(description="The publication")
    reason: str = Field(min_length=1, description="What must change before it can be published")


class Publish(Command):
    """Publish what you have read and neither wrote, translated nor submitted."""

    publication: Id = Field(description="The publication")


class CorrectPublication(Command):
    """Correct what is published; the note on what was wrong stands with it for good."""

    publication: Id = Field(description="The publication")
    title: Text = Field(description="The corrected title")
    text: Text = Field(description="The corrected text", json_schema_extra=PROSE)
    what: Text = Field(description="What was wrong")


class RetractPublication(Command):
    """Take a publication back; its address stays and says why."""

    publication: Id = Field(description="The publication")
    reason: Text = Field(description="Why it is taken back")


class DropPublication(Command):
    """Give up a draft that nobody will publish."""

    publication: Id = Field(description="The publication")
    reason: str = Field(min_length=1, description="Why nobody needs it")


PublicationCommand = (
    DraftPublication
    | TranslatePublication
    | SubmitForReview
    | ReturnPublication
    | Publish
    | CorrectPublication
    | RetractPublication
    | DropPublication
    | FollowMeeting
    | Draftable
)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class OwnText(Refusal):
    """You wrote, translated or submitted this yourself. Ask somebody else to read and publish it."""


class NotTheHubsDraft(Refusal):
    """{publication} is a draft already, and not one of the hub {hub}. Choose another short name."""


class MeetingChanged(Refusal):
    """The meeting was moved or cancelled after this was written. Write the draft anew, or drop it."""


class NothingCorrected(Refusal):
    """Title and text are the same as before. Change what was wrong."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: PublicationCommand, publication: Publication, ctx: Context) -> Decision:
    match command, publication:
        case DraftPublication(hub=str() as hub), Draft(hub=owner) if hub != owner:
            raise NotTheHubsDraft(publication=command.publication, hub=hub)
        case DraftPublication(), Draft(hub=owner):
            return [_drafted(command.model_copy(update={"hub": owner}), ctx)]
        case DraftPublication(), Unwritten():
            return [_drafted(command, ctx)]

        case _, Unwritten() if isinstance(command, Draftable):
            return [_drafted(draft, ctx) for draft in _worth_telling(command, ctx)]
        case _, _ if isinstance(command, Draftable):
            return []  # somebody has already written about it
        case FollowMeeting(), Draft() if publication.untouched:
            return _followed(command, publication.content, ctx)
        case FollowMeeting(change="moved" | "cancelled" as change), Draft() | InReview() | Published():
            return [_outdated(command, change, isinstance(publication, Published), ctx)]
        case FollowMeeting(), _:
            return []

        case TranslatePublication(), Draft():
            return [
                outreach.PublicationTranslated(
                    language=command.language,
                    title=command.title,
                    text=command.text,
                    translated_by=ctx.by,
                    translated_on=ctx.on,
                )
            ]
        case SubmitForReview(), Draft(outdated=True):
            raise MeetingChanged
        case SubmitForReview(), Draft():
            return [outreach.PublicationSubmitted(submitted_by=ctx.by, submitted_on=ctx.on)]

        case ReturnPublication(), InReview(hub=owner):
            return [
                outreach.PublicationReturned(
                    reason=command.reason, returned_by=ctx.by, returned_on=ctx.on, hub=owner
                )
            ]
        case Publish(), InReview(authors=authors) if ctx.by in authors:
            raise OwnText
        case Publish(), InReview(content=content):
            return [_published(content, checked(content, ctx), ctx)]

        case CorrectPublication(title=title, text=text), Published(content=old) if (title, text) == (
            old.title,
            old.text,
        ):
            raise NothingCorrected
        case CorrectPublication(), Published(content=content, corrections=corrections):
            checked(replace(content, title=command.title, text=command.text), ctx)
            return [_corrected(command, corrections + 1, ctx)]
        case RetractPublication(), Published():
            return [
                outreach.PublicationRetracted(reason=command.reason, retracted_by=ctx.by, retracted_on=ctx.on)
            ]
        case DropPublication(), Draft() | InReview():
            return [outreach.PublicationDropped(reason=command.reason, dropped_by=ctx.by, dropped_on=ctx.on)]

        case _:
            raise NotNow(command, publication, "publication")


def _worth_telling(command: Draftable, ctx: Context) -> list[DraftPublication]:
    """The draft that a fact is worth; none where no agreement stands under which it could be published."""
    agreement = ctx.of(STANDING, THE_STANDING).agreement
    if agreement is None or ctx.of(VISIBILITY, agreement).on(ctx.on) is None:
        return []
    draft = written(command, ctx)
    return [] if draft is None else [DraftPublication(agreement=agreement, **draft)]


def _followed(command: FollowMeeting, old: Content, ctx: Context) -> list[Event]:
    """What nobody has worked on is written anew, or dropped with its meeting."""
    notice = DraftMeetingNotice(publication=command.publication, meeting=command.meeting)
    new = written(notice, ctx)
    if new is None:
        return [outreach.PublicationDropped(reason=command.reason, dropped_by=ctx.by, dropped_on=ctx.on)]
    if (new["title"], new["text"]) == (old.title, old.text):
        return []
    return [_drafted(DraftPublication(agreement=old.agreement, **new), ctx)]


def _outdated(
    command: FollowMeeting, change: Literal["moved", "cancelled"], public: bool, ctx: Context
) -> Event:
    return outreach.PublicationOutdated(
        meeting=command.meeting, change=change, reason=command.reason, public=public, found_on=ctx.on
    )


def _drafted(command: DraftPublication, ctx: Context) -> Event:
    fields = dict(command) | {"shown": command.shown or rules_of(command.agreement, ctx).shown}
    return outreach.PublicationDrafted(**fields, drafted_by=ctx.by, drafted_on=ctx.on)


def _published(content: Content, rules: Version, ctx: Context) -> Event:
    return outreach.PublicationPublished(
        kind=content.kind,
        title=content.title,
        text=content.text,
        about=content.about,
        agreement=content.agreement,
        rules=rules.version,
        shown=content.shown,
        published_by=ctx.by,
        published_on=ctx.on,
    )


def _corrected(command: CorrectPublication, correction: int, ctx: Context) -> Event:
    return outreach.PublicationCorrected(
        correction=correction,
        title=command.title,
        text=command.text,
        what=command.what,
        corrected_by=ctx.by,
        corrected_on=ctx.on,
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(publication: Publication, event: Event) -> Publication:
    match event, publication:
        case outreach.PublicationDrafted(), _:
            authors = publication.authors if isinstance(publication, Draft) else frozenset()
            content = Content(event.kind, event.title, event.text, event.about, event.agreement, event.shown)
            return Draft(content, authors | {event.drafted_by}, event.hub)
        case outreach.PublicationTranslated(language=language), Draft(content=content):
            title, text = (
                {**content.title, language: event.title},
                {**content.text, language: event.text},
            )
            return replace(
                publication,
                content=replace(content, title=title, text=text),
                authors=publication.authors | {event.translated_by},
            )
        case outreach.PublicationOutdated(), Draft() | InReview():
            return Draft(publication.content, publication.authors, publication.hub, outdated=True)
        case outreach.PublicationSubmitted(), Draft():
            authors = publication.authors | {event.submitted_by}
            return InReview(publication.content, authors, publication.hub)
        case outreach.PublicationReturned(), InReview():
            return Draft(publication.content, publication.authors, publication.hub)
        case outreach.PublicationPublished(), InReview(content=content):
            return Published(content)
        case outreach.PublicationCorrected(), Published(content=content):
            content = replace(content, title=event.title, text=event.text)
            return Published(content, event.correction)
        case outreach.PublicationRetracted(), _:
            return Retracted()
        case outreach.PublicationDropped(), _:
            return Dropped()
        case _:
            return publication


PUBLICATION: Entity[Publication] = Entity(
    "outreach",
    "publication",
    initial=Unwritten(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.publication,
)
