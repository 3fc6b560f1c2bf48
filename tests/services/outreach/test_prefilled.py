"""What stands in a form about a meeting or its minutes when it opens?"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from services.outreach.desk.prefill import PREFILLED
from shared.kernel.event import Recorded, Ref
from shared.kernel.mongo import Mongo
from tests.services.outreach.programme import programme
from tests.services.outreach.programme_elections import FIRST, SECOND, THIRD

MEETING = {"meeting": "council-2015-04-21"}


class Facts:
    """Those of the programme, entity by entity."""

    async def load(self, ref: Ref) -> list[Recorded[Any]]:
        return [event for event in programme() if event.ref == ref]


async def opened(mongo: Mongo, command: str, **known: Any) -> dict[str, Any]:
    visit: Any = SimpleNamespace(tools=SimpleNamespace(mongo=mongo, log=Facts()))
    return await PREFILLED[f"council.{command}"](visit, known)


async def test_an_attendance_begins_with_the_last_one_and_its_times(filled_mongo: Mongo) -> None:
    seats = (await opened(filled_mongo, "RecordAttendance", **MEETING))["seats"]
    assert seats[0] == {"seat": "gov-1", "presence": "present", "arrived": None, "left": None}


async def test_a_meeting_is_moved_from_where_it_stands(filled_mongo: Mongo) -> None:
    form = await opened(filled_mongo, "RescheduleMeeting", **MEETING)
    assert form.keys() == {"starts_at", "ends_at", "place"}


async def test_minutes_are_corrected_and_adopted_as_they_stand(filled_mongo: Mongo) -> None:
    for command in ("CorrectMinutes", "AdoptMinutes"):
        form = await opened(filled_mongo, command, **MEETING)
        assert (form["base"], form["number"]) == (2, 2)
        assert "go to the chair" in form["texts"]["en"]
        assert await opened(filled_mongo, command, meeting="nothing") == {}


async def test_papers_of_the_box_are_counted_in_a_row_for_each_candidate_of_the_list(
    filled_mongo: Mongo,
) -> None:
    form = await opened(filled_mongo, "CountBallots", election="council-2014-09")
    assert form == {"box": [{"organisation": candidate} for candidate in (FIRST, SECOND, THIRD)]}
    without_papers = await opened(filled_mongo, "CountBallots", election="council-2016-09")
    assert without_papers == {}
    assert await opened(filled_mongo, "CountBallots", election="nothing") == {}
