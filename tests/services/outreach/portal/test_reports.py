"""Does a report say the same on the page, on paper, in the workbook and to machines, with its evidence?"""

from __future__ import annotations

import asyncio
import io
import secrets
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import openpyxl
import pytest
import xmlschema
from pypdf import PdfReader

from services.outreach.domain.report import REPORT, Frozen
from services.outreach.doors.reports import DOORS
from services.outreach.newsletter.entities import state_of
from services.outreach.newsletter.giving import Giving
from services.outreach.projections.portal.evidence import EVIDENCE as PUBLIC_EVIDENCE
from services.outreach.projections.reporting.indicators import EVIDENCE, INDICATORS, figures
from services.outreach.projections.reporting.reports import REPORT_REGISTER
from services.outreach.reports.accountant import Accountant
from shared.contracts import VOCABULARY
from shared.contracts.outreach import Figure
from shared.kernel.chores import Alive
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Grant
from shared.kernel.event import Ref
from shared.kernel.handler import Handler
from shared.kernel.mongo import Mongo
from shared.testing.memory_log import MemoryLog
from shared.testing.recorded import Chronicle, folded
from shared.testing.spec import KOSOVO
from tests.services.outreach import given_reports as given
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill, stand_at
from tests.services.outreach.portal.test_pages import heading, read, words
from tests.services.outreach.programme import (
    applied,
    held,
    joined,
    meeting,
    member,
    organisation,
    programme,
    registered,
    scheduled,
)
from tests.services.outreach.programme_money import FUND, FUND_OPENED, approved, claim, submitted

SCHEMA = Path(__file__).parents[1] / "iati-2.03" / "iati-activities-schema.xsd"
AT = f"/reports/{given.REPORT}"
ENDS = ("", ".pdf", ".xlsx", ".iati.xml")


async def test_the_page_shows_figures_beside_the_period_before_with_their_events(
    pages: httpx.AsyncClient,
) -> None:
    html = await read(pages, f"/en{AT}")
    text = words(html)
    assert heading(html) == "A working relation"
    assert "Meetings held (meetings) 0 8 2 1 2 Minutes" in text
    assert "The events behind “Meetings held (meetings)”" in text
    assert "event 17" in text
    assert f"Content hash (SHA-256): {'ab' * 32}" in text
    assert 'href="/en/reports/inception"' in html
    assert "It went well." in text


async def test_the_list_shows_the_reports_and_what_is_to_come_about(pages: httpx.AsyncClient) -> None:
    text = words(await read(pages, "/en/reports"))
    assert text.index("20 April 2015") < text.index("31 October 2014")
    assert "A framework that works" in text
    assert "Relacion" not in words(await read(pages, "/sq/reports"))


async def test_words_find_a_report_and_what_is_to_come_about(pages: httpx.AsyncClient) -> None:
    assert f'href="/sr{AT}"' in await read(pages, "/sr/search?q=went+well")
    assert f'href="/sr/reports/logframes/{given.LOGFRAME}"' in await read(pages, "/sr/search?q=that+works")


async def test_the_same_on_paper(pages: httpx.AsyncClient) -> None:
    answer = await pages.get(f"/en{AT}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split()
    )
    for said in ("A working relation", "Meetings held (meetings)", "It went well.", "ab" * 16):
        assert said in text
    assert (await pages.get(f"/en{AT}.pdf")).content == answer.content, "the same report, the same bytes"


async def test_a_figure_leads_to_its_evidence_in_the_workbook(pages: httpx.AsyncClient) -> None:
    answer = await pages.get(f"/en{AT}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Figures", "Evidence", "Report to the donor"]
    figures_, evidence = book["Figures"], book["Evidence"]
    assert [cell.value for cell in figures_[3]][:6] == ["Meetings held (meetings)", 0, 8, 2, "1", 2]
    link = figures_["H3"]
    assert (link.value, link.hyperlink.location) == ("2", "'Evidence'!A2")
    assert [row[1].value for row in evidence.iter_rows(min_row=2)] == [17, 21]
    assert evidence["A2"].value == "r1-meetings"


async def test_iati_is_valid_against_its_own_schema(pages: httpx.AsyncClient) -> None:
    answer = await pages.get(f"/en{AT}.iati.xml")
    assert answer.headers["content-type"] == "application/xml"
    schema = xmlschema.XMLSchema(str(SCHEMA))
    schema.validate(io.BytesIO(answer.content))
    read_back = schema.to_dict(io.BytesIO(answer.content))
    assert read_back["@version"] == "2.03"
    (activity,) = read_back["iati-activity"]
    (indicator,) = activity["result"][0]["indicator"]
    (period,) = indicator["period"]
    assert period["actual"][0]["@value"] == "2"
    assert period["target"][0]["@value"] == "8"
    assert period["period-end"]["@iso-date"] == "2015-04-20"


def test_the_schema_is_one_that_can_say_no() -> None:
    schema = xmlschema.XMLSchema(str(SCHEMA))
    assert not schema.is_valid("<iati-activities version='2.03'><iati-activity/></iati-activities>")


@pytest.mark.parametrize("end", ENDS)
async def test_a_report_that_was_not_handed_in_is_not_there(pages: httpx.AsyncClient, end: str) -> None:
    assert (await pages.get(f"/en/reports/nothing{end}")).status_code == 404


async def test_whatever_is_recorded_later_a_report_stays_as_it_was_frozen(mongo: Mongo) -> None:
    log = programme()
    await fill(mongo, log)
    async with client(mongo) as now:
        before = [await rendered(now, end) for end in ENDS]
        log.add(Ref("outreach", "logframe", given.LOGFRAME), given.redefined)
        log.add(Ref("outreach", "report", "late"), given.opened, given.written, given.closed, given.frozen)
        log.add(Ref("outreach", "report", "late"), given.earlier.model_copy(update={"figures": ()}))
        await fill(mongo, log)
        assert "Something else" in await read(now, "/en/reports")
        assert [await rendered(now, end) for end in ENDS] == before


async def rendered(pages: httpx.AsyncClient, end: str) -> bytes:
    """To the byte; of the page what is its own: the frame says how far the log is."""
    answer = await pages.get(f"/en{AT}{end}")
    assert answer.status_code == 200
    return answer.content if end else answer.content.partition(b"<h1")[2].partition(b"</main>")[0]


# ── counting ────────────────────────────────────────────────────────────────────────────────────
def measured_log() -> Chronicle:
    log = Chronicle()
    for day in ("2014-10-20", "2014-11-20", "2015-02-20", "2015-06-20"):
        ref = meeting(f"council-{day}")
        log.add(ref, scheduled(day), held(day))
    log.add(organisation("m"), registered({"en": "M"}))
    return log.add(member("m"), applied("2015-01-05"), joined("2015-02-01"))


def test_every_event_counts_once_for_each_of_its_measures() -> None:
    log = measured_log()
    evidence = folded(EVIDENCE, log)
    assert len([e for e in evidence.values() if e["measure"] == "meetings-held"]) == 4
    indicators = folded(INDICATORS, log)
    assert indicators["meetings-held"]["months"]["2015-02"] == {"amount": 1, "events": 1}
    assert (indicators["meetings-held"]["amount"], indicators["meetings-held"]["latest_on"]) == (
        4,
        "2015-06-20",
    )
    assert indicators["membership-growth"]["amount"] == 1


async def test_a_figure_counts_its_period_its_action_and_nothing_recorded_later(mongo: Mongo) -> None:
    log = measured_log()
    await fill(mongo, log)
    db = mongo.database("reporting")
    defined = given.DEFINE.model_dump(mode="json")
    (figure,) = await figures(db, defined, date(2015, 1, 1), date(2015, 3, 31), counted_to=len(log))
    assert isinstance(figure, Figure)
    assert (figure.in_period, figure.to_date, figure.before) == (1, 2, 1), "October was before the action"
    assert figure.evidence == (6,)
    (early,) = await figures(db, defined, date(2015, 1, 1), date(2015, 3, 31), counted_to=5)
    assert (early.in_period, early.to_date) == (0, 1)


async def test_figures_are_counted_by_the_logframe_with_which_the_report_was_closed(mongo: Mongo) -> None:
    log = MemoryLog(VOCABULARY)
    handler = Handler(log, KOSOVO)
    writer = Actor("p-writer", (Grant("secretariat"),))
    again = given.DEFINE.model_copy(update={"title": {"en": "Another action"}})
    for command in (given.DEFINE, given.OPEN, given.WRITE, given.FREEZE, again):
        door = next(door for door in DOORS if door.command is type(command))
        await handler.handle(door, Order(command, secrets.token_hex(8), writer, datetime.now(UTC)))
    await stand_at(mongo, 5)
    accountant = Accountant(log, Giving(handler, DOORS, "accountant"), mongo.database("reporting"))
    await accountant.freeze((await log.load(REPORT.ref(given.REPORT)))[-1], Alive(asyncio.Event()))
    report = await state_of(log, REPORT, given.REPORT)
    assert isinstance(report, Frozen)
    assert report.action == given.ACTION


async def test_the_logframe_says_how_far_it_has_come_and_by_which_events(mongo: Mongo) -> None:
    log = measured_log()
    log.add(FUND, FUND_OPENED).add(claim("c"), submitted(), approved())
    money = given.MEETINGS.model_copy(update={"indicator": "r1-money", "measured_by": "cents-granted"})
    results = (given.RESULTS[0].model_copy(update={"indicators": (given.MEETINGS, money)}),)
    log.add(
        Ref("outreach", "logframe", given.LOGFRAME), given.defined.model_copy(update={"results": results})
    )
    await fill(mongo, log)
    async with client(mongo) as now:
        list_, page = (
            await read(now, "/en/reports"),
            await read(now, f"/en/reports/logframes/{given.LOGFRAME}"),
        )
    assert f'href="/en/reports/logframes/{given.LOGFRAME}#r1-meetings">3</a>' in list_
    assert "Meetings held meetings 0 8 3 Minutes" in words(page), "October was before the action"
    assert words(page).index("event 8") < words(page).index("event 6") < words(page).index("event 4")
    assert "Meetings held meetings 0 8 in the reports Minutes" in words(page)
    assert "cents-granted" not in str(folded(PUBLIC_EVIDENCE, log)), "one row would be what one of them got"


def test_the_register_follows_a_report_from_opening_to_handing_in() -> None:
    ref = Ref("outreach", "report", given.REPORT)
    log = Chronicle().add(ref, given.opened, given.written)
    assert folded(REPORT_REGISTER, log)[given.REPORT]["state"] == "open"
    log.add(ref, given.closed)
    assert folded(REPORT_REGISTER, log)[given.REPORT]["state"] == "closed"
    log.add(ref, given.frozen, given.submitted)
    report = folded(REPORT_REGISTER, log)[given.REPORT]
    assert (report["state"], report["sha256"], report["by"]) == (
        "submitted",
        "ab" * 32,
        ["p-writer", "p-director"],
    )
