"""What of positions, reports, internships and trainings waits for somebody?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import ASLEEP, Item, Waiting, Waits, told, wakes
from shared.contracts import membership
from shared.contracts.roles import BOARD, CSO, SECRETARIAT
from shared.kernel.event import Recorded

BOARD_DECIDES = N_(
    "The time for comments on %(position)s is over, and %(has)s of the %(needed)s endorsements needed are "
    "there: record what the board decides, or give it up."
)
NO_RULES = N_(
    "The time for comments on %(position)s is over, and no rules say how many endorsements adopt it: "
    "record what the board decides, or give it up."
)


def _proposed(event: Recorded[membership.PositionProposed]) -> Waiting:
    facts = {"position": event.ref.id, "organisation": event.data.organisation}
    return Waiting(event.data.proposed_on, facts=facts)


def _to_adopt(event: Recorded[membership.PositionProposed]) -> Waiting:
    return Waiting(ASLEEP, facts={"position": event.ref.id, "has": 0})


def _consulted(item: Item, event: Recorded[membership.PositionConsultationOpened]) -> Item:
    """From the day after the last one for comments."""
    return {**item, "since": told(event.data.until + timedelta(days=1))}


def _endorsed(item: Item, event: Recorded[membership.PositionEndorsed]) -> Item:
    return {**item, "facts": {**item["facts"], "has": item["facts"]["has"] + 1}}


def _revised(item: Item, event: Recorded[membership.PositionRevised]) -> Item:
    """Nobody has endorsed the new text yet."""
    return {**item, "facts": {**item["facts"], "has": 0}}


def _rules(event: Recorded[membership.WorkingRulesSet]) -> tuple[str, Mapping[str, Any]]:
    return event.ref.id, {"needed": event.data.endorsements_needed}


def _by_whom(line: Any, rules: Sequence[Mapping[str, Any]], today: str) -> Any:
    """The board's, unless the endorsements suffice."""
    if not rules:
        return {**line, "role": BOARD.name, "sentence": NO_RULES}
    (rule,) = rules
    if line["facts"]["has"] >= rule["needed"]:
        return line
    return {**line, "role": BOARD.name, "sentence": BOARD_DECIDES, "facts": {**line["facts"], **rule}}


def _adopted(event: Recorded[membership.PositionAdopted]) -> Waiting:
    return Waiting(event.data.adopted_on, facts={"position": event.ref.id})


def _owed(event: Recorded[membership.ReportOwed]) -> Waiting:
    fact = event.data
    facts = {"meeting": fact.meeting, "organisation": fact.organisation}
    return Waiting(fact.held_on, until=fact.due_on, bound_to=fact.organisation, facts=facts)


def _announced(event: Recorded[membership.InternshipAnnounced]) -> Waiting:
    """From the day after the last one for applications, if there is one to choose from."""
    fact = event.data
    facts = {"internship": event.ref.id, "from": told(fact.apply_until + timedelta(days=1))}
    return Waiting(ASLEEP, until=fact.starts_on, bound_to=fact.host, facts=facts)


def _selected(event: Recorded[membership.InternSelected]) -> Waiting:
    return Waiting(event.data.selected_on, facts={"internship": event.ref.id})


def _planned(event: Recorded[membership.TrainingPlanned]) -> Waiting:
    return Waiting(event.data.ends_on, facts={"training": event.ref.id})


def _delivered(event: Recorded[membership.TrainingDelivered]) -> Waiting:
    return Waiting(event.data.delivered_on, facts={"training": event.ref.id})


WAITING = (
    Waits(
        N_("Ask for comments on %(position)s, proposed by %(organisation)s, or give it up."),
        command="membership.OpenPositionConsultation",
        role=SECRETARIAT,
        opens={membership.PositionProposed: _proposed},
        ends=(membership.PositionConsultationOpened, membership.PositionDropped),
    ),
    Waits(
        N_("The time for comments on %(position)s is over: adopt it, or give it up."),
        command="membership.AdoptPosition",
        role=SECRETARIAT,
        opens={membership.PositionProposed: _to_adopt},
        ends=(membership.PositionAdopted, membership.PositionDropped),
        turns={
            membership.PositionConsultationOpened: _consulted,
            membership.PositionEndorsed: _endorsed,
            membership.PositionRevised: _revised,
        },
        hinges={membership.WorkingRulesSet: _rules},
        judged=_by_whom,
    ),
    Waits(
        N_("Hand the adopted position %(position)s to the Council."),
        command="membership.TransmitPosition",
        role=SECRETARIAT,
        opens={membership.PositionAdopted: _adopted},
        ends=(membership.PositionTransmitted,),
    ),
    Waits(
        N_("Report to the others what was discussed at %(meeting)s."),
        command="membership.FileMandateReport",
        role=CSO,
        opens={membership.ReportOwed: _owed},
        ends=(membership.MandateReportFiled,),
    ),
    Waits(
        N_("Choose an intern for %(internship)s."),
        command="membership.SelectIntern",
        role=CSO,
        opens={membership.InternshipAnnounced: _announced},
        ends=(membership.InternSelected,),
        turns={membership.InternshipAppliedFor: wakes},
    ),
    Waits(
        N_("Have the agreement for %(internship)s signed."),
        command="membership.SignAgreement",
        role=SECRETARIAT,
        opens={membership.InternSelected: _selected},
        ends=(membership.InternshipAgreementSigned, membership.InternshipTerminated),
    ),
    Waits(
        N_("Record that the training %(training)s was held, and who came."),
        command="membership.DeliverTraining",
        role=SECRETARIAT,
        opens={membership.TrainingPlanned: _planned},
        ends=(membership.TrainingDelivered,),
    ),
    Waits(
        N_("Enter the scores that came back from the training %(training)s."),
        command="membership.EvaluateTraining",
        role=SECRETARIAT,
        opens={membership.TrainingDelivered: _delivered},
        ends=(membership.TrainingEvaluated,),
    ),
)
