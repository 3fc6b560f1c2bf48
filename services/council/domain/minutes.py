"""What do the minutes of a meeting say, revision by revision, until they are adopted and published?"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from services.council.domain.meeting import MEETING
from services.council.domain.minutes_draft import Tongue, draft
from services.council.domain.proceedings import Held
from services.council.domain.revisions import REVISIONS, Adopted, Drafted, Minutes, NotDrafted, Published
from shared.contracts import council
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class DraftMinutes(Command):
    """Make the first draft of the minutes from the agenda, the attendance and the decisions."""

    meeting: Id = Field(description="The meeting")
    languages: Annotated[tuple[Tongue, ...], Field(min_length=1)] = Field(
        ("sq", "sr", "en"), description="The languages of the minutes"
    )


class CorrectMinutes(Command):
    """Correct the draft. Every earlier revision is kept and can be compared."""

    meeting: Id = Field(description="The meeting")
    base: Annotated[int, Field(ge=1)] = Field(description="The revision that you have corrected")
    texts: Text = Field(description="The whole text, in each of its languages")
    corrected: str = Field(min_length=1, description="What was corrected, and why")


class AdoptMinutes(Command):
    """Record that the body has adopted the minutes. They cannot be changed any more."""

    meeting: Id = Field(description="The meeting")
    number: Annotated[int, Field(ge=1)] = Field(description="The revision that was adopted")
    adopted_in: Id | None = Field(None, description="The meeting that adopted them; left out: in writing")


class PublishMinutes(Command):
    """Publish the adopted minutes."""

    meeting: Id = Field(description="The meeting")
    with_revisions: bool = Field(
        False, description="Show the public the earlier revisions too, and what was changed"
    )


MinutesCommand = DraftMinutes | CorrectMinutes | AdoptMinutes | PublishMinutes


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class NotHeld(Refusal):
    """This meeting is not recorded as held, so there is nothing to write minutes of. Record that first."""


class MinutesDraftedAlready(Refusal):
    """There is a draft already. Correct it, so that nothing is lost."""


class RevisionMovedOn(Refusal):
    """Revision {last} is the latest now, not {base}. Look at what was changed, and correct that one."""


class MinutesLocked(Refusal):
    """These minutes are adopted and cannot be changed. Correct them by a decision of the next meeting."""


class NotAdopted(Refusal):
    """The body has not adopted these minutes yet. Record the adoption first."""


class NoSuchMeeting(Refusal):
    """The meeting {meeting} is not recorded as held. Give one that was, or leave it out."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: MinutesCommand, minutes: Minutes, ctx: Context) -> Decision:
    match command, minutes:
        case DraftMinutes(), Drafted():
            raise MinutesDraftedAlready
        case ((DraftMinutes() | CorrectMinutes() | AdoptMinutes()), (Adopted() | Published())):
            raise MinutesLocked
        case DraftMinutes(meeting=id), NotDrafted() if not isinstance(ctx.of(MEETING, id), Held):
            raise NotHeld
        case DraftMinutes(), NotDrafted():
            return [_drafted(command, ctx)]

        case ((CorrectMinutes(base=base) | AdoptMinutes(number=base)), Drafted(last=last)) if (
            base != last.number
        ):
            raise RevisionMovedOn(last=last.number, base=base)
        case CorrectMinutes(texts=texts), Drafted(last=last) if texts == last.texts:
            return []
        case CorrectMinutes(), Drafted(last=last):
            facts = {"texts": command.texts, "corrected": command.corrected, "corrected_on": ctx.on}
            return [council.MinutesCorrected(number=last.number + 1, **facts)]

        case AdoptMinutes(adopted_in=str() as id), Drafted() if not isinstance(ctx.of(MEETING, id), Held):
            raise NoSuchMeeting(meeting=id)
        case AdoptMinutes(), Drafted():
            return [council.MinutesAdopted(**dict(command), adopted_on=ctx.on)]

        case PublishMinutes(), Drafted():
            raise NotAdopted
        case PublishMinutes(with_revisions=shown), Adopted(revisions=(*before, last)):
            shared = {"before": tuple(before), "corrected": last.corrected} if shown else {}
            facts = {"number": last.number, "texts": last.texts, "published_on": ctx.on, **shared}
            return [council.MinutesPublished.model_validate(facts)]

        case _:
            raise NotNow(command, minutes, "record of the minutes")


def _drafted(command: DraftMinutes, ctx: Context) -> Event:
    meeting = ctx.of(MEETING, command.meeting)
    assert isinstance(meeting, Held)
    return council.MinutesDrafted(texts=draft(meeting, command.languages, ctx), drafted_on=ctx.on)


# The same entity as REVISIONS, with its decisions.
MINUTES: Entity[Minutes] = replace(REVISIONS, decide=decide, key=lambda command: command.meeting)
