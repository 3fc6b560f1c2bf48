"""A consultation from its call to the response matrix, by everybody it takes, through restarts; and a hub."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdf
import pytest
from nats.js.errors import NotFoundError

from shared.kernel.event import Ref
from shared.kernel.provision import TIMER_STREAM
from tests.platform import People, Platform
from tests.stories import programme
from tests.stories.programme import INSTITUTIONS, ORGANISATIONS, text
from tests.stories.test_position import happened, killed, until

CALL, POSITION, HUB = "draft-regulation", "consult-everyone", "hub-peje"
FIRST, SECOND, THIRD = ORGANISATIONS[:3]
ASKED, OTHER = INSTITUTIONS[:2]
OWN_CALL = f"position-{POSITION}"


def soon(seconds: int) -> str:
    """A whole second, as timers ring."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).replace(microsecond=0).isoformat()


def ago(**span: int) -> dict[str, datetime]:
    """As somebody who enters afterwards what happened then: so no step has to hurry before a deadline."""
    return {"as_of": datetime.now(UTC) - timedelta(**span)}


@pytest.fixture(scope="module")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    running = Platform(tmp_path_factory.mktemp("platform") / "data")
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="module")
async def people(platform: Platform) -> AsyncIterator[People]:
    async with platform.people() as connected:
        await programme.prepare(connected)
        for organisation in (FIRST, SECOND, THIRD):
            await programme.register(connected, organisation)
        yield connected


async def call(people: People, command: str, role: str, **body: Any) -> dict[str, Any]:
    return await people.accepted("council", command, role, call=CALL, **body)


async def has(people: People, event: str, ref: Ref) -> None:
    async def is_there() -> bool:
        return event in await happened(people, ref)

    await until(is_there)


async def test_01_organisations_answer_a_call_each_for_itself(people: People) -> None:
    await call(
        people,
        "OpenCall",
        "secretariat",
        title=text("Draft regulation"),
        document="regulation",
        institution=ASKED,
        deadline=soon(6),
        **ago(hours=2),
    )
    for organisation, part in ((FIRST, "Article 1"), (FIRST, "Article 2"), (SECOND, "Article 1")):
        said = {"organisation": organisation, "part": part, "text": text(f"On {part}.")}
        await call(people, "SubmitInput", f"cso:{organisation}", acting="p-writer", **said, **ago(hours=1))
    again = {"call": CALL, "organisation": FIRST, "part": "Article 1", "text": text("On Article 1.")}
    first = await people.refused("council", "SubmitInput", f"cso:{FIRST}", **again, **ago(hours=1))
    foreign = await people.refused("council", "SubmitInput", f"cso:{SECOND}", **again, **ago(hours=1))
    assert (first, foreign) == ("said-already", "not-allowed")
    page = await people.page(f"/en/consultations/{CALL}")
    assert "Society 01" in page
    assert "p-writer" not in page, "an organisation is an author in public, a person is not"


async def test_02_the_deadline_closes_it_once_although_the_council_is_killed(
    people: People, platform: Platform
) -> None:
    await killed(platform, "council")
    await has(people, "CallClosed", Ref("council", "call", CALL))
    late = {"call": CALL, "organisation": THIRD, "text": text("Too late.")}
    assert await people.refused("council", "SubmitInput", f"cso:{THIRD}", **late) == "too-late"
    assert (await happened(people, Ref("council", "call", CALL))).count("CallClosed") == 1


async def test_03_a_position_that_came_in_time_is_an_input_to_it(people: People, platform: Platform) -> None:
    own = {"position": POSITION, "organisation": FIRST}
    about = {"title": text("Consult everyone"), "text": text("Answer everyone.")}
    rules = {"endorsements_needed": 1, "report_days": 14, "report_for": [], "checklist": []}
    await people.accepted("membership", "SetWorkingRules", "board", **rules, **programme.DAY)
    await programme.join(people, FIRST)
    await people.accepted("membership", "ProposePosition", f"cso:{FIRST}", **own, **about, **ago(days=9))
    until_day = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    consulted = {"position": POSITION, "until": until_day, **ago(days=8)}
    await people.accepted("membership", "OpenPositionConsultation", "secretariat", **consulted)
    await people.accepted("membership", "EndorsePosition", f"cso:{FIRST}", **own, **ago(days=7))
    await people.accepted("membership", "AdoptPosition", "secretariat", position=POSITION, **ago(days=2))
    await killed(platform, "council")
    told = {"position": POSITION, "call": CALL, **ago(minutes=30)}
    await people.accepted("membership", "TransmitPosition", "secretariat", **told)
    await has(people, "PositionReceived", Ref("council", "reception", POSITION))
    inputs = (await happened(people, Ref("council", "call", CALL))).count("InputReceived")
    assert inputs == 4
    assert await happened(people, Ref("council", "call", OWN_CALL)) == []


async def test_04_the_institution_that_was_asked_answers_with_reasons(people: People) -> None:
    groups = [
        {"title": text("The beginning"), "inputs": [f"{FIRST}-1", f"{SECOND}-1"]},
        {"title": text("The rest"), "inputs": [f"{FIRST}-2"]},
    ]
    left_out = await people.refused("council", "ConsolidateInputs", "secretariat", call=CALL, groups=groups)
    assert left_out == "not-grouped"
    groups[1]["inputs"] = [f"{FIRST}-2", OWN_CALL]
    await call(people, "ConsolidateInputs", "secretariat", groups=groups)
    await call(people, "TransmitInputs", "secretariat", answer_by=soon(4))
    answer = {"call": CALL, "input": f"{FIRST}-1", "outcome": "accepted", "reason": text("It is in now.")}
    refused = await people.refused("council", "AnswerInput", f"government:{OTHER}", **answer)
    assert refused == "not-allowed"
    await people.accepted("council", "AnswerInput", f"government:{ASKED}", **answer)
    second = {**answer, "input": f"{SECOND}-1", "outcome": "refused", "reason": text("The law forbids it.")}
    await people.accepted("council", "AnswerInput", f"government:{ASKED}", **second)
    again = await people.refused("council", "AnswerInput", f"government:{ASKED}", **second)
    assert again == "answered-already"


async def test_05_silence_is_flagged_once_through_a_restart_and_a_late_answer_still_counts(
    people: People, platform: Platform
) -> None:
    await killed(platform, "council")
    await has(people, "InputsUnanswered", Ref("council", "call", CALL))
    third = {"input": f"{FIRST}-2", "outcome": "partly", "reason": text("In part.")}
    await call(people, "AnswerInput", f"government:{ASKED}", **third)
    page = await people.page(f"/en/consultations/{CALL}")
    assert "Answers overdue" in page
    assert "late" in page
    assert (await happened(people, Ref("council", "call", CALL))).count("InputsUnanswered") == 1


async def test_06_the_response_matrix_holds_every_input_once(people: People) -> None:
    await call(people, "CloseWithReport", "secretariat", summary=text("Three of four have an answer."))
    page = await people.page(f"/en/consultations/{CALL}")
    inputs = [f"{FIRST}-1", f"{FIRST}-2", f"{SECOND}-1", OWN_CALL]
    assert all(page.count(f'id="input-{input}"') == 1 for input in inputs)
    table = await people.page(f"/en/consultations/{CALL}.csv")
    rows = {row["input"]: row["outcome"] for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))}
    assert rows == dict(zip(inputs, ("accepted", "partly", "refused", "unanswered"), strict=True))
    paper = await people.pages.get(f"/sq/consultations/{CALL}.pdf")
    assert "Draft regulation (sq)" in pypdf.PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()


async def test_07_the_act_ends_the_chain_that_the_proposal_began(people: People) -> None:
    await people.accepted(
        "council",
        "RecordAct",
        "secretariat",
        act="regulation",
        title=text("Regulation"),
        kind="regulation",
        reference="1/2026",
        institution=ASKED,
        adopted_on=datetime.now(UTC).date().isoformat(),
        follows=[{"kind": "call", "id": CALL}],
    )
    page = await people.page(f"/en/timeline/position-{POSITION}")
    places = [page.index(f'id="{id}"') for id in (f"position-{POSITION}", f"call-{CALL}", "act-regulation")]
    assert places == sorted(places)
    assert "Proposed by" in page


async def test_08_a_hub_files_what_it_logged_and_nobody_reads_who_asked(
    people: People, platform: Platform
) -> None:
    opened = {"region": "peje", "seat": "peje", "host": "Youth House (sample)", "municipalities": ["peje"]}
    terms = {"languages": ["sq"], "answer_days": 5, **ago(days=80)}
    await people.accepted("outreach", "OpenHub", "secretariat", hub=HUB, **opened, **terms)
    asked = {"enquiry": "peje-1", "hub": HUB, "topic": "funding", "channel": "visit"}
    who = {"question": "Invented question?", "name": "Invented Enquirer", "contact": "enquirer@example.org"}
    foreign = await people.refused("outreach", "LogEnquiry", "hub:hub-gjilan", **asked, **who)
    assert foreign == "not-allowed"
    last_month = datetime.now(UTC).replace(day=1) - timedelta(days=10)
    await people.accepted("outreach", "LogEnquiry", f"hub:{HUB}", **asked, **who, as_of=last_month)
    answer = {"enquiry": "peje-1", "answer": "Invented answer."}
    replied = last_month + timedelta(days=2)
    await people.accepted("outreach", "AnswerEnquiry", f"hub:{HUB}", **answer, as_of=replied)
    filed = {"hub": HUB, "month": f"{last_month:%Y-%m}"}
    await people.accepted("outreach", "FileMonthlyReturn", f"hub:{HUB}", **filed)
    assert await people.refused("outreach", "FileMonthlyReturn", f"hub:{HUB}", **filed) == "month-filed"
    page = await people.page(f"/en/hubs/{HUB}")
    assert "enquiries 1, answers 1" in page
    files = (path for path in (platform.data / "nats").rglob("*") if path.is_file())
    stored = b"".join(path.read_bytes() for path in files)
    assert b"EnquiryLogged" in stored
    for private in (b"Invented question", b"Invented Enquirer", b"enquirer@example.org", b"Invented answer"):
        assert private not in stored


async def test_09_an_enquiry_rings_when_its_time_is_over_also_after_a_restart(
    people: People, platform: Platform
) -> None:
    await killed(platform, "outreach")  # what is logged next is handed to another process
    asked = {"enquiry": "peje-2", "hub": HUB, "topic": "funding", "channel": "phone", "question": "When?"}
    await people.accepted("outreach", "LogEnquiry", f"hub:{HUB}", **asked)

    async def planned() -> bool:
        due = await rings(people, f"outreach.unanswered-enquiry-is-overdue.{asked['enquiry']}")
        wait = due - datetime.now(UTC) if due else timedelta()
        return timedelta(days=5) <= wait <= timedelta(days=6, hours=1)

    await until(planned)


async def rings(people: People, timer: str) -> datetime | None:
    """When a planned timer is due."""
    try:
        message = await people.nc.jetstream().get_last_msg(TIMER_STREAM, f"civikos.timer.{timer}")
    except NotFoundError:
        return None
    return datetime.fromisoformat(json.loads(message.data or b"{}")["due"])


async def test_10_many_inputs_at_once_are_all_received_each_under_its_own_name(people: People) -> None:
    busy = {"call": "busy-call", "title": text("Busy"), "document": "law", "institution": ASKED}
    await people.accepted("council", "OpenCall", "secretariat", **busy, deadline=soon(3600))
    answers = await asyncio.gather(
        *(
            people.accepted(
                "council",
                "SubmitInput",
                f"cso:{organisation}",
                call="busy-call",
                organisation=organisation,
                part=f"Article {number}",
                text=text("Something."),
            )
            for number in range(1, 7)
            for organisation in (FIRST, SECOND, THIRD)
        )
    )
    assert len({answer["version"] for answer in answers}) == 18
    page = await people.page("/en/consultations/busy-call")
    names = [f"{organisation}-{n}" for n in range(1, 7) for organisation in (FIRST, SECOND, THIRD)]
    assert all(page.count(f'id="input-{name}"') == 1 for name in names)


async def test_11_more_time_takes_the_place_of_the_first_deadline(people: People) -> None:
    later = soon(7200)
    more = {"call": "busy-call", "deadline": later, "reason": "Holidays"}
    await people.accepted("council", "ExtendCall", "secretariat", **more)

    async def planned_anew() -> bool:
        due = await rings(people, "council.call-closes-at-its-deadline.busy-call")
        return due == datetime.fromisoformat(later)

    await until(planned_anew)


async def test_12_every_read_model_equals_the_fold_of_the_log(platform: Platform) -> None:
    code, said = await platform.civikos("verify")
    assert code == 0, said
