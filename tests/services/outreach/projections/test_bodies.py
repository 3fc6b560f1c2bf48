"""What becomes of the seats of a body?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.portal.bodies import BODIES
from shared.contracts import council
from shared.kernel.event import Event
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import body, established, filled, seat, vacated

COUNCIL = established({"en": "Council"}, seat("gov-1", "government"), seat("cso-1", "civil_society"))


def after(*events: Event) -> dict[str, Any]:
    return folded(BODIES, Chronicle().add(body("council"), COUNCIL, *events))["council"]


def test_the_seats_of_a_new_body_are_vacant() -> None:
    assert [(s["seat"], s["holder"], s["since"]) for s in after()["seats"]] == [
        ("gov-1", None, None),
        ("cso-1", None, None),
    ]


def test_a_filled_seat_shows_who_holds_it_since_when_and_why() -> None:
    seats = after(filled("cso-1", "organisation", "5900001-1"))["seats"]
    holder = {"kind": "organisation", "id": "5900001-1"}
    assert (seats[1]["holder"], seats[1]["since"], seats[1]["ground"]) == (holder, "2014-10-15", "election")
    assert seats[0]["holder"] is None


def test_no_person_stands_in_the_public_body() -> None:
    shown = str(after(filled("cso-1", "organisation", "5900001-1")))
    assert "p-" not in shown
    assert "Somebody Private" not in shown


def test_a_vacated_seat_remembers_who_held_it_but_not_the_reason() -> None:
    now = after(filled("cso-1", "organisation", "5900001-1"), vacated("cso-1", "5900001-1", "2015-10-01"))
    seat = now["seats"][1]
    assert (seat["holder"], seat["since"]) == (None, "2015-10-01")
    holder = {"kind": "organisation", "id": "5900001-1"}
    assert seat["before"] == [{"holder": holder, "since": "2014-10-15", "until": "2015-10-01"}]
    assert "private" not in str(now)


def test_a_dissolved_body_says_so() -> None:
    assert after()["dissolved_on"] is None
    gone = council.BodyDissolved(reason="New strategy", dissolved_on=date(2019, 1, 1))
    assert after(gone)["dissolved_on"] == "2019-01-01"
