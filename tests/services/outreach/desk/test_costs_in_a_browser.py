"""From a receipt photographed in a bus to the bank's file: does everybody get their part done at the desk?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Browser, Page, expect

from shared.kernel.entity import Grant
from shared.kernel.token import issue
from tests.platform import People, Platform
from tests.services.outreach.desk.conftest import ANA, BESA, DEJAN, OWN, come_in
from tests.services.outreach.opened import opening, opens
from tests.services.outreach.portal.reading import follow, saved, until_it_says
from tests.stories.programme import text

pytestmark = pytest.mark.browser
GROUP, MEETING, FUND, GENC = "costs-group", "costs-meeting", "costs", "p-genc"
HELD = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=3)
PHOTOGRAPH = b"\xff\xd8\xff\xe1" + bytes(range(256)) * 400
ACCOUNT = "XK051212012345678906"


@pytest.fixture(scope="module")
async def met(people: People) -> People:
    """The organisation sat in a meeting; a fund pays for it; finance is two."""
    before = {"as_of": HELD - timedelta(days=30)}
    seats = [
        {"seat": "gov", "side": "government", "filled_by": "ex_officio"},
        {"seat": "cso", "side": "civil_society", "filled_by": "named", "named_by": "platform"},
    ]
    rule = {"percent": 50, "of": "filled", "each_side": False, "binds_decisions": True}
    body: dict[str, Any] = {"kind": "working_group", "name": text("Group on costs"), "meetings_a_year": 2}
    since = before["as_of"].date().isoformat()

    async def does(command: str, **fields: Any) -> None:
        await people.accepted("council", command, "secretariat", **{**before, **fields})

    await does("EstablishBody", body=GROUP, seats=seats, quorum=rule, established_on=since, **body)
    for seat, kind, holder, ground in (
        ("gov", "institution", "institution-01", "office"),
        ("cso", "organisation", OWN, "nomination"),
    ):
        sits = {"seat": seat, "holder": {"kind": kind, "id": holder}, "ground": ground, "since": since}
        await does("FillSeat", body=GROUP, person=f"p-{holder}", person_name="Invented Name", **sits)
    times = {"starts_at": HELD.isoformat(), "ends_at": (HELD + timedelta(hours=2)).isoformat()}
    await does("ScheduleMeeting", meeting=MEETING, body=GROUP, place="Pejë", languages=["sq"], **times)
    marks = [{"seat": seat, "presence": "present"} for seat in ("gov", "cso")]
    after = {"as_of": HELD + timedelta(hours=3)}
    await does("RecordAttendance", meeting=MEETING, seats=marks, **after)
    await does("HoldMeeting", meeting=MEETING, **after)
    await _pays(people, before)
    account = {"person": GENC, "name": "Genc Invented", "email": "genc@example.org"}
    await people.accepted("membership", "OpenAccount", "admin", **account)
    await people.accepted("membership", "GrantRole", "admin", person=GENC, role="finance")
    return people


async def _pays(people: People, before: dict[str, datetime]) -> None:
    day = before["as_of"].date()
    heading = {"heading": "travel", "title": text("Travel"), "cents": 500_00}
    fund: dict[str, Any] = {
        "title": text("Costs of the group"),
        "agreement": "SAMPLE-2",
        "donors": [{"name": "A donor", "share_percent": 100}],
        "currency": "EUR",
        "starts_on": day.isoformat(),
        "ends_on": (day + timedelta(days=365)).isoformat(),
        "headings": [heading],
        "rates": [{"kind": "bus", "unit": "journey", "max_cents": 2000}],
        "claim_window_days": 30,
        "means_valid_days": 365,
        "account": {"name": "Platform (sample)", "iban": ACCOUNT},
    }
    await people.accepted("grants", "OpenFund", "finance", fund=FUND, **fund, **before)
    declared = {"organisation": OWN, "year": day.year, "income_bracket": "none", **before}
    await people.accepted("grants", "DeclareMeans", f"cso:{OWN}", **declared)
    assessed = {"organisation": OWN, "eligible": True, "reason": "No income.", **before}
    await people.accepted("grants", "AssessMeans", "secretariat", **assessed)


@pytest.fixture
async def bus(browser: Browser, platform: Platform, met: People, request: pytest.FixtureRequest) -> Any:
    """A telephone."""
    base = f"http://127.0.0.1:{platform.port}"
    async with opening(browser, request, base_url=base, viewport={"width": 360, "height": 740}) as page:
        yield page


async def _send(page: Page, command: str, people: People) -> None:
    """Until it stands in the register of claims, too, from which the next form is filled in."""
    await page.get_by_role("button", name=command, exact=True).last.click()
    await expect(page.get_by_role("status")).to_contain_text(f"Recorded: {command}")
    after = parse_qs(urlsplit(page.url).query)["after"]
    token = issue(people.key, BESA, [Grant("secretariat", None)])
    known = {"params": {"after": after}, "headers": {"Authorization": f"Bearer {token}"}}
    assert (await people.pages.get("/api/reporting/claims", **known)).status_code == 200


async def _what_waits(page: Page, person: str, command: str) -> None:
    """One click from the queue of this person."""
    await come_in(page, person)
    await until_it_says(page, "/en/desk", command)
    await page.get_by_role("link", name=command, exact=True).last.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(command)


async def _claims(page: Page) -> None:
    await page.get_by_label("Fund", exact=True).select_option(FUND)
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_label("Fund", exact=True)).to_have_value(FUND)
    await page.get_by_label("Meeting").select_option(MEETING)
    await expect(page.get_by_label("Organisation")).to_have_value(OWN)
    await page.get_by_label("Traveller", exact=True).select_option(label="Ana Invented (Society 01)")
    await page.get_by_label("IBAN").fill("XK05 1212 0123 4567 8906")
    await page.get_by_label("Kind").select_option(label="Bus")
    await page.get_by_label("Day").fill(HELD.date().isoformat())
    await page.get_by_label("Amount").fill("12.50")
    photograph: Any = {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": PHOTOGRAPH}
    await page.get_by_label("Receipt (optional)").set_input_files(photograph)


@opens("/desk/personas", "/desk/give/{service}/{command}", "/desk/receipts/{claim}/{receipt}")
async def test_1_a_receipt_is_photographed_in_a_bus_and_seen_by_whoever_decides(
    bus: Page, met: People
) -> None:
    await come_in(bus, ANA)
    await follow(bus, "Everything else", "Everything else")
    await follow(bus.get_by_role("region", name="Grants"), "Submit claim", "Submit claim")
    await _claims(bus)
    await _send(bus, "Submit claim", met)
    await _what_waits(bus, BESA, "Approve claim")
    receipt = bus.get_by_role("region", name="History").get_by_role("link", name="the receipt")
    assert await saved(bus, receipt) == PHOTOGRAPH
    await expect(bus.get_by_label("Granted")).to_have_value("12.50")
    await _send(bus, "Approve claim", met)


@opens("/desk/record/{service}/{entity}/{id}", "/desk/payment-files/{batch}/{format}")
async def test_2_finance_puts_it_together_another_person_releases_it_and_the_bank_can_read_it(
    window: Page, met: People
) -> None:
    await _what_waits(window, DEJAN, "Authorise claim")
    await _send(window, "Authorise claim", met)
    await _what_waits(window, DEJAN, "Prepare batch")
    batch = await window.get_by_label("Batch").input_value()
    await _send(window, "Prepare batch", met)
    await _what_waits(window, GENC, "Release batch")
    await expect(window.locator("input[name=batch]")).to_have_value(batch)
    form = window.url
    await window.goto(f"/en/desk/record/grants/batch/{batch}")
    await expect(window.get_by_role("link", name="pain.001.001.09")).to_have_count(0)
    await window.goto(form)
    await _send(window, "Release batch", met)
    await window.goto(f"/en/desk/record/grants/batch/{batch}")
    file = await saved(window, window.get_by_role("link", name="pain.001.001.09"))
    assert b"XK051212012345678906" in file
    assert b"12.50" in file
    table = await saved(window, window.get_by_role("link", name="csv"))
    assert b"Ana Invented" in table
