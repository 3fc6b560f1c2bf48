"""Does `civikos verify` notice when money does not add up? And does it, whatever many people do at once?"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from nats.aio.client import Client

from services.grants.domain.claim import CLAIM
from services.grants.domain.fund import FUND
from services.grants.domain.means import MEANS
from services.grants.invariants import INVARIANTS
from services.grants.main import SERVICE
from shared.cli.verify import sentences
from shared.contracts import VOCABULARY, grants
from shared.kernel.codec import Codec
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant, Refusal
from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import NewEvent, Stamp
from shared.testing import recorded as envelope
from shared.testing.spec import KOSOVO
from tests.services.grants.samples import (
    APPROVED,
    AUTHORISED,
    BATCHED,
    CLAIM_ID,
    DECLARED,
    FUND_ID,
    HEADING,
    MEETING_ID,
    ORGANISATION,
    PAID,
    RESERVED,
    SPENT,
    SUBMITTED,
    TODAY,
    assessed,
    bus,
    fund_opened,
    meeting_held,
    noon,
    seat,
    submit,
)

THE_FUND, THE_CLAIM = FUND.ref(FUND_ID), CLAIM.ref(CLAIM_ID)


def log(*rows: tuple[Ref, Event]) -> list[Recorded[Any]]:
    return [envelope.recorded(event, ref, position=n) for n, (ref, event) in enumerate(rows, 1)]


def broken(events: Sequence[Recorded[Any]]) -> list[str]:
    return [said for invariant in INVARIANTS for said in sentences(invariant, events)]


WHOLE = (
    (THE_FUND, fund_opened()),
    (THE_FUND, RESERVED),
    *((THE_CLAIM, event) for event in (SUBMITTED, APPROVED, AUTHORISED, BATCHED, PAID)),
    (THE_FUND, SPENT),
)


def test_a_claim_that_is_paid_once_breaks_nothing() -> None:
    assert broken(log(*WHOLE)) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (((THE_CLAIM, PAID),), "is paid twice"),
        (((THE_FUND, SPENT),), "does not add up: reserved -18.50 EUR"),
        (((THE_FUND, RESERVED.model_copy(update={"cents": 100_00})),), "free -18.50 EUR"),
        (
            (
                (
                    THE_CLAIM,
                    grants.ClaimRecovered(
                        cents=18_51, reason="x", recovered_by="p-fatos", recovered_on=date(2015, 5, 1)
                    ),
                ),
            ),
            "more came back than was paid",
        ),
    ],
)
def test_what_does_not_add_up_is_said(more: Iterable[tuple[Ref, Event]], said: str) -> None:
    assert any(said in sentence for sentence in broken(log(*WHOLE, *more)))


def test_a_payment_that_the_fund_never_spent_is_said_at_the_end() -> None:
    assert broken(log(*WHOLE[:-1])) == [f"for the claim {CLAIM_ID} 1850 cents were paid and 0 spent"]


# ── many people at once, on the real log ────────────────────────────────────────────────────────
PEOPLE = ("p-sara", "p-fatos", "p-drita", "p-a", "p-b")
RIGHT = {"ApproveClaim": "p-sara", "ReleaseBatch": "p-drita", "SubmitClaim": "p-a"}
"""Who does it mostly; everything else is p-fatos's, and one in ten is somebody's."""
CLAIMS, AT_ONCE = 12, 16
ENVELOPE = 90_00


def wishes(chance: random.Random) -> list[Command]:
    """What people try: the steps of every claim's life, twice, in about their order, and others."""
    found: list[tuple[float, Command]] = []

    def add(place: float, name: str, fields: dict[str, Any]) -> None:
        command = SERVICE.door(name).command.model_validate(fields)
        found.extend((place + chance.gauss(0, 0.5), command) for _ in range(2))

    for number in range(CLAIMS):
        submission = submit(bus(12_50, f"{number:064x}"), traveller=f"p-t{number}")
        found.append((-9, submission))
        for place, (name, fields) in enumerate(steps(chance, submission.claim, f"b-{number}")):
            add(place, name, fields)
        for name, why in (("ReturnClaim", "missing"), ("RejectClaim", "reason")):
            if chance.random() < 0.15:
                add(chance.uniform(0, 8), name, {"claim": submission.claim, why: "x"})
    heading = {"heading": HEADING, "title": {"en": "Travel"}}
    for cents in (ENVELOPE // 2, ENVELOPE, ENVELOPE * 2):
        headings = [{**heading, "cents": cents}]
        add(chance.uniform(0, 8), "AmendFund", {"fund": FUND_ID, "reason": "x", "headings": headings})
    return [command for _, command in sorted(found, key=lambda row: row[0])]


def steps(chance: random.Random, claim: str, batch: str) -> list[tuple[str, dict[str, Any]]]:
    paid = {"claim": claim, "outcome": "paid", "payment_ref": "B"}
    failed = {"claim": claim, "outcome": "failed", "reason": "closed"}
    prepared = {"fund": FUND_ID, "claims": [claim]}
    return [
        ("ApproveClaim", {"claim": claim, "granted": [chance.randint(1, 12_50)]}),
        ("ApproveClaim", {"claim": claim}),
        ("AuthoriseClaim", {"claim": claim}),
        ("PrepareBatch", {"batch": batch, **prepared}),
        ("PrepareBatch", {"batch": f"{batch}-again", **prepared}),
        ("ReleaseBatch", {"batch": batch}),
        ("ReleaseBatch", {"batch": f"{batch}-again"}),
        ("RecordPaymentResults", {"batch": batch, "results": [chance.choice((paid, paid, paid, failed))]}),
        ("RecordPaymentResults", {"batch": batch, "results": [paid]}),
        ("RecordPaymentResults", {"batch": f"{batch}-again", "results": [paid]}),
        ("RecoverClaim", {"claim": claim, "cents": chance.randint(1, 12_50), "reason": "x"}),
    ]


async def begin(log: JetStreamLog) -> None:
    heading = {"heading": HEADING, "title": {"en": "Travel"}, "cents": ENVELOPE}
    stamp = Stamp(
        by="p-sara", at=noon(TODAY), recorded_at=noon(TODAY), command="c", command_name="Begin",
        correlation="c", causation="c",
    )  # fmt: skip
    meeting = Ref("council", "meeting", MEETING_ID)
    facts: list[tuple[Ref, Event]] = [
        (THE_FUND, fund_opened(headings=[heading])),
        (meeting, meeting_held(seat("present"))),
        (MEANS.ref(ORGANISATION), DECLARED),
        (MEANS.ref(ORGANISATION), assessed()),
    ]
    versions: dict[Ref, int] = {}
    for ref, event in facts:
        versions[ref] = versions.get(ref, 0) + 1
        chain = ""
        if versions[ref] > 1:
            chain = (await log.load(ref))[-1].chain
        await log.append([NewEvent(ref, versions[ref], event, str(uuid.uuid4()), chain, stamp)])


@pytest.mark.parametrize("seed", range(4))
async def test_reserved_spent_and_free_make_the_envelope_whatever_races(nc: Client, seed: int) -> None:
    chance, journal = random.Random(seed), JetStreamLog(nc, Codec(VOCABULARY))
    await begin(journal)
    # two processes of the service, which know nothing of each other but the log
    handlers = [Handler(JetStreamLog(nc, Codec(VOCABULARY)), KOSOVO) for _ in range(2)]

    async def give(command: Command) -> None:
        door = SERVICE.door(type(command).__name__)
        person = chance.choice(PEOPLE) if chance.random() < 0.1 else RIGHT.get(door.name, "p-fatos")
        roles = (Grant("secretariat"), Grant("finance"))
        try:
            order = Order(command, str(uuid.uuid4()), Actor(person, roles), noon(TODAY))
            await chance.choice(handlers).handle(door, order)
        except Refusal:
            return

    tried = wishes(chance)
    for first in range(0, len(tried), AT_ONCE):
        await asyncio.gather(*(give(command) for command in tried[first : first + AT_ONCE]))
    events = [recorded async for batch in journal.read(until=await journal.end()) for recorded in batch]
    assert broken(events) == []
    happened = [type(event.data) for event in events]
    assert happened.count(grants.FundsReserved) > CLAIMS // 2
    assert grants.ClaimPaid in happened
