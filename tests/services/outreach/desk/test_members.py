"""Can staff read why members left, and can nobody else?"""

from __future__ import annotations

import pytest

from tests.platform import People
from tests.services.outreach.desk.conftest import ANA, BESA, DEJAN, EMA
from tests.services.outreach.desk.visitor import Visitor, words
from tests.stories import programme

LEFT = "5110066"


async def test_staff_read_who_left_and_why_in_the_recorded_words(people: People, visitor: Visitor) -> None:
    await programme.register(people, LEFT, "Society of the Past")
    await programme.join(people, LEFT)
    leaving = {"organisation": LEFT, "reason": "No time for it", **programme.DAY}
    await people.accepted("membership", "ResignMembership", f"cso:{LEFT}", **leaving)
    assert "Former member" in await people.page(f"/en/organisations/{LEFT}")
    for person in (BESA, EMA):
        await visitor.enters_as(person)
        page = words(await visitor.read("/en/desk/members"))
        assert "Society of the Past" in page
        assert "No time for it" in page
        assert "By the rules of the platform no member is passive." in page
        assert "No complaint was filed yet." in page


@pytest.mark.parametrize("person", [ANA, DEJAN])
async def test_nobody_else_does(people: People, visitor: Visitor, person: str) -> None:
    await visitor.enters_as(person)
    page = words(await visitor.read("/en/desk/members", 403))
    assert "No time for it" not in page
