"""What do the sentences about internships, trainings and the plan begin with?"""

from __future__ import annotations

from datetime import date

from services.membership.domain.internship import (
    AnnounceInternship,
    ApplyForInternship,
    CompleteInternship,
    LogKnowledgeExchange,
    SelectIntern,
    SignAgreement,
    TerminateInternship,
)
from services.membership.domain.plan import AdoptMembershipPlan, ReviseMembershipPlan
from services.membership.domain.training import (
    CertifyParticipant,
    DeliverTraining,
    EvaluateTraining,
    PlanTraining,
    RegisterParticipant,
)
from shared.contracts import membership
from shared.contracts.membership import Target
from shared.kernel.personal import about
from tests.services.membership.given import ORG, OTHER, TODAY, TOMORROW, YESTERDAY

INTERNSHIP_ID, TRAINING_ID = "policy-desk", "advocacy-basics"
INTERN = "p-30"
LATER = date(2015, 7, 31)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
ANNOUNCE = AnnounceInternship(
    internship=INTERNSHIP_ID,
    organisation=ORG,
    title={"en": "Policy desk"},
    text={"en": "Three months with those who write comments on laws."},
    apply_until=TOMORROW,
    starts_on=date(2015, 5, 1),
    ends_on=LATER,
)
APPLY_FOR = ApplyForInternship(
    internship=INTERNSHIP_ID,
    person=INTERN,
    name="Era Shembull",
    email="era@example.org",
    motivation="To learn",
)
SELECT = SelectIntern(internship=INTERNSHIP_ID, organisation=ORG, person=INTERN)
SIGN = SignAgreement(internship=INTERNSHIP_ID, organisation=ORG, starts_on=YESTERDAY, ends_on=LATER)
EXCHANGE = LogKnowledgeExchange(
    internship=INTERNSHIP_ID,
    organisation=ORG,
    topic={"en": "How a law is commented on"},
    learned=INTERN,
    taught=OTHER,
    exchanged_on=TODAY,
)
COMPLETE = CompleteInternship(
    internship=INTERNSHIP_ID, organisation=ORG, grade=5, evaluation="Wrote two comments"
)
TERMINATE = TerminateInternship(
    internship=INTERNSHIP_ID, organisation=ORG, ended_by="intern", reason="Found work"
)
PLAN_TRAINING = PlanTraining(
    training=TRAINING_ID,
    title={"en": "Basics of advocacy"},
    text={"en": "For those who begin."},
    starts_on=TODAY,
    ends_on=TODAY,
    place="Prishtinë",
    places=2,
    languages=("sq",),
)
REGISTER_PARTICIPANT = RegisterParticipant(
    training=TRAINING_ID, organisation=ORG, person=INTERN, name="Era Shembull"
)
DELIVER = DeliverTraining(training=TRAINING_ID, participants=(INTERN,), hours=6)
EVALUATE = EvaluateTraining(training=TRAINING_ID, scores=(4,))
CERTIFY = CertifyParticipant(training=TRAINING_ID, person=INTERN, certificate="2015/1")
TARGETS = (
    Target(joining=20),
    Target(of="region", id="peje", joining=5),
    Target(of="field", id="youth", joining=4),
)
ADOPT_PLAN = AdoptMembershipPlan(
    year=2015, targets=TARGETS, retention=95, activity=60, decision_ref="Board, 12 January 2015"
)
REVISE_PLAN = ReviseMembershipPlan(
    year=2015, targets=(Target(joining=15),), retention=95, activity=60, reason="Fewer apply than we thought"
)

EXAMPLES = (
    ANNOUNCE,
    APPLY_FOR,
    SELECT,
    SIGN,
    EXCHANGE,
    COMPLETE,
    TERMINATE,
    PLAN_TRAINING,
    REGISTER_PARTICIPANT,
    DELIVER,
    EVALUATE,
    CERTIFY,
    ADOPT_PLAN,
    REVISE_PLAN,
)
MAY = {
    "AnnounceInternship": {"cso", "secretariat"},
    "ApplyForInternship": {"secretariat", "hub"},
    "SelectIntern": {"cso", "secretariat"},
    "SignAgreement": {"cso", "secretariat"},
    "LogKnowledgeExchange": {"cso", "secretariat"},
    "CompleteInternship": {"cso"},
    "TerminateInternship": {"cso", "secretariat"},
    "PlanTraining": {"secretariat"},
    "RegisterParticipant": {"cso", "secretariat"},
    "DeliverTraining": {"secretariat"},
    "EvaluateTraining": {"secretariat"},
    "CertifyParticipant": {"secretariat"},
    "AdoptMembershipPlan": {"board"},
    "ReviseMembershipPlan": {"board"},
}

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
announced = membership.InternshipAnnounced(
    host=ORG,
    title={"en": "Policy desk"},
    text={"en": "Three months"},
    apply_until=TOMORROW,
    starts_on=date(2015, 5, 1),
    ends_on=LATER,
    announced_on=YESTERDAY,
)
applied_for = membership.InternshipAppliedFor(
    person=INTERN,
    name=about(INTERN, "Era Shembull"),
    motivation=about(INTERN, "To learn"),
    applied_on=YESTERDAY,
)
selected = membership.InternSelected(person=INTERN, selected_on=YESTERDAY)
signed = membership.InternshipAgreementSigned(
    host=ORG, person=INTERN, starts_on=YESTERDAY, ends_on=LATER, signed_on=YESTERDAY
)
completed = membership.InternshipCompleted(
    person=INTERN, grade=5, evaluation=about(INTERN, "Good"), completed_on=YESTERDAY
)
terminated = membership.InternshipTerminated(
    person=INTERN, ended_by="intern", reason=about(INTERN, "Work"), terminated_on=YESTERDAY
)
planned = membership.TrainingPlanned(
    title={"en": "Basics of advocacy"},
    text={"en": "For those who begin."},
    starts_on=TODAY,
    ends_on=TODAY,
    place="Prishtinë",
    places=2,
    languages=("sq",),
    planned_on=YESTERDAY,
)
delivered = membership.TrainingDelivered(participants=(INTERN,), hours=6, delivered_on=YESTERDAY)
plan_adopted = membership.MembershipPlanAdopted(
    year=2015, targets=TARGETS, retention=95, activity=60, decision_ref="Board", adopted_on=YESTERDAY
)


def registered_participant(person: str = INTERN) -> membership.ParticipantRegistered:
    return membership.ParticipantRegistered(
        person=person, name=about(person, "Era Shembull"), organisation=ORG, registered_on=YESTERDAY
    )
