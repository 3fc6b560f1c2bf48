"""Does an independent parser read our calendars, and does a calendar follow what is moved or called off?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import vobject
from icalendar import Calendar

from services.outreach.projections.portal.meetings import MEETINGS
from shared.contracts import council
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.portal.test_pages import words
from tests.services.outreach.programme import meeting, moved, programme, scheduled

FEEDS = ("/calendar.ics", "/bodies/council/calendar.ics", "/organisations/5900001-1/calendar.ics")


async def parsed(pages: httpx.AsyncClient, path: str) -> Any:
    """As vobject, which is not what wrote it, reads and validates it."""
    answer = await pages.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "\r\n" in answer.text
    assert max(len(line.encode()) for line in answer.text.split("\r\n")) <= 75
    calendar = vobject.readOne(answer.text)
    assert calendar.validate()
    return calendar


def event(calendar: Any, uid: str) -> Any:
    (found,) = [one for one in calendar.vevent_list if one.uid.value == uid]
    return found


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
@pytest.mark.parametrize("feed", FEEDS)
async def test_every_feed_is_a_calendar_in_every_language(
    pages: httpx.AsyncClient, language: str, feed: str
) -> None:
    calendar = await parsed(pages, f"/{language}{feed}")
    assert calendar.method.value == "PUBLISH"
    uids = [one.uid.value for one in calendar.vevent_list]
    assert len(uids) == len(set(uids)) > 0


async def test_a_meeting_has_its_id_its_version_and_its_time(pages: httpx.AsyncClient) -> None:
    calendar = await parsed(pages, "/en/calendar.ics")
    first = event(calendar, "council-2015-04-21")
    assert first.dtstart.value == datetime(2015, 4, 21, 8, tzinfo=UTC)
    assert first.dtend.value == datetime(2015, 4, 21, 10, tzinfo=UTC)
    assert (first.summary.value, first.location.value) == ("The Council", "Prishtinë")
    assert first.url.value == "http://portal.test/en/meetings/council-2015-04-21"
    assert first.description.value == "Agenda\n1. Work plan\n2. Confidential item"


async def test_what_is_private_is_in_no_calendar(pages: httpx.AsyncClient) -> None:
    for path in (*FEEDS, "/meetings/council-2016-12-01/invitation.ics"):
        text = (await pages.get(f"/en{path}")).text
        assert "secret" not in text
        assert "mailto" not in text


async def test_a_feed_names_itself_and_says_how_often_to_look(pages: httpx.AsyncClient) -> None:
    text = (await pages.get("/en/bodies/council/calendar.ics")).text
    calendar: Any = Calendar.from_ical(text)
    assert calendar["name"] == "CiviKos: The Council"
    assert calendar["source"] == "http://portal.test/en/bodies/council/calendar.ics"
    assert calendar["refresh-interval"].dt == timedelta(hours=4)


async def test_an_organisation_sees_the_meetings_of_its_seats_and_those_it_came_to(
    pages: httpx.AsyncClient,
) -> None:
    async def uids(organisation: str) -> set[str]:
        answer = await pages.get(f"/en/organisations/{organisation}/calendar.ics")
        components: Any = Calendar.from_ical(answer.text).walk("VEVENT")
        return {str(component["uid"]) for component in components}

    everything = {"council-2015-04-21", "council-2016-07-20", "council-2016-09-01", "council-2016-12-01"}
    assert await uids("5900001-1") == everything
    assert await uids("5900002-2") == {"council-2015-04-21"}, "it left its seat in October 2015"
    assert "council-2015-04-21" in await uids("5900003-3"), "it was a guest"
    assert await uids("5900004-4") == set()


@pytest.mark.parametrize(
    "path",
    ["/bodies/nothing/calendar.ics", "/organisations/0/calendar.ics", "/meetings/nothing/invitation.ics"],
)
async def test_what_is_not_there_has_no_calendar(pages: httpx.AsyncClient, path: str) -> None:
    assert (await pages.get(f"/en{path}")).status_code == 404


async def test_what_is_moved_keeps_its_id_and_gets_a_higher_sequence(mongo: Mongo) -> None:
    log = programme()
    await fill(mongo, log)
    async with client(mongo) as http:
        before = event(await parsed(http, "/en/calendar.ics"), "council-2016-12-01")
        await fill(mongo, log.add(meeting("council-2016-12-01"), moved("2016-12-08", "Prizren", "Snow")))
        after = event(await parsed(http, "/en/calendar.ics"), "council-2016-12-01")
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value - before.dtstart.value == timedelta(days=7)
    assert after.status.value == "CONFIRMED"


async def test_an_invitation_asks_who_sits_there_and_calling_off_cancels_it(mongo: Mongo) -> None:
    log = programme()
    await fill(mongo, log)
    path = "/en/meetings/council-2016-12-01/invitation.ics"
    async with client(mongo) as http:
        request = await parsed(http, path)
        assert "method=REQUEST" in (await http.get(path)).headers["content-type"]
        await fill(mongo, log.add(meeting("council-2016-12-01"), council.MeetingCancelled(reason="Snow")))
        cancel = await parsed(http, path)
    assert (request.method.value, cancel.method.value) == ("REQUEST", "CANCEL")
    asked, ended = request.vevent, cancel.vevent
    assert asked.uid.value == ended.uid.value == "council-2016-12-01"
    assert int(ended.sequence.value) > int(asked.sequence.value)
    assert (ended.status.value, ended.description.value) == ("CANCELLED", "Snow")
    assert asked.organizer.params["CN"] == ["CiviKos"]
    assert {one.params["CN"][0] for one in asked.attendee_list} == {"OPM", "Dukagjini Youth"}
    assert all(one.params["ROLE"] == ["REQ-PARTICIPANT"] for one in asked.attendee_list)


async def test_a_meeting_that_was_held_invites_nobody(pages: httpx.AsyncClient) -> None:
    assert (await pages.get("/en/meetings/council-2015-04-21/invitation.ics")).status_code == 404


def test_every_fact_of_a_meeting_raises_its_version() -> None:
    log = Chronicle().add(meeting("m"), scheduled("2015-04-14"))
    versions = []
    for fact in (moved("2015-04-21", "Pejë", "x"), moved("2015-04-22", "Pejë", "y")):
        versions.append(folded(MEETINGS, log.add(meeting("m"), fact))["m"]["version"])
    assert versions == [2, 3]


async def test_the_page_lists_what_comes_by_month_and_the_feeds(pages: httpx.AsyncClient) -> None:
    html = (await pages.get("/en/calendar")).text
    assert "December 2016" in words(html)
    assert 'href="webcal://portal.test/en/calendar.ics"' in html
    assert 'href="webcal://portal.test/en/bodies/council/calendar.ics"' in html
