"""Which training is there, who took part, how did they find it, and who has a certificate?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from services.membership.domain.acceptance import OrganisationNotOpen
from services.membership.domain.members import is_open
from shared.contracts import membership
from shared.contracts.membership import Score
from shared.contracts.values import Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class PlanTraining(Command):
    """Announce a training that organisations may send people to."""

    training: Id = Field(description="A short name for addresses")
    title: Text = Field(description="The title that people read")
    text: Text = Field(description="What it is about, and for whom")
    starts_on: date = Field(description="The first day")
    ends_on: date = Field(description="The last day")
    place: str = Field(min_length=1, max_length=200, description="Where it takes place")
    places: Annotated[int, Field(ge=1, le=1000)] = Field(description="How many people can take part")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        description="The languages it is held in"
    )


class RegisterParticipant(Command):
    """Register a person of your organisation for a training."""

    training: Id = Field(description="The training")
    organisation: Id = Field(description="The organisation that sends the person")
    person: Id = Field(description="The person")
    name: str = Field(min_length=1, max_length=200, description="The person's name")


class DeliverTraining(Command):
    """Record that the training was held, and who came."""

    training: Id = Field(description="The training")
    participants: tuple[Id, ...] = Field(description="The registered persons who came")
    hours: Annotated[int, Field(ge=1, le=500)] = Field(description="Hours of training")


class EvaluateTraining(Command):
    """Record the scores of the questionnaires that came back, without names."""

    training: Id = Field(description="The training")
    scores: Annotated[tuple[Score, ...], Field(min_length=1)] = Field(
        description="One score per questionnaire, from 1, poor, to 5, excellent"
    )


class CertifyParticipant(Command):
    """Give a certificate to a person who came."""

    training: Id = Field(description="The training")
    person: Id = Field(description="The person")
    certificate: str = Field(min_length=1, max_length=100, description="The number on the certificate")


TrainingCommand = PlanTraining | RegisterParticipant | DeliverTraining | EvaluateTraining | CertifyParticipant


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unplanned:
    pass


@dataclass(frozen=True, slots=True)
class Planned:
    places: int
    starts_on: date
    ends_on: date
    registered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivered:
    came: frozenset[str]
    evaluated: bool = False
    certified: frozenset[str] = frozenset()


Training = Unplanned | Planned | Delivered


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class TrainingExists(Refusal):
    """There is already a training {training}. Choose another short name."""


class EndsBeforeItStarts(Refusal):
    """It cannot end on {ends_on} if it starts on {starts_on}. Correct the days."""


class RegistrationOver(Refusal):
    """The training began on {starts_on}; nobody can be registered any more. Look for the next one."""


class TrainingFull(Refusal):
    """All {places} places are taken. Ask the secretariat to be told of the next training."""


class AlreadyRegistered(Refusal):
    """This person is registered already."""


class NotOverYet(Refusal):
    """The training ends on {ends_on}. Record it as held when it is over."""


class NotRegistered(Refusal):
    """{persons} is not registered for this training. Name registered persons only."""


class AlreadyEvaluated(Refusal):
    """This training has been evaluated already."""


class MoreScoresThanPeople(Refusal):
    """There are {scores} scores, and {came} people came. Correct the scores."""


class DidNotCome(Refusal):
    """The person {person} did not come to this training, so there is nothing to certify."""


class AlreadyCertified(Refusal):
    """This person has a certificate of this training already."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: TrainingCommand, training: Training, ctx: Context) -> Decision:
    match command, training:
        case PlanTraining(), Planned() | Delivered():
            raise TrainingExists(training=command.training)
        case PlanTraining(starts_on=starts, ends_on=ends), Unplanned() if ends < starts:
            raise EndsBeforeItStarts(starts_on=starts, ends_on=ends)
        case PlanTraining(), Unplanned():
            return [membership.TrainingPlanned(planned_on=ctx.on, **dict(command))]

        case RegisterParticipant(organisation=number), Planned() if not is_open(number, ctx):
            raise OrganisationNotOpen(organisation=number)
        case RegisterParticipant(), Planned(starts_on=starts) if ctx.on > starts:
            raise RegistrationOver(starts_on=starts)
        case RegisterParticipant(person=person), Planned(registered=registered) if person in registered:
            raise AlreadyRegistered
        case RegisterParticipant(), Planned(registered=registered, places=places) if (
            len(registered) >= places
        ):
            raise TrainingFull(places=places)
        case RegisterParticipant(), Planned():
            return [_registered(command, ctx)]

        case DeliverTraining(), Planned(ends_on=ends) if ctx.on < ends:
            raise NotOverYet(ends_on=ends)
        case DeliverTraining(participants=came), Planned(registered=registered) if (
            strangers := set(came) - registered
        ):
            raise NotRegistered(persons=", ".join(sorted(strangers)))
        case DeliverTraining(), Planned():
            came = tuple(dict.fromkeys(command.participants))
            return [membership.TrainingDelivered(participants=came, hours=command.hours, delivered_on=ctx.on)]

        case EvaluateTraining(), Delivered(evaluated=True):
            raise AlreadyEvaluated
        case EvaluateTraining(scores=scores), Delivered(came=people) if len(scores) > len(people):
            raise MoreScoresThanPeople(scores=len(scores), came=len(people))
        case EvaluateTraining(), Delivered():
            # in order of size, so that no score tells whose it is
            scores = tuple(sorted(command.scores))
            return [membership.TrainingEvaluated(scores=scores, evaluated_on=ctx.on)]

        case CertifyParticipant(person=person), Delivered(came=people) if person not in people:
            raise DidNotCome(person=person)
        case CertifyParticipant(person=person), Delivered(certified=certified) if person in certified:
            raise AlreadyCertified
        case CertifyParticipant(), Delivered():
            return [membership.ParticipantCertified(certified_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, training, "training")


def _registered(command: RegisterParticipant, ctx: Context) -> Event:
    return membership.ParticipantRegistered(
        person=command.person,
        name=about(command.person, command.name),
        organisation=command.organisation,
        registered_on=ctx.on,
    )


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(training: Training, event: Event) -> Training:
    match event, training:
        case membership.TrainingPlanned(), _:
            return Planned(event.places, event.starts_on, event.ends_on)
        case membership.ParticipantRegistered(person=person), Planned(registered=registered):
            return replace(training, registered=registered | {person})
        case membership.TrainingDelivered(), _:
            return Delivered(frozenset(event.participants))
        case membership.TrainingEvaluated(), Delivered():
            return replace(training, evaluated=True)
        case membership.ParticipantCertified(person=person), Delivered(certified=certified):
            return replace(training, certified=certified | {person})
        case _:
            return training


TRAINING: Entity[Training] = Entity(
    "membership",
    "training",
    initial=Unplanned(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.training,
)
