"""Whatever people try in whatever order: is each claim paid at most once, and the budget never overdrawn?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.grants.domain.batch import (
    BATCH,
    DiscardBatch,
    PrepareBatch,
    RecordPaymentResults,
    ReleaseBatch,
)
from services.grants.domain.claim import CLAIM
from services.grants.domain.claim_record import Approved, Authorised, InBatch, PaymentFailed
from services.grants.domain.fund import FUND
from services.grants.domain.means import MEANS
from services.grants.domain.meeting_facts import MEETING
from services.grants.domain.recovery import RecoverClaim
from services.grants.domain.review import ApproveClaim, AuthoriseClaim, RejectClaim, ReturnClaim
from services.grants.domain.submission import ResubmitClaim, SubmitClaim, WithdrawClaim
from shared.contracts import grants
from shared.kernel.entity import Actor, Command, Context, Elsewhere, Missing, Refusal
from shared.kernel.event import Event, Ref
from shared.testing.spec import KOSOVO
from tests.services.grants.samples import (
    DECLARED,
    FUND_ID,
    HEADING,
    MEETING_ID,
    ORGANISATION,
    TODAY,
    assessed,
    bus,
    fund_opened,
    meeting_held,
    noon,
    seat,
    submit,
)

ENVELOPE = 30_00  # three claims of 12.50 do not fit
SUBMISSIONS = tuple(
    submit(bus(receipt=letter * 64), traveller=f"p-{letter}", heading=HEADING) for letter in "abc"
)
RECEIPT_THIEF = submit(bus(receipt="a" * 64), traveller="p-thief", heading=HEADING)
PEOPLE = ("p-a", "p-sara", "p-fatos", "p-drita")


@dataclass
class World:
    """All entities of a small programme, and what was recorded since."""

    states: dict[Ref, Any] = field(default_factory=dict)
    happened: list[Event] = field(default_factory=list)

    def record(self, items: list[Event | Elsewhere]) -> None:
        for item in items:
            assert isinstance(item, Elsewhere)
            before = self.states.get(item.ref, item.entity.initial)
            self.states[item.ref] = item.entity.evolve(before, item.event)
            self.happened.append(item.event)

    def give(self, command: Any, person: str) -> None:
        entity = BATCH if hasattr(command, "batch") else CLAIM
        ref = entity.ref(entity.key(command))
        assert entity.decide is not None
        while True:
            context = Context(Actor(person), noon(TODAY), KOSOVO, self.states)
            try:
                decided = entity.decide(command, self.states.get(ref, entity.initial), context)
            except Missing as missing:
                self.states |= {other.ref(id): other.initial for other, id in missing.refs}
            except Refusal:
                return
            else:
                self.record([e if isinstance(e, Elsewhere) else entity.at(ref.id, e) for e in decided])
                return


def begin() -> World:
    world = World()
    heading = {"heading": HEADING, "title": {"en": "Travel"}, "cents": ENVELOPE}
    opened = fund_opened(headings=[heading])
    facts = [FUND.at(FUND_ID, opened), MEETING.at(MEETING_ID, meeting_held(seat("present")))]
    world.record([*facts, MEANS.at(ORGANISATION, DECLARED), MEANS.at(ORGANISATION, assessed())])
    world.happened.clear()
    return world


def commands_on(claim: SubmitClaim) -> list[Command]:
    id = claim.claim
    return [
        claim,
        ApproveClaim(claim=id),
        ApproveClaim(claim=id, granted=(5_00,)),
        AuthoriseClaim(claim=id),
        RejectClaim(claim=id, reason="no"),
        WithdrawClaim(claim=id, reason=""),
        ReturnClaim(claim=id, missing="a ticket"),
        ResubmitClaim(claim=id, changed="here it is"),
        RecoverClaim(claim=id, cents=5_00, reason="too much"),
        *[command for batch in "xy" for command in commands_on_batch(batch, id)],
    ]


def commands_on_batch(batch: str, claim: str) -> list[Command]:
    paid = {"claim": claim, "outcome": "paid", "payment_ref": "B1"}
    failed = {"claim": claim, "outcome": "failed", "reason": "closed"}
    return [
        PrepareBatch(batch=f"{batch}-{claim}", fund=FUND_ID, claims=(claim,)),
        ReleaseBatch(batch=f"{batch}-{claim}"),
        DiscardBatch(batch=f"{batch}-{claim}", reason="wrong"),
        RecordPaymentResults.model_validate({"batch": f"{batch}-{claim}", "results": [paid]}),
        RecordPaymentResults.model_validate({"batch": f"{batch}-{claim}", "results": [failed]}),
    ]


STEPS = st.tuples(
    st.sampled_from([c for claim in (*SUBMISSIONS, RECEIPT_THIEF) for c in commands_on(claim)]),
    st.sampled_from(PEOPLE),
)
# Chance alone seldom walks a claim to its payment, so a run may begin with some that are already on the way.
PAYERS = ("p-fatos", "p-drita", "p-fatos", "p-fatos")
PAID_FOR_SURE = [
    (command, person)
    for claim in SUBMISSIONS
    for command, person in zip(
        [commands_on(claim)[i] for i in (0, 1, 3, 9, 10, 12, 12)], (*PEOPLE[:3], *PAYERS), strict=True
    )
]


@settings(max_examples=150)
@given(st.integers(0, len(PAID_FOR_SURE)), st.lists(STEPS, max_size=40))
def test_every_claim_is_paid_at_most_once_and_the_books_agree(ahead: int, steps: list[Any]) -> None:
    world = begin()
    for command, person in (*PAID_FOR_SURE[:ahead], *steps):
        world.give(command, person)

        (row,) = world.states[FUND.ref(FUND_ID)].headings
        paid = [event for event in world.happened if isinstance(event, grants.ClaimPaid)]
        spent = [event for event in world.happened if isinstance(event, grants.FundsSpent)]
        reserving = Approved | Authorised | InBatch | PaymentFailed
        open_claims = [s for s in world.states.values() if isinstance(s, reserving)]
        back = sum(e.cents for e in world.happened if isinstance(e, grants.FundsRecovered))
        assert row.free >= 0
        assert row.reserved == sum(claim.cents for claim in open_claims)
        assert row.spent + back == sum(event.cents for event in paid) == sum(event.cents for event in spent)
        assert all(times == 1 for times in Counter(event.claim for event in spent).values())
        submissions = [e for e in world.happened if isinstance(e, grants.ClaimSubmitted)]
        claimed = {(event.items[0].receipt, event.traveller) for event in submissions}
        assert len({receipt for receipt, _ in claimed}) == len(claimed), "a receipt serves two claims"


def test_the_walk_ahead_really_pays_two_claims_and_leaves_the_third_without_money() -> None:
    world = begin()
    for command, person in PAID_FOR_SURE:
        world.give(command, person)
    names = Counter(type(event).__name__ for event in world.happened)
    assert (names["ClaimSubmitted"], names["ClaimApproved"], names["ClaimPaid"]) == (3, 2, 2)
