"""Positions, reports, trainings, internships and a plan for the small programme. Names are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from shared.contracts import council, membership
from shared.contracts.membership import Checked, Target
from shared.kernel.event import Ref
from shared.kernel.personal import about
from shared.testing.recorded import Chronicle

POSITION = Ref("membership", "position", "consult-first")
COMMENTED_NOW = Ref("membership", "position", "volunteering-law")
INITIATIVE = Ref("membership", "initiative", "consult-campaign")
INTERNSHIP, CALL = (Ref("membership", "internship", id) for id in ("policy-desk", "green-desk"))
TRAINING, NEXT_TRAINING = (Ref("membership", "training", id) for id in ("advocacy", "budgets"))
FIRST, SECOND, THIRD = "5900001-1", "5900002-2", "5900003-3"
TITLE = {"sq": "Konsultimi para vendimit", "sr": "Prvo konsultacije", "en": "Consult before deciding"}
TEXT = {"sq": "Çdo akt konsultohet.", "sr": "Svaki akt se konsultuje.", "en": "Every act is consulted on."}
BETTER = {
    "sq": "Çdo akt e plan.",
    "sr": "Svaki akt i plan.",
    "en": "Every act and every plan is consulted on.",
}
PATHS = (
    "/positions",
    "/positions/consult-first",
    "/positions/volunteering-law",
    "/trainings",
    "/trainings/advocacy",
    "/trainings/budgets",
    "/internships",
    "/internships/policy-desk",
    "/internships/green-desk",
)


def proposed(on: str = "2015-02-10", organisation: str = FIRST, **text: Any) -> membership.PositionProposed:
    facts = {"title": TITLE, "text": TEXT, **text}
    return membership.PositionProposed(organisation=organisation, proposed_on=date.fromisoformat(on), **facts)


def consulting(until: str, on: str = "2015-02-12") -> membership.PositionConsultationOpened:
    return membership.PositionConsultationOpened(
        until=date.fromisoformat(until), opened_on=date.fromisoformat(on)
    )


def commented(organisation: str = THIRD) -> membership.PositionCommented:
    text = {"en": "Name the days & weeks, too."}
    return membership.PositionCommented(
        comment=1, organisation=organisation, text=text, commented_on=date(2015, 2, 20)
    )


def endorsed(organisation: str, version: int = 2, on: str = "2015-03-01") -> membership.PositionEndorsed:
    return membership.PositionEndorsed(
        organisation=organisation, text_version=version, endorsed_on=date.fromisoformat(on)
    )


REVISED = membership.PositionRevised(
    text_version=2, title=TITLE, text=BETTER, changes="Plans are named", revised_on=date(2015, 2, 25)
)
ADOPTED = membership.PositionAdopted(
    ground="endorsements", text_version=2, endorsements=2, needed=2, adopted_on=date(2015, 3, 20)
)
TRANSMITTED = membership.PositionTransmitted(
    title=TITLE, text=BETTER, call="regulation-2015", transmitted_on=date(2015, 3, 25)
)
RECEIVED = council.PositionReceived(
    call="regulation-2015", input="position-consult-first", received_on=date(2015, 3, 25)
)
LAUNCHED = membership.InitiativeLaunched(
    title={"en": "Consult first, everywhere"},
    position="consult-first",
    institution="opm",
    organisation=FIRST,
    checklist=(Checked(principle="evidence", met=True),),
    launched_on=date(2015, 4, 1),
)
ACTED = membership.AdvocacyActionRecorded(
    action=1,
    position="consult-first",
    kind="meeting",
    text={"en": "Met the Secretary General"},
    done_on=date(2015, 4, 2),
)
CONCLUDED = membership.InitiativeConcluded(
    position="consult-first",
    outcome="achieved",
    text={"en": "The regulation was adopted."},
    evidence="Gazette",
    concluded_on=date(2016, 4, 29),
)
ANNOUNCED = membership.InternshipAnnounced(
    host=FIRST,
    title={"sq": "Praktikë për politika", "en": "Policy desk"},
    text={"en": "Three months with those who comment on laws."},
    apply_until=date(2015, 3, 1),
    starts_on=date(2015, 4, 1),
    ends_on=date(2015, 6, 30),
    announced_on=date(2015, 2, 1),
)
APPLIED_FOR = membership.InternshipAppliedFor(
    person="p-30",
    name=about("p-30", "Somebody Private"),
    motivation=about("p-30", "Somebody Private wants to learn"),
    applied_on=date(2015, 2, 14),
)
SELECTED = membership.InternSelected(person="p-30", selected_on=date(2015, 3, 5))
SIGNED = membership.InternshipAgreementSigned(
    host=FIRST,
    person="p-30",
    starts_on=date(2015, 4, 1),
    ends_on=date(2015, 6, 30),
    signed_on=date(2015, 3, 20),
)
EXCHANGED = membership.KnowledgeExchanged(
    topic={"en": "How a law is read"}, learned="p-30", taught=SECOND, exchanged_on=date(2015, 5, 5)
)
COMPLETED = membership.InternshipCompleted(
    person="p-30",
    grade=5,
    evaluation=about("p-30", "Somebody Private did well"),
    completed_on=date(2015, 6, 30),
)
PLANNED = membership.TrainingPlanned(
    title={"sq": "Bazat e avokimit", "en": "Basics of advocacy"},
    text={"en": "For those who begin."},
    starts_on=date(2015, 5, 11),
    ends_on=date(2015, 5, 12),
    place="Prizren",
    places=20,
    languages=("sq", "sr"),
    planned_on=date(2015, 4, 20),
)
DELIVERED = membership.TrainingDelivered(participants=("p-31",), hours=12, delivered_on=date(2015, 5, 12))
EVALUATED = membership.TrainingEvaluated(scores=(4,), evaluated_on=date(2015, 5, 20))
CERTIFIED = membership.ParticipantCertified(
    person="p-31", certificate="2015/1", certified_on=date(2015, 5, 20)
)
PLAN = membership.MembershipPlanAdopted(
    year=2016,
    targets=(
        Target(joining=2),
        Target(of="region", id="prizren", joining=1),
        Target(of="field", id="youth", joining=1),
    ),
    retention=90,
    activity=60,
    decision_ref="Board, 12 January 2016 (sample)",
    adopted_on=date(2016, 1, 12),
)
PLAN_REVISED = membership.MembershipPlanRevised(
    targets=(Target(joining=1), Target(of="region", id="prizren", joining=1)),
    retention=90,
    activity=60,
    reason="Fewer apply",
    revised_on=date(2016, 6, 1),
)


def sent(person: str, organisation: str) -> membership.ParticipantRegistered:
    return membership.ParticipantRegistered(
        person=person,
        name=about(person, "Somebody Private"),
        organisation=organisation,
        registered_on=date(2015, 4, 25),
    )


def owed(organisation: str = FIRST, due_on: str = "2015-05-05", **more: Any) -> membership.ReportOwed:
    day = date.fromisoformat(due_on)
    return membership.ReportOwed(
        meeting="council-2015-04-21",
        body="council",
        organisation=organisation,
        seat="cso-1",
        held_on=date(2015, 4, 21),
        due_on=day,
        due_at=datetime(day.year, day.month, day.day, 22, tzinfo=UTC),
        **more,
    )


def filed(on: str = "2015-05-04", organisation: str = FIRST) -> membership.MandateReportFiled:
    return membership.MandateReportFiled(
        meeting="council-2015-04-21",
        organisation=organisation,
        summary={"en": "The work plan"},
        represented={"en": "Consult earlier"},
        filed_by="p-7",
        filed_on=date.fromisoformat(on),
    )


def report(organisation: str = FIRST) -> Ref:
    return Ref("membership", "mandate_report", f"council-2015-04-21_{organisation}")


def take_part(log: Chronicle) -> None:
    """One position that went all the way and one that is open, a report, two trainings, two internships."""
    log.add(POSITION, proposed(), consulting("2015-02-28"), endorsed(SECOND, 1, "2015-02-15"), commented())
    log.add(POSITION, REVISED, endorsed(FIRST), endorsed(SECOND), ADOPTED, TRANSMITTED)
    log.add(Ref("council", "reception", "consult-first"), RECEIVED)
    log.add(INITIATIVE, LAUNCHED, ACTED, CONCLUDED)
    volunteering = {"title": {"sq": "Ligji për vullnetarizëm"}, "text": {"sq": "Vullnetarët mbrohen."}}
    log.add(
        COMMENTED_NOW, proposed("2016-09-20", SECOND, **volunteering), consulting("2016-10-15", "2016-09-25")
    )
    log.add(report(), owed(), filed())
    log.add(INTERNSHIP, ANNOUNCED, APPLIED_FOR, SELECTED, SIGNED, EXCHANGED, COMPLETED)
    days = {"apply_until": date(2016, 10, 20), "starts_on": date(2016, 11, 1), "ends_on": date(2017, 1, 31)}
    log.add(CALL, ANNOUNCED.model_copy(update={"host": SECOND, "title": {"en": "Green desk"}, **days}))
    log.add(TRAINING, PLANNED, sent("p-31", FIRST), sent("p-32", THIRD), DELIVERED, EVALUATED, CERTIFIED)
    coming = {
        "starts_on": date(2016, 11, 7),
        "ends_on": date(2016, 11, 7),
        "title": {"en": "Reading budgets"},
    }
    log.add(NEXT_TRAINING, PLANNED.model_copy(update=coming), sent("p-33", FIRST))
    log.add(Ref("membership", "plan", "2016"), PLAN, PLAN_REVISED)
