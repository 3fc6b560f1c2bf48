"""Enquiries, visibility and letters in figures: does staff see them, and nobody else?"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from tests.platform import People, Platform
from tests.services.outreach.desk.conftest import ANA, BESA, CENE, DEJAN, EMA, come_in
from tests.services.outreach.desk.visitor import Visitor, words
from tests.services.outreach.opened import opening, opens
from tests.services.outreach.portal.reading import follow
from tests.stories import programme

PAGE = "/desk/outreach"


UNREAD = "Your roles do not read what is counted under:"


async def test_representatives_do_not_see_it(people: People, visitor: Visitor) -> None:
    await visitor.enters_as(ANA)
    assert "Secretariat" in words(await visitor.read(f"/en{PAGE}", 403))
    assert PAGE not in await visitor.read("/en/desk")
    assert (await visitor.http.get(f"/en{PAGE}/enquiries-by-month.svg")).status_code == 403


@pytest.mark.parametrize("person", [BESA, EMA])
async def test_an_empty_page_says_so(people: People, visitor: Visitor, person: str) -> None:
    await visitor.enters_as(person)
    assert PAGE in await visitor.read("/en/desk")
    text = words(await visitor.read(f"/sq{PAGE}"))
    assert "Ende askush nuk është abonuar." in text


@pytest.fixture(scope="module")
async def recorded(people: People) -> int:
    """Two enquiries, of which one is answered, and one action; the position of the last."""
    opened = {"region": "peje", "seat": "peje", "host": "Youth House (sample)", "municipalities": ["peje"]}
    await programme.open_fund(people, "seen", 1_000_00)
    opening_day = datetime(2016, 1, 4, 12, tzinfo=UTC)
    where = {"hub": "counted", "languages": ["sq"], **opened}
    await people.accepted("outreach", "OpenHub", "secretariat", **where, as_of=opening_day)
    for number, channel in (("c-1", "visit"), ("c-2", "phone")):
        asked = {"enquiry": number, "hub": "counted", "topic": "funding", "channel": channel}
        day = {"question": "Invented?", "asked_on": "2016-03-01"}
        await people.accepted("outreach", "LogEnquiry", "hub:counted", **asked, **day)
    answer = {"enquiry": "c-1", "answer": "Invented.", "answered_on": "2016-03-04"}
    await people.accepted("outreach", "AnswerEnquiry", "hub:counted", **answer)
    seen = {"kind": "event", "channel": "Town hall", "reach": 140, "evidence": "List of those who came"}
    which = {"action": "round-table", "title": {"en": "Round table"}, "agreement": "seen"}
    done = await people.accepted(
        "outreach", "RecordVisibilityAction", "secretariat", **which, **seen, done_on="2016-03-05"
    )
    return int(done["position"])


async def counted(visitor: Visitor, path: str) -> str:
    """The page, once the read models stand there."""
    for _ in range(100):
        text = words(await visitor.read(path))
        if "Round table" in text and "Support for taking part 2" in text:
            break
        await asyncio.sleep(0.05)
    return text


async def test_what_is_recorded_is_counted_by_hub_month_topic_and_kind(
    recorded: int, visitor: Visitor
) -> None:
    await visitor.enters_as(BESA)
    await visitor.read(f"/en/meetings?after={recorded}")
    text = await counted(visitor, f"/en{PAGE}?from=1.1.2016&to=2016-12-31")
    for said in (
        "Pejë/Peć 2 1 1 0 0 3 3",
        "March 2016 2 1 3 3",
        "Support for taking part 2",
        "Phone 1",
        "Event 1 140",
        "March 2016 1 140",
        "Pejë/Peć 0 0 1 0 1 1: March 2016",
    ):
        assert said in text, said
    assert UNREAD not in text
    before = words(await visitor.read(f"/en{PAGE}?to=2015-12-31"))
    for empty in ("No hub was asked anything", "No hub has a month", "No visibility action is recorded"):
        assert empty in before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("from=soon", "From : Write a day, as 21.4.2015."),
        ("to=31.2.2016", "To : Write a day, as 21.4.2015."),
        ("from=2.3.2016&to=1.3.2016", "To : The last day is before the first one."),
    ],
)
async def test_days_that_are_none_are_refused_and_kept(
    people: People, visitor: Visitor, typed: str, said: str
) -> None:
    await visitor.enters_as(BESA)
    page = await visitor.read(f"/en{PAGE}?{typed}", 422)
    assert said in words(page)
    assert f'value="{typed.rpartition("=")[2]}"' in page
    assert "Enquiries by topic" not in page


async def test_each_reads_what_their_roles_may_read(recorded: int, visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    await counted(visitor, f"/en{PAGE}")
    await visitor.enters_as(CENE)
    board = words(await visitor.read(f"/en{PAGE}"))
    assert "Round table" in board
    assert "Support for taking part 2" not in board
    assert f"{UNREAD} Enquiries at the information centres; Readers of the newsletter; Letters" in board
    await visitor.enters_as(DEJAN)
    finance = words(await visitor.read(f"/en{PAGE}"))
    assert "Returns owed" in finance
    assert "Round table" not in finance


async def test_a_month_of_a_hub_says_what_is_counted_in_it_and_from_which_records(
    recorded: int, visitor: Visitor
) -> None:
    await visitor.enters_as(BESA)
    await visitor.read(f"/en/meetings?after={recorded}")
    page = await visitor.read("/en/desk/record/outreach/hub_month/counted_2016-03")
    text = words(page)
    for said in (
        "Pejë/Peć, March 2016",
        "Enquiries 2 Support for taking part: 2",
        "Answers 1 late: 0;",
        "3 in the median",
    ):
        assert said in text
    assert "The enquiry of a person at Pejë/Peć, received on 1 March 2016 (Support for taking part)" in text
    assert "/en/desk/record/outreach/enquiry/c-1" in page
    assert "Topic Support for taking part" in text


async def test_a_hub_chooses_from_its_own_enquiries_that_have_no_answer(
    people: People, recorded: int, visitor: Visitor
) -> None:
    other = {"region": "prizren", "seat": "prizren", "host": "Sample", "municipalities": ["prizren"]}
    await people.accepted("outreach", "OpenHub", "secretariat", hub="other", languages=["sq"], **other)
    for hub, person in (("counted", "p-hub"), ("other", "p-other-hub")):
        opened = {"person": person, "name": "Hana Invented", "email": f"{person}@example.org"}
        await people.accepted("membership", "OpenAccount", "admin", **opened)
        granted = {"person": person, "role": "hub", "bound_to": hub}
        await people.accepted("membership", "GrantRole", "admin", **granted)
    form = "/en/desk/give/outreach/AnswerEnquiry"
    await visitor.enters_as("p-hub")
    for _ in range(100):
        page = await visitor.read(form)
        if 'value="c-2"' in page and 'value="c-1"' not in page:
            break
        await asyncio.sleep(0.05)
    assert 'value="c-2"' in page
    assert 'value="c-1"' not in page, "it is answered"
    await visitor.enters_as("p-other-hub")
    assert 'value="c-2"' not in await visitor.read(form)
    other_hub = await visitor.read(f"/en{PAGE}")
    assert "No hub has a month with records" in other_hub
    assert "/en/hubs/counted" not in other_hub, "a hub reads its own figures alone"
    await visitor.enters_as("p-hub")
    page, month = await visitor.read(f"/en{PAGE}"), "/en/desk/record/outreach/hub_month/counted_2016-03"
    assert "Support for taking part 2" in words(page)
    assert f'href="{month}"' in page
    await visitor.read(month)
    await visitor.enters_as("p-other-hub")
    await visitor.read(month, 403)


@pytest.mark.browser
@opens("/desk/outreach", "/desk/outreach/{id}.svg")
async def test_staff_reads_it_on_a_telephone(
    browser: Browser, platform: Platform, recorded: int, request: pytest.FixtureRequest
) -> None:
    telephone = {
        "base_url": f"http://127.0.0.1:{platform.port}",
        "viewport": {"width": 360, "height": 740},
    }
    async with opening(browser, request, **telephone) as page:
        await come_in(page, BESA)
        await follow(page, "Outreach in figures", "Outreach in figures")
        await page.get_by_role("link", name="2016", exact=True).click()
        await expect(page.get_by_role("region", name="Visibility")).to_contain_text("140")
        picture = page.get_by_role("img", name="Enquiries and answers, month by month")
        await picture.scroll_into_view_if_needed()
        await expect(picture).to_have_js_property("complete", True)
        assert await picture.evaluate("image => image.naturalWidth") > 0
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        found = await Axe().run(page)
        assert not [v["id"] for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
