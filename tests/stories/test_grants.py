"""A claim from the meeting to the money, by everybody it takes, on the real processes; paid once."""

from __future__ import annotations

import asyncio
import csv
import uuid
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from services.grants.domain.claim_id import claim_id
from shared.cli.reach import reach
from shared.kernel.mongo import Mongo
from tests.platform import People, Platform
from tests.services.outreach.desk.visitor import Visitor, shown, words
from tests.stories import programme
from tests.stories.programme import HELD, ORGANISATIONS, claim, text

FUND, MEETING = "eu-2014", "council-2015-04-21"
OWN, OTHER, LEAVING = ORGANISATIONS[:3]
ANA, BESA, FATOS = "p-ana", "p-besa", "p-fatos"
ROOM = 6
"""Claims of ten euro for which the small fund has money."""
PHOTOGRAPH = b"\xff\xd8\xff\xe1" + bytes(range(256)) * 16_000
"""Four million bytes that begin as a telephone's picture does."""
ACCOUNT = {"name": "Platform (sample)", "iban": "XK051212012345678906"}


def day(number: int) -> datetime:
    """So many days after the meeting."""
    return HELD + timedelta(days=number)


@pytest.fixture(scope="module")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    data: Path = tmp_path_factory.mktemp("grants") / "data"
    running = Platform(data, env={"CIVIKOS_PERSONAS": "true"})
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="module")
async def people(platform: Platform) -> AsyncIterator[People]:
    """The Council has met; two funds are open; everybody has declared their means."""
    async with platform.people() as connected:
        await programme.prepare(connected)
        for organisation in ORGANISATIONS:
            await programme.register(connected, organisation)
            await programme.join(connected, organisation)
        await programme.establish_council(connected)
        await programme.fill_council(connected)
        await programme.hold_meeting(connected, MEETING, absent="cso-15")
        for fund, cents in ((FUND, 500_00), ("small", ROOM * 10_00)):
            await open_fund(connected, fund, cents)
        for organisation in (OWN, OTHER, LEAVING):
            await programme.declare_means(connected, organisation)
        yield connected


async def open_fund(people: People, fund: str, cents: int) -> None:
    await people.accepted(
        "grants",
        "OpenFund",
        "finance",
        fund=fund,
        title=text("Costs of taking part"),
        agreement="SAMPLE-1",
        donors=[{"name": "First donor", "share_percent": 90}, {"name": "Second donor", "share_percent": 10}],
        currency="EUR",
        starts_on="2014-11-01",
        ends_on="2016-11-30",
        headings=[{"heading": "travel", "title": text("Travel"), "cents": cents}],
        rates=[
            {"kind": "bus", "unit": "journey", "max_cents": 2000},
            {"kind": "meal", "unit": "meal", "max_cents": 800},
        ],
        claim_window_days=30,
        means_valid_days=365,
        account=ACCOUNT,
        return_days=14,
        release_days=5,
        **programme.DAY,
    )


@pytest.fixture(scope="module")
async def reporting(platform: Platform) -> AsyncIterator[Mongo]:
    async with Mongo(reach(platform.data).settings.mongo_url, "story") as mongo:
        yield mongo


async def seen(mongo: Mongo, model: str, id: str, holds: Callable[[Any], bool]) -> Any:
    """The document, once it says so."""
    for _ in range(300):
        found = await mongo.database("reporting").find_one(model, {"_id": id})
        if found is not None and holds(found):
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(found)


def of(number: int, organisation: str = OWN) -> str:
    return claim_id(organisation, f"p-traveller-{number}", MEETING)


class Staff:
    """Each person with the role in which they act; a day is part of every command."""

    def __init__(self, people: People) -> None:
        self.people = people

    async def submits(self, number: int, organisation: str = OWN, **changes: Any) -> str:
        body = {**claim(FUND, organisation, number), **changes}
        await self.people.accepted("grants", "SubmitClaim", f"cso:{organisation}", acting=ANA, **body)
        return of(number, organisation)

    async def does(self, person: str, role: str, command: str, on: int, **body: Any) -> dict[str, Any]:
        return await self.people.accepted("grants", command, role, acting=person, as_of=day(on), **body)

    async def may_not(self, person: str, role: str, command: str, on: int, **body: Any) -> str:
        answer = await self.people.give("grants", command, role, acting=person, as_of=day(on), **body)
        assert "status" in answer, answer
        return str(answer["detail"])

    async def authorised(self, *claims: str) -> None:
        for id in claims:
            await self.does(BESA, "secretariat", "ApproveClaim", 9, claim=id)
            await self.does(FATOS, "finance", "AuthoriseClaim", 10, claim=id)

    async def released(self, batch: str, *claims: str) -> None:
        await self.does(FATOS, "finance", "PrepareBatch", 11, batch=batch, fund=FUND, claims=claims)
        await self.does("p-drita", "finance", "ReleaseBatch", 12, batch=batch)


@pytest.fixture
def staff(people: People) -> Staff:
    return Staff(people)


# ── a claim from the meeting to the money ───────────────────────────────────────────────────────
@pytest.fixture(scope="module")
async def visitor(platform: Platform, people: People) -> AsyncIterator[Visitor]:
    for person, role, bound in ((ANA, "cso", OWN), (BESA, "secretariat", None), (FATOS, "cso", OTHER)):
        body = {"person": person, "name": "Invented", "email": f"{person}@example.org"}
        await people.accepted("membership", "OpenAccount", "admin", **body)
        grant = {"person": person, "role": role, **({"bound_to": bound} if bound else {})}
        await people.accepted("membership", "GrantRole", "admin", **grant)
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
    assert [(s["step"], s["by"]) for s in document["steps"]] == [
        ("submitted", ANA),
        ("returned", BESA),
        ("resubmitted", ANA),
        ("approved", BESA),
        ("authorised", FATOS),
        ("in_batch", FATOS),
        ("failed", None),
        ("authorised", FATOS),
        ("in_batch", FATOS),
        ("paid", None),
    ]


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


def pid(platform: Platform) -> int | None:
    """Of the process that decides about claims."""
    (process,) = [part["pid"] for part in platform.run["processes"] if part["name"] == "grants"]
    return process  # type: ignore[no-any-return]


# ── leaving, and deadlines ──────────────────────────────────────────────────────────────────────
async def test_11_the_open_claims_of_a_suspended_member_come_back_across_a_restart(
    platform: Platform, staff: Staff, reporting: Mongo
) -> None:
    submitted = await staff.submits(200, LEAVING)
    approved = await staff.submits(201, LEAVING)
    await staff.does(BESA, "secretariat", "ApproveClaim", 9, claim=approved)
    before = pid(platform)
    platform.kill("grants")
    await platform.until(lambda: pid(platform) != before, 30)
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
