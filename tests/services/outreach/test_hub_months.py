"""Does a hub's month count what happened in it, and is its return asked for?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.outreach.domain.enquiry import (
    ENQUIRY,
    AnswerEnquiry,
    LogEnquiry,
)
from services.outreach.domain.hub import HUB
from services.outreach.domain.hub_event import HUB_EVENT, HoldHubEvent, StillToCome
from services.outreach.domain.hub_month import (
    HUB_MONTH,
    BeforeOpening,
    FileMonthlyReturn,
    MonthFiled,
    MonthNotOver,
    NoSuchHub,
)
from services.outreach.domain.visibility import (
    VISIBILITY_ACTION,
    NoSuchAgreement,
)
from services.outreach.policies.hubs import POLICIES
from shared.contracts import outreach
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from shared.testing.world import World
from tests.services.outreach.test_hub import CLOSED, OPENED
from tests.services.outreach.test_hub_work import (
    APRIL,
    END_MONTH,
    FILE,
    HOLD,
    LOG,
    MAY,
    OPEN_HUB,
    RECORD,
    REPLY,
    action,
    answer_counted,
    done,
    ended,
    enquiry,
    enquiry_counted,
    event,
    event_counted,
    event_held,
    filed,
    logged,
    month,
)


# ── events and returns ──────────────────────────────────────────────────────────────────────────
def test_an_event_is_counted_in_the_month_in_which_it_was_held() -> None:
    event.on(MAY).when(HOLD).then(event_held, HUB_MONTH.at(APRIL, event_counted))
    event.on(datetime(2015, 4, 20, 9, tzinfo=UTC)).when(HOLD).refused(StillToCome)
    Spec(HUB_EVENT).when(HOLD).refused(NoSuchHub)


def test_a_return_is_counted_from_the_log() -> None:
    month.given(enquiry_counted, answer_counted, event_counted).when(FILE).then(filed)


def test_a_month_without_anything_has_a_return_too() -> None:
    (event,) = month.when(FILE).decide()
    assert (event.enquiries, event.answers, event.events, event.by_topic) == (0, 0, 0, ())


def test_a_month_is_filed_when_it_is_over_and_by_a_hub_that_exists() -> None:
    last = datetime(2015, 4, 30, 21, 59, 59, tzinfo=UTC)
    month.on(last).when(FILE).refused(MonthNotOver)
    assert month.on(last + timedelta(seconds=1)).when(FILE).decide()
    Spec(HUB_MONTH).on(MAY).when(FILE).refused(NoSuchHub)


def test_a_month_before_the_hub_opened_has_no_return() -> None:
    month.when(FILE.model_copy(update={"month": "2015-02"})).refused(BeforeOpening)
    again = Spec(HUB_MONTH).given_at(HUB, "peja", OPEN_HUB, CLOSED, OPENED).on(MAY)
    assert again.when(FILE.model_copy(update={"month": "2015-03"})).decide()


def test_a_month_that_ends_asks_for_its_return_once_though_nothing_happened() -> None:
    month.when(END_MONTH).then(ended)
    month.given(ended).when(END_MONTH).then_nothing()
    month.given(filed).when(END_MONTH).then(ended.model_copy(update={"filed": True}))
    assert month.given(ended).when(FILE).decide()
    month.on(datetime(2015, 4, 30, tzinfo=UTC)).when(END_MONTH).refused(MonthNotOver)


def test_a_closed_hub_owes_the_month_in_which_it_closed_and_none_after() -> None:
    closed = Spec(HUB_MONTH).given_at(HUB, "peja", OPEN_HUB, CLOSED).on(datetime(2015, 6, 2, tzinfo=UTC))
    closed.when(END_MONTH).then(ended.model_copy(update={"found_on": date(2015, 6, 2)}))
    closed.when(END_MONTH.model_copy(update={"month": "2015-05"})).then_nothing()
    Spec(HUB_MONTH).on(MAY).when(END_MONTH).then_nothing()


def test_each_month_plans_the_end_of_the_next() -> None:
    first, following = [policy for policy in POLICIES if policy.name == "ended-month-asks-for-return"]
    noon = datetime(2015, 5, 1, 12, tzinfo=UTC)
    assert first.then(recorded(OPENED, HUB.ref("peja"))) == [Later(APRIL, noon, END_MONTH)]
    (late,) = first.then(recorded(OPEN_HUB, HUB.ref("peja"), recorded_at=MAY))
    assert late.key == "peja_2015-05"
    december = ended.model_copy(update={"month": "2015-12"})
    (after,) = following.then(recorded(december, HUB_MONTH.ref("peja_2015-12")))
    assert (after.key, after.due) == ("peja_2016-01", datetime(2016, 2, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize("text", ["2015-13", "2015-1", "april", "2015-04-01"])
def test_a_month_is_written_as_a_month(text: str) -> None:
    with pytest.raises(ValidationError):
        FileMonthlyReturn(hub="peja", month=text)


def test_nothing_is_added_to_a_month_that_is_filed() -> None:
    for spec, command in [(enquiry, LOG), (enquiry.given(logged), REPLY), (event, HOLD)]:
        refusal = spec.given_at(HUB_MONTH, APRIL, filed).when(command).refused(MonthFiled)
        assert str(refusal).startswith("The return of 2015-04 is filed already")


def test_an_action_names_a_funding_agreement_that_there_is() -> None:
    action.when(RECORD).then(done)
    Spec(VISIBILITY_ACTION).when(RECORD).refused(NoSuchAgreement)
    action.when(RECORD.model_copy(update={"done_on": date(2015, 4, 22)})).refused(StillToCome)


# ── properties ──────────────────────────────────────────────────────────────────────────────────
MOMENTS = st.sampled_from([datetime(2015, m, d, 10, tzinfo=UTC) for m in (3, 4, 5) for d in (1, 9, 28)])
NUMBERS = st.integers(1, 4)
WORK = st.lists(
    st.tuples(
        MOMENTS,
        st.one_of(
            NUMBERS.map(lambda n: LOG.model_copy(update={"enquiry": f"peja-{n}"})),
            NUMBERS.map(lambda n: REPLY.model_copy(update={"enquiry": f"peja-{n}"})),
            NUMBERS.map(
                lambda n: LOG.model_copy(update={"enquiry": f"peja-{n}", "asked_on": date(2015, 3, n)})
            ),
            NUMBERS.map(
                lambda n: REPLY.model_copy(update={"enquiry": f"peja-{n}", "answered_on": date(2015, 4, n)})
            ),
            NUMBERS.map(lambda n: HOLD.model_copy(update={"event": f"e-{n}", "participants": n})),
            st.sampled_from(["2015-03", "2015-04"]).map(lambda m: FILE.model_copy(update={"month": m})),
        ),
    ),
    max_size=30,
)
OF = {LogEnquiry: ENQUIRY, AnswerEnquiry: ENQUIRY, HoldHubEvent: HUB_EVENT, FileMonthlyReturn: HUB_MONTH}


@given(WORK)
def test_every_return_agrees_with_what_the_hub_logged_in_that_month(work: list[tuple[Any, Any]]) -> None:
    world = World(MAY)
    world.record(HUB, "peja", OPEN_HUB)
    for at, command in sorted(work, key=lambda row: row[0]):
        world.at = at
        world.give(OF[type(command)], command)
    world.at = datetime(2015, 6, 2, tzinfo=UTC)
    for name in ("2015-03", "2015-04", "2015-05"):
        world.give(HUB_MONTH, FILE.model_copy(update={"month": name}))
    events = [fact for happened in world.events.values() for fact in happened]
    for fact in (each for each in events if isinstance(each, outreach.MonthlyReturnFiled)):
        days = [
            (type(e), getattr(e, "logged_on", None) or getattr(e, "answered_on", None) or e.held_on)
            for e in events
            if isinstance(e, outreach.EnquiryLogged | outreach.EnquiryAnswered | outreach.HubEventHeld)
        ]
        here = [kind for kind, day in days if day.isoformat().startswith(fact.month)]
        assert fact.enquiries == here.count(outreach.EnquiryLogged) == sum(c.n for c in fact.by_topic)
        assert fact.answers == here.count(outreach.EnquiryAnswered)
        assert fact.events == here.count(outreach.HubEventHeld)
