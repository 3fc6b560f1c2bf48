"""Do the open claims of an organisation that leaves come back to it, and nothing that is with the bank?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.grants.domain.claim import CLAIM
from services.grants.domain.claimant import CLAIMANT
from services.grants.domain.fund import FUND
from services.grants.domain.leaving import LEAVING, ReturnOpenClaims
from services.grants.policies.deadlines import POLICIES as DEADLINES
from services.grants.policies.leaving import POLICIES
from shared.contracts import grants, membership
from shared.kernel.event import Event, Ref
from shared.kernel.policy import Later
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    APPROVED,
    AUTHORISED,
    BATCH_ID,
    BATCHED,
    CLAIM_ID,
    FUND_ID,
    LISTED,
    ORDERED,
    ORGANISATION,
    PAID,
    REJECTED,
    RELEASED,
    RESERVED,
    RETURNED,
    SUBMITTED,
    TODAY,
    WITHDRAWN,
    fund_opened,
    midnight,
    noon,
    recorded,
)

command = ReturnOpenClaims(organisation=ORGANISATION, reason="closed")
FACT = grants.OpenClaimsReturned(claims=(CLAIM_ID,), reason="closed", returned_on=TODAY)
BACK = RETURNED.model_copy(update={"missing": "closed", "returned_by": None})


def claimant(*claim: Event) -> Spec:
    spec = Spec(LEAVING).by("system:left").given(LISTED).on(noon(TODAY)).given_at(CLAIM, CLAIM_ID, *claim)
    return spec.given_at(FUND, FUND_ID, fund_opened(), RESERVED).when(command)


def test_a_submitted_claim_comes_back() -> None:
    claimant(SUBMITTED).then(FACT, CLAIM.at(CLAIM_ID, BACK))


@pytest.mark.parametrize("claim", [(SUBMITTED, APPROVED), (SUBMITTED, APPROVED, AUTHORISED)])
def test_an_approved_or_authorised_one_frees_its_money(claim: tuple[Event, ...]) -> None:
    claimant(*claim).then(FACT, CLAIM.at(CLAIM_ID, BACK), FUND.at(FUND_ID, RELEASED))


@pytest.mark.parametrize(
    "claim",
    [
        (SUBMITTED, RETURNED),
        (SUBMITTED, REJECTED),
        (SUBMITTED, WITHDRAWN),
        (SUBMITTED, APPROVED, AUTHORISED, BATCHED),
        (SUBMITTED, APPROVED, AUTHORISED, BATCHED, PAID),
    ],
)
def test_what_is_back_ended_with_the_bank_or_paid_stays_as_it_is(claim: tuple[Event, ...]) -> None:
    claimant(*claim).then_nothing()


def test_an_organisation_without_claims_has_nothing_to_come_back() -> None:
    Spec(LEAVING).when(command).then_nothing()
    assert CLAIMANT.evolve(CLAIMANT.initial, SUBMITTED) == CLAIMANT.initial


LEAVES: list[tuple[Any, str]] = [
    (
        membership.MemberSuspended(reason="Why.", suspended_on=TODAY),
        "The membership was suspended: Why.",
    ),
    (
        membership.MemberExpelled(reason="Why.", expelled_on=TODAY),
        "The membership was ended by expulsion: Why.",
    ),
    (
        membership.OrganisationClosed(reason="Why.", closed_on=TODAY),
        "The organisation was closed: Why.",
    ),
]


@pytest.mark.parametrize(("fact", "reason"), LEAVES)
def test_each_way_of_leaving_returns_the_open_claims_and_says_why(fact: Event, reason: str) -> None:
    (policy,) = [policy for policy in POLICIES if isinstance(fact, policy.on)]
    told = policy.then(recorded(fact, Ref("membership", "membership", ORGANISATION)))
    assert list(told) == [ReturnOpenClaims(organisation=ORGANISATION, reason=reason)]


# ── deadlines ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("fact", "ref", "due"),
    [
        (RETURNED, CLAIM.ref(CLAIM_ID), midnight(2015, 5, 13)),
        (ORDERED, Ref("grants", "batch", BATCH_ID), midnight(2015, 5, 4)),
    ],
)
def test_a_deadline_is_planned_for_the_end_of_its_last_day(fact: Event, ref: Ref, due: Any) -> None:
    (policy,) = [policy for policy in DEADLINES if isinstance(fact, policy.on)]
    (later,) = policy.then(recorded(fact, ref))
    assert isinstance(later, Later)
    assert (later.key, later.due) == (ref.id, due)


def test_where_no_day_is_set_nothing_is_planned() -> None:
    unset: dict[str, date | None] = {"answer_until": None, "release_until": None}
    for policy, fact in zip(DEADLINES, (RETURNED, ORDERED), strict=True):
        assert list(policy.then(recorded(fact.model_copy(update=unset), CLAIM.ref(CLAIM_ID)))) == []
