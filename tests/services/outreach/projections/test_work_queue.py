"""What waits for whom: what opens an item, what ends it, who sees it, in which order?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from services.council.main import SERVICE as COUNCIL
from services.grants.main import SERVICE as GRANTS
from services.membership.main import SERVICE as MEMBERSHIP
from services.outreach.main import SERVICE as OUTREACH
from services.outreach.projections.reporting import work_queue
from services.outreach.projections.reporting.waiting import WAITING
from services.outreach.projections.reporting.waiting.row import Waits
from services.outreach.projections.reporting.work_queue import WORK_QUEUE, Now
from shared.contracts import council, grants, membership, outreach
from shared.kernel.event import Event, Ref
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle, folded
from shared.testing.spec import KOSOVO
from tests.services.outreach import given_publications as publications
from tests.services.outreach.filling import fill
from tests.services.outreach.programme import (
    applied,
    checked,
    held,
    joined,
    meeting,
    member,
    moved,
    programme,
    scheduled,
)
from tests.services.outreach.programme_money import approved, claim, submitted

CHECK, ADMIT = "membership.CheckApplication:5900001-1", "membership.AdmitMember:5900001-1"
PREPARE = "grants.PrepareBatch:c"
APPROVE, AUTHORISE = "grants.ApproveClaim:c", "grants.AuthoriseClaim:c"
RECORD, HOLD = "council.RecordAttendance:m", "council.HoldMeeting:m"
MINUTES = "council.DraftMinutes:m"
NO = grants.ClaimRejected(reason="No", rejected_by="p-8", rejected_on=date(2015, 5, 1))
SURE = grants.ClaimAuthorised(authorised_by="p-9", authorised_on=date(2015, 5, 4))
CAME, OFF = council.AttendanceRecorded(seats=()), council.MeetingCancelled(reason="No")
REFUSED = membership.MembershipRefused(reason="No", refused_on=date(2014, 4, 9))


@pytest.mark.parametrize(
    ("ref", "events", "waits"),
    [
        (member("5900001-1"), [applied("2014-04-05")], {CHECK}),
        (member("5900001-1"), [applied("2014-04-05"), checked("2014-04-08")], {ADMIT}),
        (member("5900001-1"), [applied("2014-04-05"), checked("2014-04-08"), joined("2014-05-02")], set()),
        (member("5900001-1"), [applied("2014-04-05"), checked("2014-04-08"), REFUSED], set()),
        (claim("c"), [submitted()], {APPROVE}),
        (claim("c"), [submitted(), approved()], {AUTHORISE}),
        (claim("c"), [submitted(), NO], set()),
        (claim("c"), [submitted(), approved(), SURE], {PREPARE}),
        (claim("c"), [submitted(), NO, submitted()], {APPROVE}),
        (meeting("m"), [scheduled("2015-04-14")], {RECORD}),
        (meeting("m"), [scheduled("2015-04-14"), CAME], {HOLD}),
        (meeting("m"), [scheduled("2015-04-14"), CAME, held("2015-04-14")], {MINUTES}),
        (meeting("m"), [scheduled("2015-04-14"), OFF], set()),
    ],
)
def test_each_event_leaves_waiting_what_comes_next(
    ref: Ref, events: Sequence[Event], waits: set[str]
) -> None:
    assert set(folded(WORK_QUEUE, Chronicle().add(ref, *events))) == waits


def test_an_item_says_since_when_for_whom_and_about_what() -> None:
    item = folded(WORK_QUEUE, Chronicle().add(claim("c"), submitted()))[APPROVE]
    assert (item["role"], item["bound_to"], item["since"]) == ("secretariat", None, "2015-04-24")
    assert item["facts"] == {"organisation": "5900001-1", "meeting": "council-2015-04-21"}


def test_a_hub_finishes_its_own_drafts_and_the_secretariat_the_others() -> None:
    ref, finish = Ref("outreach", "publication", "d"), "outreach.SubmitForReview:d"
    item = folded(WORK_QUEUE, Chronicle().add(ref, publications.drafted(hub="peja")))[finish]
    assert (item["role"], item["bound_to"]) == ("hub", "peja")
    returned = publications.returned.model_copy(update={"hub": "peja"})
    again = folded(WORK_QUEUE, Chronicle().add(ref, publications.drafted(hub="peja"), returned))[finish]
    assert (again["role"], again["bound_to"]) == ("hub", "peja")
    other = folded(WORK_QUEUE, Chronicle().add(ref, publications.drafted()))[finish]
    assert (other["role"], other["bound_to"]) == ("secretariat", None)


def test_a_quiet_month_waits_for_its_return_too_unless_it_is_there() -> None:
    ref, file = Ref("outreach", "hub_month", "peja_2015-04"), "outreach.FileMonthlyReturn:peja_2015-04"
    ended = outreach.HubMonthEnded(hub="peja", month="2015-04", found_on=date(2015, 5, 1))
    item = folded(WORK_QUEUE, Chronicle().add(ref, ended))[file]
    assert (item["role"], item["bound_to"], item["since"]) == ("hub", "peja", "2015-05-01")
    there = ended.model_copy(update={"filed": True})
    assert folded(WORK_QUEUE, Chronicle().add(ref, there)) == {}


NOTICE = Ref("outreach", "publication", "n")
OUTDATED = publications.outdated
IN_PUBLIC = OUTDATED.model_copy(update={"public": True})


@pytest.mark.parametrize(
    ("events", "waits"),
    [
        ([publications.drafted(), publications.submitted, OUTDATED], "DraftPublication"),
        ([publications.drafted(), OUTDATED, publications.drafted()], "SubmitForReview"),
        ([publications.published(), IN_PUBLIC], "CorrectPublication"),
        ([publications.published(), IN_PUBLIC, publications.corrected()], None),
    ],
)
def test_what_is_told_of_a_meeting_that_moved_waits_to_be_put_right(
    events: Sequence[Event], waits: str | None
) -> None:
    items = folded(WORK_QUEUE, Chronicle().add(NOTICE, *events))
    assert set(items) == ({f"outreach.{waits}:n"} if waits else set())


def test_a_meeting_that_was_moved_waits_from_its_new_end_on() -> None:
    log = Chronicle().add(meeting("m"), scheduled("2015-04-14"), moved("2015-04-21", "Pejë", "No hall"))
    assert folded(WORK_QUEUE, log)[RECORD]["since"].startswith("2015-04-21T")


@pytest.mark.parametrize(
    ("now", "begun", "over"),
    [
        ("2016-09-30T21:59:00Z", False, False),
        ("2016-09-30T22:01:00Z", True, False),
        ("2016-10-01T21:59:00Z", True, False),
        ("2016-10-01T22:01:00Z", True, True),
    ],
)
def test_a_day_begins_and_ends_where_the_platform_is(now: str, begun: bool, over: bool) -> None:
    at = Now.at(datetime.fromisoformat(now), KOSOVO)
    assert (at.begun("2016-10-01"), at.over("2016-10-01")) == (begun, over)


def test_a_moment_is_the_same_everywhere() -> None:
    at = Now.at(datetime.fromisoformat("2016-10-01T09:00:00Z"), KOSOVO)
    assert (at.begun("2016-10-01T09:00:00Z"), at.begun("2016-10-01T09:00:01Z")) == (True, False)
    assert (at.over("2016-10-01T09:00:00Z"), at.over("2016-10-01T09:00:01Z")) == (True, False)


async def test_everybody_sees_what_waits_for_them_and_nothing_else(mongo: Mongo) -> None:
    log = programme().add(member("5900009-9"), applied("2016-09-01")).add(claim("c"), submitted())
    log.add(claim("d"), submitted(), approved())
    await fill(mongo, log)

    async def seen(*grants: tuple[str, str | None], now: str = "2016-10-01T09:00:00Z") -> list[str]:
        at = Now.at(datetime.fromisoformat(now), KOSOVO)
        items = await work_queue.waiting(mongo.database("reporting"), grants, at)
        return [item["_id"] for item in items]

    received = "council.TransmitInputs:position-consult-everyone"
    assert await seen(("secretariat", None)) == [
        received,
        APPROVE,
        "council.EscalateCommitment:council-2015-04-21-decision-1",
        "council.DraftMinutes:council-2016-07-20",
        "membership.CheckApplication:5900009-9",
    ]
    assert await seen(("finance", None)) == ["grants.AuthoriseClaim:d"]
    assert await seen(("cso", "5900001-1")) == []
    assert await seen() == []
    over = await seen(("secretariat", None), now="2016-12-02T00:00:00Z")
    assert "council.RecordAttendance:council-2016-12-01" in over


@pytest.mark.parametrize("row", WAITING, ids=lambda row: row.command)
def test_every_row_can_end_what_it_opens(row: Waits) -> None:
    assert row.opens
    assert set(row.ends) - set(row.opens), "an item that nothing ends would wait for ever"


def test_every_command_has_one_row() -> None:
    commands = [row.command for row in WAITING]
    assert len(commands) == len(set(commands))


DOORS = {
    f"{service.name}.{door.name}": door
    for service in (MEMBERSHIP, COUNCIL, GRANTS, OUTREACH)
    for door in service.doors
}


@pytest.mark.parametrize("row", WAITING, ids=lambda row: row.command)
def test_every_row_waits_for_a_command_that_its_role_may_give(row: Waits) -> None:
    roles = {role.name for role in DOORS[row.command].roles}
    assert row.role.name in roles, f"{row.command} is for {sorted(roles)}"
