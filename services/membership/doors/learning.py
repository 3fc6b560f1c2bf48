"""Who may give which command about internships, trainings and the membership plan?"""

from __future__ import annotations

from services.membership.domain.internship import (
    INTERNSHIP,
    AnnounceInternship,
    ApplyForInternship,
    CompleteInternship,
    LogKnowledgeExchange,
    SelectIntern,
    SignAgreement,
    TerminateInternship,
)
from services.membership.domain.plan import PLAN, AdoptMembershipPlan, ReviseMembershipPlan
from services.membership.domain.training import (
    TRAINING,
    CertifyParticipant,
    DeliverTraining,
    EvaluateTraining,
    PlanTraining,
    RegisterParticipant,
)
from shared.contracts.roles import BOARD, CSO, HUB, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(AnnounceInternship, INTERNSHIP, OWN_CSO, SECRETARIAT),
    door(ApplyForInternship, INTERNSHIP, SECRETARIAT, HUB),
    door(SelectIntern, INTERNSHIP, OWN_CSO, SECRETARIAT),
    door(SignAgreement, INTERNSHIP, OWN_CSO, SECRETARIAT),
    door(LogKnowledgeExchange, INTERNSHIP, OWN_CSO, SECRETARIAT),
    door(CompleteInternship, INTERNSHIP, OWN_CSO),
    door(TerminateInternship, INTERNSHIP, OWN_CSO, SECRETARIAT),
    door(PlanTraining, TRAINING, SECRETARIAT),
    door(RegisterParticipant, TRAINING, OWN_CSO, SECRETARIAT),
    door(DeliverTraining, TRAINING, SECRETARIAT),
    door(EvaluateTraining, TRAINING, SECRETARIAT),
    door(CertifyParticipant, TRAINING, SECRETARIAT),
    door(AdoptMembershipPlan, PLAN, BOARD),
    door(ReviseMembershipPlan, PLAN, BOARD),
)
