"""Two elections of the Council through the real processes: the first with its lot, and a by-election.

The first is that of September 2014, with its true count: five tied for the last of fourteen seats. Then two
holders resign, and the election of October 2015 fills their seats.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from services.council.domain.election.ballot import CastChoices
from services.council.domain.election.result import CountBallots
from shared.kernel.entity import Grant
from shared.kernel.token import issue
from tests.platform import People, Platform
from tests.services.council.polling import PANEL, Case, Paper, Polling, moment
from tests.stories import programme

SECRETARIAT, PANELLIST, BOARD = "secretariat", "panel", "board"


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


@dataclass(frozen=True)
class Held:
    """One election as people hold it; its candidates are organisations of its own."""

    case: Case
    prefix: str
    seats: tuple[str, ...]

    @property
    def papers(self) -> list[Paper]:
        return self.case.papers()

    def candidate(self, letter: str) -> str:
        return f"{self.prefix}-{letter}"

    async def command(self, people: People, name: str, role: str, at: datetime, **body: Any) -> Any:
        fields = {"election": self.case.id, "as_of": at, **body}
        return await people.accepted("council", name, role, **fields)

    async def refused(self, people: People, name: str, role: str, at: datetime, **body: Any) -> str:
        fields = {"election": self.case.id, "as_of": at, **body}
        return await people.refused("council", name, role, **fields)

    async def call(self, people: People) -> None:
        called = self.case.call.model_dump(mode="json", exclude={"election", "seats"})
        at = self.case.window("nominations").opens_at
        await self.command(people, "CallElection", SECRETARIAT, at, seats=self.seats, **called)

    async def nominate(self, people: People) -> None:
        at = self.case.window("nominations").opens_at
        for n, letter in enumerate(self.case.candidates):
            await self.command(people, "Nominate", SECRETARIAT, at.replace(minute=n), **self.nominee(letter))

    def nominee(self, letter: str) -> dict[str, Any]:
        person = f"p-{self.prefix}-{letter}"
        name = {"candidate": person, "candidate_name": f"Invented Nominee {letter}"}
        return {"organisation": self.candidate(letter), "endorser": "p-signs", **name}

    async def publish(self, people: People) -> None:
        at = self.case.window("nominations").closes_at
        for letter in self.case.candidates:
            said = {"organisation": self.candidate(letter), "accept": True}
            for panellist in PANEL[:2]:
                await self.command(people, "VerifyNomination", PANELLIST, at, acting=panellist.person, **said)
        await self.command(people, "PublishCandidates", SECRETARIAT, at)

    async def receive(self, people: People, papers: list[Paper]) -> None:
        at = self.case.window("voting").opens_at
        came = (self.command(people, "ReceiveBallot", SECRETARIAT, at, **_came(paper)) for paper in papers)
        await asyncio.gather(*came)

    async def count(self, people: People) -> None:
        at = self.case.window("voting").closes_at
        for paper in (p for p in self.papers if p.channel != "in_person"):
            choices = tuple(self.candidate(letter) for letter in paper.crosses)
            opened = CastChoices(
                election=self.case.id, organisation=paper.voter, choices=choices, unclear=paper.unclear
            )
            await self._given(people, opened, at)
        box = Polling(self.case, None, None).box(self.papers)  # type: ignore[arg-type]
        rows = [
            {**row.model_dump(), "organisation": self.candidate(row.organisation.removeprefix("c-"))}
            for row in box["box"]
        ]
        counted = CountBallots(election=self.case.id, box=rows, box_invalid=box["box_invalid"])  # type: ignore[arg-type]
        await self._given(people, counted, at)

    async def _given(self, people: People, command: Any, at: datetime) -> None:
        body = command.model_dump(mode="json", exclude={"election"})
        await self.command(people, type(command).__name__, SECRETARIAT, at, **body)


def _came(paper: Paper) -> dict[str, Any]:
    return {"organisation": paper.voter, "channel": paper.channel}


FIRST = Held(Case.of("council-2014-09"), "first", tuple(f"cso-{n:02}" for n in range(2, 16)))
SECOND = Held(Case.of("council-2015-10"), "second", ("cso-02", "cso-03"))


async def shows(people: People, path: str, *said: str) -> str:
    """The page, once a policy or a timer has done what it should show."""
    async with asyncio.timeout(60):
        page = await people.page(path)
        while not all(words in page for words in said):
            await asyncio.sleep(0.1)
            page = await people.page(path)
    return page


async def test_01_everybody_who_stands_or_votes_is_registered(people: People) -> None:
    await programme.prepare(people)
    registered = {"name": programme.text("Ministry of Finance"), "as_of": programme.DAY["as_of"]}
    await people.accepted("council", "RegisterInstitution", SECRETARIAT, institution="mf", **registered)
    names = [held.candidate(letter) for held in (FIRST, SECOND) for letter in held.case.candidates]
    voters = [paper.voter for paper in FIRST.papers]
    early = {"as_of": moment("2014-08-01T09:00")}
    for organisation in (*names, *voters):
        await programme.register(people, organisation, f"Society {organisation}", early)


async def test_02_a_call_before_the_council_is_founded_and_its_nominations(people: People) -> None:
    await FIRST.call(people)
    await FIRST.nominate(people)
    late = FIRST.case.window("nominations").closes_at
    stranger = {**FIRST.nominee("A"), "organisation": FIRST.papers[0].voter, "candidate": "p-late"}
    assert await FIRST.refused(people, "Nominate", SECRETARIAT, late, **stranger) == "nominations-closed"
    await FIRST.publish(people)
    page = await people.page("/en/elections/council-2014-09")
    assert "Society first-A" in page
    assert "Invented Nominee" not in page, "a public page shows no person"


async def test_03_one_ballot_each_and_only_inside_the_window(people: People) -> None:
    window, first = FIRST.case.window("voting"), FIRST.papers[0]
    for at in (window.opens_at - timedelta(minutes=1), window.closes_at):
        early = await FIRST.refused(people, "ReceiveBallot", SECRETARIAT, at, **_came(first))
        assert early == "voting-closed"
    assert await by_api(people, window.closes_at, election=FIRST.case.id, **_came(first)) == "voting-closed"
    await FIRST.receive(people, FIRST.papers)
    again = await FIRST.refused(people, "ReceiveBallot", SECRETARIAT, window.opens_at, **_came(first))
    assert again == "ballot-received-already"


async def by_api(people: People, at: datetime, **body: Any) -> str:
    """The same command through another door: the refusal's code."""
    token = issue(people.key, "p-secretariat", [Grant("secretariat")], as_of=at)
    answer = await people.pages.post(
        "/api/council/ReceiveBallot", json=body, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_04_the_count_is_the_true_one_and_five_are_tied(people: People) -> None:
    await FIRST.count(people)
    page = await people.page("/en/elections/council-2014-09")
    assert "Tied: lot needed" in page
    at = FIRST.case.window("voting").closes_at
    assert await FIRST.refused(people, "DeclareResult", SECRETARIAT, at) == "lot-needed"
    late = moment("2014-10-15T09:00")
    assert await FIRST.refused(people, "CertifyElection", BOARD, late) == "lot-needed"


async def test_05_a_lot_before_a_witness_then_the_seats_are_taken(people: People) -> None:
    at = FIRST.case.window("voting").closes_at
    tied = [FIRST.candidate(letter) for letter in FIRST.case.data["tied"]]
    lot = {"tied": tied, "drawn": [FIRST.candidate("P")], "witness": "p-witness", "witness_of": "An embassy"}
    await FIRST.command(people, "DrawLot", SECRETARIAT, at, witness_name="Invented Witness", **lot)
    await FIRST.command(people, "DeclareResult", SECRETARIAT, at)
    founded = moment("2014-10-15T09:00")
    assert await FIRST.refused(people, "CertifyElection", BOARD, founded) == "body-not-founded"
    await programme.establish_council(people)
    await FIRST.command(people, "CertifyElection", BOARD, founded + timedelta(hours=2))
    page = await shows(people, "/en/bodies/council", *(f"Society first-{c}" for c in "ABCDEFGHIJKLMP"))
    assert "Society first-N" not in page


async def test_06_two_resign_and_a_by_election_is_due(people: People) -> None:
    for seat in SECOND.seats:
        body = {"body": "council", "seat": seat, "reason": "It resigned.", "vacated_on": "2015-07-31"}
        await people.accepted("council", "VacateSeat", SECRETARIAT, as_of=moment("2015-08-03T09:00"), **body)
    page = await shows(people, "/en/bodies/council", "seat cso-03 is vacant: an election for it is due.")
    assert "Vacant" in page
    assert "Seats that wait for an election" in await people.page("/en/elections")


async def test_07_the_by_election_though_the_service_dies_while_people_vote(
    people: People, platform: Platform
) -> None:
    await SECOND.call(people)
    await SECOND.nominate(people)
    await SECOND.publish(people)
    voting = asyncio.create_task(SECOND.receive(people, SECOND.papers))
    platform.kill("council")
    await voting
    await SECOND.count(people)
    await SECOND.command(people, "DeclareResult", SECRETARIAT, SECOND.case.window("voting").closes_at)
    page = await people.page("/en/elections/council-2015-10")
    assert "36, 34 valid" in page


async def test_08_an_objection_is_ruled_on_before_the_certificate(people: People) -> None:
    window, certified = SECOND.case.window("inspection"), moment("2015-10-12T09:00")
    who = SECOND.candidate("C")
    objection = {"organisation": who, "grounds": "The box stood open."}
    await SECOND.command(people, "LodgeObjection", f"cso:{who}", window.opens_at, **objection)
    late = await SECOND.refused(people, "LodgeObjection", f"cso:{who}", window.closes_at, **objection)
    assert late == "inspection-closed"
    assert await SECOND.refused(people, "CertifyElection", BOARD, certified) == "objections-open"
    ruling = {"objection": 1, "ruling": "dismissed", "reason": {"en": "Two observers saw it shut."}}
    await SECOND.command(people, "RuleOnObjection", BOARD, window.closes_at, **ruling)
    await SECOND.command(people, "CertifyElection", BOARD, certified)
    await shows(people, "/en/bodies/council", "Society second-A", "Society second-B")
    assert "Two observers saw it shut." in await people.page("/en/elections/council-2015-10")


async def test_09_the_count_sheet_can_be_printed(people: People) -> None:
    answer = await people.pages.get("/sr/elections/council-2014-09/count-sheet.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Zapisnik o brojanju" in text
    assert "Society first-P (sr)" in text


async def test_10_no_name_and_no_choice_stands_in_the_log(platform: Platform) -> None:
    files = [path for path in (platform.data / "nats").rglob("*") if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files)
    assert b"ChoicesCast" in stored
    for hidden in (b"Invented Nominee", b"Invented Witness", b'"marks":"'):
        assert hidden not in stored


async def test_11_every_read_model_equals_the_fold_of_the_log(platform: Platform) -> None:
    code, said = await platform.civikos("verify")
    assert code == 0, said
