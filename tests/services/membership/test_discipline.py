"""Suspended, taken back, expelled: on which ground, and from when to when?"""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.acceptance import ACCEPTANCE
from services.membership.domain.activity import ACTIVITY
from services.membership.domain.days import TooEarly
from services.membership.domain.discipline import (
    DISCIPLINE,
    EndsBeforeItBegins,
    NoSuchSanction,
    NotPassive,
    SuspendedAsLong,
)
from services.membership.domain.ethics_case import CASE
from services.membership.domain.membership import MEMBERSHIP
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.roster import ROSTER, THE_MEMBERS, delisted
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES
from services.membership.domain.spell import OwnOrganisation, is_member, suspended_on
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.kernel.entity import Actor, Command
from shared.kernel.event import Event
from shared.testing.spec import KOSOVO, Spec
from shared.testing.world import World
from tests.services.membership.given import (
    ADMIT,
    APPLY,
    CHECK,
    END,
    ORG,
    OWN,
    REFUSE,
    RESIGN,
    TODAY,
    applied,
    checked,
    joined,
    registered,
    resigned,
)
from tests.services.membership.given_ethics import (
    RESPONDENT,
    assessed,
    case_closed,
    filed,
    final,
    found,
    heard,
    panelled,
)
from tests.services.membership.given_ethics import imposed as sanction_imposed
from tests.services.membership.given_life import (
    APPEAL_REFUSAL,
    DECIDE_APPEAL,
    END_SUSPENSION,
    EXPEL,
    LONG_AGO,
    REINSTATE,
    SUMMER,
    SUSPEND,
    midnight,
    passive,
    rules,
    seen,
    suspended,
)

member = Spec(DISCIPLINE).given_at(ORGANISATION, ORG, registered).given(applied, checked(), joined)
FINAL_CASE = (filed(), assessed(), panelled, heard, found(), sanction_imposed(), final)


def test_a_suspension_says_its_last_day_and_the_moment_after() -> None:
    member.when(SUSPEND).then(
        membership.MemberSuspended(
            reason="No report was filed", suspended_on=TODAY, until=SUMMER, ends_at=midnight(2015, 7, 1)
        )
    )
    open_ended = SUSPEND.model_copy(update={"until": None})
    member.when(open_ended).then(membership.MemberSuspended(reason="No report was filed", suspended_on=TODAY))


def test_a_suspension_lasts_until_tomorrow_at_least() -> None:
    member.when(SUSPEND.model_copy(update={"until": TODAY})).refused(EndsBeforeItBegins)


def test_a_suspension_can_be_made_longer_and_not_shorter() -> None:
    now = member.given(suspended())
    for until, outcome in ((date(2015, 5, 1), SuspendedAsLong), (date(2015, 12, 31), None), (None, None)):
        asked = now.when(SUSPEND.model_copy(update={"until": until}))
        assert asked.refused(outcome) if outcome else asked.decide()
    said = member.given(suspended(None)).when(SUSPEND).refused(SuspendedAsLong)
    assert "further notice" in str(said)


def test_after_its_last_day_a_suspension_is_over_noted_or_not() -> None:
    state = member.given(suspended()).state()
    assert [suspended_on(state, day) for day in (SUMMER, date(2015, 7, 1))] == [True, False]
    later = member.given(suspended()).on(datetime(2015, 9, 1, 12, tzinfo=KOSOVO))
    assert later.when(SUSPEND.model_copy(update={"until": date(2015, 9, 30)})).decide()


def test_it_ends_by_itself_on_the_day_after_whenever_the_timer_is_heard() -> None:
    now, fact = member.given(suspended()), membership.SuspensionEnded(ended_on=date(2015, 7, 1))
    for moment in (midnight(2015, 7, 1), midnight(2016, 1, 1)):
        now.on(moment).when(END_SUSPENSION).then(fact)
    now.on(datetime(2015, 6, 30, 23, tzinfo=KOSOVO)).when(END_SUSPENSION).then_nothing()
    longer = now.given(suspended(date(2015, 12, 31)))
    longer.on(midnight(2015, 7, 1)).when(END_SUSPENSION).then_nothing()


def test_who_is_taken_back_is_a_member_again_since_the_same_day() -> None:
    back = membership.MemberReinstated(reason="The report came", reinstated_on=TODAY)
    member.given(suspended()).when(REINSTATE).then(back)
    assert member.given(suspended(), back).state().joined_on == joined.joined_on


def test_an_expulsion_without_a_case_needs_the_rule_of_passivity() -> None:
    fact = membership.MemberExpelled(reason="Not seen for two years", expelled_on=TODAY)
    passive(member).when(EXPEL).then(fact, delisted(ORG))
    member.given_at(ACTIVITY, ORG, seen(LONG_AGO)).when(EXPEL).refused(NotPassive)
    lively = passive(member).given_at(ACTIVITY, ORG, seen(LONG_AGO), seen())
    lively.when(EXPEL).refused(NotPassive)
    lenient = passive(member).given_at(MEMBERSHIP_RULES, THE_RULES, rules(passive_months=25))
    lenient.when(EXPEL).refused(NotPassive)


@pytest.mark.parametrize("history", [FINAL_CASE, (*FINAL_CASE, case_closed)], ids=["final", "closed"])
def test_an_expulsion_for_a_case_needs_a_sanction_that_stands(history: tuple[Event, ...]) -> None:
    theirs = Spec(DISCIPLINE).given(applied, checked(), joined)
    command = EXPEL.model_copy(update={"organisation": RESPONDENT, "case": "2015-01"})
    theirs.given_at(CASE, "2015-01", *history).when(command).then(
        membership.MemberExpelled(reason=EXPEL.reason, case="2015-01", expelled_on=TODAY),
        delisted(RESPONDENT),
    )
    theirs.given_at(CASE, "2015-01", *FINAL_CASE[:-1]).when(command).refused(NoSuchSanction)
    other = command.model_copy(update={"organisation": ORG})
    member.given_at(CASE, "2015-01", *history).when(other).refused(NoSuchSanction)
    suspension = SUSPEND.model_copy(update={"organisation": RESPONDENT, "case": "2015-01"})
    theirs.given_at(CASE, "2015-01", *history).when(suspension).refused(NoSuchSanction)


@pytest.mark.parametrize("command", [SUSPEND, REINSTATE, EXPEL], ids=["suspend", "reinstate", "expel"])
def test_nobody_decides_on_an_organisation_they_represent(command: Command) -> None:
    member.given(suspended()).by("p-8", OWN).when(command).refused(OwnOrganisation)


def test_nothing_is_decided_for_a_day_before_the_member_joined() -> None:
    the_day_before = passive(member).on(datetime(2015, 4, 19, 12, tzinfo=KOSOVO))
    the_day_before.when(SUSPEND).refused(TooEarly)
    the_day_before.when(EXPEL).refused(TooEarly)


# ── invariants over every order of commands ─────────────────────────────────────────────────────
BEGINS: Any = membership.MemberJoined
ENDS = {
    membership.MemberResigned: "resigned_on",
    membership.MemberExpelled: "expelled_on",
    membership.MembershipEnded: "ended_on",
}
ENTITIES = {door.command: door.entity for door in DOORS}
COMMANDS = [
    APPLY,
    CHECK,
    ADMIT,
    REFUSE,
    RESIGN,
    END,
    APPEAL_REFUSAL,
    DECIDE_APPEAL,
    SUSPEND,
    REINSTATE,
    END_SUSPENSION,
    EXPEL,
]
days = st.dates(date(2015, 1, 1), date(2015, 12, 31))


def on(command: Command, day: date) -> Command:
    """The command as it is given on a day: the board decides about that very day."""
    dated = {"joined_on", "ended_on", "refused_on"} & type(command).model_fields.keys()
    later = {"until"} & type(command).model_fields.keys()
    changes = dict.fromkeys(dated, day) | dict.fromkeys(later, date(2016, 1, 1))
    return command.model_copy(update=changes)


@given(st.lists(st.tuples(st.sampled_from(COMMANDS), days, days), max_size=30))
def test_spells_never_overlap(history: list[tuple[Command, date, date]]) -> None:
    world = World()
    world.record(ORGANISATION, ORG, registered)
    world.record(ACCEPTANCE, ORG)
    world.record(MEMBERSHIP_RULES, THE_RULES, rules())
    world.record(ACTIVITY, ORG, seen(LONG_AGO.model_copy(update={"on": date(2012, 1, 1)})))
    for command, today, day in history:
        world.at = datetime(today.year, today.month, today.day, 12, tzinfo=KOSOVO)
        who = Actor("p-other") if command is DECIDE_APPEAL else Actor("p-first")
        world.give(ENTITIES[type(command)], on(command, day), who)
    events = world.events[MEMBERSHIP.ref(ORG)]
    spells = [(type(e), e.model_dump()) for e in events if type(e) in (BEGINS, *ENDS)]
    moments: list[date] = []
    members = 0
    for kind, fact in spells:
        if kind is BEGINS:
            members += 1
            moments.append(fact["joined_on"])
        elif members:
            members -= 1
            moments.append(fact[ENDS[kind]])
        assert members in {0, 1}
    assert moments == sorted(moments)
    assert is_member(world.state(MEMBERSHIP, ORG)) == (members == 1)
    assert (ORG in world.state(ROSTER, THE_MEMBERS).members) == (members == 1)


def test_who_left_is_no_member() -> None:
    assert not is_member(member.given(resigned).state())
