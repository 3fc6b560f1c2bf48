"""Does every public event have an address of its own, which says who, when, of what, and what came next?"""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import follow
from tests.services.outreach.portal.test_pages import MOVED, read, words
from tests.services.outreach.programme import programme


@pytest.mark.browser
@opens("/meetings/{id}", "/events/{id}")
async def test_an_event_is_followed_from_a_history_to_its_address_and_on(reader: Page) -> None:
    await reader.goto("/en/meetings/council-2015-04-21")
    line = reader.get_by_role("region", name="History").get_by_role("listitem").filter(has_text="moved to")
    await expect(line).to_contain_text("recorded by the Secretariat")
    number = MOVED.rpartition("/")[2]
    await follow(line, f"event {number}", f"Event {number}")
    main = reader.get_by_role("main")
    await expect(main).to_contain_text("the Secretariat")
    await expect(main).to_contain_text("council.MeetingRescheduled")
    await expect(reader.locator("link[rel=canonical]")).to_have_attribute("href", re.compile(f"/en{MOVED}$"))
    await reader.get_by_role("link", name="Earlier: event").click()
    await reader.get_by_role("link", name=f"Later: event {number}").click()
    await reader.get_by_role("link", name="Srpski").click()
    await expect(reader.locator("h1")).to_have_text(f"Događaj {number}")
    await expect(main).to_contain_text("Sekretarijat")


@pytest.mark.parametrize("number", ["0", "999999", "x", "٣", "9" * 16])
async def test_what_is_not_there_is_said_so(pages: httpx.AsyncClient, number: str) -> None:
    assert "No public event has this number" in await read(pages, f"/en/events/{number}", 404)


async def test_what_is_not_public_has_no_address(pages: httpx.AsyncClient) -> None:
    hidden = next(e for e in programme() if e.data.type_name == "membership.MembershipApplied")
    said = words(await read(pages, f"/en/events/{hidden.position}", 404))
    assert "or it is not told to the public" in said
    assert hidden.id not in said
