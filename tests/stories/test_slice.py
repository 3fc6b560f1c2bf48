"""The slice through all four services: from registering to an approved claim, on the real processes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from tests.platform import People, Platform
from tests.stories import programme
from tests.stories.programme import ORGANISATIONS, claim

FUND = "eu-2014"
ROOM = 20
"""Claims of ten euro for which the fund has money."""


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


async def test_01_organisations_become_members(people: People) -> None:
    await programme.prepare(people)
    for organisation in ORGANISATIONS:
        await programme.register(people, organisation)
    first = f"cso:{ORGANISATIONS[0]}"
    too_early = {"organisation": ORGANISATIONS[0], "motivation": "Now.", **programme.DAY}
    assert await people.refused("membership", "ApplyForMembership", first, **too_early)
    for organisation in ORGANISATIONS:
        await programme.join(people, organisation)
    assert "Society 01" in await people.page("/en/organisations")


async def test_02_the_council_sits_with_29_seats_and_four_task_forces(people: People) -> None:
    await programme.establish_council(people)
    await programme.fill_council(people)
    page = await people.page("/en/bodies/council")
    assert "Ministry 01" in page
    assert "Society 15" in page
    assert "Invented Name" not in page, "a public page shows no person"
    bodies = await people.page("/en/bodies")
    assert all(f"Task Force {number}" in bodies for number in range(1, 5))


async def test_03_it_meets_and_the_page_shows_who_came(people: People) -> None:
    await programme.open_fund(people, FUND, ROOM * 1000)
    await programme.hold_meeting(people, "council-2015-04-21", absent="cso-15")
    page = await people.page("/en/meetings/council-2015-04-21")
    assert re.search(r"\b28\b", page), "28 of 29 seats were present"


@pytest.mark.parametrize(("language", "word"), [("sq", "Mbledhjet"), ("sr", "Sednice"), ("en", "Meetings")])
async def test_04_every_page_speaks_three_languages(people: People, language: str, word: str) -> None:
    for path in (
        "",
        "/bodies",
        "/bodies/council",
        "/meetings",
        "/meetings/council-2015-04-21",
        "/organisations",
    ):
        page = await people.page(f"/{language}{path}")
        assert f'lang="{language}"' in page
        assert word in page


async def test_05_a_claim_needs_presence_means_and_a_receipt_of_its_own(people: People) -> None:
    present, absent = ORGANISATIONS[0], ORGANISATIONS[14]
    own = f"cso:{present}"
    assert (
        await people.refused("grants", "SubmitClaim", own, **claim(FUND, present, 1)) == "no-means-assessed"
    )
    for organisation in ORGANISATIONS:
        await programme.declare_means(people, organisation)
    refused = await people.refused("grants", "SubmitClaim", f"cso:{absent}", **claim(FUND, absent, 1))
    assert refused == "did-not-attend"
    assert (
        await people.refused("grants", "SubmitClaim", f"cso:{absent}", **claim(FUND, present, 1))
        == "not-allowed"
    )
    await people.accepted("grants", "SubmitClaim", own, **claim(FUND, present, 1))
    again = claim(FUND, present, 2)
    again["items"][0]["receipt"] = f"{1:064x}"
    assert await people.refused("grants", "SubmitClaim", own, **again) == "receipt-already-used"


async def test_06_fifty_approvals_at_once_never_over_commit_the_fund(people: People) -> None:
    async def submitted(number: int) -> str:
        organisation = ORGANISATIONS[number % 14]
        body = claim(FUND, organisation, number)
        answer = await people.accepted("grants", "SubmitClaim", f"cso:{organisation}", **body)
        return str(answer["entity"]).rpartition(".")[2]

    claims = await asyncio.gather(*(submitted(number) for number in range(100, 150)))
    approvals = [
        people.give("grants", "ApproveClaim", "secretariat", claim=id, as_of=programme.HELD.replace(day=29))
        for id in claims
    ]
    answers = await asyncio.gather(*approvals)
    accepted = [answer for answer in answers if "status" not in answer]
    refused = {answer["type"].rpartition(":")[2] for answer in answers if "status" in answer}
    assert len(accepted) == ROOM
    assert refused == {"envelope-exceeded"}


async def test_07_nobody_approves_their_own_claim_or_their_organisation_s(people: People) -> None:
    organisation = ORGANISATIONS[1]
    submitted = await people.accepted(
        "grants", "SubmitClaim", "secretariat", acting="p-eager", **claim(FUND, organisation, 300)
    )
    id, at = submitted["entity"].rpartition(".")[2], {"as_of": programme.HELD.replace(day=29)}
    own = await people.refused("grants", "ApproveClaim", "secretariat", acting="p-eager", claim=id, **at)
    bound = f"cso:{organisation}"
    theirs = await people.refused(
        "grants", "ApproveClaim", "secretariat", bound, acting="p-x", claim=id, **at
    )
    assert (own, theirs) == ("own-claim", "own-organisation")


async def test_08_closing_an_organisation_ends_its_membership_and_vacates_its_seat(people: People) -> None:
    leaving = ORGANISATIONS[5]
    body = {"organisation": leaving, "reason": "Its members dissolved it."}
    await people.accepted("membership", "CloseOrganisation", "secretariat", **body)
    for _ in range(100):
        page = await people.page("/en/bodies/council")
        if "28" in page and "Vacant" in page:
            break
        await asyncio.sleep(0.1)
    assert "Vacant" in page
    body = {"organisation": leaving, "motivation": "Again."}
    assert await people.refused("membership", "ApplyForMembership", f"cso:{leaving}", **body)


async def test_09_the_claim_window_that_a_meeting_opened_closes_by_its_timer(platform: Platform) -> None:
    code, history = await platform.civikos("history", "grants.window.council-2015-04-21")
    assert code == 0
    assert "ClaimWindowOpened" in history
    assert "ClaimWindowClosed" in history


def stored_bytes(platform: Platform) -> bytes:
    return b"".join(path.read_bytes() for path in (platform.data / "nats").rglob("*") if path.is_file())


async def test_10_no_name_and_no_account_number_stands_in_the_log(platform: Platform) -> None:
    stored = stored_bytes(platform)
    assert b"MeetingHeld" in stored
    assert b"Invented Traveller" not in stored
    assert b"1212012345678906" not in stored


async def test_11_every_read_model_equals_the_fold_of_the_log(platform: Platform) -> None:
    code, said = await platform.civikos("verify")
    assert code == 0, said


async def test_12_a_second_start_finds_everything(platform: Platform) -> None:
    await platform.stop()
    await platform.start()
    async with platform.people() as people:
        assert "Society 15" in await people.page("/en/bodies/council")
