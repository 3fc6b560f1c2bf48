"""What becomes of the seats of who leaves, and is every seat held once?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.council.domain.body import BODY, DissolveBody, FillSeat, VacateSeat
from services.council.domain.holding import HOLDING, Holding, Place
from services.council.domain.institution import INSTITUTION
from services.council.domain.leaving import LEAVING, VacateSeatsOf
from services.council.domain.organisation_facts import ORGANISATION, Closed, Open, Unknown
from services.council.doors import DOORS
from shared.contracts.council import Holder
from shared.kernel.entity import Command
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.council.given import (
    COUNCIL,
    CSO,
    OPM,
    ORG,
    OTHER,
    TODAY,
    VACATE_ALL,
    YESTERDAY,
    agenda_set,
    established,
    given_up,
    institution_registered,
    organisation_closed,
    organisation_registered,
    taken,
    vacated,
)

leaving = Spec(LEAVING)
TABLE = steps({Holding: (taken("cso-1"),)}, [(VACATE_ALL, (ACCEPTED,))])


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(leaving)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Holding, DOORS, "holding")


def test_it_decides_on_the_very_entity_that_bodies_record_on() -> None:
    assert LEAVING.ref(ORG) == HOLDING.ref(ORG)
    assert (LEAVING.initial, LEAVING.evolve) == (HOLDING.initial, HOLDING.evolve)


def test_seats_in_all_bodies_fall_vacant_in_one_append() -> None:
    reason = VACATE_ALL.reason
    leaving.given(taken("cso-2"), taken("cso-1", "task-force-1")).when(VACATE_ALL).then(
        given_up("cso-2"),
        BODY.at(COUNCIL, vacated("cso-2", CSO, TODAY, reason)),
        given_up("cso-1", "task-force-1"),
        BODY.at("task-force-1", vacated("cso-1", CSO, TODAY, reason)),
    )


def test_who_holds_no_seat_gives_up_none() -> None:
    leaving.when(VACATE_ALL).then_nothing()
    leaving.given(taken("cso-1"), given_up("cso-1")).when(VACATE_ALL).then_nothing()


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert leaving.given(taken("cso-1"), agenda_set).state() == Holding(frozenset({Place(COUNCIL, "cso-1")}))


def test_of_an_organisation_it_knows_whether_it_is_open() -> None:
    facts = Spec(ORGANISATION)
    assert facts.state() == Unknown()
    founded = date(2007, 4, 20)
    assert facts.given(organisation_registered, agenda_set).state() == Open(YESTERDAY, founded)
    closed = Closed(registered_on=YESTERDAY, closed_on=YESTERDAY)
    assert facts.given(organisation_registered, organisation_closed).state() == closed


# ── properties ──────────────────────────────────────────────────────────────────────────────────
BODIES = (COUNCIL, "task-force-1")
HOLDERS = (CSO, Holder(kind="organisation", id=OTHER), OPM)
DAYS = st.sampled_from([date(2014, 12, 1), date(2015, 2, 1), TODAY])
BODY_IDS, SEAT_IDS = st.sampled_from(BODIES), st.sampled_from(["gov-1", "cso-1", "cso-2"])
FILLINGS = st.builds(
    FillSeat,
    body=BODY_IDS,
    seat=SEAT_IDS,
    holder=st.sampled_from(HOLDERS),
    person=st.just("p-1"),
    person_name=st.just("Arta Shembull"),
    substitute=st.none(),
    since=DAYS,
    ground=st.just("election"),
)
VACATINGS = st.builds(VacateSeat, body=BODY_IDS, seat=SEAT_IDS, reason=st.just("Left"), vacated_on=DAYS)
LEAVINGS = st.builds(
    VacateSeatsOf, organisation=st.sampled_from([ORG, OTHER]), reason=st.just("Closed"), vacated_on=DAYS
)
DISSOLVINGS = st.builds(DissolveBody, body=st.just("task-force-1"), reason=st.just("Done"))
COMMANDS = st.lists(FILLINGS | FILLINGS | VACATINGS | LEAVINGS | DISSOLVINGS, min_size=1, max_size=25)


def furnished() -> World:
    world = World()
    for body in BODIES:
        world.record(BODY, body, established())
    for organisation in (ORG, OTHER):
        world.record(ORGANISATION, organisation, organisation_registered)
    world.record(INSTITUTION, OPM.id, institution_registered)
    return world


def give(world: World, command: Command) -> bool:
    return world.give(LEAVING if isinstance(command, VacateSeatsOf) else BODY, command)


def seats_now(world: World) -> set[tuple[str, str, str]]:
    """Body, seat and holder of every seat that is held, as the bodies know it."""
    return {
        (body, term.seat, term.holder.id)
        for body in BODIES
        for term in world.state(BODY, body).seating.open_terms
    }


@given(COMMANDS)
def test_no_seat_is_ever_held_twice_on_a_day(commands: list[Command]) -> None:
    world = furnished()
    for command in commands:
        give(world, command)
    for body in BODIES:
        seating = world.state(BODY, body).seating
        for day in (date(2014, 12, 1), date(2015, 2, 1), TODAY):
            seats = [term.seat for term in seating.on(day)]
            assert len(seats) == len(set(seats))
            organisations = [t.holder.id for t in seating.on(day) if t.holder.kind == "organisation"]
            assert len(organisations) == len(set(organisations))


@given(COMMANDS)
def test_the_index_of_holders_always_agrees_with_the_bodies(commands: list[Command]) -> None:
    world = furnished()
    for command in commands:
        give(world, command)
        indexed = {
            (place.body, place.seat, holder.id)
            for holder in HOLDERS
            for place in world.state(HOLDING, holder.id).places
        }
        assert indexed == seats_now(world)


@given(COMMANDS)
def test_who_leaves_has_no_seat_in_any_body(commands: list[Command]) -> None:
    world = furnished()
    for command in commands:
        give(world, command)
    others = {row for row in seats_now(world) if row[2] != ORG}
    assert give(world, VACATE_ALL)
    assert seats_now(world) == others
