"""What of positions, reports, internships and trainings waits for whom?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from services.outreach.projections.reporting.work_queue import Now, standing, waiting
from shared.contracts import grants, membership
from shared.kernel.event import Event, Ref
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle
from shared.testing.spec import KOSOVO
from tests.services.outreach import programme_positions as given
from tests.services.outreach.filling import fill
from tests.services.outreach.waiting import items, lines

OPEN, ADOPT, TRANSMIT = (
    f"membership.{command}:consult-first"
    for command in ("OpenPositionConsultation", "AdoptPosition", "TransmitPosition")
)
FILE = f"membership.FileMandateReport:council-2015-04-21_{given.FIRST}"
SELECT, SIGN = (f"membership.{command}:policy-desk" for command in ("SelectIntern", "SignAgreement"))
DELIVER, EVALUATE = (f"membership.{command}:advocacy" for command in ("DeliverTraining", "EvaluateTraining"))
DROPPED = membership.PositionDropped(reason="No", dropped_on=date(2015, 3, 1))
CONSULTED = given.consulting("2015-02-28")
SECOND = given.SECOND
RULES = Ref("membership", "working_rules", "working-rules")
DECLARED = grants.MeansDeclared(
    year=2014, income_bracket="none", other_support="", declared_by="p-1", declared_on=date(2015, 2, 1)
)


def at(day: str) -> Now:
    return Now.at(datetime.fromisoformat(f"{day}T10:00:00Z"), KOSOVO)


def working_rules(needed: int) -> membership.WorkingRulesSet:
    return membership.WorkingRulesSet(
        endorsements_needed=needed, report_days=14, report_for=(), checklist=(), set_on=date(2015, 1, 1)
    )


def listed(fund: str, first: int, last: int | None = None) -> grants.FundListed:
    days = {"starts_on": date(first, 1, 1), "ends_on": date(last or first, 12, 31)}
    return grants.FundListed(fund=fund, claim_window_days=30, means_valid_days=365, **days)


@pytest.mark.parametrize(
    ("ref", "events", "waits"),
    [
        (given.POSITION, [given.proposed()], {OPEN}),
        (given.POSITION, [given.proposed(), CONSULTED], {ADOPT}),
        (given.POSITION, [given.proposed(), DROPPED], set()),
        (given.POSITION, [given.proposed(), CONSULTED, DROPPED], set()),
        (given.POSITION, [given.proposed(), CONSULTED, given.ADOPTED], {TRANSMIT}),
        (given.POSITION, [given.proposed(), CONSULTED, given.ADOPTED, given.TRANSMITTED], set()),
        (given.report(), [given.owed()], {FILE}),
        (given.report(), [given.owed(), given.filed()], set()),
        (given.INTERNSHIP, [given.ANNOUNCED], set()),
        (given.INTERNSHIP, [given.ANNOUNCED, given.APPLIED_FOR], {SELECT}),
        (given.INTERNSHIP, [given.ANNOUNCED, given.APPLIED_FOR, given.SELECTED], {SIGN}),
        (given.INTERNSHIP, [given.ANNOUNCED, given.APPLIED_FOR, given.SELECTED, given.SIGNED], set()),
        (given.TRAINING, [given.PLANNED], {DELIVER}),
        (given.TRAINING, [given.PLANNED, given.DELIVERED], {EVALUATE}),
        (given.TRAINING, [given.PLANNED, given.DELIVERED, given.EVALUATED], set()),
    ],
)
def test_each_event_leaves_waiting_what_comes_next(
    ref: Ref, events: Sequence[Event], waits: set[str]
) -> None:
    assert set(lines(Chronicle().add(ref, *events))) == waits


def test_a_report_waits_for_its_own_organisation_until_its_day_also_when_that_is_moved() -> None:
    log = Chronicle().add(given.report(), given.owed())
    item = lines(log)[FILE]
    assert (item["role"], item["bound_to"], item["until"]) == ("cso", given.FIRST, "2015-05-05")
    log.add(given.report(), given.owed(due_on="2015-06-01", moved_because="Illness"))
    assert lines(log)[FILE]["until"] == "2015-06-01"


def test_a_position_is_adopted_when_the_time_for_comments_is_over() -> None:
    log = Chronicle().add(given.POSITION, given.proposed(), CONSULTED)
    assert lines(log)[ADOPT]["since"] == "2015-03-01"


@pytest.mark.parametrize(
    ("needed", "endorsing", "role", "told"),
    [
        (2, [given.endorsed(SECOND, 1)], "board", "%(has)s of the %(needed)s endorsements"),
        (2, [given.endorsed(given.FIRST, 1), given.endorsed(SECOND, 1)], "secretariat", None),
        (1, [given.endorsed(SECOND, 1), given.REVISED], "board", "%(has)s of the %(needed)s endorsements"),
        (None, [given.endorsed(SECOND, 1)], "board", "no rules say"),
    ],
)
def test_a_position_that_too_few_endorse_waits_for_the_board(
    needed: int | None, endorsing: Sequence[Event], role: str, told: str | None
) -> None:
    log = Chronicle().add(given.POSITION, given.proposed(), CONSULTED, *endorsing)
    log.add(given.POSITION, given.consulting("2015-03-10"))
    if needed:
        log.add(RULES, working_rules(needed))
    assert standing(items(log), at("2015-03-10")) == []
    (line,) = standing(items(log), at("2015-03-11"))
    assert (line["_id"], line["role"]) == (ADOPT, role)
    assert told is None or told in line["sentence"]


def test_the_rules_of_the_day_decide_for_whom_a_position_waits() -> None:
    log = Chronicle().add(RULES, working_rules(2)).add(given.POSITION, given.proposed(), CONSULTED)
    log.add(given.POSITION, given.endorsed(SECOND, 1))
    assert [line["role"] for line in standing(items(log), at("2015-03-11"))] == ["board"]
    log.add(RULES, working_rules(1))
    assert [line["role"] for line in standing(items(log), at("2015-03-11"))] == ["secretariat"]


async def test_the_board_reads_what_it_decides_and_the_secretariat_does_not(mongo: Mongo) -> None:
    log = Chronicle().add(RULES, working_rules(1)).add(given.POSITION, given.proposed(), CONSULTED)
    await fill(mongo, log)

    async def sees(role: str) -> list[str]:
        found = await waiting(mongo.database("reporting"), [(role, None)], at("2015-03-11"))
        return [line["_id"] for line in found]

    assert (await sees("board"), await sees("secretariat")) == ([ADOPT], [])


def test_means_wait_for_their_assessment_while_a_fund_says_how_long_it_would_hold() -> None:
    log = Chronicle().add(Ref("grants", "means", given.FIRST), DECLARED)
    assert standing(items(log), at("2015-06-01")) == []
    log.add(Ref("grants", "fundbook", "funds"), listed("a", 2014), listed("b", 2016))
    days = ("2015-06-01", "2014-06-01", "2016-12-31", "2017-01-01")
    assert [len(standing(items(log), at(day))) for day in days] == [0, 0, 1, 0]
    log.add(Ref("grants", "fundbook", "funds"), listed("b", 2016, 2018))
    assert [len(standing(items(log), at(day))) for day in days] == [0, 0, 1, 1]


def test_an_intern_is_chosen_by_the_host_between_the_last_application_and_the_first_day() -> None:
    item = lines(Chronicle().add(given.INTERNSHIP, given.ANNOUNCED, given.APPLIED_FOR))[SELECT]
    assert (item["since"], item["until"], item["bound_to"]) == ("2015-03-02", "2015-04-01", given.FIRST)
