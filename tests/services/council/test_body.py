"""Which bodies are there, and who holds their seats?"""

from datetime import date
from typing import Any

import pytest

from services.council.domain.body import (
    BODY,
    Body,
    BodyExists,
    Dissolved,
    Established,
    MeetingsToCome,
    NoSuchHolder,
    NoSuchObjective,
    NoSuchParent,
    Unestablished,
    seating_of,
)
from services.council.domain.days import InTheFuture, TooEarly
from services.council.domain.diary import DIARY
from services.council.domain.holding import HOLDING
from services.council.domain.institution import INSTITUTION
from services.council.domain.organisation_facts import ORGANISATION
from services.council.domain.seating import (
    NoMoreSeats,
    NoSuchSeat,
    SeatHeld,
    SeatTwice,
    SeatVacant,
    WrongSide,
)
from services.council.domain.strategy import STRATEGY
from services.council.doors import DOORS
from shared.contracts import council
from shared.kernel.entity import NotNow
from shared.kernel.personal import about
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import (
    COUNCIL,
    CSO,
    DISSOLVE,
    ESTABLISH,
    FILL,
    FOUNDED,
    MEETING_ID,
    OPM,
    ORG,
    OTHER_CSO,
    SEATS,
    STRATEGY_ID,
    TODAY,
    TOMORROW,
    VACATE,
    YESTERDAY,
    adopted,
    agenda_set,
    dissolved,
    established,
    filled,
    given_up,
    institution_registered,
    organisation_closed,
    organisation_registered,
    taken,
    vacated,
)

nobody = Spec(BODY)
body = nobody.given_at(ORGANISATION, ORG, organisation_registered).given_at(
    INSTITUTION, "opm", institution_registered
)
council_body = body.given(established())

TABLE = steps(
    {
        Unestablished: (),
        Established: (established(), filled()),
        Dissolved: (established(), filled(), vacated(), dissolved),
    },
    [
        (ESTABLISH, (ACCEPTED, BodyExists, BodyExists)),
        (FILL, (NotNow, ACCEPTED, NotNow)),
        (VACATE, (NotNow, ACCEPTED, NotNow)),
        (DISSOLVE, (NotNow, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(body)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Body, DOORS, "body")


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


# ── establishing ────────────────────────────────────────────────────────────────────────────────
def test_a_body_is_established_with_its_seats_and_rules() -> None:
    body.when(ESTABLISH).then(established())


def test_a_seat_stands_in_a_body_once() -> None:
    said = body.when(changed(ESTABLISH, seats=SEATS + SEATS[:1])).refused(SeatTwice)
    assert "gov-1" in str(said)


def test_a_body_is_not_established_in_the_future() -> None:
    body.when(changed(ESTABLISH, established_on=TOMORROW)).refused(InTheFuture)


def test_a_parent_must_stand() -> None:
    child = changed(ESTABLISH, body="task-force-1", parent=COUNCIL)
    body.when(child).refused(NoSuchParent)
    body.given_at(BODY, COUNCIL, established(), dissolved).when(child).refused(NoSuchParent)
    body.given_at(BODY, COUNCIL, established()).when(child).then(established(parent=COUNCIL))


@pytest.mark.parametrize(("strategy", "objective"), [(STRATEGY_ID, 3), (None, 1), ("strategy-1999", None)])
def test_an_objective_belongs_to_an_adopted_strategy(strategy: str | None, objective: int | None) -> None:
    aimed = changed(ESTABLISH, strategy=strategy, objective=objective)
    body.given_at(STRATEGY, STRATEGY_ID, adopted).when(aimed).refused(NoSuchObjective)


def test_a_body_may_follow_an_objective_or_a_whole_strategy() -> None:
    knowing = body.given_at(STRATEGY, STRATEGY_ID, adopted)
    for aim in ({"strategy": STRATEGY_ID, "objective": 2}, {"strategy": STRATEGY_ID}):
        knowing.when(changed(ESTABLISH, **aim)).then(established(**aim))


# ── filling ─────────────────────────────────────────────────────────────────────────────────────
def test_filling_a_seat_is_recorded_on_the_body_and_on_the_holder() -> None:
    council_body.when(FILL).then(
        council.SeatFilled(
            seat="cso-1",
            holder=CSO,
            person="p-1",
            person_name=about("p-1", "Arta Shembull"),
            substitute="p-2",
            since=TODAY,
            ground="election",
        ),
        HOLDING.at(ORG, taken("cso-1")),
    )


def test_a_seat_must_be_one_of_the_body() -> None:
    council_body.when(changed(FILL, seat="cso-99")).refused(NoSuchSeat)
    council_body.when(changed(VACATE, seat="cso-99")).refused(NoSuchSeat)


def test_government_seats_are_for_institutions_and_the_others_for_organisations() -> None:
    said = council_body.when(changed(FILL, seat="gov-1")).refused(WrongSide)
    assert "gov-1 is not for an organisation" in str(said)
    council_body.when(changed(FILL, holder=OPM)).refused(WrongSide)
    assert council_body.when(changed(FILL, seat="gov-1", holder=OPM)).decide()


def test_a_seat_must_be_vacant() -> None:
    held = council_body.given(filled("cso-1", OTHER_CSO))
    assert "5900002-2 holds it since 2014-10-15" in str(held.when(FILL).refused(SeatHeld))


def test_a_seat_can_be_filled_from_the_day_it_fell_vacant_and_not_before() -> None:
    free = council_body.given(filled("cso-1", OTHER_CSO), vacated("cso-1", OTHER_CSO, YESTERDAY))
    assert free.when(changed(FILL, since=YESTERDAY)).decide()
    free.when(changed(FILL, since=date(2015, 4, 19))).refused(SeatHeld)


def test_the_holder_must_be_known_and_open() -> None:
    empty = nobody.given(established())
    empty.when(FILL).refused(NoSuchHolder)
    empty.when(changed(FILL, seat="gov-1", holder=OPM)).refused(NoSuchHolder)
    closed = empty.given_at(ORGANISATION, ORG, organisation_registered, organisation_closed)
    assert "no open organisation 5900001-1" in str(closed.when(FILL).refused(NoSuchHolder))


def test_an_organisation_has_one_seat_in_a_body() -> None:
    seated = council_body.given(filled("cso-2", CSO))
    assert "cso-2" in str(seated.when(FILL).refused(NoMoreSeats))
    again = seated.given(vacated("cso-2", CSO, TODAY))
    assert again.when(FILL).decide()


def test_an_organisation_has_as_many_seats_as_the_rules_of_the_body_say() -> None:
    rule = {"seats_each": 2, "seats": (*SEATS, SEATS[1].model_copy(update={"seat": "cso-3"}))}
    body.when(changed(ESTABLISH, **rule)).then(established(**rule))
    seated = body.given(established(**rule), filled("cso-2", CSO))
    assert seated.when(FILL).decide()
    full = seated.given(filled("cso-3", CSO))
    assert "holds cso-2, cso-3 in this body" in str(full.when(FILL).refused(NoMoreSeats))


def test_an_institution_may_have_several_seats_in_a_body() -> None:
    two = body.given(established(seats=(*SEATS, SEATS[0].model_copy(update={"seat": "gov-2"}))), filled())
    assert two.when(changed(FILL, seat="gov-2", holder=OPM)).decide()


def test_a_seat_is_not_filled_in_the_future_nor_before_the_body_was_there() -> None:
    council_body.when(changed(FILL, since=TOMORROW)).refused(InTheFuture)
    council_body.when(changed(FILL, since=date(2014, 10, 14))).refused(TooEarly)
    assert council_body.when(changed(FILL, since=FOUNDED)).decide()


# ── vacating, dissolving ────────────────────────────────────────────────────────────────────────
def test_vacating_a_seat_is_recorded_on_the_body_and_on_the_holder() -> None:
    council_body.given(filled()).when(VACATE).then(vacated(), HOLDING.at("opm", given_up("gov-1")))


def test_a_vacant_seat_cannot_be_vacated() -> None:
    council_body.when(VACATE).refused(SeatVacant)
    council_body.given(filled(), vacated()).when(VACATE).refused(SeatVacant)


def test_a_seat_is_vacated_between_its_first_day_and_today() -> None:
    seated = council_body.given(filled())
    seated.when(changed(VACATE, vacated_on=TOMORROW)).refused(InTheFuture)
    seated.when(changed(VACATE, vacated_on=date(2014, 10, 14))).refused(TooEarly)
    seated.when(changed(VACATE, vacated_on=YESTERDAY)).then(
        vacated(on=YESTERDAY), HOLDING.at("opm", given_up("gov-1"))
    )


def test_all_seats_of_a_dissolved_body_fall_vacant_with_it() -> None:
    reason = DISSOLVE.reason
    council_body.given(
        filled(), filled("cso-1", CSO), vacated("cso-1", CSO), filled("cso-2", OTHER_CSO)
    ).when(DISSOLVE).then(
        vacated("gov-1", OPM, TODAY, reason),
        HOLDING.at("opm", given_up("gov-1")),
        vacated("cso-2", OTHER_CSO, TODAY, reason),
        HOLDING.at(OTHER_CSO.id, given_up("cso-2")),
        dissolved,
    )


# ── who sat when ────────────────────────────────────────────────────────────────────────────────
def test_it_knows_who_sat_on_a_day() -> None:
    history = (filled(), vacated(on=YESTERDAY), filled(person="p-9", since=TODAY))
    seating = seating_of(council_body.given(*history).state())
    people = {day: [term.person for term in seating.on(day)] for day in (FOUNDED, YESTERDAY, TODAY)}
    assert people == {FOUNDED: ["p-0"], YESTERDAY: [], TODAY: ["p-9"]}


def test_a_dissolved_body_still_knows_who_sat() -> None:
    seating = seating_of(council_body.given(filled(), vacated(), dissolved).state())
    assert [term.seat for term in seating.on(YESTERDAY)] == ["gov-1"]
    assert seating_of(Unestablished()).seats == ()


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert council_body.given(agenda_set).state() == council_body.state()
    assert body.given(filled()).state() == Unestablished()


def test_a_body_is_dissolved_only_when_no_meeting_is_left_to_be_held() -> None:
    called = council.MeetingAwaited(meeting=MEETING_ID)
    waiting = body.given(established()).given_at(DIARY, COUNCIL, called)
    assert MEETING_ID in str(waiting.when(DISSOLVE).refused(MeetingsToCome))
    over = council.MeetingSettled(meeting=MEETING_ID)
    assert body.given(established()).given_at(DIARY, COUNCIL, called, over).when(DISSOLVE).decide()
    assert Spec(DIARY).given(called, over, dissolved).state() == DIARY.initial
