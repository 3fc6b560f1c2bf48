"""Who learns at the desk how to join a meeting from afar?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.platform import People
from tests.services.outreach.desk.conftest import ANA, BESA, DEJAN, FATOS, OWN
from tests.services.outreach.desk.visitor import Visitor, words
from tests.stories.programme import text

GROUP, MEETING = "joining-group", "joining-meeting"
FIRST, NOW = "https://meet.example/first", "https://meet.example/now"
RECORD, PAGE = f"/en/desk/record/council/meeting/{MEETING}", f"/en/meetings/{MEETING}"


@pytest.fixture(scope="module")
async def called(people: People) -> People:
    """A group in which one organisation sits is called to meet, with an address that has moved since."""
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=9)
    times = {"starts_at": soon.isoformat(), "ends_at": (soon + timedelta(hours=2)).isoformat()}
    since = (soon - timedelta(days=30)).date().isoformat()
    seat = {"seat": "cso", "side": "civil_society", "filled_by": "named", "named_by": "platform"}
    body: dict[str, Any] = {"kind": "working_group", "name": text("Group from afar"), "meetings_a_year": 2}
    holder = {"kind": "organisation", "id": OWN}

    async def does(command: str, **fields: Any) -> None:
        await people.accepted("council", command, "secretariat", **fields)

    rule = {"percent": 50}
    await does("EstablishBody", body=GROUP, seats=[seat], quorum=rule, established_on=since, **body)
    sits = {"holder": holder, "ground": "nomination", "since": since}
    await does("FillSeat", body=GROUP, seat="cso", person=ANA, person_name="Ana Invented", **sits)
    place: dict[str, Any] = {"place": "Pejë", **times}
    await does("ScheduleMeeting", meeting=MEETING, body=GROUP, online_link=FIRST, languages=["sq"], **place)
    await does("RescheduleMeeting", meeting=MEETING, reason="Another room", online_link=NOW, **place)
    return people


async def test_the_public_learns_that_there_is_an_address_and_not_which(called: People) -> None:
    page = await called.page(PAGE)
    assert "Who sits in this body finds the address at the desk." in words(page)
    assert "meet.example" not in page
    invitation = await called.pages.get(f"{PAGE}/invitation.ics")
    assert invitation.status_code == 200
    assert "meet.example" not in invitation.text


@pytest.mark.parametrize(("person", "status"), [(ANA, 200), (BESA, 200), (FATOS, 403), (DEJAN, 403)])
async def test_who_sits_there_and_the_staff_get_the_address_and_nobody_else(
    called: People, visitor: Visitor, person: str, status: int
) -> None:
    await called.page(PAGE)
    await visitor.enters_as(person)
    page = await visitor.read(RECORD, status)
    assert (f'href="{NOW}"' in page) == (status == 200)
    assert ("What you may do now" in page) == (person == BESA), "of the rest only what is public"
