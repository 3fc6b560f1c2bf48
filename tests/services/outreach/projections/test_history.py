"""What does the public history keep of an event, and on whose pages does it stand?"""

from __future__ import annotations

from services.outreach.projections.portal.history import HISTORY, PUBLIC
from shared.contracts import membership
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import (
    applied,
    body,
    filled,
    joined,
    meeting,
    member,
    scheduled,
    vacated,
)


def test_a_filled_seat_stands_on_the_pages_of_the_body_and_the_holder_without_the_person() -> None:
    log = Chronicle().add(body("council"), filled("cso-1", "organisation", "5900001-1"))
    entry = folded(HISTORY, log)["event-1"]
    assert entry["about"] == ["body:council", "organisation:5900001-1"]
    assert entry["on"] == "2014-10-15"
    holder = {"kind": "organisation", "id": "5900001-1"}
    assert entry["facts"] == {"seat": "cso-1", "holder": holder, "ground": "election"}


def test_the_reason_for_leaving_a_seat_is_not_public() -> None:
    log = Chronicle().add(body("council"), vacated("cso-1", "5900001-1", "2015-10-01"))
    assert "reason" not in folded(HISTORY, log)["event-1"]["facts"]


def test_membership_stands_on_the_organisations_page() -> None:
    entry = folded(HISTORY, Chronicle().add(member("5900001-1"), joined("2014-05-02")))["event-1"]
    assert (entry["about"], entry["on"]) == (["organisation:5900001-1"], "2014-05-02")


def test_an_event_without_a_day_of_its_own_speaks_of_its_moment() -> None:
    entry = folded(HISTORY, Chronicle().add(meeting("m"), scheduled("2015-04-21")))["event-1"]
    assert (entry["on"], entry["about"]) == ("2015-04-21T12:00:00Z", ["meeting:m", "body:council"])


def test_applications_and_refusals_are_nobody_elses_business() -> None:
    assert folded(HISTORY, Chronicle().add(member("5900001-1"), applied("2014-04-05"))) == {}
    assert membership.MembershipRefused not in PUBLIC
