"""A commitment from the decision through re-planning, overdue and escalation to fulfilment; and a year of the
Council with proposals, quorum, minutes and calendars: on the real processes, one of them killed in between.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
import vobject
from nats.js.errors import NotFoundError

from shared.cli.programme.rows import ZONE
from shared.kernel.provision import TIMER_STREAM
from tests.platform import People, Platform
from tests.stories import programme
from tests.stories.programme import INSTITUTIONS, ORGANISATIONS, text

OWES, PROPOSER = INSTITUTIONS[2], ORGANISATIONS[1]
FIRST, LATER = "council-2015-04-21", "council-2015-10-20"
COMMITMENT = f"{FIRST}-decision-1"
SPRING = datetime(2015, 4, 21, 16, tzinfo=UTC)


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


async def shows(people: People, path: str, words: str) -> str:
    """The page, once what a policy does has reached it."""
    for _ in range(900):
        answer = await people.pages.get(path)
        if answer.status_code == 200 and words in " ".join(answer.text.split()):
            return answer.text
        await asyncio.sleep(0.1)
    raise AssertionError(f"{path} never said {words!r}: {answer.text[-3000:]}")


async def planned(people: People, timer: str) -> None:
    """Waits until the timer stands in its stream, planned or rung."""
    async with asyncio.timeout(90):
        for subject in cycle((f"civikos.timer.council.{timer}", f"civikos.due.council.{timer}")):
            with suppress(NotFoundError):
                await people.nc.jetstream().get_last_msg(TIMER_STREAM, subject)
                return
            await asyncio.sleep(0.05)


async def secretariat(people: People, command: str, on: datetime, **body: Any) -> None:
    await people.accepted("council", command, "secretariat", as_of=on, **body)


# ── a year of the Council ───────────────────────────────────────────────────────────────────────
async def test_01_the_council_sits(people: People) -> None:
    await programme.prepare(people)
    for organisation in ORGANISATIONS:
        await programme.register(people, organisation)
    await programme.establish_council(people)
    await programme.fill_council(people)


async def test_02_who_sits_there_proposes_an_item_and_nobody_else(people: People) -> None:
    called = datetime(2015, 3, 30, 9, tzinfo=UTC)
    meeting = {"body": "council", "place": "Prishtinë", "languages": ["sq", "sr"]}
    await secretariat(
        people,
        "ScheduleMeeting",
        called,
        meeting=FIRST,
        starts_at="2015-04-14T10:00:00+02:00",
        ends_at="2015-04-14T12:00:00+02:00",
        **meeting,
    )
    item = {"meeting": FIRST, "title": text("Blocked issues"), "reason": text("No answers")}
    own = {**item, "proposer": {"kind": "organisation", "id": PROPOSER}, "as_of": called}
    assert await people.refused("council", "ProposeAgendaItem", "cso:9999999", **own) == "not-allowed"
    await people.accepted("council", "ProposeAgendaItem", f"cso:{PROPOSER}", **own)
    agenda = [{"number": 1, "title": text("Blocked issues"), "proposal": 1}]
    await secretariat(people, "SetAgenda", called, meeting=FIRST, items=agenda)
    assert "Society 02 proposed item 1" in re.sub("<[^>]*>", "", await people.page(f"/en/meetings/{FIRST}"))


async def test_03_a_meeting_that_moves_moves_in_every_calendar(people: People) -> None:
    before = vobject.readOne(await people.page("/en/bodies/council/calendar.ics")).vevent
    moved = {"place": "Prishtinë", "reason": "The hall was taken"}
    await secretariat(
        people,
        "RescheduleMeeting",
        datetime(2015, 4, 7, 9, tzinfo=UTC),
        meeting=FIRST,
        starts_at="2015-04-21T10:00:00+02:00",
        ends_at="2015-04-21T12:00:00+02:00",
        **moved,
    )
    after = vobject.readOne(await people.page("/en/bodies/council/calendar.ics")).vevent
    assert after.uid.value == before.uid.value == FIRST
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value - before.dtstart.value == timedelta(days=7)
    invitation = vobject.readOne(await people.page(f"/en/meetings/{FIRST}/invitation.ics"))
    assert (invitation.method.value, len(invitation.vevent.attendee_list)) == ("REQUEST", 29)


async def test_04_the_quorum_counts_at_the_moment_of_the_decision(platform: Platform, people: People) -> None:
    seats = [f"gov-{n:02}" for n in range(1, 15)] + [f"cso-{n:02}" for n in range(1, 16)]
    marks = [
        {"seat": seat, "presence": "present", "left": "11:30" if seat.startswith("gov") else None}
        for seat in seats
    ]
    await secretariat(people, "RecordAttendance", SPRING, meeting=FIRST, seats=marks[:-2])
    await secretariat(people, "HoldMeeting", SPRING, meeting=FIRST)
    decision = {"meeting": FIRST, "item": 1, "text": text("Standards are drafted"), "consensus": True}
    late = {**decision, "taken_at": "11:45", "as_of": SPRING}
    assert await people.refused("council", "RecordDecision", "secretariat", **late) == "not-quorate"
    platform.kill("council")  # what follows from the decision is done by the next one
    owed = {"institution": OWES, "deadline": "2015-06-30"}
    await secretariat(people, "RecordDecision", SPRING, **decision, taken_at="11:00", **owed)


async def test_05_minutes_are_drafted_corrected_adopted_and_then_locked(people: People) -> None:
    at = {"meeting": FIRST, "as_of": SPRING + timedelta(days=2)}
    await people.accepted("council", "DraftMinutes", "secretariat", **at)
    corrected = {"texts": text("# Minutes\n\nWhat was said"), "corrected": "What was said"}
    await people.accepted("council", "CorrectMinutes", "secretariat", base=1, **corrected, **at)
    assert await people.refused("council", "PublishMinutes", "secretariat", **at) == "not-adopted"
    earlier = await people.refused("council", "AdoptMinutes", "secretariat", number=1, **at)
    assert earlier == "revision-moved-on"
    assert (await people.pages.get(f"/en/meetings/{FIRST}/minutes")).status_code == 404
    await people.accepted("council", "AdoptMinutes", "secretariat", number=2, **at)
    locked = {"base": 2, **corrected, **at}
    assert await people.refused("council", "CorrectMinutes", "secretariat", **locked) == "minutes-locked"
    await people.accepted("council", "PublishMinutes", "secretariat", with_revisions=True, **at)
    assert "What was said" in await people.page(f"/en/meetings/{FIRST}/minutes")
    changes = await people.page(f"/en/meetings/{FIRST}/minutes/changes")
    assert "<del>" in changes
    assert "The quorum was reached: 27 present, 15 needed." in changes


async def test_06_a_meeting_that_is_called_off_is_cancelled_in_every_calendar(people: People) -> None:
    call = {"body": "council", "place": "Prizren", "languages": ["sq"], "meeting": LATER}
    times = {"starts_at": "2015-10-20T10:00:00+02:00", "ends_at": "2015-10-20T12:00:00+02:00"}
    await secretariat(people, "ScheduleMeeting", SPRING, **call, **times)
    await secretariat(people, "CancelMeeting", SPRING, meeting=LATER, reason="Too few can come")
    own = f"/en/organisations/{PROPOSER}/calendar.ics"
    (event,) = [one for one in vobject.readOne(await people.page(own)).vevent_list if one.uid.value == LATER]
    assert event.status.value == "CANCELLED"
    cancel = vobject.readOne(await people.page(f"/en/meetings/{LATER}/invitation.ics"))
    assert cancel.method.value == "CANCEL"


# ── the commitment ──────────────────────────────────────────────────────────────────────────────
async def test_07_the_decision_is_owed_though_the_service_died(people: People) -> None:
    await shows(people, f"/en/commitments/{COMMITMENT}", "Standards are drafted")
    assert "Ministry 03" in await people.page("/en/commitments")


async def test_08_only_the_institution_that_owes_it_reports(people: People) -> None:
    said = {"commitment": COMMITMENT, "claimed": "complete", "evidence": text("It is done"), "as_of": SPRING}
    other = await people.refused("council", "ReportProgress", f"government:{INSTITUTIONS[3]}", **said)
    ours = await people.refused("council", "ReportProgress", "secretariat", **said)
    assert (other, ours) == ("not-allowed", "not-allowed")
    await people.accepted("council", "ReportProgress", f"government:{OWES}", **said)


async def test_09_civil_society_says_something_else_and_both_stand_there(people: People) -> None:
    said = {"commitment": COMMITMENT, "level": "limited", "evidence": text("Nobody saw it"), "as_of": SPRING}
    stranger = {**said, "organisation": "5119999"}
    assert await people.refused("council", "AssessProgress", "cso:5119999", **stranger) == "no-seat"
    await people.accepted("council", "AssessProgress", f"cso:{PROPOSER}", organisation=PROPOSER, **said)
    fulfil = {"commitment": COMMITMENT, "as_of": SPRING}
    refused = await people.refused("council", "FulfilCommitment", "secretariat", **fulfil)
    assert refused == "not-assessed-complete"
    page = await people.page(f"/en/commitments/{COMMITMENT}")
    assert "Complete" in page
    assert "Limited" in page
    assert "The two voices differ" in page


async def test_10_it_is_re_planned_escalated_and_the_first_due_day_stays(people: People) -> None:
    chair = {"body": "council", "seat": "gov-01", "reason": text("No answer"), "commitment": COMMITMENT}
    early = {**chair, "ground": "overdue", "as_of": SPRING}
    assert await people.refused("council", "EscalateCommitment", "secretariat", **early) == "not-overdue"
    july = datetime(2015, 7, 20, 9, tzinfo=UTC)
    await secretariat(people, "EscalateCommitment", july, **chair, ground="overdue")
    again = {"new_due": "2015-12-31", "reason": text("The plan"), "decided_by": text("The Council")}
    await secretariat(people, "ReplanCommitment", july, commitment=COMMITMENT, **again)
    page = " ".join(re.sub("<[^>]*>", " ", await people.page(f"/en/commitments/{COMMITMENT}")).split())
    assert "30 June 2015 First due" in page
    assert "31 December 2015 Re-planned on 20 July 2015" in page
    assert "it was due on 30 June 2015 and became overdue." in page
    assert "overdue, it was escalated to seat gov-01" in page


async def test_11_it_is_fulfilled_when_civil_society_sees_it_complete(people: People) -> None:
    december = datetime(2015, 12, 10, 9, tzinfo=UTC)
    said = {"commitment": COMMITMENT, "level": "complete", "evidence": text("In use"), "as_of": december}
    await people.accepted("council", "AssessProgress", f"cso:{PROPOSER}", organisation=PROPOSER, **said)
    await secretariat(people, "FulfilCommitment", december, commitment=COMMITMENT)
    assert "Fulfilled" in await people.page(f"/en/commitments/{COMMITMENT}")


async def test_12_a_due_day_that_passes_is_told_once_though_the_service_dies(
    platform: Platform, people: People
) -> None:
    yesterday = datetime.now(ZONE).date() - timedelta(days=1)
    noon = datetime(yesterday.year, yesterday.month, yesterday.day, 10, tzinfo=UTC)
    owed = {"commitment": "due-yesterday", "institution": OWES, "text": text("Due"), "due": f"{yesterday}"}
    source = {"kind": "decision", "id": FIRST, "number": 1}
    await secretariat(people, "RecordCommitment", noon, source=source, **owed)
    await planned(people, "commitment-due.due-yesterday")
    platform.kill("council")  # so the timer rings while nobody is there, or just after
    await shows(people, "/en/commitments/due-yesterday", "and became overdue.")
    code, history = await platform.civikos("history", "council.commitment.due-yesterday")
    assert code == 0
    assert history.count("CommitmentOverdue") == 1


async def test_13_every_read_model_equals_the_fold_of_the_log(platform: Platform) -> None:
    code, said = await platform.civikos("verify")
    assert code == 0, said
