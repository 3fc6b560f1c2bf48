"""Is it told in which office a public fact was recorded, and kept back where that would tell too much?"""

from __future__ import annotations

import pytest

from services.council.doors import DOORS as COUNCIL
from services.membership.doors import DOORS as MEMBERSHIP
from services.outreach.doors import DOORS as OUTREACH
from services.outreach.projections.portal.history import HISTORY
from services.outreach.projections.portal.public import PUBLIC
from services.outreach.projections.portal.public.offices import FOUND, OFFICES, UNTOLD, office
from shared.contracts import council
from shared.kernel.event import Event, Ref
from shared.testing.recorded import Chronicle, folded, recorded
from tests.services.outreach.programme import joined, member, moved
from tests.services.outreach.programme_life import suspended

SERVICES = {"membership": MEMBERSHIP, "council": COUNCIL, "outreach": OUTREACH}
MEETING = Ref("council", "meeting", "m")
MOVED = moved("2015-04-21", "Prishtinë", "The hall was taken")


def test_an_office_is_named_only_for_commands_that_no_other_may_give() -> None:
    doors = {f"{service}.{door.name}": door for service, table in SERVICES.items() for door in table}
    for named, commands in OFFICES.items():
        for command in commands:
            assert {role.name for role in doors[command].roles} == {named}, command


def test_the_history_keeps_the_office_and_never_the_person() -> None:
    log = Chronicle().add(MEETING, MOVED, by="p-arta", command="RescheduleMeeting")
    entry = folded(HISTORY, log)["event-1"]
    assert entry["who"] == "secretariat"
    assert "p-arta" not in str(entry)


def test_what_several_offices_may_do_is_told_of_none() -> None:
    assert office(recorded(MOVED, MEETING, command="SomeCommand")) is None


def test_a_policy_or_a_timer_is_the_platform() -> None:
    event = recorded(joined("2014-05-02"), member("5900001-1"), by="system:some-policy")
    assert office(event) == "platform"


def test_what_the_platform_finds_is_not_laid_to_whoever_acted_just_then() -> None:
    overdue = council.CommitmentOverdue.model_construct()
    ref = Ref("council", "commitment", "c")
    assert office(recorded(overdue, ref, command="WithdrawCommitment")) == "platform"


@pytest.mark.parametrize("by", ["p-arta", "system:an-ethics-case"])
def test_who_suspended_would_tell_of_an_ethics_case(by: str) -> None:
    event = recorded(suspended("2016-09-01"), member("5900001-1"), by=by, command="SuspendMember")
    assert office(event) is None


@pytest.mark.parametrize("type_", sorted(UNTOLD, key=lambda each: each.type_name))
@pytest.mark.parametrize("command", ["PublishMinutes", "SubmitInput", "AcceptDocument"])
def test_of_sources_cases_and_votes_no_office_is_told(type_: type[Event], command: str) -> None:
    fact = type_.model_construct()
    told = {
        office(recorded(fact, Ref("council", "x", "y"), by=by, command=command)) for by in ("p", "system:x")
    }
    assert told == {None}


def test_only_public_facts_stand_in_the_tables() -> None:
    assert PUBLIC.keys() >= {*UNTOLD, *FOUND}
