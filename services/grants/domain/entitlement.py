"""May this organisation claim for this meeting from this fund, today?"""

from __future__ import annotations

from datetime import date, timedelta

from services.grants.domain.budget import Open
from services.grants.domain.means import Means, eligible_on
from services.grants.domain.meeting_facts import Held, MeetingFacts
from shared.kernel.entity import Refusal


class MeetingNotHeld(Refusal):
    """This meeting has not been held. Claim when the secretariat has recorded that it was."""


class DidNotAttend(Refusal):
    """The attendance of the meeting on {held_on} does not show your organisation. If somebody was there
    for it, ask the secretariat to look into the attendance.
    """


class OutsidePeriod(Refusal):
    """The fund pays for meetings from {starts_on} to {ends_on}; this one was on {held_on}. Choose another
    fund.
    """


class TooLate(Refusal):
    """Claims for this meeting were received until {closes_on}. Ask the secretariat what can still be done."""


class NoMeansAssessed(Refusal):
    """No assessment that the organisation has no means of its own holds on {day}. Declare its means and
    wait for the secretariat's answer.
    """


def check_entitlement(organisation: str, meeting: MeetingFacts, fund: Open, means: Means, day: date) -> date:
    """The day of the meeting, if it may.

    Raises:
        MeetingNotHeld, DidNotAttend, OutsidePeriod, TooLate, NoMeansAssessed: it may not.
    """
    if not isinstance(meeting, Held) or day < meeting.held_on:
        raise MeetingNotHeld
    if organisation not in meeting.organisations:
        raise DidNotAttend(held_on=meeting.held_on)
    if not fund.starts_on <= meeting.held_on <= fund.ends_on:
        raise OutsidePeriod(starts_on=fund.starts_on, ends_on=fund.ends_on, held_on=meeting.held_on)
    closes_on = meeting.held_on + timedelta(days=fund.claim_window_days)
    if day > closes_on:
        raise TooLate(closes_on=closes_on)
    if not eligible_on(means, day):
        raise NoMeansAssessed(day=day)
    return meeting.held_on
