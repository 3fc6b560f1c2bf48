"""A position from proposal to transmission, the reports of those who carried it, and what is held on them."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nats.js.errors import NotFoundError

from services.membership.domain.mandate_report import report_id
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.event import Ref
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.provision import TIMER_STREAM
from tests.platform import People, Platform
from tests.stories import programme
from tests.stories.programme import ORGANISATIONS, text

POSITION, MEETING = "public-consultation-regulation", "council-2015-04-21"
PROPOSER, SECOND, THIRD = ORGANISATIONS[:3]
TITLE = text("Consult before deciding")
TIMER = "civikos.timer.membership.report-is-overdue-after-its-day."


def day(month: int, number: int, year: int = 2015) -> dict[str, datetime]:
    return {"as_of": datetime(year, month, number, 10, tzinfo=UTC)}


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


async def position(people: People, command: str, role: str, when: dict[str, datetime], **body: Any) -> Any:
    return await people.accepted("membership", command, role, position=POSITION, **body, **when)


async def until(found: Callable[[], Awaitable[bool]], patience: float = 90.0) -> None:
    """What a killed process had been handed is handed out again after a minute."""
    async with asyncio.timeout(patience):
        while not await found():
            await asyncio.sleep(0.1)


async def killed(platform: Platform, name: str) -> None:
    """Kills a process and waits until it is gone; the supervisor starts it again."""
    (pid,) = [part["pid"] for part in platform.run["processes"] if part["name"] == name]
    platform.kill(name)

    async def gone() -> bool:
        return not _lives(pid)

    await until(gone)


async def happened(people: People, ref: Ref) -> list[str]:
    """The types of an entity's events, in order."""
    log = JetStreamLog(people.nc, Codec(VOCABULARY))
    return [recorded.data.type_name.partition(".")[2] for recorded in await log.load(ref)]


async def test_01_a_member_proposes_and_the_rules_say_what_adopts(people: People) -> None:
    await programme.begin(people, ORGANISATIONS)
    rules = {"endorsements_needed": 3, "report_days": 14, "report_for": ["council"], "checklist": []}
    await people.accepted("membership", "SetWorkingRules", "board", **rules, **day(1, 5))
    said = {"organisation": PROPOSER, "title": TITLE, "text": text("Every act is consulted on.")}
    await position(people, "ProposePosition", f"cso:{PROPOSER}", day(1, 19), **said)
    page = await people.page(f"/en/positions/{POSITION}")
    assert "Consult before deciding" in page
    assert "Society 01" in page


async def test_02_it_is_commented_on_revised_and_endorsed_once_by_each(people: People) -> None:
    await position(people, "OpenPositionConsultation", "secretariat", day(1, 21), until="2015-02-20")
    words = {"organisation": SECOND, "text": text("Name the days.")}
    await position(people, "CommentOnPosition", f"cso:{SECOND}", day(2, 3), **words)
    new = {"organisation": PROPOSER, "title": TITLE, "text": text("Within named days."), "changes": "Days"}
    await position(people, "RevisePosition", f"cso:{PROPOSER}", day(2, 23), **new)
    for organisation in (PROPOSER, SECOND):
        own = {"organisation": organisation}
        await position(people, "EndorsePosition", f"cso:{organisation}", day(2, 25), **own)
    again = {"position": POSITION, "organisation": SECOND, **day(2, 26)}
    refused = await people.refused("membership", "EndorsePosition", f"cso:{SECOND}", **again)
    assert refused == "already-endorsed"


async def test_03_too_few_adopt_nothing_and_enough_do(people: People) -> None:
    adopt = {"position": POSITION, **day(3, 1)}
    assert (
        await people.refused("membership", "AdoptPosition", "secretariat", **adopt) == "too-few-endorsements"
    )
    await position(people, "EndorsePosition", f"cso:{THIRD}", day(3, 2), organisation=THIRD)
    await position(people, "AdoptPosition", "secretariat", day(3, 12))
    assert "3 endorsements" in await people.page(f"/en/positions/{POSITION}")


async def test_04_transmitted_it_is_received_by_the_council_once(people: People, platform: Platform) -> None:
    await killed(platform, "council")  # what is transmitted meanwhile waits for it
    await position(people, "TransmitPosition", "secretariat", day(3, 16))
    received = Ref("council", "reception", POSITION)

    async def is_there() -> bool:
        return bool(await happened(people, received))

    await until(is_there)
    assert await happened(people, received) == ["PositionReceived"]
    assert "Handed to the Council" in await people.page(f"/en/positions/{POSITION}")


async def test_05_who_sat_in_the_council_owes_a_report_and_who_did_not_owes_none(
    people: People, platform: Platform
) -> None:
    await killed(platform, "membership")  # in the middle: the fact is told again to the next process
    await programme.hold_meeting(people, MEETING, absent="cso-15")

    async def all_owed() -> bool:
        owed = [await happened(people, _report(organisation)) for organisation in ORGANISATIONS[:14]]
        return all("ReportOwed" in types for types in owed)

    await until(all_owed)
    assert await happened(people, _report(ORGANISATIONS[14])) == []


async def test_06_a_day_long_gone_makes_it_overdue_once_and_also_after_a_restart(
    people: People, platform: Platform
) -> None:
    async def is_overdue() -> bool:
        return "MandateReportOverdue" in await happened(people, _report(SECOND))

    await until(is_overdue)
    for service in ("membership", "nats-server"):
        await killed(platform, service)
    said = {"summary": text("The work plan"), "represented": text("Consult earlier")}
    filed = {"meeting": MEETING, "organisation": PROPOSER, **said, **day(4, 28)}
    await people.accepted("membership", "FileMandateReport", f"cso:{PROPOSER}", **filed)
    overdue = (await happened(people, _report(SECOND))).count("MandateReportOverdue")
    assert overdue == 1
    assert (await happened(people, _report(PROPOSER)))[-1] == "MandateReportFiled"


async def test_07_a_moved_day_takes_the_place_of_the_earlier_timer(
    people: People, platform: Platform
) -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    moved = {"meeting": MEETING, "organisation": THIRD, "due_on": tomorrow.isoformat(), "reason": "Illness"}
    await people.accepted("membership", "MoveReportDue", "secretariat", **moved)
    key = f"{TIMER}{report_id(MEETING, THIRD)}"

    async def planned() -> bool:
        return await _due_on(people, key) == tomorrow

    await until(planned)
    await killed(platform, "membership")
    later = {**moved, "due_on": (tomorrow + timedelta(days=1)).isoformat(), "reason": "Still ill"}
    await people.accepted("membership", "MoveReportDue", "secretariat", **later)

    async def planned_anew() -> bool:
        return await _due_on(people, key) == tomorrow + timedelta(days=1)

    await until(planned_anew)
    assert (await happened(people, _report(THIRD)))[-1] == "ReportOwed"


async def test_08_a_file_of_organisations_comes_in_whole_or_not_at_all_and_once(
    people: People, platform: Platform, tmp_path: Path
) -> None:
    file = tmp_path / "new.csv"
    header = (
        "organisation;sq;sr;legal_form;municipality;founded_on;languages;representative;representative_name"
    )
    good = "5990001;Shoqata Çelësi;Udruženje Žubor;association;Peć;20.4.2007;sq;p-new;Arta E Re"
    file.write_text(f"{header}\n{good}\n5990002;Tjetra;;association;Atlantida;20.4.2007;sq;;\n", "utf-8-sig")
    code, said = await platform.civikos("import", "organisations", str(file))
    assert (code, "Atlantida" in said, "nothing was imported" in said) == (1, True, True)
    assert await happened(people, Ref("membership", "organisation", "5990001")) == []
    code, said = await platform.civikos("import", "organisations", str(file), "--skip-bad")
    assert (code, "1 entered" in said) == (0, True), said
    code, said = await platform.civikos("import", "organisations", str(file), "--skip-bad")
    assert (code, "0 entered, 1 in the register already" in said) == (0, True), said
    types = await happened(people, Ref("membership", "organisation", "5990001"))
    assert types == ["OrganisationRegistered", "RepresentativeNamed"]


async def test_09_everything_held_on_a_person_comes_in_one_command(
    platform: Platform, tmp_path: Path
) -> None:
    code, said = await platform.civikos("statement", "--person", "p-new", "--to", str(tmp_path))
    assert code == 0, said
    content = json.loads((tmp_path / "statement-p-new.json").read_text())
    (thing,) = content["things"]
    (event,) = thing["events"]
    assert event["facts"]["name"] == "Arta E Re", "opened with the person's key"
    assert "Arta E Re" in (tmp_path / "statement-p-new.html").read_text()
    code, said = await platform.civikos("statement", "--organisation", PROPOSER, "--to", str(tmp_path))
    assert code == 0, said
    held = json.loads((tmp_path / f"statement-{PROPOSER}.json").read_text())
    services = {thing["service"] for thing in held["things"]}
    assert {"membership", "council"} <= services
    kinds = {event["type"] for thing in held["things"] for event in thing["events"]}
    assert {"membership.PositionTransmitted", "council.MeetingHeld", "membership.MandateReportFiled"} <= kinds
    code, said = await platform.civikos("statement", "--person", "p-nobody", "--to", str(tmp_path))
    assert (code, "nothing is held" in said) == (1, True)


async def test_10_every_read_model_equals_the_fold_of_the_log(platform: Platform) -> None:
    code, said = await platform.civikos("verify")
    assert code == 0, said


def _report(organisation: str) -> Ref:
    return Ref("membership", "mandate_report", report_id(MEETING, organisation))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def _due_on(people: People, subject: str) -> date | None:
    """The last day that a planned timer stands for; it rings when that day is over."""
    try:
        message = await people.nc.jetstream().get_last_msg(TIMER_STREAM, subject)
    except NotFoundError:
        return None
    body = json.loads(message.data or b"{}")
    rings = datetime.fromisoformat(body["due"])
    return (rings - timedelta(seconds=1)).date()
