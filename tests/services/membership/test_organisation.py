"""Which organisations are there, what are they, and who speaks for them?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.days import InTheFuture, TooEarly
from services.membership.domain.organisation import (
    ORGANISATION,
    AlreadyRepresents,
    Closed,
    EndRepresentation,
    NotARepresentative,
    NumberTaken,
    OneVotingRepresentative,
    Organisation,
    Registered,
    UnknownMunicipality,
    Unregistered,
)
from services.membership.domain.territory import TERRITORY, THE_TERRITORY
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.kernel.entity import Command, NotNow
from shared.kernel.personal import about
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import (
    CHANGE,
    CLOSE,
    END_REPRESENTATION,
    NAME,
    ORG,
    REGISTER,
    TODAY,
    TOMORROW,
    YESTERDAY,
    closed,
    defined,
    joined,
    registered,
    represented,
)

organisation = Spec(ORGANISATION).given_at(TERRITORY, THE_TERRITORY, defined)
known = organisation.given(registered)

DEPUTY = represented("p-0", "deputy")

TABLE = steps(
    {Unregistered: (), Registered: (registered, DEPUTY), Closed: (registered, closed)},
    [
        (REGISTER, (ACCEPTED, NumberTaken, NumberTaken)),
        (CHANGE, (NotNow, ACCEPTED, NotNow)),
        (NAME, (NotNow, ACCEPTED, NotNow)),
        (END_REPRESENTATION, (NotNow, ACCEPTED, NotNow)),
        (CLOSE, (NotNow, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(organisation)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Organisation, DOORS, "organisation")


def changed(command: Command, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


def test_the_region_comes_from_the_municipality() -> None:
    fact = registered.model_copy(update={"municipality": "istog", "region": "peje", "registered_on": TODAY})
    organisation.when(changed(REGISTER, municipality="istog")).then(fact)


def test_the_municipality_must_be_in_the_territory() -> None:
    said = organisation.when(changed(REGISTER, municipality="atlantis")).refused(UnknownMunicipality)
    assert "atlantis" in str(said)
    known.when(changed(CHANGE, municipality="atlantis")).refused(UnknownMunicipality)


def test_nothing_is_founded_in_the_future() -> None:
    organisation.when(changed(REGISTER, founded_on=TOMORROW)).refused(InTheFuture)
    known.when(changed(CHANGE, founded_on=TOMORROW)).refused(InTheFuture)


def test_only_what_changed_is_recorded() -> None:
    same_and_new = changed(CHANGE, name={"sq": "Tjetër"}, legal_form="association", municipality="istog")
    known.when(same_and_new).then(
        membership.OrganisationDetailsChanged(name={"sq": "Tjetër"}, municipality="istog", region="peje")
    )


def test_a_move_within_the_region_leaves_the_region_unsaid() -> None:
    known.when(changed(CHANGE, name=None, municipality="obiliq")).then(
        membership.OrganisationDetailsChanged(municipality="obiliq")
    )


def test_a_command_that_changes_nothing_records_nothing() -> None:
    known.when(changed(CHANGE, name=registered.name, municipality="prishtine")).then_nothing()
    known.when(changed(CHANGE, name=None)).then_nothing()


def test_a_change_is_seen_by_the_next_one() -> None:
    once = known.given(membership.OrganisationDetailsChanged(name={"sq": "Shembulli i ri"}))
    once.when(CHANGE).then_nothing()


def test_a_representative_is_named_with_personal_data_apart() -> None:
    known.when(NAME).then(
        membership.RepresentativeNamed(
            person="p-1",
            name=about("p-1", "Arta Shembull"),
            email=about("p-1", "arta@example.org"),
            role="voting",
            since=TODAY,
        )
    )


def test_there_is_one_voting_representative_at_a_time() -> None:
    said = known.given(represented("p-0")).when(NAME).refused(OneVotingRepresentative)
    assert "p-0" in str(said)


def test_the_next_one_may_vote_when_the_first_one_has_left() -> None:
    left = membership.RepresentationEnded(person="p-0", reason="Left", ended_on=TODAY)
    state = known.given(represented("p-0"), left).when(NAME).decide()
    assert [type(event) for event in state] == [membership.RepresentativeNamed]


def test_one_person_has_one_role() -> None:
    known.given(represented("p-1", "contact")).when(NAME).refused(AlreadyRepresents)


def test_nobody_represents_from_a_day_to_come() -> None:
    known.when(changed(NAME, since=TOMORROW)).refused(InTheFuture)


def test_only_a_representation_that_is_there_ends() -> None:
    known.when(END_REPRESENTATION).refused(NotARepresentative)


def test_a_representation_ends_today_or_on_the_day_that_is_given() -> None:
    named = known.given(represented("p-0"))
    fact = membership.RepresentationEnded(person="p-0", reason="Moved abroad", ended_on=TODAY)
    named.when(END_REPRESENTATION).then(fact)
    earlier = fact.model_copy(update={"ended_on": YESTERDAY})
    named.when(changed(END_REPRESENTATION, ended_on=YESTERDAY)).then(earlier)
    named.when(changed(END_REPRESENTATION, ended_on=TOMORROW)).refused(InTheFuture)
    named.when(changed(END_REPRESENTATION, ended_on="2015-04-01")).refused(TooEarly)


def test_an_organisation_is_closed_today_or_on_the_day_that_is_given() -> None:
    known.when(CLOSE).then(closed.model_copy(update={"closed_on": TODAY}))
    known.when(changed(CLOSE, closed_on=YESTERDAY)).then(closed)
    known.when(changed(CLOSE, closed_on=TOMORROW)).refused(InTheFuture)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert known.given(joined).state() == known.state()
    assert organisation.given(represented(), joined).state() == Unregistered()


PEOPLE = st.sampled_from(["p-1", "p-2", "p-3"])
NAMINGS = st.builds(
    lambda person, role: changed(NAME, person=person, role=role),
    PEOPLE,
    st.sampled_from(["voting", "voting", "deputy", "contact"]),
)
ENDINGS = st.builds(lambda person: EndRepresentation(organisation=ORG, person=person, reason="Left"), PEOPLE)


@given(st.lists(NAMINGS | ENDINGS, min_size=1, max_size=20))
def test_never_do_two_people_vote_for_one_organisation(commands: list[Command]) -> None:
    world = World()
    world.record(ORGANISATION, ORG, registered)
    accepted = 0
    for command in commands:
        accepted += world.give(ORGANISATION, command)
        named = world.state(ORGANISATION, ORG).representatives
        assert sum(r.role == "voting" for r in named) <= 1
        assert len({r.person for r in named}) == len(named)
    assert len(world.events[ORGANISATION.ref(ORG)]) == 1 + accepted
