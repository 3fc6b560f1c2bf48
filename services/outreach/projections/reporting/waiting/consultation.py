"""What about calls for input and dialogues elsewhere waits for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import council
from shared.contracts.roles import GOVERNMENT, SECRETARIAT
from shared.kernel.event import Recorded


def _over(event: Recorded[council.CallOpened | council.CallExtended]) -> Waiting:
    """From the deadline on."""
    return Waiting(event.data.deadline, facts={"call": event.ref.id})


def _consolidated(event: Recorded[council.InputsConsolidated]) -> Waiting:
    return Waiting(event.data.consolidated_on, facts={"call": event.ref.id})


def _tabled(event: Recorded[council.CallOpenedByPosition]) -> Waiting:
    return Waiting(event.data.opened_on, facts={"call": event.ref.id})


def _transmitted(event: Recorded[council.InputsTransmitted]) -> Waiting:
    fact, facts = event.data, {"call": event.ref.id}
    return Waiting(fact.transmitted_on, until=fact.answer_by, bound_to=fact.institution, facts=facts)


def _answered(event: Recorded[council.CallAnswered]) -> Waiting:
    return Waiting(event.data.answered_on, facts={"call": event.ref.id})


def _unanswered(event: Recorded[council.InputsUnanswered]) -> Waiting:
    return Waiting(event.data.found_on, facts={"call": event.ref.id})


def _requested(event: Recorded[council.FacilitationRequested]) -> Waiting:
    fact = event.data
    return Waiting(fact.requested_on, facts={"organisation": fact.organisation, "topic": fact.topic})


WAITING = (
    Waits(
        N_("Put the inputs to %(call)s in order."),
        command="council.ConsolidateInputs",
        role=SECRETARIAT,
        opens={council.CallOpened: _over, council.CallExtended: _over},
        ends=(council.InputsConsolidated, council.CallReported),
    ),
    Waits(
        N_("Send the inputs to %(call)s to the institution that answers."),
        command="council.TransmitInputs",
        role=SECRETARIAT,
        opens={council.InputsConsolidated: _consolidated, council.CallOpenedByPosition: _tabled},
        ends=(council.InputsTransmitted,),
    ),
    Waits(
        N_("Answer every input to %(call)s, with reasons."),
        command="council.AnswerInput",
        role=GOVERNMENT,
        opens={council.InputsTransmitted: _transmitted},
        ends=(council.CallAnswered, council.CallReported),
    ),
    Waits(
        N_("Complete the response matrix of %(call)s."),
        command="council.CloseWithReport",
        role=SECRETARIAT,
        opens={council.CallAnswered: _answered, council.InputsUnanswered: _unanswered},
        ends=(council.CallReported,),
    ),
    Waits(
        N_("Open the dialogue that %(organisation)s asked for, or decline it: %(topic)s"),
        command="council.OpenDialogue",
        role=SECRETARIAT,
        opens={council.FacilitationRequested: _requested},
        ends=(council.DialogueOpened, council.DialogueClosed),
    ),
)
