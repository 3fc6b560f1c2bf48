"""What do members do together to move an institution, resting on which position, and what came of it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pydantic import Field

from services.membership.domain.binding import INSTITUTION
from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.members import NotAMember, is_member
from services.membership.domain.position import POSITION, is_adopted
from services.membership.domain.working_rules import Set, rules_now
from shared.contracts import membership
from shared.contracts.membership import AdvocacyKind, AdvocacyOutcome, Checked
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class LaunchInitiative(Command):
    """Begin to advocate an adopted position with an institution."""

    initiative: Id = Field(description="A short name for addresses")
    title: Text = Field(description="The title that people read")
    position: Id = Field(description="The adopted position it rests on")
    institution: Id = Field(description="The institution that is to be moved")
    organisation: Id = Field(description="The member that leads it")
    checklist: tuple[Checked, ...] = Field(
        description="Every principle of the working rules: met, or explained why not"
    )


class RecordAdvocacyAction(Command):
    """Record one thing that was done for the initiative."""

    initiative: Id = Field(description="The initiative")
    organisation: Id | None = Field(None, description="Your organisation, if it leads the initiative")
    kind: AdvocacyKind = Field(description="What kind of action it was")
    text: Text = Field(description="What was done, with whom")
    evidence: str | None = Field(None, max_length=500, description="Where it can be seen")
    done_on: date = Field(description="The day on which it was done")


class ConcludeInitiative(Command):
    """Say what came of the initiative, and end it."""

    initiative: Id = Field(description="The initiative")
    organisation: Id | None = Field(None, description="Your organisation, if it leads the initiative")
    outcome: AdvocacyOutcome = Field(description="What came of it")
    text: Text = Field(description="What was reached, and what was not")
    evidence: str = Field(min_length=1, max_length=500, description="Where it can be seen")


InitiativeCommand = LaunchInitiative | RecordAdvocacyAction | ConcludeInitiative


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unlaunched:
    pass


@dataclass(frozen=True, slots=True)
class Running:
    position: str
    organisation: str
    launched_on: date
    actions: int = 0


@dataclass(frozen=True, slots=True)
class Concluded:
    concluded_on: date


Initiative = Unlaunched | Running | Concluded


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class InitiativeExists(Refusal):
    """There is already an initiative {initiative}. Choose another short name."""


class PositionNotAdopted(Refusal):
    """The position {position} is not adopted, and nobody advocates what the members have not decided.
    Have it adopted first.
    """


class NoSuchInstitution(Refusal):
    """There is no institution {institution} on record. Choose one from the list."""


class NotAnswered(Refusal):
    """The checklist does not answer {principles}. Say of each principle whether it is met."""


class NotAPrinciple(Refusal):
    """{principles} is not in the checklist of the working rules. Leave it out."""


class NotExplained(Refusal):
    """{principles} is not met, and it is not explained why. Meet it, or explain."""


class NotTheLead(Refusal):
    """The organisation {organisation} does not lead this initiative. Ask the one that does."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: InitiativeCommand, initiative: Initiative, ctx: Context) -> Decision:
    match command, initiative:
        case LaunchInitiative(), Running() | Concluded():
            raise InitiativeExists(initiative=command.initiative)
        case LaunchInitiative(organisation=member), Unlaunched() if not is_member(member, ctx):
            raise NotAMember(organisation=member)
        case LaunchInitiative(position=position), Unlaunched() if not is_adopted(ctx.of(POSITION, position)):
            raise PositionNotAdopted(position=position)
        case LaunchInitiative(institution=institution), Unlaunched() if not _on_record(institution, ctx):
            raise NoSuchInstitution(institution=institution)
        case LaunchInitiative(), Unlaunched():
            _check(command.checklist, ctx)
            return [membership.InitiativeLaunched(launched_on=ctx.on, **dict(command))]

        case (
            (RecordAdvocacyAction(organisation=str()) | ConcludeInitiative(organisation=str())),
            Running(organisation=lead),
        ) if command.organisation != lead:
            raise NotTheLead(organisation=command.organisation)
        case RecordAdvocacyAction(done_on=day), Running() if day > ctx.on:
            raise InTheFuture(day=day)
        case RecordAdvocacyAction(done_on=day), Running(launched_on=began) if day < began:
            raise TooEarly(day=day, began=began)
        case RecordAdvocacyAction(), Running():
            return [_done(command, initiative)]
        case ConcludeInitiative(), Running(position=position):
            # The event has the command's fields; it takes what it needs.
            return [membership.InitiativeConcluded(position=position, concluded_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, initiative, "initiative")


def _on_record(institution: str, ctx: Context) -> bool:
    return ctx.of(INSTITUTION, institution).there


def _check(checklist: tuple[Checked, ...], ctx: Context) -> None:
    """Returns if every principle of the rules is met or explained, and no other is named.

    Raises:
        NotAnswered, NotAPrinciple, NotExplained: it is not so.
    """
    rules = rules_now(ctx)
    wanted = [item.principle for item in rules.checklist] if isinstance(rules, Set) else []
    answered = [item.principle for item in checklist]
    if missing := [id for id in wanted if id not in answered]:
        raise NotAnswered(principles=", ".join(missing))
    if strange := [id for id in answered if id not in wanted]:
        raise NotAPrinciple(principles=", ".join(strange))
    if silent := [
        item.principle for item in checklist if not item.met and not (item.explanation or "").strip()
    ]:
        raise NotExplained(principles=", ".join(silent))


def _done(command: RecordAdvocacyAction, initiative: Running) -> Event:
    return membership.AdvocacyActionRecorded(
        action=initiative.actions + 1, position=initiative.position, **dict(command)
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(initiative: Initiative, event: Event) -> Initiative:
    match event, initiative:
        case membership.InitiativeLaunched(), _:
            return Running(event.position, event.organisation, event.launched_on)
        case membership.AdvocacyActionRecorded(action=number), Running():
            return replace(initiative, actions=number)
        case membership.InitiativeConcluded(), _:
            return Concluded(event.concluded_on)
        case _:
            return initiative


INITIATIVE: Entity[Initiative] = Entity(
    "membership",
    "initiative",
    initial=Unlaunched(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.initiative,
)
