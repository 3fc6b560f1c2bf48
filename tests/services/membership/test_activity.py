"""When was a member last seen, and since when is it passive?"""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.acceptance import ACCEPTANCE
from services.membership.domain.activity import (
    ACTIVITY,
    Activity,
    Alive,
    MarkPassive,
    NoteSignOfLife,
    Passive,
    Unseen,
    passive_since,
)
from services.membership.domain.days import months_after
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES
from services.membership.domain.spell import SPELL
from services.membership.doors import DOORS
from services.membership.policies import POLICIES
from shared.contracts import council, membership
from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import KOSOVO, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import (
    ORG,
    OTHER,
    TODAY,
    accepted,
    applied,
    checked,
    joined,
    resigned,
)
from tests.services.membership.given_life import (
    LONG_AGO,
    MARK_PASSIVE,
    NOTE,
    SEEN,
    midnight,
    rules,
    seen,
)

SINCE = date(2015, 4, 21)
became_passive = membership.MemberBecamePassive(since=SINCE, months=24, evidence=LONG_AGO)
silent = (
    Spec(ACTIVITY)
    .given_at(SPELL, ORG, applied, checked(), joined)
    .given_at(MEMBERSHIP_RULES, THE_RULES, rules())
)

TABLE = steps(
    {
        Unseen: (),
        Alive: (seen(LONG_AGO),),
        Passive: (seen(LONG_AGO), became_passive),
    },
    [(NOTE, (ACCEPTED, ACCEPTED, ACCEPTED)), (MARK_PASSIVE, (ACCEPTED, ACCEPTED, ACCEPTED))],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(silent)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Activity, DOORS, "activity")


# ── signs of life ───────────────────────────────────────────────────────────────────────────────
def test_a_sign_of_life_says_when_it_would_be_passive() -> None:
    silent.when(NOTE).then(membership.ActivitySeen(seen=SEEN, passive_at=midnight(2017, 4, 21)))


def test_without_the_rule_nothing_is_planned() -> None:
    lenient = silent.given_at(MEMBERSHIP_RULES, THE_RULES)
    lenient.when(NOTE).then(membership.ActivitySeen(seen=SEEN))
    lenient.given(seen(LONG_AGO)).when(MARK_PASSIVE).then_nothing()


def test_only_what_is_later_than_the_last_is_noted() -> None:
    silent.given(seen()).when(NOTE).then_nothing()
    silent.given(seen()).when(NOTE.model_copy(update={"seen": LONG_AGO})).then_nothing()


@pytest.mark.parametrize("command", [NOTE, MARK_PASSIVE], ids=["note", "mark"])
def test_nothing_is_noted_of_who_is_no_member(command: NoteSignOfLife | MarkPassive) -> None:
    left = silent.given(seen(LONG_AGO)).given_at(SPELL, ORG, applied, checked(), joined, resigned)
    left.when(command).then_nothing()


def follow(fact: Event, ref: Ref) -> list[object]:
    heard: Recorded = recorded(fact, ref)
    return [made for policy in POLICIES if isinstance(fact, policy.on) for made in policy.then(heard)]


def notes(fact: Event, ref: Ref) -> list[tuple[str, str, date]]:
    made = [one for one in follow(fact, ref) if isinstance(one, NoteSignOfLife)]
    return [(one.organisation, one.seen.sign, one.seen.on) for one in made]


def test_attending_accepting_and_joining_are_signs_of_life() -> None:
    seat = council.Attendance(
        seat="cso-1", presence="present", holder=council.Holder(kind="organisation", id=ORG)
    )
    others = (
        seat.model_copy(update={"presence": "absent", "holder": council.Holder(kind="organisation", id="a")}),
        seat.model_copy(update={"holder": council.Holder(kind="institution", id="opm")}),
    )
    held = council.MeetingHeld(
        body="council",
        held_on=TODAY,
        attendance=(seat, *others),
        guests=(council.Guest(organisation=OTHER), council.Guest(organisation=ORG), council.Guest(label="X")),
        quorum=council.Quorum(present=1, needed=1, reached=True),
    )
    assert notes(held, Ref("council", "meeting", "m")) == [
        (ORG, "attendance", TODAY),
        (OTHER, "attendance", TODAY),
    ]
    assert notes(accepted(), ACCEPTANCE.ref(ORG)) == [(ORG, "acceptance", accepted().accepted_on)]
    assert notes(joined, SPELL.ref(ORG)) == [(ORG, "joined", joined.joined_on)]


NAMED = [
    (council.InputReceived, "input"),
    (council.BallotReceived, "vote"),
    (membership.PositionProposed, "position"),
    (membership.PositionCommented, "position"),
    (membership.PositionEndorsed, "position"),
]


@pytest.mark.parametrize(("kind", "sign"), NAMED, ids=[kind.__name__ for kind, _ in NAMED])
def test_voting_giving_input_and_working_on_positions_are_signs_of_life(kind: type[Event], sign: str) -> None:
    day = next(name for name in kind.model_fields if name.endswith("_on"))
    fact = kind.model_construct(organisation=ORG, **{day: TODAY})
    assert notes(fact, Ref("any", "thing", "x")) == [(ORG, sign, TODAY)]
    assert notes(kind.model_construct(organisation=None, **{day: TODAY}), Ref("any", "thing", "x")) == []


# ── passive ─────────────────────────────────────────────────────────────────────────────────────
def test_a_member_of_whom_nothing_was_seen_becomes_passive_with_the_evidence() -> None:
    silent.given(seen(LONG_AGO)).when(MARK_PASSIVE).then(became_passive)


def test_who_was_seen_meanwhile_does_not() -> None:
    silent.given(seen(LONG_AGO), seen()).when(MARK_PASSIVE).then_nothing()


def test_a_sign_of_life_ends_passivity() -> None:
    passive = silent.given(seen(LONG_AGO), became_passive)
    (back,) = passive.when(NOTE).decide()
    assert type(passive.given(back).state()) is Alive


def test_one_timer_a_member_is_planned_anew_at_each_sign() -> None:
    planned = [
        (policy.name, policy.then(recorded(fact, ACTIVITY.ref(ORG))))
        for fact in (
            seen(SEEN, midnight(2017, 4, 21)),
            membership.PassivityReplanned(passive_at=midnight(2016, 4, 21)),
        )
        for policy in POLICIES
        if isinstance(fact, policy.on)
    ]
    assert len({name for name, _ in planned}) == 1, "the timer's name is the policy's and the key"
    assert [later.key for _, made in planned for later in made if isinstance(later, Later)] == [ORG, ORG]
    assert follow(seen(), ACTIVITY.ref(ORG)) == []


@given(
    st.lists(st.dates(date(2013, 1, 1), date(2016, 12, 31)), max_size=12),
    st.integers(1, 36),
    st.dates(date(2013, 1, 1), date(2019, 12, 31)),
)
def test_passive_is_a_function_of_days(days: list[date], months: int, today: date) -> None:
    world = World()
    world.record(SPELL, ORG, applied, checked(), joined)
    world.record(MEMBERSHIP_RULES, THE_RULES, rules(passive_months=months))
    for day in days:
        sign = NOTE.model_copy(update={"seen": SEEN.model_copy(update={"on": day})})
        world.give(ACTIVITY, sign)
    since = passive_since(world.state(ACTIVITY, ORG), world.state(MEMBERSHIP_RULES, THE_RULES), today)
    expected = months_after(max(days), months) if days else None
    assert since == (expected if expected and expected <= today else None)
    world.at = datetime(today.year, today.month, today.day, 12, tzinfo=KOSOVO)
    world.give(ACTIVITY, MARK_PASSIVE)
    assert isinstance(world.state(ACTIVITY, ORG), Passive) == (since is not None)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2015, 1, 31), 1, date(2015, 2, 28)),
        (date(2015, 12, 15), 1, date(2016, 1, 15)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2014, 12, 31), 24, date(2016, 12, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_that_months_last(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
