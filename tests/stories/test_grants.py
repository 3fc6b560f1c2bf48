"""A claim from the meeting to the money, by everybody it takes, on the real processes; paid once."""

from __future__ import annotations

import asyncio
import csv
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from shared.cli.reach import reach
from shared.kernel.mongo import Mongo
from tests.platform import People, Platform
from tests.services.outreach.desk.visitor import Visitor, shown, words
from tests.stories.claiming import (
    ACCOUNT,
    ANA,
    BESA,
    FATOS,
    FUND,
    LEAVING,
    PHOTOGRAPH,
    ROOM,
    STEPS,
    Staff,
    day,
    dies,
    furnish,
    of,
    open_accounts,
    seen,
)
from tests.stories.programme import text


@pytest.fixture(scope="module")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    running = Platform(tmp_path_factory.mktemp("grants") / "data", env={"CIVIKOS_PERSONAS": "true"})
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="module")
async def people(platform: Platform) -> AsyncIterator[People]:
    async with platform.people() as connected:
        await furnish(connected)
        yield connected


@pytest.fixture(scope="module")
async def reporting(platform: Platform) -> AsyncIterator[Mongo]:
    async with Mongo(reach(platform.data).settings.mongo_url, "story") as mongo:
        yield mongo


@pytest.fixture
def staff(people: People) -> Staff:
    return Staff(people)


# ── a claim from the meeting to the money ───────────────────────────────────────────────────────
@pytest.fixture(scope="module")
async def visitor(platform: Platform, people: People) -> AsyncIterator[Visitor]:
    await open_accounts(people)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{platform.port}") as http:
        yield Visitor(http, platform.data / "mail")


async def test_01_a_photograph_from_a_telephone_becomes_a_receipt(visitor: Visitor, staff: Staff) -> None:
    id = await staff.submits(
        1, items=[{"kind": "bus", "on": "2015-04-21", "cents": 1500, "declaration": "Lost."}]
    )
    back = {"claim": id, "missing": "The ticket, please."}
    await staff.does(BESA, "secretariat", "ReturnClaim", 8, **back)

    await visitor.enters_as(ANA)
    form = shown(await visitor.read(f"/en/desk/give/grants/ResubmitClaim?claim={id}"))
    assert (form["items/0/kind"], form["items/0/on"], form["items/0/cents"]) == ("bus", "2015-04-21", "15.00")
    form |= {"changed": "Here it is.", "items/0/declaration": ""}
    path = "/en/desk/give/grants/ResubmitClaim"

    async def sent(name: str, content: bytes) -> httpx.Response:
        return await visitor.http.post(
            path, data=form, files={"items/0/receipt": (name, content, "image/jpeg")}
        )

    wrong = await sent("ticket.jpg", b"<html><script>alert(1)</script>")
    assert wrong.status_code == 422
    assert "neither a PDF nor a JPEG or PNG picture" in words(wrong.text)
    right = await sent("IMG_0001.JPG", PHOTOGRAPH)
    assert right.status_code == 303, words(right.text)[:900]


async def test_02_only_those_who_may_see_the_claim_see_its_receipt(
    visitor: Visitor, reporting: Mongo
) -> None:
    document = await seen(reporting, "claims", of(1), lambda claim: claim["items"][0]["receipt"])
    address = f"/en/desk/receipts/{of(1)}/{document['items'][0]['receipt']}"
    for person in (ANA, BESA):
        await visitor.enters_as(person)
        answer = await visitor.http.get(address)
        assert (answer.status_code, answer.content == PHOTOGRAPH) == (200, True)
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["content-security-policy"].startswith("sandbox")
        assert answer.headers["content-disposition"].startswith("attachment")
    await visitor.enters_as(FATOS)
    assert (await visitor.http.get(address)).status_code == 403
    assert (await visitor.http.get(address.replace(of(1), of(2)))).status_code in (403, 404, 409)
    visitor.http.cookies.clear()
    assert (await visitor.http.get(address)).status_code == 303


async def test_03_whoever_decides_reads_what_happened_and_what_to_look_at_twice(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    for path in (f"record/grants/claim/{of(1)}", f"give/grants/ApproveClaim?claim={of(1)}"):
        page = words(await visitor.read(f"/en/desk/{path}"))
        assert "Nothing was ever paid to this account of this person." in page
        assert "It was returned: The ticket, please." in page
        assert "It was handed in again, with €15.00: Here it is." in page


async def test_04_three_persons_decide_and_a_fourth_releases(staff: Staff) -> None:
    id = of(1)
    own = await staff.may_not(ANA, "secretariat", "ApproveClaim", 9, claim=id)
    assert own.startswith("You submitted this claim yourself")
    await staff.does(BESA, "secretariat", "ApproveClaim", 9, claim=id, granted=[1200])
    same = await staff.may_not(BESA, "finance", "AuthoriseClaim", 10, claim=id)
    assert same.startswith("You have already submitted or approved this claim.")
    await staff.does(FATOS, "finance", "AuthoriseClaim", 10, claim=id)
    body = {"batch": "batch-1", "fund": FUND, "claims": [id]}
    await staff.does(FATOS, "finance", "PrepareBatch", 11, **body)
    again = await staff.may_not(FATOS, "finance", "PrepareBatch", 11, **{**body, "batch": "batch-1b"})
    assert again == f"The claim {id} is in batch, so it cannot be put into a batch. Leave it out."
    third = await staff.may_not(FATOS, "finance", "ReleaseBatch", 12, batch="batch-1")
    assert third.startswith("You have prepared this batch or had a part in the claim")
    await staff.does("p-drita", "finance", "ReleaseBatch", 12, batch="batch-1")


@pytest.mark.parametrize("format", ["pain.001.001.09", "pain.001.001.03", "csv"])
async def test_05_the_banks_file_names_the_claim_and_the_account(
    platform: Platform, staff: Staff, tmp_path: Path, format: str
) -> None:
    to = tmp_path / "file"
    command = ("payment-file", "batch-1", "--format", format, "--to", str(to))
    code, said = await platform.civikos(*command)
    assert code == 0, said
    assert to.stat().st_mode & 0o077 == 0, "it holds account numbers"
    if format == "csv":
        (row,) = csv.DictReader(to.read_text("utf-8-sig").splitlines())
        assert (row["end_to_end_id"], row["amount"], row["iban"]) == (of(1), "12.00", ACCOUNT["iban"])
    else:
        space = {"": f"urn:iso:std:iso:20022:tech:xsd:{format}"}
        tree = ElementTree.parse(to)
        assert [node.text for node in tree.iterfind(".//EndToEndId", space)] == [of(1)]
        assert [node.text for node in tree.iterfind(".//GrpHdr/MsgId", space)] == ["batch-1"]
    before = to.read_bytes()
    await platform.civikos(*command)
    assert to.read_bytes() == before, "the same payments are the same file"


async def test_06_a_payment_fails_and_is_retried_in_another_batch(
    platform: Platform, staff: Staff, reporting: Mongo, tmp_path: Path
) -> None:
    answer = tmp_path / "answer.csv"
    answer.write_text(f"claim,outcome,payment_ref,reason,on\n{of(1)},failed,,Account closed,2015-05-05\n")
    code, said = await platform.civikos("payment-results", "batch-1", str(answer), "--person", FATOS)
    assert (code, "0 paid, 1 failed" in said) == (0, True), said
    code, said = await platform.civikos("payment-results", "batch-1", str(answer), "--person", FATOS)
    assert code == 0, said
    failed = await seen(reporting, "claims", of(1), lambda claim: claim["state"] == "payment_failed")
    assert failed["reason"] == "Account closed"

    await staff.does(FATOS, "finance", "AuthoriseClaim", 15, claim=of(1))
    await staff.released("batch-2", of(1))
    paid = [{"claim": of(1), "outcome": "paid", "payment_ref": "B-7", "on": "2015-05-08"}]
    await staff.does(FATOS, "finance", "RecordPaymentResults", 18, batch="batch-2", results=paid)
    late = [{**paid[0], "payment_ref": "B-8"}]
    assert "it is on record that its payment in this batch failed" in await staff.may_not(
        FATOS, "finance", "RecordPaymentResults", 18, batch="batch-1", results=late
    )
    document = await seen(reporting, "claims", of(1), lambda claim: claim["state"] == "paid")
    assert [(step["step"], step["by"]) for step in document["steps"]] == STEPS


async def test_07_money_that_came_back_is_free_again_and_stands_in_the_expenditure_list(
    platform: Platform, staff: Staff, reporting: Mongo, tmp_path: Path
) -> None:
    back = {"claim": of(1), "cents": 200, "reason": "The journey was shorter."}
    await staff.does(FATOS, "finance", "RecoverClaim", 30, **back)
    fund = await seen(reporting, "funds", FUND, lambda fund: fund["total"]["spent"] == 1000)
    assert [donor["spent"] for donor in fund["donors"]] == [900, 100]
    to = tmp_path / "list.csv"
    code, said = await platform.civikos("expenditure", FUND, "--to", str(to))
    assert (code, "12.00 EUR, of which 2.00 EUR came back" in said) == (0, True), said
    (row,) = csv.DictReader(to.read_text("utf-8-sig").splitlines())
    assert (row["claim"], row["granted"], row["payment_ref"]) == (of(1), "12.00", "B-7")
    assert row["document"].startswith("sha256:")


# ── sent twice, crashed, raced ──────────────────────────────────────────────────────────────────
async def test_08_whatever_dies_or_is_sent_twice_each_claim_is_paid_once(
    platform: Platform, staff: Staff, reporting: Mongo
) -> None:
    claims = [await staff.submits(number) for number in range(20, 32)]
    await staff.authorised(*claims)
    await staff.released("batch-3", *claims)

    async def told(half: list[str], id: str) -> dict[str, Any]:
        rows = [{"claim": c, "outcome": "paid", "payment_ref": f"B-{c}"} for c in half]
        body = {"batch": "batch-3", "results": rows}
        who = {"acting": FATOS, "as_of": day(20)}
        return await staff.people.give("grants", "RecordPaymentResults", "finance", id=id, **who, **body)

    ids = [str(uuid.uuid4()) for _ in range(3)]
    sendings = [
        asyncio.ensure_future(told(claims[n * 4 : n * 4 + 4], ids[n])) for n in range(3) for _ in range(3)
    ]
    for _ in range(2):
        await asyncio.sleep(0)
        platform.kill("grants")
        await platform.until(lambda: platform.run.get("ready", False), 60)
    answers = await asyncio.gather(*sendings)
    assert all("status" not in answer for answer in answers), answers
    await told(claims, str(uuid.uuid4()))
    batch = await seen(reporting, "payments", "batch-3", lambda batch: batch["state"] == "settled")
    assert batch["paid"] == 12 * 1000
    fund = await seen(reporting, "funds", FUND, lambda fund: fund["total"]["reserved"] == 0)
    assert fund["total"]["spent"] == 1000 + 12 * 1000


async def test_09_a_fund_runs_dry_while_fifty_approvals_race(staff: Staff, reporting: Mongo) -> None:
    claims = await asyncio.gather(*(staff.submits(number, fund="small") for number in range(100, 150)))
    give = staff.people.give
    who = {"acting": BESA, "as_of": day(9)}
    answers = await asyncio.gather(
        *(give("grants", "ApproveClaim", "secretariat", claim=id, **who) for id in claims)
    )
    refused = [answer["detail"] for answer in answers if "status" in answer]
    assert len(answers) - len(refused) == ROOM
    assert set(refused) == {
        "This needs 10.00 EUR, and 0.00 EUR are free under the heading travel. Grant less, or wait until "
        "other reservations are released."
    }
    approved = next(id for id, answer in zip(claims, answers, strict=True) if "status" not in answer)
    await staff.does(BESA, "secretariat", "ReturnClaim", 10, claim=approved, missing="A better copy.")
    waiting = next(id for id, answer in zip(claims, answers, strict=True) if "status" in answer)
    await staff.does(BESA, "secretariat", "ApproveClaim", 10, claim=waiting)
    fund = await seen(reporting, "funds", "small", lambda fund: fund["total"]["reserved"] == ROOM * 1000)
    assert fund["total"]["free"] == 0


async def test_10_a_fund_is_never_amended_below_what_is_reserved(staff: Staff) -> None:
    less = {"heading": "travel", "title": text("Travel"), "cents": ROOM * 1000 - 1}
    body = {"fund": "small", "reason": "Amendment 1", "headings": [less]}
    refused = await staff.may_not(FATOS, "finance", "AmendFund", 12, **body)
    assert "60.00 EUR are reserved or spent already, so it cannot have less" in refused


# ── leaving, and deadlines ──────────────────────────────────────────────────────────────────────
async def test_11_the_open_claims_of_a_suspended_member_come_back_across_a_restart(
    platform: Platform, staff: Staff, reporting: Mongo
) -> None:
    submitted = await staff.submits(200, LEAVING)
    approved = await staff.submits(201, LEAVING)
    await staff.does(BESA, "secretariat", "ApproveClaim", 9, claim=approved)
    await dies(platform)
    body = {"organisation": LEAVING, "reason": "An open case."}
    await staff.people.accepted("membership", "SuspendMember", "board", **body)
    for id in (submitted, approved):
        document = await seen(reporting, "claims", id, lambda claim: claim["state"] == "returned")
        assert document["reason"] == "The membership was suspended: An open case."
        assert document["steps"][-1]["by"] is None
    await seen(reporting, "funds", FUND, lambda fund: fund["total"]["reserved"] == 0)


async def test_12_what_nobody_answered_or_released_in_its_days_is_noted_by_its_timer(
    staff: Staff, reporting: Mongo
) -> None:
    returned, waiting = await staff.submits(300), await staff.submits(301)
    await staff.does(BESA, "secretariat", "ReturnClaim", 8, claim=returned, missing="The ticket.")
    await staff.authorised(waiting)
    body = {"batch": "batch-late", "fund": FUND, "claims": [waiting]}
    await staff.does(FATOS, "finance", "PrepareBatch", 11, **body)
    await seen(reporting, "claims", returned, lambda claim: claim["overdue"])
    await seen(reporting, "payments", "batch-late", lambda batch: batch["overdue"])


async def test_13_no_account_number_stands_anywhere_and_the_books_are_whole(platform: Platform) -> None:
    stored = b"".join(p.read_bytes() for p in (platform.data / "nats").rglob("*") if p.is_file())
    assert b"BatchPrepared" in stored
    assert b"Invented Traveller" not in stored
    code, said = await platform.civikos("verify")
    assert code == 0, said
    assert "each claim is paid at most once" in said
