"""From a draft to the reader's mailbox with kills in the middle, and from the figures to the frozen PDF."""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import io
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import httpx
import openpyxl
import pytest
from pypdf import PdfReader

from services.outreach.projections.reporting.issues import outcomes
from shared.cli.reach import reach
from shared.kernel.mongo import Mongo
from tests.platform import People, Platform
from tests.services.outreach import given_newsletter, given_publications, given_reports
from tests.stories.programme import text

FORM, BY_COMMAND = 4, 36
"""How many readers subscribe by the form, and how many by a command."""
IN_SPRING = {"as_of": datetime(2015, 4, 14, 8, tzinfo=UTC)}
IN_MAY = {"as_of": datetime(2015, 5, 4, 8, tzinfo=UTC)}
ISSUE = "meetings-en-1"


@pytest.fixture(scope="module")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    running = Platform(tmp_path_factory.mktemp("platform") / "data")
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="module")
async def people(platform: Platform) -> AsyncIterator[People]:
    async with platform.people() as connected:
        yield connected


@pytest.fixture(scope="module")
async def mongo(platform: Platform) -> AsyncIterator[Mongo]:
    async with Mongo(reach(platform.data).settings.mongo_url, "story", 10) as connected:
        yield connected


def letters(platform: Platform, subject: str) -> list[EmailMessage]:
    """What arrived at the mail server, by its subject."""
    found = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((platform.data / "mail").glob("*.eml"))
    ]
    return [letter for letter in found if subject in str(letter["Subject"])]  # type: ignore[misc]


def arrived(platform: Platform) -> int:
    """How many letters of any kind; quick, so that a kill hits the middle."""
    return sum(1 for _ in (platform.data / "mail").glob("*.eml"))


async def up(people: People) -> None:
    """The killed process is started again and serves pages."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(httpx.TransportError):
                if (await people.pages.get("/ready")).status_code == 200:
                    return
            await asyncio.sleep(0.1)


async def until(holds: Callable[[], Any], patience: float = 60.0) -> None:
    async with asyncio.timeout(patience):
        while not holds():
            await asyncio.sleep(0.005)


def body(command: Any, **changes: Any) -> dict[str, Any]:
    return {**command.model_dump(mode="json"), **changes}


async def test_01_a_text_reaches_the_public_after_other_eyes_have_read_it(people: People) -> None:
    given = given_publications
    rules = body(given.RULES, effective_on="2015-01-01")
    await people.accepted("outreach", "SetVisibilityRules", "secretariat", **rules, **IN_SPRING)
    draft = body(given.DRAFT, title=text("The Council meets"), text=text("On 21 April, in Kosovo*."))
    writer: dict[str, Any] = {"acting": "p-writer", **IN_SPRING}
    await people.accepted("outreach", "DraftPublication", "secretariat", **draft, **writer)
    await people.accepted("outreach", "SubmitForReview", "secretariat", **body(given.SUBMIT), **writer)
    assert given.ID not in await people.page("/en/news"), "nobody has read it yet"
    own = await people.refused("outreach", "Publish", "secretariat", **body(given.PUBLISH), **writer)
    assert own == "own-text"
    reader: dict[str, Any] = {"acting": "p-reader", **IN_SPRING}
    await people.accepted("outreach", "Publish", "secretariat", **body(given.PUBLISH), **reader)
    assert "The Council meets" in await people.page(f"/en/news/{given.ID}")
    assert "The Council meets (sq)" in await people.page("/sq/news.atom")


async def test_02_people_subscribe_by_a_form_and_confirm_by_the_letter(
    people: People, platform: Platform
) -> None:
    define = body(given_newsletter.DEFINE)
    await people.accepted("outreach", "DefineNewsletter", "secretariat", **define, **IN_SPRING)
    await people.page("/en")
    for n in range(FORM):
        fields = {"email": f"form{n}@example.org", "topics": "meetings", "language": "en"}
        answer = await people.pages.post("/en/newsletter", data=fields)
        assert "Look into your mailbox" in answer.text
    await until(lambda: len(letters(platform, "Confirm that you want")) == FORM)
    for letter in letters(platform, "Confirm that you want"):
        link = re.search(r"http\S+newsletter/(\w+)\?code=([\w-]+)", letter.get_content())
        assert link
        path, fields = f"/en/newsletter/{link[1]}", {"code": link[2], "confirm": "yes"}
        assert "Thank you" in (await people.pages.post(path, data=fields)).text


async def test_03_each_reader_gets_the_issue_once_though_the_sender_is_killed_in_the_middle(
    people: People, platform: Platform, mongo: Mongo
) -> None:
    for n in range(BY_COMMAND):
        who = {"subscription": f"reader{n:02}", "code": given_newsletter.CODE}
        ask = body(given_newsletter.SUBSCRIBE, **who, email=f"r{n}@example.org")
        await people.accepted("outreach", "Subscribe", "public", **ask, **IN_SPRING)
        await people.accepted("outreach", "ConfirmSubscription", "public", **who, **IN_SPRING)
    await _compiled(people)
    for command in (given_newsletter.FREEZE, given_newsletter.SEND):
        name = type(command).__name__
        await people.accepted("outreach", name, "secretariat", **body(command), **IN_MAY)
    for sent in (5, 15):
        await until(lambda sent=sent: arrived(platform) >= FORM + sent)  # type: ignore[misc]
        platform.kill("outreach")
    assert arrived(platform) < FORM + FORM + BY_COMMAND, "it was killed in the middle"
    await _settled(mongo, FORM + BY_COMMAND)
    fates = await outcomes(mongo.database("reporting"), ISSUE)
    got = Counter(str(letter["To"]) for letter in letters(platform, "The Letter"))
    assert set(got.values()) == {1}, "nobody has it twice"
    missing = FORM + BY_COMMAND - len(got)
    assert missing <= fates.get("uncertain", 0) <= 2, "what is not there is known to be in doubt"
    ids = [str(letter["Message-ID"]) for letter in letters(platform, "The Letter")]
    assert len(set(ids)) == len(ids)


async def _compiled(people: People) -> None:
    """The publication waits for the issue as soon as the policy has offered it."""
    async with asyncio.timeout(30):
        while True:
            wish = body(given_newsletter.COMPILE)
            answer = await people.give("outreach", "CompileIssue", "secretariat", **wish, **IN_MAY)
            if "status" not in answer:
                return
            await asyncio.sleep(0.1)


async def _settled(mongo: Mongo, letters: int) -> None:
    async with asyncio.timeout(90):
        while True:
            found = await outcomes(mongo.database("reporting"), ISSUE)
            if sum(n for fate, n in found.items() if fate != "begun") == letters:
                return
            await asyncio.sleep(0.2)


async def test_04_one_click_in_the_mail_programme_ends_it(people: People, platform: Platform) -> None:
    await up(people)
    (letter, *_) = [
        one for one in letters(platform, "The Letter") if "form" in str(one["To"]) or "r1" in str(one["To"])
    ]
    link = str(letter["List-Unsubscribe"]).strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for _ in range(2):
        answer = await people.pages.post(link, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Your subscription has ended." in answer.text


async def test_05_a_report_is_written_and_its_figures_are_counted_though_the_counter_is_killed(
    people: People, platform: Platform, mongo: Mongo
) -> None:
    given = given_reports
    published = body(given.MEETINGS, indicator="r4-news", measured_by="publications", target=1)
    results = [{"result": "r4", "title": text("A visible dialogue"), "indicators": [published]}]
    define = body(given.DEFINE, results=results)
    await people.accepted("outreach", "DefineLogframe", "secretariat", **define, **IN_SPRING)
    await people.accepted("outreach", "OpenReport", "secretariat", **body(given.OPEN), **IN_MAY)
    await people.accepted("outreach", "WriteSection", "finance", **body(given.WRITE), **IN_MAY)
    await people.accepted("outreach", "FreezeReport", "secretariat", **body(given.FREEZE), **IN_MAY)
    platform.kill("outreach")
    submitted = await _submitted(people, body(given.SUBMIT))
    assert submitted["events"]
    await up(people)
    late = await people.refused("outreach", "WriteSection", "finance", **body(given.WRITE), **IN_MAY)
    assert late == "not-now"


async def _submitted(people: People, wish: dict[str, Any]) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            answer = await people.give("outreach", "SubmitReport", "board", **wish, **IN_MAY)
            if "status" not in answer:
                return answer
            await asyncio.sleep(0.2)


async def test_06_the_frozen_report_says_the_same_as_page_pdf_and_workbook(people: People) -> None:
    at = f"/en/reports/{given_reports.REPORT}"
    page = await people.page(at)
    assert "The Council meets</a> was published." in page, "the figure leads to its event"
    found = re.search(r"SHA-256\): ([0-9a-f]{64})", page)
    assert found
    paper = PdfReader(io.BytesIO((await people.pages.get(f"{at}.pdf")).content))
    said = "".join(sheet.extract_text() for sheet in paper.pages).replace("\n", "")
    assert found[1] in said
    book = openpyxl.load_workbook(io.BytesIO((await people.pages.get(f"{at}.xlsx")).content))
    assert [cell.value for cell in book["Figures"][3]][1:4] == [0, 1, 1]
    assert "was published." in str(book["Evidence"]["D2"].value)
    assert (await people.pages.get(f"{at}.iati.xml")).status_code == 200


async def test_07_every_read_model_equals_the_fold_of_the_log(platform: Platform) -> None:
    code, said = await platform.civikos("verify")
    assert code == 0, said


async def test_08_a_read_model_is_exported_with_its_dictionary(platform: Platform) -> None:
    to = platform.data.parent / "publications.csv"
    code, said = await platform.civikos("export", "portal.publications", "--to", str(to))
    assert (code, to.read_text("utf-8-sig").splitlines()[0][:4]) == (0, "_id,"), said
    code, said = await platform.civikos("export", "reporting.deliveries", "--dictionary")
    assert "the address is nowhere in the read models" in said
