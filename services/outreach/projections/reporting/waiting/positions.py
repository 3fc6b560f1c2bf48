"""What of positions, reports, internships and trainings waits for somebody?"""

from __future__ import annotations

from datetime import timedelta

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import ASLEEP, Waiting, Waits, told, wakes
from shared.contracts import membership
from shared.contracts.roles import CSO, SECRETARIAT
from shared.kernel.event import Recorded


def _proposed(event: Recorded[membership.PositionProposed]) -> Waiting:
    facts = {"position": event.ref.id, "organisation": event.data.organisation}
    return Waiting(event.data.proposed_on, facts=facts)


def _consulted(event: Recorded[membership.PositionConsultationOpened]) -> Waiting:
    """From the day after the last one for comments."""
    return Waiting(event.data.until + timedelta(days=1), facts={"position": event.ref.id})


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
        opens={membership.PositionConsultationOpened: _consulted},
        ends=(membership.PositionAdopted, membership.PositionDropped),
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
