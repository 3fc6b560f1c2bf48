"""What of positions, reports, internships and trainings waits for whom?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from shared.contracts import membership
from shared.kernel.event import Event, Ref
from shared.testing.recorded import Chronicle
from tests.services.outreach import programme_positions as given
from tests.services.outreach.waiting import lines

OPEN, ADOPT, TRANSMIT = (
    f"membership.{command}:consult-first"
    for command in ("OpenPositionConsultation", "AdoptPosition", "TransmitPosition")
)
FILE = f"membership.FileMandateReport:council-2015-04-21_{given.FIRST}"
SELECT, SIGN = (f"membership.{command}:policy-desk" for command in ("SelectIntern", "SignAgreement"))
DELIVER, EVALUATE = (f"membership.{command}:advocacy" for command in ("DeliverTraining", "EvaluateTraining"))
DROPPED = membership.PositionDropped(reason="No", dropped_on=date(2015, 3, 1))
CONSULTED = given.consulting("2015-02-28")


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


def test_an_intern_is_chosen_by_the_host_between_the_last_application_and_the_first_day() -> None:
    item = lines(Chronicle().add(given.INTERNSHIP, given.ANNOUNCED, given.APPLIED_FOR))[SELECT]
    assert (item["since"], item["until"], item["bound_to"]) == ("2015-03-02", "2015-04-01", given.FIRST)
