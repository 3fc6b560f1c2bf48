"""What becomes of a publication: draft, translation, review by other eyes, correction, retraction?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import Field

from services.outreach.domain.drafting import Draftable, written
from services.outreach.domain.marking import NoVisibilityRules, check_marking
from services.outreach.domain.visibility_rules import STANDING, THE_STANDING, VISIBILITY, Version
from shared.contracts import outreach
from shared.contracts.outreach import Acknowledgement, PublicationKind, Subject
from shared.contracts.values import Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class DraftPublication(Command):
    """Write a publication, or write its draft anew."""

    publication: Id = Field(description="A short name for addresses, e.g. council-meets-in-april")
    kind: PublicationKind = Field(description="What it is")
    title: Text = Field(description="The title")
    text: Text = Field(description="The text; an empty line begins a new paragraph")
    about: Subject | None = Field(None, description="The meeting, election or commitment that it is about")
    agreement: Id = Field(description="The funding agreement under which it is published")
    shown: Acknowledgement | None = Field(
        None, description="What it says of its funding; left out, what the agreement wants today"
    )


class TranslatePublication(Command):
    """Add a language to a draft, or put a better translation in the place of one."""

    publication: Id = Field(description="The publication")
    language: Language = Field(description="The language")
    title: str = Field(min_length=1, description="The title in this language")
    text: str = Field(min_length=1, description="The text in this language")


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
    text: Text = Field(description="The corrected text")
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
    | Draftable
)


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unwritten:
    pass


@dataclass(frozen=True, slots=True)
class Content:
    kind: PublicationKind
    title: Text
    text: Text
    about: Subject | None
    agreement: str
    shown: Acknowledgement


@dataclass(frozen=True, slots=True)
class Draft:
    content: Content
    authors: frozenset[str]
    """Everybody who wrote or translated it."""


@dataclass(frozen=True, slots=True)
class InReview:
    content: Content
    authors: frozenset[str]
    """With whoever submitted it: none of them publishes it."""


@dataclass(frozen=True, slots=True)
class Published:
    content: Content
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Retracted:
    pass


@dataclass(frozen=True, slots=True)
class Dropped:
    pass


Publication = Unwritten | Draft | InReview | Published | Retracted | Dropped


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class OwnText(Refusal):
    """You wrote, translated or submitted this yourself. Ask somebody else to read and publish it."""


class NothingCorrected(Refusal):
    """Title and text are the same as before. Change what was wrong."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: PublicationCommand, publication: Publication, ctx: Context) -> Decision:
    match command, publication:
        case DraftPublication(), Unwritten() | Draft():
            return [_drafted(command, ctx)]
        case _, Unwritten() if isinstance(command, Draftable):
            return [_drafted(draft, ctx) for draft in _worth_telling(command, ctx)]
        case _, _ if isinstance(command, Draftable):
            return []  # somebody has already written about it

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
        case SubmitForReview(), Draft():
            return [outreach.PublicationSubmitted(submitted_by=ctx.by, submitted_on=ctx.on)]

        case ReturnPublication(), InReview():
            return [
                outreach.PublicationReturned(reason=command.reason, returned_by=ctx.by, returned_on=ctx.on)
            ]
        case Publish(), InReview(authors=authors) if ctx.by in authors:
            raise OwnText
        case Publish(), InReview(content=content):
            return [_published(content, _checked(content, ctx), ctx)]

        case CorrectPublication(title=title, text=text), Published(content=old) if (title, text) == (
            old.title,
            old.text,
        ):
            raise NothingCorrected
        case CorrectPublication(), Published(content=content, corrections=corrections):
            _checked(replace(content, title=command.title, text=command.text), ctx)
            return [_corrected(command, corrections + 1, ctx)]
        case RetractPublication(), Published():
            return [
                outreach.PublicationRetracted(reason=command.reason, retracted_by=ctx.by, retracted_on=ctx.on)
            ]
        case DropPublication(), Draft() | InReview():
            return [outreach.PublicationDropped(reason=command.reason, dropped_by=ctx.by, dropped_on=ctx.on)]

        case _:
            raise NotNow(command, publication, "publication")


def _rules(agreement: str, ctx: Context) -> Version:
    rules = ctx.of(VISIBILITY, agreement).on(ctx.on)
    if rules is None:
        raise NoVisibilityRules(agreement=agreement)
    return rules


def _checked(content: Content, ctx: Context) -> Version:
    rules = _rules(content.agreement, ctx)
    check_marking(content.title, content.text, content.shown, rules)
    return rules


def _worth_telling(command: Draftable, ctx: Context) -> list[DraftPublication]:
    """The draft that a fact is worth; none where no agreement stands under which it could be published."""
    agreement = ctx.of(STANDING, THE_STANDING).agreement
    if agreement is None or ctx.of(VISIBILITY, agreement).on(ctx.on) is None:
        return []
    draft = written(command, ctx)
    return [] if draft is None else [DraftPublication(agreement=agreement, **draft)]


def _drafted(command: DraftPublication, ctx: Context) -> Event:
    fields = dict(command) | {"shown": command.shown or _rules(command.agreement, ctx).shown}
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
            return Draft(content, authors | {event.drafted_by})
        case outreach.PublicationTranslated(language=language), Draft(content=content):
            title, text = (
                {**content.title, language: event.title},
                {**content.text, language: event.text},
            )
            return Draft(
                replace(content, title=title, text=text), publication.authors | {event.translated_by}
            )
        case outreach.PublicationSubmitted(), Draft():
            return InReview(publication.content, publication.authors | {event.submitted_by})
        case outreach.PublicationReturned(), InReview():
            return Draft(publication.content, publication.authors)
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
