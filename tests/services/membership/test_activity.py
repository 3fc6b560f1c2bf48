"""When was a member last seen, and since when is it passive? And who is reminded of what?"""

from datetime import date, datetime, timedelta

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
from services.membership.domain.document import DOCUMENT
from services.membership.domain.passivity import AT_ONCE, PASSIVITY
from services.membership.domain.reminder import REMINDER
from services.membership.domain.roster import ROSTER, THE_MEMBERS, Roster
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES, MembershipRules, NoRules, Rules
from services.membership.domain.spell import SPELL
from services.membership.doors import DOORS
from services.membership.policies import POLICIES
from services.membership.policies.late import rings_at
from shared.contracts import council, membership
from shared.contracts.membership import Seen
from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import KOSOVO, Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import (
    CODE,
    ORG,
    OTHER,
    PUBLISH,
    TODAY,
    TWO,
    accepted,
    applied,
    checked,
    closed,
    joined,
    published,
    resigned,
)
from tests.services.membership.given_life import (
    LONG_AGO,
    MARK_PASSIVE,
    NOTE,
    REMIND,
    REVIEW,
    SEEN,
    SET_RULES,
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


# ── the rules ───────────────────────────────────────────────────────────────────────────────────
RULES_TABLE = steps({NoRules: (), Rules: (rules(appeal_days=30),)}, [(SET_RULES, (ACCEPTED, ACCEPTED))])


@pytest.mark.parametrize("step", RULES_TABLE, ids=str)
def test_the_rules_can_be_set_and_changed(step: Step) -> None:
    step.check(Spec(MEMBERSHIP_RULES))
    check_complete(RULES_TABLE, MembershipRules, DOORS, "membership_rules")


def test_the_same_rules_are_not_recorded_again() -> None:
    Spec(MEMBERSHIP_RULES).given(rules()).when(SET_RULES).then_nothing()
    assert Spec(MEMBERSHIP_RULES).given(rules(), closed).state() == Rules(15, 24, (7, 30))


def test_a_changed_rule_plans_anew_for_those_it_concerns() -> None:
    known = midnight(2015, 4, 21)
    roster = Spec(PASSIVITY).given(*(membership.MemberListed(organisation=o) for o in (ORG, OTHER, "c")))
    asked = (
        roster.given_at(MEMBERSHIP_RULES, THE_RULES, rules())
        .given_at(ACTIVITY, ORG, seen(LONG_AGO))
        .given_at(ACTIVITY, OTHER, seen(LONG_AGO, known))
    )
    asked.when(REVIEW).then(
        ACTIVITY.at(ORG, membership.PassivityReplanned(passive_at=known)),
        membership.PassivityReviewed(up_to="c"),
    )


def test_many_members_are_looked_at_in_turns() -> None:
    numbers = [f"{n:05}" for n in range(AT_ONCE + 3)]
    roster = Spec(PASSIVITY).given(*(membership.MemberListed(organisation=o) for o in numbers))
    (first,) = roster.when(REVIEW).decide()
    assert (first.up_to, first.more) == (numbers[AT_ONCE - 1], True)
    (again,) = follow(first, ROSTER.ref(THE_MEMBERS))
    assert not isinstance(again, Later)
    (second,) = roster.when(again).decide()  # type: ignore[arg-type]
    assert (second.up_to, second.more) == (numbers[-1], False)
    assert follow(second, ROSTER.ref(THE_MEMBERS)) == []
    assert follow(rules(), MEMBERSHIP_RULES.ref(THE_RULES)) == [REVIEW]
    Spec(PASSIVITY).when(REVIEW).then_nothing()
    check_complete(steps({Roster: ()}, [(REVIEW, (ACCEPTED,))]), Roster, DOORS, "roster")


# ── reminders of acceptance ─────────────────────────────────────────────────────────────────────
def test_a_document_says_when_members_are_reminded() -> None:
    ruled = Spec(DOCUMENT).given_at(MEMBERSHIP_RULES, THE_RULES, rules())
    fact = ruled.when(PUBLISH).decide()[0]
    assert fact.remind_at == (midnight(2015, 4, 28), midnight(2015, 5, 21))
    timers = follow(fact, DOCUMENT.ref(CODE))
    assert [t.due for t in timers if isinstance(t, Later)] == list(fact.remind_at)
    assert len({t.key for t in timers if isinstance(t, Later)}) == 2
    optional = ruled.when(PUBLISH.model_copy(update={"required": False})).decide()[0]
    assert optional.remind_at == ()


listed_members = tuple(membership.MemberListed(organisation=o) for o in (ORG, OTHER))
waiting = (
    Spec(REMINDER)
    .given(published(1))
    .given_at(ROSTER, THE_MEMBERS, *listed_members)
    .given_at(ACCEPTANCE, ORG, accepted())
)


def test_members_who_have_not_accepted_are_reminded() -> None:
    fact = membership.AcceptanceReminded(version=1, organisations=(OTHER,), reminded_on=TODAY)
    waiting.when(REMIND).then(fact)
    waiting.given_at(ACCEPTANCE, OTHER, accepted()).when(REMIND).then_nothing()
    gone = membership.MemberDelisted(organisation=OTHER)
    waiting.given_at(ROSTER, THE_MEMBERS, *listed_members, gone).when(REMIND).then_nothing()


def test_nobody_is_reminded_of_a_version_that_holds_no_more() -> None:
    newer = waiting.given(published(2, TODAY - timedelta(days=1), TWO))
    newer.when(REMIND).then_nothing()
    both = membership.AcceptanceReminded(version=2, organisations=(ORG, OTHER), reminded_on=TODAY)
    newer.when(REMIND.model_copy(update={"version": 2})).then(both)


def test_a_sign_is_a_value_that_an_event_keeps() -> None:
    assert Seen.model_validate(SEEN.model_dump(mode="json")) == SEEN


@pytest.mark.parametrize(
    ("late", "waits"),
    [
        (timedelta(days=-1), timedelta(days=1)),
        (timedelta(0), timedelta(0)),
        (timedelta(days=50), timedelta(seconds=4.32)),
        (timedelta(days=10_000), timedelta(minutes=6)),
    ],
    ids=["to come", "now", "fifty days ago", "decades ago"],
)
def test_a_timer_whose_time_passed_before_its_fact_was_written_waits_a_little(
    late: timedelta, waits: timedelta
) -> None:
    now = midnight(2015, 4, 21)
    assert rings_at(now - late, now) == now + waits
