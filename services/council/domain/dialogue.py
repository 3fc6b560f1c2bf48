"""What becomes of a dialogue with another authority: what is it about, and was the principle recognised?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pydantic import Field

from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.institution import check_registered
from services.council.domain.organisation_facts import check_in_register
from services.council.domain.territory_facts import TERRITORY, THE_TERRITORY
from shared.contracts import council
from shared.contracts.council import DialogueLevel, PrincipleInstrument
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RequestFacilitation(Command):
    """Ask the platform to bring your organisation and an authority to one table."""

    dialogue: Id = Field(description="A short name for addresses, e.g. peje-budget-hearings")
    organisation: Id = Field(description="The number in the NGO register")
    level: DialogueLevel = Field(description="Is it about a ministry or agency, or about a municipality?")
    municipality: Id | None = Field(None, description="The municipality, at the municipal level")
    institution: Id | None = Field(None, description="The institution, at the central level")
    topic: Text = Field(description="What it should be about")


class OpenDialogue(Command):
    """Open a dialogue in which a partnership principle is to be recognised."""

    dialogue: Id = Field(description="A short name for addresses; that of the request, if there was one")
    level: DialogueLevel = Field(description="Is it with a ministry or agency, or with a municipality?")
    municipality: Id | None = Field(None, description="The municipality, at the municipal level")
    institution: Id | None = Field(None, description="The institution, at the central level")
    principle: Text = Field(description="The principle that is to be recognised")
    topic: Text = Field(description="What it is about")


class RecordDialogueStep(Command):
    """Record one step: a letter, a meeting, a draft."""

    dialogue: Id = Field(description="The dialogue")
    text: Text = Field(description="What happened")
    taken_on: date = Field(description="The day on which it happened")


class RecognisePrinciple(Command):
    """Record that the authority recognised the principle, in an act or an agreement."""

    dialogue: Id = Field(description="The dialogue")
    instrument: PrincipleInstrument = Field(description="By an act of its own, or by an agreement?")
    title: Text = Field(description="The title of the act or agreement")
    evidence: str = Field(min_length=1, max_length=500, description="Where one can see it")
    recognised_on: date = Field(description="The day of the act or agreement")


class CloseDialogue(Command):
    """Close a dialogue, or decline a request, with what came of it."""

    dialogue: Id = Field(description="The dialogue")
    outcome: Text = Field(description="What came of it")


DialogueCommand = RequestFacilitation | OpenDialogue | RecordDialogueStep | RecognisePrinciple | CloseDialogue


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Requested:
    organisation: str


@dataclass(frozen=True, slots=True)
class Underway:
    opened_on: date
    principle: Text
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Recognised:
    opened_on: date
    steps: int


@dataclass(frozen=True, slots=True)
class Closed:
    pass


Dialogue = Unopened | Requested | Underway | Recognised | Closed


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class DialogueExists(Refusal):
    """There is already a dialogue {dialogue}. Choose another short name."""


class WhichMunicipality(Refusal):
    """A dialogue at the municipal level needs one of the platform's municipalities. Name it."""


class WhichInstitution(Refusal):
    """A dialogue at the central level needs an institution, and no municipality. Name the institution."""


class RecognisedAlready(Refusal):
    """The principle is recognised in this dialogue already. Open another dialogue for another principle."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: DialogueCommand, dialogue: Dialogue, ctx: Context) -> Decision:
    match command, dialogue:
        case RequestFacilitation(organisation=organisation), Unopened():
            check_in_register(organisation, ctx)
            _check_authority(command, ctx)
            # The events have their commands' fields; each takes what it needs.
            return [council.FacilitationRequested(requested_on=ctx.on, **dict(command))]
        case OpenDialogue(), Unopened() | Requested():
            _check_authority(command, ctx)
            asked = dialogue.organisation if isinstance(dialogue, Requested) else None
            return [council.DialogueOpened(opened_on=ctx.on, organisation=asked, **dict(command))]
        case RequestFacilitation() | OpenDialogue(), _:
            raise DialogueExists(dialogue=command.dialogue)

        case (RecordDialogueStep(taken_on=day), Underway() | Recognised()) | (
            RecognisePrinciple(recognised_on=day),
            Underway(),
        ) if day > ctx.on:
            raise InTheFuture(day=day)
        case (RecordDialogueStep(taken_on=day), Underway(opened_on=began) | Recognised(opened_on=began)) | (
            RecognisePrinciple(recognised_on=day),
            Underway(opened_on=began),
        ) if day < began:
            raise TooEarly(day=day, began=began)
        case RecordDialogueStep(), Underway(steps=steps) | Recognised(steps=steps):
            return [council.DialogueStepRecorded(step=steps + 1, **dict(command))]

        case RecognisePrinciple(), Underway(principle=principle):
            return [council.PrincipleRecognised(principle=principle, **dict(command))]
        case RecognisePrinciple(), Recognised():
            raise RecognisedAlready

        case CloseDialogue(outcome=outcome), Requested() | Underway() | Recognised():
            return [council.DialogueClosed(outcome=outcome, closed_on=ctx.on)]

        case _:
            raise NotNow(command, dialogue, "dialogue")


def _check_authority(command: RequestFacilitation | OpenDialogue, ctx: Context) -> None:
    institution, municipality = command.institution, command.municipality
    if command.level == "municipal" and municipality not in ctx.of(TERRITORY, THE_TERRITORY):
        raise WhichMunicipality
    if command.level == "central" and (institution is None or municipality is not None):
        raise WhichInstitution
    if institution:
        check_registered(institution, ctx)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(dialogue: Dialogue, event: Event) -> Dialogue:
    match event, dialogue:
        case council.FacilitationRequested(), _:
            return Requested(event.organisation)
        case council.DialogueOpened(), _:
            return Underway(event.opened_on, event.principle)
        case council.DialogueStepRecorded(), Underway() | Recognised():
            return replace(dialogue, steps=event.step)
        case council.PrincipleRecognised(), Underway():
            return Recognised(dialogue.opened_on, dialogue.steps)
        case council.DialogueClosed(), _:
            return Closed()
        case _:
            return dialogue


DIALOGUE: Entity[Dialogue] = Entity(
    "council",
    "dialogue",
    initial=Unopened(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.dialogue,
)
