"""Who takes part and who falls silent: does staff see it, and nobody else?"""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.platform import People
from tests.services.outreach.desk.conftest import ANA, BESA, DEJAN, EMA
from tests.services.outreach.desk.visitor import Visitor, words

PAGE = "/desk/participation"


@pytest.mark.parametrize("person", [ANA, DEJAN])
async def test_representatives_and_finance_do_not_see_it(visitor: Visitor, person: str) -> None:
    await visitor.enters_as(person)
    assert "Secretariat" in words(await visitor.read(f"/en{PAGE}", 403))
    assert PAGE not in await visitor.read("/en/desk")


@pytest.mark.parametrize("person", [BESA, EMA])
async def test_staff_and_the_auditor_see_what_is_counted_from_the_log(
    people: People, visitor: Visitor, person: str
) -> None:
    await visitor.enters_as(person)
    assert PAGE in await visitor.read("/en/desk")
    text = words(await visitor.read(f"/en{PAGE}"))
    for said in (
        "Members of which nothing was seen lately",
        "Something was seen of every member in that time.",
        "Filed in time 0 Filed late 0 Still to come 0 Overdue 0",
        "No plan has been adopted yet.",
        "Attendance by body and month",
    ):
        assert said in text


async def test_a_plan_stands_beside_what_was_reached(people: People, visitor: Visitor) -> None:
    targets = [{"joining": 4}, {"of": "region", "id": "peje", "joining": 2}]
    figures = {"retention": 95, "activity": 60, "decision_ref": "Board (sample)"}
    adopted = await people.accepted(
        "membership", "AdoptMembershipPlan", "board", year=2031, targets=targets, **figures
    )
    await visitor.enters_as(BESA)
    await visitor.read(f"/en/meetings?after={adopted['position']}")
    for _ in range(100):
        text = words(await visitor.read(f"/en{PAGE}"))
        if "2031" in text:
            break
        await asyncio.sleep(0.05)
    assert "Organisations that join 4 0" in text
    assert "of them in the region: Peje 2 0" in text
    assert "Members that stay 95%" in text


async def test_in_every_language_and_for_as_many_days_as_asked(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    for language, said in (("sq", "Pjesëmarrja"), ("sr", "Učešće")):
        page = await visitor.read(f"/{language}{PAGE}?days=30")
        assert said in page
        assert re.search(r'name="days"[^>]*value="30"', page)
    for odd in ("0", "-1", "x", "9" * 30):
        assert 'value="180"' in await visitor.read(f"/en{PAGE}?days={odd}")
