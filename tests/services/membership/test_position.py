"""How does a proposal become the platform's position, and reach the Council?"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.acceptance import OrganisationNotOpen
from services.membership.domain.adoption import BoardDecides, NoThreshold, OwnProposal, TooFewEndorsements
from services.membership.domain.members import NotAMember
from services.membership.domain.membership import MEMBERSHIP
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.position import (
    POSITION,
    Adopted,
    AlreadyEndorsed,
    CommentsClosed,
    CommentsRunning,
    Consulted,
    Dropped,
    EndsTooEarly,
    NotTheProposer,
    Position,
    PositionExists,
    Proposed,
    SameText,
    Transmitted,
    Unproposed,
)
from services.membership.domain.working_rules import THE_RULES, WORKING_RULES
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.kernel.entity import Actor, Command, Grant, NotNow
from shared.testing.spec import NOON, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import (
    ORG,
    OTHER,
    OWN,
    TODAY,
    TOMORROW,
    YESTERDAY,
    applied,
    checked,
    closed,
    joined,
    registered,
    represented,
    resigned,
)
from tests.services.membership.given_positions import (
    ADOPT,
    BETTER,
    BY_BOARD,
    COMMENT,
    CONSULT,
    DROP,
    ENDORSE,
    POSITION_ID,
    PROPOSE,
    REVISE,
    TEXT,
    TITLE,
    TRANSMIT,
    adopted,
    consulting,
    dropped,
    endorsed,
    proposed,
    revised,
    rules_set,
    transmitted,
)

BOARD = Grant("board")
MEMBER = (applied, checked(), joined)
position = (
    Spec(POSITION)
    .given_at(MEMBERSHIP, ORG, *MEMBER)
    .given_at(ORGANISATION, ORG, registered)
    .given_at(WORKING_RULES, THE_RULES, rules_set)
)
consulted = (proposed, consulting(YESTERDAY), endorsed(), endorsed(OTHER))

STATES = {
    Unproposed: (),
    Proposed: (proposed,),
    Consulted: (*consulted, revised, endorsed("5900008-8", 2), endorsed(OTHER, 2)),
    Adopted: (*consulted, adopted),
    Dropped: (proposed, dropped),
    Transmitted: (*consulted, adopted, transmitted),
}
TAKEN = PositionExists
DIFFERENT = REVISE.model_copy(update={"text": {"en": "Yet another text"}})
TABLE = steps(
    STATES,
    [
        (PROPOSE, (ACCEPTED, TAKEN, TAKEN, TAKEN, TAKEN, TAKEN)),
        (CONSULT, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow, NotNow)),
        (COMMENT, (NotNow, NotNow, CommentsClosed, NotNow, NotNow, NotNow)),
        (DIFFERENT, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow, NotNow)),
        (ENDORSE, (NotNow, NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (ADOPT, (NotNow, NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (DROP, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow, NotNow)),
        (TRANSMIT, (NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
    ],
)
STILL_OPEN = steps({Consulted: (proposed, consulting(TODAY))}, [(COMMENT, (ACCEPTED,))])


@pytest.mark.parametrize("step", TABLE + STILL_OPEN, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(position)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE + STILL_OPEN, Position, DOORS, "position")


def test_only_a_member_proposes_and_endorses() -> None:
    gone = position.given_at(MEMBERSHIP, ORG, *MEMBER, resigned)
    gone.when(PROPOSE).refused(NotAMember)
    gone.given(proposed, consulting()).when(ENDORSE).refused(NotAMember)


def test_a_proposal_names_its_member_and_its_day() -> None:
    position.when(PROPOSE).then(proposed.model_copy(update={"proposed_on": TODAY}))


def test_any_organisation_of_the_register_comments_member_or_not() -> None:
    open_now = position.given(proposed, consulting()).given_at(MEMBERSHIP, ORG)
    comment = membership.PositionCommented(comment=1, organisation=ORG, text=COMMENT.text, commented_on=TODAY)
    open_now.when(COMMENT).then(comment)
    second = open_now.given(comment).when(COMMENT).decide()
    assert second[0].comment == 2
    open_now.given_at(ORGANISATION, ORG, registered, closed).when(COMMENT).refused(OrganisationNotOpen)


def test_the_last_day_for_comments_belongs_to_the_time_and_no_later_one() -> None:
    until_today = position.given(proposed, consulting(TODAY))
    assert len(until_today.when(COMMENT).decide()) == 1
    said = until_today.on(NOON + timedelta(days=1)).when(COMMENT).refused(CommentsClosed)
    assert "2015-04-21" in str(said)


def test_the_time_for_comments_can_be_made_longer_and_never_shorter() -> None:
    until_tomorrow = position.given(proposed, consulting(TOMORROW))
    longer = CONSULT.model_copy(update={"until": date(2015, 5, 1)})
    until_tomorrow.when(longer).then(
        membership.PositionConsultationOpened(until=date(2015, 5, 1), opened_on=TODAY)
    )
    until_tomorrow.when(CONSULT).refused(EndsTooEarly)
    until_tomorrow.when(CONSULT.model_copy(update={"until": TOMORROW})).then_nothing()
    position.given(proposed).when(CONSULT.model_copy(update={"until": YESTERDAY})).refused(EndsTooEarly)


def test_a_new_text_lapses_the_endorsements_of_the_earlier_one() -> None:
    rewritten = position.given(*consulted).when(REVISE)
    fact = membership.PositionRevised(
        text_version=2, title=TITLE, text=BETTER, changes=REVISE.changes, revised_on=TODAY
    )
    rewritten.then(fact)
    again = position.given(*consulted, fact)
    assert "0 organisation(s)" in str(again.when(ADOPT).refused(TooFewEndorsements))
    again.when(ENDORSE).then(membership.PositionEndorsed(organisation=ORG, text_version=2, endorsed_on=TODAY))


def test_the_same_text_is_no_revision() -> None:
    same = REVISE.model_copy(update={"text": TEXT})
    position.given(proposed).when(same).refused(SameText)


def test_only_the_organisation_that_proposed_it_revises_it() -> None:
    stranger = REVISE.model_copy(update={"organisation": OTHER})
    position.given(proposed).when(stranger).refused(NotTheProposer)


def test_an_organisation_counts_once() -> None:
    position.given(proposed, consulting(), endorsed()).when(ENDORSE).refused(AlreadyEndorsed)


def test_nothing_is_adopted_while_comments_are_received() -> None:
    running = position.given(proposed, consulting(TODAY), endorsed(), endorsed(OTHER))
    running.when(ADOPT).refused(CommentsRunning)


def test_as_many_endorsements_as_the_rules_say_adopt_it() -> None:
    position.given(*consulted).when(ADOPT).then(adopted.model_copy(update={"adopted_on": TODAY}))
    one = position.given(proposed, consulting(YESTERDAY), endorsed())
    assert "1 organisation(s)" in str(one.when(ADOPT).refused(TooFewEndorsements))


def test_without_rules_only_the_board_adopts() -> None:
    lawless = position.given(*consulted).given_at(WORKING_RULES, THE_RULES)
    lawless.when(ADOPT).refused(NoThreshold)
    assert len(lawless.by("p-8", BOARD).when(BY_BOARD).decide()) == 1


def test_the_board_adopts_with_fewer_endorsements_and_its_decision_is_named() -> None:
    few = position.given(proposed, consulting(YESTERDAY), endorsed())
    fact = membership.PositionAdopted(
        ground="board",
        text_version=1,
        endorsements=1,
        decision_ref="Board, 21 April 2015",
        adopted_on=TODAY,
    )
    few.by("p-8", BOARD).when(BY_BOARD).then(fact)
    few.by("p-2", Grant("secretariat")).when(BY_BOARD).refused(BoardDecides)


def test_nobody_decides_on_the_proposal_of_their_own_organisation() -> None:
    few = position.given(proposed, consulting(YESTERDAY))
    few.by("p-8", BOARD, OWN).when(BY_BOARD).refused(OwnProposal)
    by_register = few.given_at(ORGANISATION, ORG, registered, represented("p-8"))
    by_register.by("p-8", BOARD).when(BY_BOARD).refused(OwnProposal)


def test_what_is_transmitted_is_the_text_as_it_was_adopted() -> None:
    rewritten = (proposed, consulting(YESTERDAY), revised, endorsed(ORG, 2), endorsed(OTHER, 2), adopted)
    position.given(*rewritten).when(TRANSMIT).then(
        membership.PositionTransmitted(title=TITLE, text=BETTER, call=TRANSMIT.call, transmitted_on=TODAY)
    )


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert position.given(*consulted, closed).state() == position.given(*consulted).state()


ORGANISATIONS = [f"590000{n}-{n}" for n in range(1, 6)]
ACTIONS = st.one_of(
    st.sampled_from(ORGANISATIONS).map(lambda number: ENDORSE.model_copy(update={"organisation": number})),
    st.sampled_from(["a", "b", "c"]).map(
        lambda words: REVISE.model_copy(update={"organisation": None, "text": {"en": words}})
    ),
    st.sampled_from([ADOPT, BY_BOARD, DROP, TRANSMIT]),
)


@given(st.lists(ACTIONS, max_size=40))
def test_one_organisation_endorses_a_text_once_and_what_is_adopted_counts_exactly_those(
    commands: list[Command],
) -> None:
    world = World()
    world.record(WORKING_RULES, THE_RULES, rules_set)
    for number in ORGANISATIONS:
        world.record(MEMBERSHIP, number, *MEMBER)
    world.record(POSITION, POSITION_ID, proposed, consulting(YESTERDAY))
    for command in commands:
        world.give(POSITION, command, Actor("p-8", (BOARD, Grant("secretariat"))))
    events = world.events[POSITION.ref(POSITION_ID)]
    given_by = Counter(
        (e.organisation, e.text_version) for e in events if isinstance(e, membership.PositionEndorsed)
    )
    assert all(times == 1 for times in given_by.values())
    for event in events:
        if isinstance(event, membership.PositionAdopted):
            counted = sum(1 for _, version in given_by if version == event.text_version)
            assert event.endorsements == counted
            assert event.ground == "board" or counted >= 2
