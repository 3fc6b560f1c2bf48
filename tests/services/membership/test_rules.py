"""What do the rules of membership change, and who is reminded of what?"""

from datetime import timedelta

import pytest

from services.membership.domain.acceptance import ACCEPTANCE
from services.membership.domain.activity import (
    ACTIVITY,
)
from services.membership.domain.document import DOCUMENT
from services.membership.domain.passivity import AT_ONCE, PASSIVITY
from services.membership.domain.reminder import REMINDER
from services.membership.domain.roster import ROSTER, THE_MEMBERS, Roster
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES, MembershipRules, NoRules, Rules
from services.membership.doors import DOORS
from services.membership.policies import POLICIES
from services.membership.policies.late import rings_at
from shared.contracts import membership
from shared.contracts.membership import Seen
from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.policy import Later
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.membership.given import (
    CODE,
    ORG,
    OTHER,
    PUBLISH,
    TODAY,
    TWO,
    accepted,
    closed,
    published,
)
from tests.services.membership.given_life import (
    LONG_AGO,
    REMIND,
    REVIEW,
    SEEN,
    SET_RULES,
    midnight,
    rules,
    seen,
)


def follow(fact: Event, ref: Ref) -> list[object]:
    heard: Recorded = recorded(fact, ref)
    return [made for policy in POLICIES if isinstance(fact, policy.on) for made in policy.then(heard)]


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
