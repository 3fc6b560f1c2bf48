"""What may have happened in outreach: enquiries at the hubs, answers, events, and the month's return."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event
from shared.kernel.personal import Personal

EnquiryChannel = Literal["visit", "phone", "email", "online", "event"]


# enquiry — id: a slug
class EnquiryLogged(Event, name="outreach.EnquiryLogged"):
    hub: Id
    topic: Id
    channel: EnquiryChannel
    organisation: Id | None = None
    question: Personal[str]
    """Words of the enquirer may tell who it is, so they are sealed with the enquirer's key."""
    name: Personal[str] | None = None
    contact: Personal[str] | None = None
    logged_on: date
    """The day on which it was asked, whenever it was written down."""
    answer_by: datetime | None = None
    """None: the hub has set no time for answers."""


class EnquiryAnswered(Event, name="outreach.EnquiryAnswered"):
    hub: Id
    answer: Personal[str]
    days: int
    late: bool = False
    answered_on: date


class EnquiryOverdue(Event, name="outreach.EnquiryOverdue"):
    """At the end of the time for answers no answer was on record."""

    hub: Id
    answer_by: datetime
    found_on: date


# hub_event — id: a slug
class HubEventHeld(Event, name="outreach.HubEventHeld"):
    hub: Id
    title: Text
    participants: Annotated[int, Field(ge=0)]
    organisations: tuple[Id, ...] = ()
    held_on: date


# hub_month — id: the hub's and the month; what the month's return is counted from
class EnquiryCounted(Event, name="outreach.EnquiryCounted"):
    enquiry: Id
    topic: Id
    channel: EnquiryChannel


class AnswerCounted(Event, name="outreach.AnswerCounted"):
    enquiry: Id
    days: int
    late: bool = False


class HubEventCounted(Event, name="outreach.HubEventCounted"):
    event: Id
    participants: int


class HubMonthEnded(Event, name="outreach.HubMonthEnded"):
    """The month is over, so its return is due."""

    hub: Id
    month: str
    filed: bool = False
    """The return was there already."""
    found_on: date


class HubCount(Value):
    """How many of a kind."""

    of: Id
    n: int


class MonthlyReturnFiled(Event, name="outreach.MonthlyReturnFiled"):
    """Counted from the log, not typed."""

    hub: Id
    month: str
    enquiries: int
    by_topic: tuple[HubCount, ...]
    by_channel: tuple[HubCount, ...]
    answers: int
    late: int
    answer_days: int
    """All days of all answers together; by the answers it is the mean."""
    events: int
    participants: int
    remarks: str = ""
    filed_on: date
