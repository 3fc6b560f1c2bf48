"""What does the public read of positions, trainings and internships?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.portal import internships, positions, trainings
from services.outreach.projections.portal.internships import INTERNSHIPS
from services.outreach.projections.portal.positions import POSITIONS
from services.outreach.projections.portal.trainings import TRAININGS
from shared.contracts import membership
from shared.kernel.event import Event
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach import programme_positions as given
from tests.services.outreach.programme import programme

TODAY = date(2016, 10, 1)


def after(*events: Event) -> dict[str, Any]:
    return folded(POSITIONS, Chronicle().add(given.POSITION, given.proposed(), *events))["consult-first"]


def test_a_position_is_followed_from_its_proposal_to_the_council() -> None:
    now = folded(POSITIONS, programme())["consult-first"]
    assert (now["state"], now["organisation"], now["proposed_on"]) == (
        "transmitted",
        given.FIRST,
        "2015-02-10",
    )
    assert now["adopted"] == {
        "ground": "endorsements",
        "version": 2,
        "endorsements": 2,
        "needed": 2,
        "on": "2015-03-20",
    }
    assert now["transmitted"] == {"call": "regulation-2015", "on": "2015-03-25"}
    assert now["received"] == {"call": "regulation-2015", "on": "2015-03-25"}
    assert now["moved_on"] == "2015-03-25"


def test_every_text_is_kept_and_the_last_one_is_the_position() -> None:
    now = after(given.consulting("2015-02-28"), given.REVISED)
    assert now["text"] == given.BETTER
    assert [(v["version"], v["text"], v["changes"]) for v in now["versions"]] == [
        (1, given.TEXT, ""),
        (2, given.BETTER, "Plans are named"),
    ]


def test_who_said_what_and_who_stands_behind_which_text() -> None:
    now = after(given.consulting("2015-02-28"), given.endorsed(given.SECOND, 1), given.commented())
    assert [(e["organisation"], e["version"]) for e in now["endorsements"]] == [(given.SECOND, 1)]
    assert now["comments"][0]["text"] == {"en": "Name the days & weeks, too."}


def test_a_position_that_was_given_up_says_why() -> None:
    now = after(membership.PositionDropped(reason="Overtaken", dropped_on=date(2015, 3, 1)))
    assert (now["state"], now["dropped_because"]) == ("dropped", "Overtaken")


def test_advocacy_stands_with_its_position() -> None:
    (one,) = folded(POSITIONS, programme())["consult-first"]["initiatives"]
    assert (one["initiative"], one["institution"], one["outcome"]) == ("consult-campaign", "opm", "achieved")
    assert one["actions"][0]["text"] == {"en": "Met the Secretary General"}


def test_a_training_shows_its_places_and_then_its_figures() -> None:
    held, coming = (folded(TRAININGS, programme())[id] for id in ("advocacy", "budgets"))
    assert (held["state"], held["came"], held["hours"], held["certificates"]) == ("delivered", 1, 12, 1)
    assert (coming["state"], coming["places"], coming["taken"]) == ("planned", 20, 1)


def test_an_internship_names_its_host_and_nobody_else() -> None:
    one = folded(INTERNSHIPS, programme())["policy-desk"]
    assert (one["state"], one["host"], one["exchanges"]) == ("completed", given.FIRST, 1)
    ended = membership.InternshipTerminated.model_validate(
        {"person": "p-30", "ended_by": "host", "reason": {"person": "p-30"}, "terminated_on": "2015-05-30"}
    )
    early = Chronicle().add(given.INTERNSHIP, given.ANNOUNCED, given.SELECTED, given.SIGNED, ended)
    assert folded(INTERNSHIPS, early)["policy-desk"]["ends_on"] == "2015-05-30"


async def test_the_lists_of_the_pages(filled_mongo: Mongo) -> None:
    db = filled_mongo.database("portal")

    def ids(found: list[Any]) -> list[str]:
        return [one["_id"] for one in found]

    assert ids(await positions.everyone(db)) == ["volunteering-law", "consult-first"]
    assert ids(await positions.of_organisation(db, given.SECOND)) == ["volunteering-law", "consult-first"]
    assert ids(await positions.of_organisation(db, given.THIRD)) == []
    assert ids(await trainings.upcoming(db, TODAY)) == ["budgets"]
    assert ids(await trainings.over(db, TODAY)) == ["advocacy"]
    assert ids(await internships.open_calls(db, TODAY)) == ["green-desk"]
    assert ids(await internships.earlier(db, TODAY)) == ["policy-desk"]
    assert ids(await internships.open_calls(db, date(2016, 10, 21))) == []
