"""Does an open queue say that something else waits now, and only to those for whom it does?"""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.platform import People
from tests.services.outreach.desk.conftest import BESA, FATOS, come_in
from tests.services.outreach.desk.test_desk_in_a_browser import apply
from tests.services.outreach.desk.visitor import Visitor
from tests.services.outreach.opened import opens

LATER = "5110089"


async def mark(visitor: Visitor, after: int) -> str:
    found = re.search(r'data-mark="(\w+)"', await visitor.read(f"/en/desk?after={after}"))
    assert found is not None
    return found[1]


@pytest.mark.browser
@opens("/desk", "/desk/stream")
async def test_an_open_queue_says_what_came_and_is_quiet_for_others(
    window: Page, people: People, visitor: Visitor
) -> None:
    await visitor.enters_as(FATOS)
    before = await mark(visitor, people.position)
    await come_in(window, BESA)
    await window.goto(f"/en/desk?after={people.position}")
    live = window.locator("#live")
    await expect(live).to_be_hidden()
    await apply(people, LATER)
    await expect(live).to_contain_text("What waits for you has changed", timeout=20_000)
    await expect(live).to_be_visible(timeout=20_000)
    await live.get_by_role("link", name="Show what waits now").click()
    await expect(window.get_by_role("main")).to_contain_text("Check the application of Society 89.")
    await expect(live).to_be_hidden()
    assert await mark(visitor, people.position) == before
