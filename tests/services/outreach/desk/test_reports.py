"""Do staff read a report in each of its forms before the donor does, and do they find their tables?"""

from __future__ import annotations

import asyncio
import io
import re

import openpyxl
import pytest
from playwright.async_api import Page, expect
from pypdf import PdfReader

from services.outreach.desk import data
from tests.platform import People
from tests.services.outreach import given_reports as given
from tests.services.outreach.desk.conftest import ANA, BESA, CENE, DEJAN, EMA, come_in
from tests.services.outreach.desk.test_who_reads import MAY
from tests.services.outreach.desk.visitor import Visitor, words
from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import follow, headed, saved, until_it_says

FORMATS = ("pdf", "xlsx", "iati.xml")


async def drafted(people: People, report: str) -> None:
    for command in (given.DEFINE, given.OPEN, given.WRITE):
        body = command.model_dump(mode="json")
        changed = {"report": report} if "report" in body else {}
        await people.accepted("outreach", type(command).__name__, "secretariat", **{**body, **changed})


async def until(visitor: Visitor, path: str, said: str) -> str:
    """Looks again until the page says it."""
    async with asyncio.timeout(30):
        while said not in (page := await visitor.read(path)):
            await asyncio.sleep(0.1)
    return page


async def forms(visitor: Visitor, at: str) -> tuple[str, list[str], str, list[str]]:
    """What stands on the paper, how the workbook's sheets are called, the IATI file; and the files' names."""
    answers = [await visitor.http.get(f"{at}/{format}") for format in FORMATS]
    assert {answer.status_code for answer in answers} == {200}
    pages = PdfReader(io.BytesIO(answers[0].content)).pages
    paper = " ".join(" ".join(page.extract_text() for page in pages).split())
    sheets = openpyxl.load_workbook(io.BytesIO(answers[1].content)).sheetnames
    kept = [re.findall('filename="(.*)"', answer.headers["content-disposition"])[0] for answer in answers]
    return paper, sheets, answers[2].text, kept


async def test_a_report_says_what_it_is_in_every_form_until_it_is_handed_in(
    people: People, visitor: Visitor
) -> None:
    await drafted(people, "spring")
    at, outreach = "/en/desk/reports/spring", "outreach"
    await visitor.enters_as(DEJAN)
    record = await until(visitor, "/en/desk/record/outreach/report/spring", ">A working relation</h1>")
    assert f'href="{at}">Read the report' in record
    page = words(await visitor.read(at))
    assert "This is a draft: its text and its figures may still change." in page
    assert "Meetings held (meetings) 0 8 0 – 0 Minutes" in page
    paper, sheets, iati, kept = await forms(visitor, at)
    assert "DRAFT" in paper
    assert sheets[0] == "Figures (draft)"
    assert "<!-- draft -->" in iati
    assert kept == ["spring-draft-en.pdf", "spring-draft-en.xlsx", "spring-draft.iati.xml"]

    await people.accepted(outreach, "FreezeReport", "secretariat", report="spring")
    await until(visitor, at, "and not handed in yet: this is what is to be handed in.")
    paper, sheets, iati, kept = await forms(visitor, at)
    assert "NOT HANDED IN" in paper
    assert sheets[0] == "Figures (not handed in)"
    assert (await visitor.http.get("/en/reports/spring")).status_code == 404, "it is not public yet"

    await people.accepted(outreach, "SubmitReport", "secretariat", report="spring", submitted_to="The donor")
    handed_in = await _until_it_leads_on(visitor, at)
    assert handed_in == "/en/reports/spring"
    frozen = iati.replace("<!-- not handed in -->", "")
    public = await visitor.http.get(f"/en/reports/spring.iati.xml?after={people.position}")
    assert public.text == frozen, "what was to be handed in is what was"


async def _until_it_leads_on(visitor: Visitor, path: str) -> str:
    async with asyncio.timeout(30):
        while (answer := await visitor.http.get(path)).status_code != 303:
            await asyncio.sleep(0.1)
    return answer.headers["location"]


async def test_what_is_to_be_handed_in_is_for_those_who_work_with_it(
    people: People, visitor: Visitor
) -> None:
    await drafted(people, "autumn")
    await visitor.enters_as(BESA)
    await until(visitor, "/en/desk/record/outreach/report/autumn", ">A working relation</h1>")
    for person, status in ((ANA, 403), (BESA, 200), (CENE, 200), (DEJAN, 200), (EMA, 200)):
        await visitor.enters_as(person)
        for address in ("/en/desk/reports/autumn", *(f"/en/desk/reports/autumn/{f}" for f in FORMATS)):
            assert (await visitor.http.get(address)).status_code == status, (person, address)
    for nothing in ("/en/desk/reports/nothing", "/en/desk/reports/autumn/docx"):
        assert (await visitor.http.get(nothing)).status_code == 404


@pytest.mark.browser
@opens("/desk/reports/{id}", "/desk/reports/{id}/{format}", "/desk/record/{service}/{entity}/{id}")
async def test_the_secretariat_reads_the_draft_and_takes_it_along(window: Page, people: People) -> None:
    await drafted(people, "winter")
    await come_in(window, BESA)
    await until_it_says(window, "/en/desk/record/outreach/report/winter", "A working relation")
    await follow(window, "Read the report", "A working relation")
    await expect(window.get_by_role("note").first).to_contain_text("This is a draft")
    row = window.get_by_role("row", name="Meetings held (meetings)")
    await expect(row.get_by_role("cell").nth(1)).to_have_text("8")
    assert (await saved(window, window.get_by_role("link", name="XLSX"))).startswith(b"PK")
    await window.get_by_role("link", name="Srpski").click()
    await expect(window.get_by_role("note").first).to_contain_text("Ovo je nacrt")


# ── tables ──────────────────────────────────────────────────────────────────────────────────────
ROLES = {ANA: "cso", BESA: "secretariat", CENE: "board", DEJAN: "finance", EMA: "auditor"}


@pytest.mark.parametrize("person", ROLES)
async def test_each_role_is_given_the_tables_that_it_may_read_and_no_other(
    visitor: Visitor, person: str
) -> None:
    await visitor.enters_as(person)
    page = await visitor.read("/en/desk/data")
    may = {model for model, roles in MAY.items() if ROLES[person] in roles}
    assert set(re.findall(r'href="/en/desk/data/(\w+)"', page)) == may
    for model in MAY:
        status = 200 if model in may else 403
        for address in (f"/en/desk/data/{model}", f"/en/desk/data/{model}/json"):
            assert (await visitor.http.get(address)).status_code == status, address
    for nothing in ("/en/desk/data/secrets", "/en/desk/data/secrets/csv"):
        assert (await visitor.http.get(nothing)).status_code == 404


async def test_only_those_who_signed_in_get_a_table_and_one_role_gets_none(visitor: Visitor) -> None:
    answer = await visitor.http.get("/en/desk/data/funds/csv")
    assert answer.headers["location"].startswith("/en/desk/sign-in")
    assert {"government", "public", "system"}.isdisjoint(data.ALL_READERS)


@pytest.mark.browser
@opens("/desk/data", "/desk/data/{model}", "/desk/data/{model}/{format}")
async def test_finance_finds_a_table_in_the_navigation_and_takes_it_along(
    window: Page, people: People
) -> None:
    await come_in(window, DEJAN)
    await follow(window.get_by_role("navigation", name="Desk"), "Data", "Data")
    row = window.get_by_role("row").filter(has_text="Claims")
    table = (await saved(window, row.get_by_role("link", name="claims, CSV"))).decode("utf-8-sig")
    columns = table.splitlines()[0].split(",")
    await row.get_by_role("link", name="What the columns of claims mean").click()
    await headed(window, "claims")
    shown = window.get_by_role("table", name="Columns").get_by_role("rowheader")
    assert await shown.all_text_contents() == columns
