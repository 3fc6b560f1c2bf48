"""Do the queries find, in a real MongoDB, what the folds have written?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from services.outreach.projections.portal import (
    bodies,
    documents,
    history,
    hubs,
    institutions,
    meetings,
    organisations,
    strategies,
    territory,
)
from services.outreach.projections.portal.organisations import Wanted
from services.outreach.projections.reporting import claims, funds, membership
from shared.kernel.mongo import Database, Mongo
from tests.services.outreach.conftest import NOW
from tests.services.outreach.filling import fill
from tests.services.outreach.programme import programme
from tests.services.outreach.programme_money import FUND, FUND_OPENED, claim, submitted


@pytest.fixture
def portal(filled_mongo: Mongo) -> Database:
    return filled_mongo.database("portal")


@pytest.fixture
async def reporting(mongo: Mongo) -> Database:
    log = programme().add(FUND, FUND_OPENED).add(claim("c"), submitted())
    await fill(mongo, log)
    return mongo.database("reporting")


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ["5900002-2", "5900005-5", "5900004-4", "5900001-1", "5900003-3"]),
        (Wanted(words="dukagjin"), ["5900001-1"]),
        (Wanted(words="CELESI gjelber"), ["5900002-2"]),
        (Wanted(words="zensko"), ["5900003-3"]),
        (Wanted(words=".*"), []),
        (Wanted(region="peje"), ["5900001-1", "5900003-3"]),
        (Wanted(field="culture"), ["5900001-1"]),
        (Wanted(region="peje", field="environment"), ["5900003-3"]),
        (Wanted(membership="member"), ["5900002-2", "5900001-1"]),
        (Wanted(membership="other"), ["5900005-5", "5900004-4", "5900003-3"]),
    ],
)
async def test_organisations_are_found_by_words_region_field_and_membership(
    portal: Database, wanted: Wanted, ids: list[str]
) -> None:
    found = [o["_id"] for o in await organisations.find(portal, wanted, "en")]
    assert sorted(found) == sorted(ids)
    assert await organisations.count(portal, wanted) == len(ids)


async def test_each_reader_gets_the_list_in_the_order_of_the_names_shown(portal: Database) -> None:
    async def order(reader: str) -> list[str]:
        found = await organisations.find(portal, Wanted(region="peje"), reader)
        return [organisation["_id"] for organisation in found]

    assert await order("en") == ["5900001-1", "5900003-3"]  # Dukagjini Youth, Women's Circle
    assert await order("sq") == ["5900001-1", "5900003-3"]  # Shoqata Rinia…, Women's Circle
    assert await order("sr") == ["5900001-1", "5900003-3"]  # Shoqata Rinia…, Žensko kolo


async def test_a_page_of_organisations_goes_on_where_the_last_one_ended(portal: Database) -> None:
    first = await organisations.find(portal, Wanted(), "en", skip=0, limit=3)
    second = await organisations.find(portal, Wanted(), "en", skip=3, limit=3)
    assert (len(first), len(second)) == (3, 2)
    assert not {o["_id"] for o in first} & {o["_id"] for o in second}


async def test_the_fields_of_work_are_those_somebody_works_in(portal: Database) -> None:
    assert await organisations.fields_of_work(portal) == ["culture", "environment", "youth"]


async def test_a_body_is_found_by_those_who_hold_or_held_a_seat(portal: Database) -> None:
    assert [b["_id"] for b in await bodies.with_holder(portal, "5900001-1")] == ["council"]
    assert [b["_id"] for b in await bodies.with_holder(portal, "5900002-2")] == ["council"]
    assert await bodies.with_holder(portal, "5900003-3") == []


async def test_upcoming_meetings_are_scheduled_and_not_over(portal: Database) -> None:
    assert [m["_id"] for m in await meetings.upcoming(portal, NOW)] == ["council-2016-12-01"]
    later = datetime(2017, 1, 1, tzinfo=UTC)
    assert await meetings.upcoming(portal, later) == []


async def test_the_last_meetings_held_come_latest_first(portal: Database) -> None:
    assert [m["_id"] for m in await meetings.last_held(portal, 5)] == [
        "council-2016-07-20",
        "council-2015-04-21",
    ]


async def test_an_organisation_attended_on_a_seat_or_as_a_guest_but_not_when_absent(portal: Database) -> None:
    assert len(await meetings.attended_by(portal, "5900001-1")) == 2
    assert len(await meetings.attended_by(portal, "5900003-3")) == 2
    assert await meetings.attended_by(portal, "5900002-2") == []


async def test_the_tally_counts_meetings_held_and_their_decisions(portal: Database) -> None:
    assert await meetings.tally(portal) == (2, 2)


async def test_names_are_joined_by_id(portal: Database) -> None:
    assert await institutions.names(portal, ["opm", "nobody"]) == {"opm": {"en": "OPM"}}
    assert await documents.names(portal, ["code-of-ethics"]) == {"code-of-ethics": {"en": "Code of Ethics"}}
    assert (await territory.places(portal)).regions["peje"]["sr"] == "Peć"
    strategy = await strategies.one(portal, "strategy-2013")
    assert strategies.objective(strategy, 1)["title"]["sr"] == "Učešće"
    assert strategies.objective(strategy, 9) is None


async def test_the_national_hub_comes_first(portal: Database) -> None:
    assert [h["_id"] for h in await hubs.everyone(portal)] == ["peje"]


async def test_a_page_gets_its_own_history_newest_first(portal: Database) -> None:
    kinds = [e["type"] for e in await history.about(portal, "meeting:council-2016-09-01")]
    assert kinds == ["council.MeetingCancelled", "council.MeetingScheduled"]


async def test_news_leave_out_what_only_its_own_page_tells(portal: Database) -> None:
    kinds = {e["type"] for e in await history.news(portal, 500)}
    assert "council.MeetingHeld" in kinds
    assert "membership.DocumentAccepted" not in kinds


async def test_the_register_of_claims_lists_a_fund_or_an_organisation(reporting: Database) -> None:
    assert [c["_id"] for c in await claims.register(reporting)] == ["c"]
    assert [c["_id"] for c in await claims.register(reporting, "logistics")] == ["c"]
    assert await claims.register(reporting, "other") == []
    assert [c["claimed"] for c in await claims.of_organisation(reporting, "5900001-1")] == [1_500]


async def test_funds_are_read_one_by_one_or_all(reporting: Database) -> None:
    assert (await funds.one(reporting, "logistics"))["total"]["free"] == 100_000
    assert len(await funds.everyone(reporting)) == 1


async def test_membership_is_read_one_by_one_or_all(reporting: Database) -> None:
    assert (await membership.one(reporting, "5900005-5"))["state"] == "organisation closed"
    assert len(await membership.everyone(reporting)) == 5


async def test_the_audit_answers_by_entity_person_and_wish(reporting: Database) -> None:
    async def answers(**where: object) -> list[Any]:
        return await reporting.find("audit", where, sort=[("position", 1)])

    entries = await answers(service="council", entity="meeting", id="council-2016-09-01")
    assert [(e["version"], e["type"]) for e in entries] == [
        (1, "council.MeetingScheduled"),
        (2, "council.MeetingCancelled"),
    ]
    assert len(await answers(by="p-somebody")) == len(programme()) + 2
    assert [e["position"] for e in await answers(correlation="command-1")] == [1]
