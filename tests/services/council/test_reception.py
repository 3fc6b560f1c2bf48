"""Does a position of the platform arrive, once, whether a call takes it or not?"""

from datetime import timedelta

import pytest

from services.council.domain import reception as states
from services.council.domain.call import CALL
from services.council.domain.position_facts import POSITION as POSITION_FACTS
from services.council.domain.reception import (
    RECEPTION,
    ComesByItself,
    NotNamedAsPaper,
    PaperReceived,
    Reception,
    call_of,
)
from services.council.doors import DOORS
from shared.contracts import council, membership
from shared.kernel.access import SYSTEM
from shared.kernel.entity import Elsewhere, Grant
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import agenda_set
from tests.services.council.given_consultation import (
    AFTER,
    CALL_ID,
    DEADLINE,
    ORG,
    OWN_CALL,
    POSITION,
    RECEIVE,
    SAID,
    TITLE,
    TODAY,
    YESTERDAY,
    closed,
    consolidated,
    opened,
    received,
    reported,
    tabled,
    transmitted,
)

reception = Spec(RECEPTION).by("system:transmitted-position-is-an-input", Grant(SYSTEM))
by_hand = reception.by("p-secretariat", Grant("secretariat"))
ON_PAPER = RECEIVE.model_copy(update={"position": "paper-letter"})
ANSWERING = RECEIVE.model_copy(update={"call": CALL_ID})
the_input = received(OWN_CALL, None, position=POSITION, part="")


def at_the_call() -> tuple[council.PositionReceived, Elsewhere]:
    fact = council.PositionReceived(call=CALL_ID, input=OWN_CALL, title=TITLE, received_on=TODAY)
    return fact, CALL.at(CALL_ID, the_input)


def on_its_own(instead_of: str | None = None) -> tuple[council.PositionReceived, Elsewhere, Elsewhere]:
    fact = council.PositionReceived(
        call=OWN_CALL, input=OWN_CALL, instead_of=instead_of, title=TITLE, received_on=TODAY
    )
    return fact, CALL.at(OWN_CALL, tabled), CALL.at(OWN_CALL, the_input)


STATES = {states.Unreceived: (), states.Received: (at_the_call()[0],)}
TABLE = steps(STATES, [(RECEIVE, (ACCEPTED, ACCEPTED)), (ON_PAPER, (ACCEPTED, ACCEPTED))])
BY_HAND = steps(
    STATES,
    [(RECEIVE, (NotNamedAsPaper, NotNamedAsPaper)), (ON_PAPER, (ACCEPTED, PaperReceived))],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(reception)


@pytest.mark.parametrize("step", BY_HAND, ids=str)
def test_by_hand_comes_only_what_is_named_as_paper_and_once(step: Step) -> None:
    step.check(by_hand)


def test_a_position_of_this_system_is_not_typed_in() -> None:
    proposed = membership.PositionProposed(organisation=ORG, title=TITLE, text=SAID, proposed_on=YESTERDAY)
    known = by_hand.given_at(POSITION_FACTS, POSITION, proposed)
    assert POSITION in str(known.when(RECEIVE).refused(ComesByItself))


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Reception, DOORS, "reception")


def test_a_position_answers_the_call_that_it_names() -> None:
    reception.given_at(CALL, CALL_ID, opened).when(ANSWERING).then(*at_the_call())


def test_without_a_call_it_is_an_input_of_its_own() -> None:
    reception.when(RECEIVE).then(*on_its_own())


@pytest.mark.parametrize(
    "history",
    [(), (opened, closed, consolidated, transmitted, reported)],
    ids=["no such call", "over"],
)
def test_what_a_call_cannot_take_any_more_is_not_lost(history: tuple[council.CallOpened, ...]) -> None:
    reception.given_at(CALL, CALL_ID, *history).when(ANSWERING).then(*on_its_own(instead_of=CALL_ID))


@pytest.mark.parametrize(
    "history",
    [(opened,), (opened, closed), (opened, consolidated), (opened, consolidated, transmitted)],
    ids=["receiving", "closed", "consolidated", "transmitted"],
)
def test_it_counts_when_it_was_transmitted_and_not_when_that_became_known(
    history: tuple[council.CallOpened, ...],
) -> None:
    moment = reception.given_at(CALL, CALL_ID, *history).when(ANSWERING)
    moment.on(DEADLINE).then(*at_the_call())
    moment.on(DEADLINE + timedelta(seconds=1)).then(*on_its_own(instead_of=CALL_ID))


def test_it_is_told_which_member_proposed_it() -> None:
    proposed = membership.PositionProposed(organisation=ORG, title=TITLE, text=SAID, proposed_on=YESTERDAY)
    fact, _, _ = reception.given_at(POSITION_FACTS, POSITION, proposed, agenda_set).when(RECEIVE).decide()
    assert (fact.proposed_by, fact.proposed_on) == (ORG, YESTERDAY)


def test_told_twice_it_arrives_once() -> None:
    reception.given(at_the_call()[0]).on(AFTER).when(RECEIVE).then_nothing()


def test_a_very_long_name_is_shortened_to_one_of_its_own() -> None:
    assert call_of("p" * 71) == "position-" + "p" * 71
    long, other = call_of("p" * 72), call_of("p" * 73)
    assert long != other
    assert max(len(long), len(other)) <= 80


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert reception.given(agenda_set).state() == states.Unreceived()
