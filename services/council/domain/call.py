"""What becomes of a call for input: what came in until when, what was answered, and by whom?

An organisation may send several inputs, one for each point it makes: each is answered on its own. Whether
one comes in time is a matter of the deadline alone; that the call is closed only tells that it has passed.
So history that is entered late meets the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from services.council.domain.calling import (
    AnsweredAlready,
    AnswerInput,
    AnswersAwaited,
    CallCommand,
    CallExists,
    CloseCall,
    CloseWithReport,
    ConsolidateInputs,
    DeadlineBehindUs,
    ExtendCall,
    FlagUnanswered,
    InstitutionMissing,
    NotLonger,
    NotWithdrawnAnyMore,
    NotYourInput,
    OpenCall,
    OtherInstitution,
    ReservedName,
    SaidAlready,
    StillReceiving,
    SubmitInput,
    TooLate,
    TransmitInputs,
    WithdrawInput,
)
from services.council.domain.days import said
from services.council.domain.inputs import Inputs, UnknownInput, grouped, said_of
from services.council.domain.institution import check_registered
from services.council.domain.organisation_facts import check_in_register
from services.council.domain.station import check
from shared.contracts import council
from shared.kernel.entity import Context, Decision, Entity, NotNow
from shared.kernel.event import Event

OWN = "position-"
"""How the short names of calls begin that a position opened for itself."""


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unopened:
    pass


@dataclass(frozen=True, slots=True)
class Receiving:
    institution: str
    deadline: datetime
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Closed:
    institution: str
    deadline: datetime
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Tabled:
    """A position that came without a call: nothing more is received, nobody has been asked to answer."""

    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Consolidated:
    institution: str
    deadline: datetime
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Transmitted:
    institution: str
    deadline: datetime | None
    """None: it came without a call."""
    answer_by: datetime
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Reported:
    institution: str
    inputs: Inputs


Call = Unopened | Receiving | Closed | Tabled | Consolidated | Transmitted | Reported


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: CallCommand, call: Call, ctx: Context) -> Decision:
    match command, call:
        case OpenCall(call=call_id), Unopened() if call_id.startswith(OWN):
            raise ReservedName
        case OpenCall(), Unopened():
            return [_opened(command, ctx)]
        case OpenCall(), _:
            raise CallExists(call=command.call)

        case ((ExtendCall() | SubmitInput()), Receiving(deadline=end) | Closed(deadline=end)) if ctx.at > end:
            raise TooLate(deadline=said(end, ctx))
        case ExtendCall(deadline=later), Receiving(deadline=end) if later <= end:
            raise NotLonger(deadline=said(end, ctx))
        case ExtendCall(deadline=later, reason=why), Receiving(deadline=end):
            return [council.CallExtended(earlier=end, deadline=later, reason=why, extended_on=ctx.on)]
        case SubmitInput(), Receiving() | Closed():
            return [_submitted(command, call.inputs, ctx)]
        case SubmitInput(), Consolidated(deadline=datetime() as end) | Transmitted(
            deadline=datetime() as end
        ):
            raise TooLate(deadline=said(end, ctx))

        case WithdrawInput(), Receiving(deadline=end) | Closed(deadline=end) if ctx.at > end:
            raise NotWithdrawnAnyMore(deadline=said(end, ctx))
        case WithdrawInput(), Receiving() | Closed():
            return [_withdrawn(command, call.inputs, ctx)]
        case WithdrawInput(), Consolidated(deadline=datetime() as end) | Transmitted(
            deadline=datetime() as end
        ):
            raise NotWithdrawnAnyMore(deadline=said(end, ctx))

        case ((CloseCall() | ConsolidateInputs() | CloseWithReport()), Receiving(deadline=end)) if (
            ctx.at < end
        ):
            raise StillReceiving(deadline=said(end, ctx))
        case CloseCall(), Receiving(inputs=inputs, deadline=end):
            return [council.CallClosed(inputs=len(inputs), closed_at=end, closed_on=_day(end, ctx))]
        case CloseCall(), Closed() | Consolidated() | Transmitted() | Reported():
            return []  # a timer that rings twice

        case ConsolidateInputs(), Receiving() | Closed():
            groups = grouped(call.inputs, command.groups)
            return [council.InputsConsolidated(groups=groups, consolidated_on=ctx.on)]

        case TransmitInputs(institution=None), Tabled():
            raise InstitutionMissing
        case TransmitInputs(institution=str() as other), Consolidated(institution=own) if other != own:
            raise OtherInstitution(institution=own)
        case TransmitInputs(), Consolidated() | Tabled():
            return [_transmitted(command, call, ctx)]

        case AnswerInput(), Transmitted():
            return _answered(command, call, ctx)
        case FlagUnanswered(), Transmitted() | Reported() if not call.inputs.unanswered:
            return []
        case ((FlagUnanswered() | CloseWithReport()), Transmitted(answer_by=end, inputs=inputs)) if (
            inputs.unanswered and ctx.at < end
        ):
            raise AnswersAwaited(inputs=", ".join(inputs.unanswered), answer_by=said(end, ctx))
        case FlagUnanswered(), Transmitted(answer_by=end, inputs=inputs):
            return [council.InputsUnanswered(inputs=inputs.unanswered, answer_by=end, found_on=ctx.on)]
        case FlagUnanswered(), Reported():
            return []  # the report has them as unanswered
        case CloseWithReport(), Transmitted():
            return [_reported(command, call.inputs, ctx)]
        case CloseWithReport(), Receiving(inputs=Inputs(all=())) | Closed(inputs=Inputs(all=())):
            return [_reported(command, call.inputs, ctx)]  # nobody wrote, so nobody has to answer

        case _:
            raise NotNow(command, call, "call")


def _day(moment: datetime, ctx: Context) -> date:
    return moment.astimezone(ctx.zone).date()


def _opened(command: OpenCall, ctx: Context) -> Event:
    check_registered(command.institution, ctx)
    check(command.follows, ctx)
    if command.deadline <= ctx.at:
        raise DeadlineBehindUs(deadline=said(command.deadline, ctx))
    # The event has the command's fields; it takes what it needs.
    return council.CallOpened(opened_on=ctx.on, **dict(command))


def _submitted(command: SubmitInput, inputs: Inputs, ctx: Context) -> Event:
    organisation, said = command.organisation, said_of(command.part, command.text)
    check_in_register(organisation, ctx)
    if earlier := inputs.same(organisation, said):
        raise SaidAlready(input=earlier.id)
    return council.InputReceived(input=inputs.next_id(organisation), received_on=ctx.on, **dict(command))


def _withdrawn(command: WithdrawInput, inputs: Inputs, ctx: Context) -> Event:
    found = inputs.find(command.input)
    if found is None:
        raise UnknownInput(input=command.input)
    if found.organisation != command.organisation:
        raise NotYourInput(input=command.input)
    return council.InputWithdrawn(
        input=found.id, organisation=command.organisation, reason=command.reason, withdrawn_on=ctx.on
    )


def _transmitted(command: TransmitInputs, call: Consolidated | Tabled, ctx: Context) -> Event:
    if command.answer_by <= ctx.at:
        raise DeadlineBehindUs(deadline=said(command.answer_by, ctx))
    institution = command.institution or _own(call)
    check_registered(institution, ctx)
    return council.InputsTransmitted(
        institution=institution,
        inputs=len(call.inputs),
        answer_by=command.answer_by,
        transmitted_on=ctx.on,
    )


def _own(call: Consolidated | Tabled) -> str:
    return call.institution if isinstance(call, Consolidated) else ""


def _answered(command: AnswerInput, call: Transmitted, ctx: Context) -> list[Event]:
    found = call.inputs.find(command.input)
    if found is None:
        raise UnknownInput(input=command.input)
    if found.outcome is not None:
        raise AnsweredAlready(input=found.id, outcome=found.outcome)
    answered = council.InputAnswered(
        input=found.id,
        outcome=command.outcome,
        reason=command.reason,
        late=ctx.at > call.answer_by,
        answered_on=ctx.on,
    )
    if call.inputs.unanswered != (found.id,):
        return [answered]
    return [answered, council.CallAnswered(inputs=len(call.inputs), answered_on=ctx.on)]


def _reported(command: CloseWithReport, inputs: Inputs, ctx: Context) -> Event:
    return council.CallReported(matrix=inputs.matrix, summary=command.summary, reported_on=ctx.on)


# ── what other decisions ask ────────────────────────────────────────────────────────────────────
def takes(call: Call, at: datetime) -> bool:
    """Whether a position transmitted at that moment still belongs to it, also if it is told later."""
    match call:
        case Receiving(deadline=end) | Closed(deadline=end) | Consolidated(deadline=end):
            return at <= end
        case Transmitted(deadline=datetime() as end):
            return at <= end
        case _:
            return False


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(call: Call, event: Event) -> Call:
    match event, call:
        case council.CallOpened(), _:
            return Receiving(event.institution, event.deadline, Inputs())
        case council.CallOpenedByPosition(), _:
            return Tabled(Inputs())
        case council.CallExtended(), Receiving():
            return replace(call, deadline=event.deadline)
        case council.InputReceived(), Receiving() | Closed() | Tabled() | Consolidated() | Transmitted():
            return replace(call, inputs=call.inputs.received(event))
        case council.InputWithdrawn(), Receiving() | Closed():
            return replace(call, inputs=call.inputs.without(event.input))
        case council.CallClosed(), Receiving():
            return Closed(call.institution, call.deadline, call.inputs)
        case council.InputsConsolidated(), Receiving() | Closed():
            return Consolidated(call.institution, call.deadline, call.inputs)
        case council.InputsTransmitted(), Consolidated(deadline=end):
            return Transmitted(event.institution, end, event.answer_by, call.inputs)
        case council.InputsTransmitted(), Tabled():
            return Transmitted(event.institution, None, event.answer_by, call.inputs)
        case council.InputAnswered(), Transmitted():
            return replace(call, inputs=call.inputs.answered(event.input, event.outcome))
        case council.CallReported(), Transmitted() | Receiving() | Closed():
            return Reported(call.institution, call.inputs)
        case _:
            return call


CALL: Entity[Call] = Entity(
    "council",
    "call",
    initial=Unopened(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.call,
)
