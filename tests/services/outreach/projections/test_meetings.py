"""What becomes of a meeting from its scheduling to its decisions?"""

from __future__ import annotations

from typing import Any

from services.outreach.projections.portal.meetings import MEETINGS
from shared.contracts import council
from shared.kernel.event import Event
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import AGENDA, decided, held, meeting, moved, scheduled


def after(*events: Event) -> dict[str, Any]:
    log = Chronicle().add(meeting("m"), scheduled("2015-04-14", "Pejë"), *events)
    return folded(MEETINGS, log)["m"]


def test_a_scheduled_meeting_has_a_time_and_a_place_and_nothing_else_yet() -> None:
    now = after()
    assert (now["state"], now["starts_at"], now["place"]) == ("scheduled", "2015-04-14T08:00:00Z", "Pejë")
    assert now["agenda"] == now["attendance"] == now["decisions"] == []


def test_the_link_to_join_online_is_not_public() -> None:
    assert "secret.example" not in str(after())


def test_a_confidential_item_is_counted_but_not_named() -> None:
    first, second = after(AGENDA)["agenda"]
    assert first["title"] == {"en": "Work plan", "sq": "Plani i punës"}
    assert (second["number"], second["title"], second["confidential"]) == (2, None, True)


def test_moving_a_meeting_keeps_where_and_when_it_was_to_be() -> None:
    now = after(moved("2015-04-21", "Prishtinë", "The hall was taken"))
    assert (now["starts_at"], now["place"]) == ("2015-04-21T08:00:00Z", "Prishtinë")
    assert now["earlier"] == [
        {
            "starts_at": "2015-04-14T08:00:00Z",
            "place": "Pejë",
            "reason": "The hall was taken",
            "moved_at": "2015-04-21T12:00:00Z",
        }
    ]


def test_a_cancelled_meeting_says_why() -> None:
    now = after(council.MeetingCancelled(reason="Elections"))
    assert (now["state"], now["cancelled_because"]) == ("cancelled", "Elections")


def test_a_held_meeting_shows_who_came_without_naming_a_person() -> None:
    now = after(held("2015-04-21"))
    assert (now["state"], now["held_on"]) == ("held", "2015-04-21")
    assert now["quorum"] == {"present": 2, "needed": 2, "reached": True}
    assert [(a["seat"], a["presence"]) for a in now["attendance"]][:2] == [
        ("gov-1", "present"),
        ("cso-1", "substitute"),
    ]
    assert "p-" not in str(now["attendance"])


def test_a_decision_on_a_confidential_item_has_no_text() -> None:
    now = after(AGENDA, decided(1, 1, {"en": "Open"}), decided(2, 2, {"en": "Hidden"}))
    assert [d["text"] for d in now["decisions"]] == [{"en": "Open"}, None]


def test_an_item_made_confidential_afterwards_hides_its_decision() -> None:
    now = after(decided(2, 2, {"en": "Hidden"}), AGENDA)
    assert now["decisions"][0]["text"] is None
