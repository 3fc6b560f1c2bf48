"""Does a hub's work add up: enquiries and answers, events, the month's return, and who may do what?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from services.outreach.domain import enquiry as enquiries
from services.outreach.domain import hub_event, hub_month, visibility
from services.outreach.domain.agreement_facts import AGREEMENT
from services.outreach.domain.enquiry import (
    ENQUIRY,
    AnsweredBeforeAsked,
    AnswerEnquiry,
    AskedBeforeOpening,
    Enquiry,
    EnquiryExists,
    HubNotOpen,
    LogEnquiry,
    MarkEnquiryOverdue,
    NotYetDue,
    NotYetHere,
)
from services.outreach.domain.hub import HUB
from services.outreach.domain.hub_event import HUB_EVENT, HoldHubEvent, HubEvent, HubEventExists
from services.outreach.domain.hub_month import (
    HUB_MONTH,
    EndHubMonth,
    FileMonthlyReturn,
    HubMonth,
    MonthFiled,
)
from services.outreach.domain.visibility import (
    VISIBILITY_ACTION,
    ActionExists,
    RecordVisibilityAction,
    VisibilityAction,
)
from services.outreach.doors import DOORS
from services.outreach.policies.hubs import CATCHING_UP, POLICIES
from shared.contracts import outreach
from shared.contracts.outreach import HubCount
from shared.contracts.roles import ROLES
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Actor, Command, Grant, NotNow
from shared.kernel.personal import about
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.outreach.programme_money import FUND_OPENED
from tests.services.outreach.test_hub import CLOSED, OPENED

TODAY = date(2015, 4, 21)
MAY = datetime(2015, 5, 2, 10, tzinfo=UTC)
END = datetime(2015, 4, 26, 22, tzinfo=UTC)
"""Five days on, midnight where the platform is."""
OPEN_HUB = OPENED.model_copy(update={"answer_days": 5, "opened_on": date(2015, 3, 1)})

LOG = LogEnquiry(
    enquiry="peja-1",
    hub="peja",
    topic="funding",
    channel="visit",
    question="Who pays the bus to the Council?",
    organisation="5900001-1",
    name="Somebody Private",
    contact="somebody@example.org",
)
REPLY = AnswerEnquiry(enquiry="peja-1", answer="The platform does; here is the form.")
OVERDUE = MarkEnquiryOverdue(enquiry="peja-1")
HOLD = HoldHubEvent(
    event="peja-day", hub="peja", title={"en": "Information day"}, held_on=TODAY, participants=24
)
FILE = FileMonthlyReturn(hub="peja", month="2015-04", remarks="A quiet month")
END_MONTH = EndHubMonth(hub="peja", month="2015-04")
RECORD = RecordVisibilityAction(
    action="press-1",
    title={"en": "Article on the Council"},
    kind="press",
    channel="A daily (sample)",
    reach=12_000,
    evidence="Cutting of 21 April 2015 (sample)",
    agreement="logistics",
    done_on=TODAY,
)

logged = outreach.EnquiryLogged(
    hub="peja",
    topic="funding",
    channel="visit",
    organisation="5900001-1",
    question=about("enquirer-peja-1", LOG.question),
    name=about("enquirer-peja-1", "Somebody Private"),
    contact=about("enquirer-peja-1", "somebody@example.org"),
    logged_on=TODAY,
    answer_by=END,
)
overdue = outreach.EnquiryOverdue(hub="peja", answer_by=END, found_on=date(2015, 4, 27))
answered = outreach.EnquiryAnswered(
    hub="peja", answer=about("enquirer-peja-1", REPLY.answer), days=0, answered_on=TODAY
)
enquiry_counted = outreach.EnquiryCounted(enquiry="peja-1", topic="funding", channel="visit")
answer_counted = outreach.AnswerCounted(enquiry="peja-1", days=0)
event_held = outreach.HubEventHeld(
    hub="peja", title={"en": "Information day"}, participants=24, held_on=TODAY
)
event_counted = outreach.HubEventCounted(event="peja-day", participants=24)
filed = outreach.MonthlyReturnFiled(
    hub="peja",
    month="2015-04",
    enquiries=1,
    by_topic=(HubCount(of="funding", n=1),),
    by_channel=(HubCount(of="visit", n=1),),
    answers=1,
    late=0,
    answer_days=0,
    events=1,
    participants=24,
    remarks="A quiet month",
    filed_on=MAY.date(),
)
ended = outreach.HubMonthEnded(hub="peja", month="2015-04", found_on=MAY.date())
done = outreach.VisibilityActionRecorded(
    title=RECORD.title,
    kind="press",
    channel="A daily (sample)",
    reach=12_000,
    evidence="Cutting of 21 April 2015 (sample)",
    agreement="logistics",
    done_on=TODAY,
)
APRIL = "peja_2015-04"

enquiry = Spec(ENQUIRY).given_at(HUB, "peja", OPEN_HUB)
event = Spec(HUB_EVENT).given_at(HUB, "peja", OPEN_HUB)
month = Spec(HUB_MONTH).given_at(HUB, "peja", OPEN_HUB).on(MAY)
action = Spec(VISIBILITY_ACTION).given_at(AGREEMENT, "logistics", FUND_OPENED)

# ── states and commands ─────────────────────────────────────────────────────────────────────────
ENQUIRIES = steps(
    {
        enquiries.Unlogged: (),
        enquiries.Waiting: (logged,),
        enquiries.Overdue: (logged, overdue),
        enquiries.Answered: (logged, answered),
    },
    [
        (LOG, (ACCEPTED, EnquiryExists, EnquiryExists, EnquiryExists)),
        (REPLY, (NotNow, ACCEPTED, ACCEPTED, NotNow)),
        (OVERDUE, (NotNow, NotYetDue, ACCEPTED, ACCEPTED)),
    ],
)
EVENTS = steps({hub_event.Unheld: (), hub_event.Held: (event_held,)}, [(HOLD, (ACCEPTED, HubEventExists))])
MONTHS = steps(
    {hub_month.Gathering: (enquiry_counted,), hub_month.Filed: (filed,)},
    [(FILE, (ACCEPTED, MonthFiled)), (END_MONTH, (ACCEPTED, ACCEPTED))],
)
ACTIONS = steps(
    {visibility.Unrecorded: (), visibility.Recorded: (done,)}, [(RECORD, (ACCEPTED, ActionExists))]
)
TABLES = [(enquiry, ENQUIRIES), (event, EVENTS), (month, MONTHS), (action, ACTIONS)]


@pytest.mark.parametrize(
    ("spec", "step"), [(spec, step) for spec, table in TABLES for step in table], ids=str
)
def test_each_command_in_each_state(spec: Spec, step: Step) -> None:
    step.check(spec)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(ENQUIRIES, Enquiry, DOORS, "enquiry")
    check_complete(EVENTS, HubEvent, DOORS, "hub_event")
    check_complete(MONTHS, HubMonth, DOORS, "hub_month")
    check_complete(ACTIONS, VisibilityAction, DOORS, "visibility_action")


# ── enquiries ───────────────────────────────────────────────────────────────────────────────────
def test_an_enquiry_is_counted_in_its_month_in_the_same_append() -> None:
    enquiry.when(LOG).then(logged, HUB_MONTH.at(APRIL, enquiry_counted))


def test_who_does_not_say_a_name_is_helped_too() -> None:
    nameless = LOG.model_copy(update={"name": None, "contact": None, "organisation": None})
    event, _ = enquiry.when(nameless).decide()
    assert (event.name, event.contact, event.organisation) == (None, None, None)
    assert event.question == about("enquirer-peja-1", LOG.question)


def test_a_hub_that_set_no_time_is_never_overdue() -> None:
    relaxed = Spec(ENQUIRY).given_at(HUB, "peja", OPENED)
    event, _ = relaxed.when(LOG).decide()
    assert event.answer_by is None
    relaxed.given(event).on(END + timedelta(days=99)).when(OVERDUE).refused(NotYetDue)


def test_only_an_open_hub_is_asked() -> None:
    Spec(ENQUIRY).when(LOG).refused(HubNotOpen)
    Spec(ENQUIRY).given_at(HUB, "peja", OPEN_HUB, CLOSED).when(LOG).refused(HubNotOpen)


def test_an_answer_in_time_tells_how_many_days_it_took() -> None:
    later = enquiry.given(logged).on(END - timedelta(seconds=1))
    answer = answered.model_copy(update={"days": 5, "answered_on": date(2015, 4, 26)})
    count = answer_counted.model_copy(update={"days": 5})
    later.when(REPLY).then(answer, HUB_MONTH.at(APRIL, count))


def test_an_answer_after_its_time_is_late_whether_that_was_noticed_or_not() -> None:
    for history in [(logged,), (logged, overdue)]:
        event, elsewhere = enquiry.given(*history).on(END).when(REPLY).decide()
        assert (event.late, event.days) == (True, 6)
        assert elsewhere.event.late


MONDAY = date(2015, 4, 20)


def test_what_was_noted_on_paper_counts_on_the_day_on_which_it_was() -> None:
    noted = LOG.model_copy(update={"asked_on": date(2015, 3, 30)})
    event, count = enquiry.when(noted).decide()
    assert (event.logged_on, count.id) == (date(2015, 3, 30), "peja_2015-03")
    assert event.answer_by == datetime(2015, 4, 4, 22, tzinfo=UTC)
    told = REPLY.model_copy(update={"answered_on": MONDAY})
    answer, count = enquiry.given(logged.model_copy(update={"logged_on": MONDAY})).on(MAY).when(told).decide()
    assert (answer.answered_on, answer.days, answer.late, count.id) == (MONDAY, 0, False, APRIL)
    answer, _ = (
        enquiry.given(logged, overdue)
        .on(MAY)
        .when(REPLY.model_copy(update={"answered_on": date(2015, 4, 26)}))
        .decide()
    )
    assert (answer.days, answer.late) == (5, False)


def test_a_day_is_not_ahead_nor_before_the_hub_or_the_question() -> None:
    tomorrow = date(2015, 4, 22)
    enquiry.when(LOG.model_copy(update={"asked_on": tomorrow})).refused(NotYetHere)
    enquiry.given(logged).when(REPLY.model_copy(update={"answered_on": tomorrow})).refused(NotYetHere)
    enquiry.given(logged).when(REPLY.model_copy(update={"answered_on": MONDAY})).refused(AnsweredBeforeAsked)
    enquiry.when(LOG.model_copy(update={"asked_on": date(2015, 2, 28)})).refused(AskedBeforeOpening)


def test_the_timer_marks_it_once_and_not_before_its_time() -> None:
    enquiry.given(logged).on(END - timedelta(seconds=1)).when(OVERDUE).refused(NotYetDue)
    enquiry.given(logged).on(END).when(OVERDUE).then(overdue)
    enquiry.given(logged, overdue).on(END).when(OVERDUE).then_nothing()
    enquiry.given(logged, answered).on(END).when(OVERDUE).then_nothing()


def test_an_enquiry_plans_its_own_reminder() -> None:
    (policy,) = [policy for policy in POLICIES if policy.on is outreach.EnquiryLogged]
    assert policy.then(recorded(logged, ENQUIRY.ref("peja-1"))) == [Later("peja-1", END, OVERDUE)]
    late = recorded(logged, ENQUIRY.ref("peja-1"), recorded_at=MAY)
    assert policy.then(late) == [Later("peja-1", MAY + CATCHING_UP, OVERDUE)]
    timeless = logged.model_copy(update={"answer_by": None})
    assert policy.then(recorded(timeless, ENQUIRY.ref("peja-1"))) == []


# ── who may ─────────────────────────────────────────────────────────────────────────────────────
MAY_DO = {
    LogEnquiry: {"hub", "secretariat"},
    AnswerEnquiry: {"hub", "secretariat"},
    MarkEnquiryOverdue: set(),
    HoldHubEvent: {"hub", "secretariat"},
    FileMonthlyReturn: {"hub", "secretariat"},
    EndHubMonth: set(),
    RecordVisibilityAction: {"secretariat"},
}
COMMANDS: dict[type[Command], Command] = {
    type(c): c for c in (LOG, REPLY, OVERDUE, HOLD, FILE, END_MONTH, RECORD)
}
WAITING = enquiry.given(logged).state()


@pytest.mark.parametrize("command", MAY_DO)
@pytest.mark.parametrize("role", [*(role.name for role in ROLES), SYSTEM])
def test_only_the_listed_roles_may(command: type[Command], role: str) -> None:
    (row,) = [row for row in DOORS if row.command is command]
    allowed = row.allows(Actor("p-1", (Grant(role, "peja"),)), COMMANDS[command], WAITING)
    assert allowed is (role in MAY_DO[command] | {SYSTEM})


@pytest.mark.parametrize("command", MAY_DO)
def test_no_hub_works_for_another(command: type[Command]) -> None:
    (row,) = [row for row in DOORS if row.command is command]
    assert not row.allows(Actor("p-1", (Grant("hub", "gjilan"),)), COMMANDS[command], WAITING)
    assert not row.allows(Actor("p-1", (Grant("hub"),)), COMMANDS[command], WAITING)
