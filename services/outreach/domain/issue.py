"""What becomes of an issue of the newsletter: compiled, its recipients frozen, released to be sent?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from services.outreach.domain.newsletter import NEWSLETTER, THE_NEWSLETTER, Newsletter, the_newsletter
from services.outreach.domain.publication import PUBLICATION
from services.outreach.domain.publication_states import Published
from services.outreach.domain.roll import ROLL, roll_id
from services.outreach.domain.subscription import NoSuchTopic, NotInThatLanguage
from shared.contracts import outreach
from shared.contracts.outreach import IssueId, IssueItem, Topic, TopicId
from shared.contracts.values import Language
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class CompileIssue(Command):
    """Put together an issue of what was published since the last one of this topic and language."""

    issue: IssueId = Field(description="A short name, e.g. meetings-sq-2016-10")
    topic: TopicId = Field(description="The topic")
    language: Language = Field(description="The language")


class FreezeRecipients(Command):
    """Settle who gets this issue: everybody who takes this part of the newsletter now."""

    issue: IssueId = Field(description="The issue")


class SendIssue(Command):
    """Release the issue: it is sent to each recipient, once."""

    issue: IssueId = Field(description="The issue")


class DropIssue(Command):
    """Give up an issue before it is released; what stands in it waits for the next one."""

    issue: IssueId = Field(description="The issue")
    reason: str = Field(min_length=1, description="Why it is not sent")


IssueCommand = CompileIssue | FreezeRecipients | SendIssue | DropIssue


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Uncompiled:
    pass


@dataclass(frozen=True, slots=True)
class Compiled:
    topic: str
    language: Language
    number: int
    subject: str
    items: tuple[IssueItem, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    compiled: Compiled
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Released:
    compiled: Compiled
    recipients: tuple[str, ...]
    released_on: date


@dataclass(frozen=True, slots=True)
class GivenUp:
    pass


Issue = Uncompiled | Compiled | Frozen | Released | GivenUp


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NothingNew(Refusal):
    """Nothing about {topic} was published in {language} since the last issue. There is nothing to send."""


class NobodyTakesIt(Refusal):
    """Nobody takes this part of the newsletter, so there is nobody to send it to."""


class ItemTakenBack(Refusal):
    """{publication} was taken back meanwhile. Give this issue up and compile it again without it."""


class ItemCorrected(Refusal):
    """{publication} was corrected meanwhile. Give this issue up and compile it again with the new text."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: IssueCommand, issue: Issue, ctx: Context) -> Decision:
    match command, issue:
        case CompileIssue(), Uncompiled():
            newsletter = the_newsletter(ctx)
            topic = newsletter.topic(command.topic)
            if topic is None:
                raise NoSuchTopic(topic=command.topic)
            if command.language not in newsletter.languages:
                raise NotInThatLanguage(language=command.language)
            return _compiled(command, newsletter, topic, ctx)

        case FreezeRecipients(), Compiled():
            _check_items(issue, ctx)
            takers = ctx.of(ROLL, roll_id(issue.topic, issue.language)).subscriptions
            if not takers:
                raise NobodyTakesIt
            return [
                outreach.RecipientsFrozen(
                    recipients=tuple(sorted(takers)), frozen_by=ctx.by, frozen_on=ctx.on
                )
            ]

        case SendIssue(), Frozen(compiled=compiled, recipients=recipients):
            _check_items(compiled, ctx)
            return [
                outreach.IssueReleased(recipients=len(recipients), released_by=ctx.by, released_on=ctx.on)
            ]

        case DropIssue(), Compiled() as compiled:
            return _given_up(command, compiled, ctx)
        case DropIssue(), Frozen(compiled=compiled):
            return _given_up(command, compiled, ctx)

        case _:
            raise NotNow(command, issue, "issue")


def _compiled(command: CompileIssue, newsletter: Newsletter, topic: Topic, ctx: Context) -> Decision:
    ids = newsletter.waiting(topic, command.language)
    states = zip(ids, ctx.all_of(PUBLICATION, ids), strict=True)
    items = tuple(_item(id, state, command.language) for id, state in states if isinstance(state, Published))
    if not items:
        raise NothingNew(topic=command.topic, language=command.language)
    part = (command.topic, command.language)
    number = newsletter.numbers.get(part, 0) + 1
    names = (_in(newsletter.title, command.language), _in(topic.title, command.language))
    compiled = outreach.IssueCompiled(
        topic=command.topic,
        language=command.language,
        number=number,
        subject=f"{names[0]}: {names[1]}, {number}",
        items=items,
        compiled_by=ctx.by,
        compiled_on=ctx.on,
    )
    numbered = outreach.IssueNumbered(
        issue=command.issue,
        topic=command.topic,
        language=command.language,
        number=number,
        publications=tuple(item.publication for item in items),
        numbered_on=ctx.on,
    )
    return [compiled, NEWSLETTER.at(THE_NEWSLETTER, numbered)]


def _item(id: str, publication: Published, language: Language) -> IssueItem:
    content = publication.content
    return IssueItem(
        publication=id, kind=content.kind, title=content.title[language], text=content.text[language]
    )


def _in(text: dict[Language, str], language: Language) -> str:
    return text.get(language) or next(iter(text.values()))


def _check_items(compiled: Compiled, ctx: Context) -> None:
    """
    Raises:
        ItemTakenBack: something in it is public no more.
        ItemCorrected: something in it is told differently today.
    """
    ids = [item.publication for item in compiled.items]
    for item, state in zip(compiled.items, ctx.all_of(PUBLICATION, ids), strict=True):
        if not isinstance(state, Published):
            raise ItemTakenBack(publication=item.publication)
        title, text = state.content.title, state.content.text
        if (title.get(compiled.language), text.get(compiled.language)) != (item.title, item.text):
            raise ItemCorrected(publication=item.publication)


def _given_up(command: DropIssue, compiled: Compiled, ctx: Context) -> Decision:
    given_up = outreach.IssueGivenUp(
        issue=command.issue,
        topic=compiled.topic,
        language=compiled.language,
        publications=tuple(item.publication for item in compiled.items),
    )
    dropped = outreach.IssueDropped(reason=command.reason, dropped_by=ctx.by, dropped_on=ctx.on)
    return [dropped, NEWSLETTER.at(THE_NEWSLETTER, given_up)]


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(issue: Issue, event: Event) -> Issue:
    match event, issue:
        case outreach.IssueCompiled(), _:
            return Compiled(event.topic, event.language, event.number, event.subject, event.items)
        case outreach.RecipientsFrozen(recipients=recipients), Compiled():
            return Frozen(issue, recipients)
        case outreach.IssueReleased(released_on=day), Frozen():
            return Released(issue.compiled, issue.recipients, day)
        case outreach.IssueDropped(), _:
            return GivenUp()
        case _:
            return issue


ISSUE: Entity[Issue] = Entity(
    "outreach",
    "issue",
    initial=Uncompiled(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.issue,
)
