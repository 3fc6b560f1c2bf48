"""What can be asked of a call for input, and why may the answer be no? call.py tells what becomes of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from shared.contracts.council import ActKind, InputGroup, InputOutcome, Station
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Refusal


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class OpenCall(Command):
    """Call for input to a draft of an institution."""

    call: Id = Field(description="A short name for addresses, e.g. regulation-consultation-2015")
    title: Text = Field(description="The title of the draft")
    document: ActKind = Field(description="What kind of document it is a draft of")
    reference: str = Field("", max_length=200, description="Where the draft can be found")
    institution: Id = Field(description="The institution that answers")
    deadline: AwareDatetime = Field(description="Until when input is received, with the time zone")
    follows: tuple[Station, ...] = Field((), description="The decisions or positions that it comes from")


class ExtendCall(Command):
    """Give more time for input."""

    call: Id = Field(description="The call")
    deadline: AwareDatetime = Field(description="Until when input is received now, with the time zone")
    reason: str = Field(min_length=1, max_length=500, description="Why more time is given")


class SubmitInput(Command):
    """Say what your organisation wants changed in the draft. Send one input for each point."""

    call: Id = Field(description="The call")
    organisation: Id = Field(description="The number in the NGO register")
    part: str = Field("", max_length=120, description="The article or part it is about; empty: the whole")
    text: Text = Field(description="What you propose, and why")


class WithdrawInput(Command):
    """Take back an input of your organisation, while input is received. That it was there stays on record."""

    call: Id = Field(description="The call")
    organisation: Id = Field(description="The number in the NGO register")
    input: Id = Field(description="Its name in the response matrix, e.g. 5900001-1-2")
    reason: str = Field("", max_length=500, description="Why, if you want to say so")


class CloseCall(Command):
    """Close a call; its deadline has passed."""

    call: Id = Field(description="The call")


class ConsolidateInputs(Command):
    """Put inputs that say the same under one heading; each input stands in exactly one group."""

    call: Id = Field(description="The call")
    groups: Annotated[tuple[InputGroup, ...], Field(min_length=1)] = Field(
        description="The headings, each with its inputs as the response matrix names them"
    )


class TransmitInputs(Command):
    """Send the inputs to the institution, which answers every one."""

    call: Id = Field(description="The call")
    institution: Id | None = Field(
        None, description="Who answers; only for a position that came without a call"
    )
    answer_by: AwareDatetime = Field(description="Until when every input is to be answered")


class AnswerInput(Command):
    """Answer one input, with the reason for the answer."""

    call: Id = Field(description="The call")
    input: Id = Field(description="Its name in the response matrix, e.g. 5900001-1-2")
    outcome: InputOutcome = Field(description="Is it accepted, partly accepted or refused?")
    reason: Text = Field(description="Why")


class FlagUnanswered(Command):
    """Flag the inputs that have no answer although the time for answers is over."""

    call: Id = Field(description="The call")


class CloseWithReport(Command):
    """Complete the response matrix and end the call."""

    call: Id = Field(description="The call")
    summary: Text | None = Field(None, description="What came of it, in a few sentences")


CallCommand = (
    OpenCall
    | ExtendCall
    | SubmitInput
    | WithdrawInput
    | CloseCall
    | ConsolidateInputs
    | TransmitInputs
    | AnswerInput
    | FlagUnanswered
    | CloseWithReport
)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class CallExists(Refusal):
    """There is already a call {call}. Choose another short name."""


class DeadlineBehindUs(Refusal):
    """{deadline} is not ahead any more. Give a time that leaves people time to write."""


class NotLonger(Refusal):
    """Input is received until {deadline} already. Give a later time."""


class TooLate(Refusal):
    """Input was received until {deadline}. Write to the secretariat: a later call may take it up."""


class NotWithdrawnAnyMore(Refusal):
    """Inputs could be withdrawn until {deadline}. Ask the secretariat to tell the institution."""


class NotYourInput(Refusal):
    """The input {input} is not one of this organisation. Name one of your own."""


class StillReceiving(Refusal):
    """Input is received until {deadline}. Do this after that."""


class SaidAlready(Refusal):
    """Your organisation said the same in input {input}, which is received. You need not send it again."""


class InstitutionMissing(Refusal):
    """This position came without a call, so nobody has been asked to answer. Name an institution."""


class OtherInstitution(Refusal):
    """The draft is one of {institution}, which answers. Leave the institution empty."""


class AnsweredAlready(Refusal):
    """The input {input} is answered already: {outcome}. An answer that is given stays."""


class AnswersAwaited(Refusal):
    """These inputs have no answer yet: {inputs}. Wait for the answers, at the longest until {answer_by}."""


class ReservedName(Refusal):
    """Short names that begin with "position-" are kept for positions. Choose another short name."""
