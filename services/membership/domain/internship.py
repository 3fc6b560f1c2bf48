"""Which internship does a member offer, who does it, and who learned what from whom?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.members import NotAMember, is_member, is_open
from shared.contracts import membership
from shared.contracts.membership import EndedBy
from shared.contracts.values import Email, Id, Text
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event
from shared.kernel.personal import about


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class AnnounceInternship(Command):
    """Announce one place for an intern at a member organisation."""

    internship: Id = Field(description="A short name for addresses")
    organisation: Id = Field(description="The member that hosts it")
    title: Text = Field(description="The title that people read")
    text: Text = Field(description="What the intern will do and learn, and what is asked of them")
    apply_until: date = Field(description="The last day for applications")
    starts_on: date = Field(description="The first day of the internship")
    ends_on: date = Field(description="The last day of the internship")


class ApplyForInternship(Command):
    """Enter a person's application, as it was received."""

    internship: Id = Field(description="The internship")
    person: Id = Field(description="The person")
    name: str = Field(min_length=1, max_length=200, description="The person's name")
    email: Email | None = Field(None, description="The person's e-mail address")
    motivation: str = Field(min_length=1, max_length=5000, description="Why the person applies")


class SelectIntern(Command):
    """Choose one of the applicants."""

    internship: Id = Field(description="The internship")
    organisation: Id = Field(description="The member that hosts it")
    person: Id = Field(description="The applicant")


class SignAgreement(Command):
    """Record that the host and the intern have signed."""

    internship: Id = Field(description="The internship")
    organisation: Id = Field(description="The member that hosts it")
    starts_on: date = Field(description="The first day, as agreed")
    ends_on: date = Field(description="The last day, as agreed")


class LogKnowledgeExchange(Command):
    """Record who learned what from whom: the intern from an organisation, or the other way round."""

    internship: Id = Field(description="The internship")
    organisation: Id = Field(description="The member that hosts it")
    topic: Text = Field(description="What was learned")
    learned: Id = Field(description="Who learned: the intern, or an organisation")
    taught: Id = Field(description="From whom: the intern, or an organisation")
    exchanged_on: date = Field(description="The day")


class CompleteInternship(Command):
    """Record that the internship came to its end, with the host's evaluation."""

    internship: Id = Field(description="The internship")
    organisation: Id = Field(description="The member that hosts it")
    grade: Annotated[int, Field(ge=1, le=5)] = Field(description="From 1, poor, to 5, excellent")
    evaluation: str = Field(min_length=1, max_length=5000, description="What the intern did and learned")


class TerminateInternship(Command):
    """Record that the internship ended before its time."""

    internship: Id = Field(description="The internship")
    organisation: Id = Field(description="The member that hosts it")
    ended_by: EndedBy = Field(description="Who ended it")
    reason: str = Field(min_length=1, max_length=2000, description="Why it ended")


InternshipCommand = (
    AnnounceInternship
    | ApplyForInternship
    | SelectIntern
    | SignAgreement
    | LogKnowledgeExchange
    | CompleteInternship
    | TerminateInternship
)


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unannounced:
    pass


@dataclass(frozen=True, slots=True)
class Announced:
    organisation: str
    apply_until: date
    applicants: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Selected:
    organisation: str
    person: str


@dataclass(frozen=True, slots=True)
class Running:
    organisation: str
    person: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class Completed:
    pass


@dataclass(frozen=True, slots=True)
class Terminated:
    pass


Internship = Unannounced | Announced | Selected | Running | Completed | Terminated


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class InternshipExists(Refusal):
    """There is already an internship {internship}. Choose another short name."""


class DaysInDisorder(Refusal):
    """The days are not in order: {earlier} has to come before {later}. Correct them."""


class NotTheHost(Refusal):
    """The organisation {organisation} does not host this internship. Only the host decides on it."""


class ApplicationsClosed(Refusal):
    """Applications were received until {until}. Look for another internship."""


class AlreadyApplied(Refusal):
    """This person has applied already; once is enough."""


class NotAnApplicant(Refusal):
    """The person {person} has not applied for this internship. Choose one of the applicants."""


class NotOfThisInternship(Refusal):
    """A knowledge exchange is between the intern and an organisation of the register. Name both."""


class NotBegun(Refusal):
    """The internship begins on {starts_on}. Record this when it has happened."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: InternshipCommand, internship: Internship, ctx: Context) -> Decision:
    match command, internship:
        case AnnounceInternship(), Announced() | Selected() | Running() | Completed() | Terminated():
            raise InternshipExists(internship=command.internship)
        case AnnounceInternship(organisation=host), Unannounced() if not is_member(host, ctx):
            raise NotAMember(organisation=host)
        case AnnounceInternship(), Unannounced():
            _in_order(ctx.on, command.apply_until, command.starts_on, command.ends_on)
            facts = {**dict(command), "host": command.organisation, "announced_on": ctx.on}
            return [membership.InternshipAnnounced(**facts)]

        case ApplyForInternship(), Announced(apply_until=until) if ctx.on > until:
            raise ApplicationsClosed(until=until)
        case ApplyForInternship(person=person), Announced(applicants=applicants) if person in applicants:
            raise AlreadyApplied
        case ApplyForInternship(), Announced():
            return [_applied(command, ctx)]
        case ApplyForInternship(), _:
            raise NotNow(command, internship, "internship")

        case _, Announced(organisation=host) | Selected(organisation=host) | Running(organisation=host) if (
            command.organisation != host
        ):
            raise NotTheHost(organisation=command.organisation)

        case SelectIntern(person=person), Announced(applicants=applicants) if person not in applicants:
            raise NotAnApplicant(person=person)
        case SelectIntern(), Announced():
            return [membership.InternSelected(person=command.person, selected_on=ctx.on)]

        case SignAgreement(organisation=host), Selected() if not is_member(host, ctx):
            raise NotAMember(organisation=host)
        case SignAgreement(), Selected(person=person):
            _in_order(command.starts_on, command.ends_on)
            facts = {**dict(command), "host": command.organisation, "person": person, "signed_on": ctx.on}
            return [membership.InternshipAgreementSigned(**facts)]

        case LogKnowledgeExchange(exchanged_on=day), Running() if day > ctx.on:
            raise InTheFuture(day=day)
        case LogKnowledgeExchange(exchanged_on=day), Running(starts_on=began) if day < began:
            raise TooEarly(day=day, began=began)
        case LogKnowledgeExchange(), Running(person=person) if not _between(person, command, ctx):
            raise NotOfThisInternship
        case LogKnowledgeExchange(), Running():
            # The event has the command's fields; it takes what it needs.
            return [membership.KnowledgeExchanged(**dict(command))]

        case CompleteInternship(), Running(starts_on=day) if ctx.on < day:
            raise NotBegun(starts_on=day)
        case CompleteInternship(grade=grade), Running(person=person):
            said = about(person, command.evaluation)
            return [
                membership.InternshipCompleted(
                    person=person, grade=grade, evaluation=said, completed_on=ctx.on
                )
            ]
        case TerminateInternship(ended_by=who), Selected(person=person) | Running(person=person):
            why = about(person, command.reason)
            return [
                membership.InternshipTerminated(person=person, ended_by=who, reason=why, terminated_on=ctx.on)
            ]

        case _:
            raise NotNow(command, internship, "internship")


def _in_order(*days: date) -> None:
    for earlier, later in pairwise(days):
        if later < earlier:
            raise DaysInDisorder(earlier=earlier, later=later)


def _applied(command: ApplyForInternship, ctx: Context) -> Event:
    person = command.person
    return membership.InternshipAppliedFor(
        person=person,
        name=about(person, command.name),
        email=about(person, command.email) if command.email else None,
        motivation=about(person, command.motivation),
        applied_on=ctx.on,
    )


def _between(person: str, command: LogKnowledgeExchange, ctx: Context) -> bool:
    """One side is the intern, the other an organisation of the register."""
    sides = {command.learned, command.taught} - {person}
    return len(sides) == 1 and person in (command.learned, command.taught) and is_open(sides.pop(), ctx)


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(internship: Internship, event: Event) -> Internship:
    match event, internship:
        case membership.InternshipAnnounced(), _:
            return Announced(event.host, event.apply_until)
        case membership.InternshipAppliedFor(person=person), Announced(applicants=applicants):
            return replace(internship, applicants=applicants | {person})
        case membership.InternSelected(person=person), Announced(organisation=host):
            return Selected(host, person)
        case membership.InternshipAgreementSigned(), Selected():
            return Running(event.host, event.person, event.starts_on)
        case membership.InternshipCompleted(), _:
            return Completed()
        case membership.InternshipTerminated(), _:
            return Terminated()
        case _:
            return internship


INTERNSHIP: Entity[Internship] = Entity(
    "membership",
    "internship",
    initial=Unannounced(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.internship,
)
