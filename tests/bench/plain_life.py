"""A claim's life as a load-and-append loop over nats-py: the same loads and appends, next to no rules."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections import Counter

from nats.aio.client import Client

from tests.bench.plain import Body, Fact, Plain
from tests.bench.programme import CENTS, HEADING, IBAN, Life

ON = "2015-04-28"
SEALED = base64.b64encode(os.urandom(42)).decode()
"""As long as a sealed name."""


def _fact(entity: str, earlier: list[Body], type_: str, **body: object) -> Fact:
    return Fact(entity, len(earlier) + 1, type_, json.dumps(body, separators=(",", ":")).encode())


class PlainLife:
    def __init__(self, nc: Client) -> None:
        self._plain = Plain(nc)
        self._counts: Counter[str] = Counter()

    async def live(self, life: Life) -> None:
        await self.live_until_paid(life)
        await self._batch(life)
        await self._release(life)
        await self._pay(life)

    async def live_until_paid(self, life: Life) -> None:
        await self._submit(life)
        await self._approve(life)
        await self._authorise(life)

    def _counted(self, kind: str, life: Life) -> tuple[str, list[Body]]:
        """An entity that nobody else writes, with as many events before as we appended."""
        entity = f"grants.{kind}.plain-{life.traveller}"
        self._counts[entity] += 1
        return entity, [{}] * (self._counts[entity] - 1)

    async def _load(self, *entities: str) -> list[list[Body]]:
        return await asyncio.gather(*(self._plain.load(entity) for entity in entities))

    async def _submit(self, life: Life) -> None:
        claim, receipt = f"grants.claim.{life.claim}", f"grants.receipt.{life.receipt}"
        rests_on = f"grants.fund.{life.fund}", f"council.meeting.{life.meeting}"
        claims, receipts, fund, meeting, means = await self._load(
            claim, receipt, *rests_on, f"grants.means.{life.organisation}"
        )
        guests = [guest["organisation"] for guest in meeting[-1]["guests"]]
        if claims or receipts or life.organisation not in guests or not means[-1]["eligible"]:
            raise RuntimeError("refused")
        sealed = {"person": life.traveller, "sealed": SEALED}
        body = {**life.submission, "traveller_name": sealed, "iban": sealed, "cents": CENTS}
        body |= {"currency": fund[0]["currency"], "submitted_by": "p-vesa", "submitted_on": ON}
        body |= {"warnings": [{"kind": "first_time_payee", "item": None, "usual_cents": None, "claims": []}]}
        used = _fact(receipt, [], "ReceiptUsed", claim=life.claim)
        traveller, claimant = self._counted("traveller", life), self._counted("claimant", life)
        trip = _fact(*traveller, "TravelClaimed", claim=life.claim, meeting=life.meeting, held_on=ON)
        listed = _fact(*claimant, "ClaimListed", claim=life.claim)
        facts = [used, trip, listed, _fact(claim, [], "ClaimSubmitted", **body)]
        await self._plain.append(facts, "SubmitClaim")

    async def _approve(self, life: Life) -> None:
        claim, fund = f"grants.claim.{life.claim}", f"grants.fund.{life.fund}"
        claims, funds = await self._load(claim, fund)
        taken = sum(moved["cents"] for moved in funds if "claim" in moved)
        if claims[0]["cents"] + taken > funds[0]["headings"][0]["cents"]:
            raise RuntimeError("refused")
        reserved = _fact(fund, funds, "FundsReserved", heading=HEADING, claim=life.claim, cents=CENTS)
        approved = _fact(
            claim,
            claims,
            "ClaimApproved",
            granted=[CENTS],
            cents=CENTS,
            approved_by="p-sara",
            approved_on=ON,
        )
        await self._plain.append([reserved, approved], "ApproveClaim")

    async def _authorise(self, life: Life) -> None:
        claim = f"grants.claim.{life.claim}"
        (claims,) = await self._load(claim)
        fact = _fact(claim, claims, "ClaimAuthorised", authorised_by="p-fatos", authorised_on=ON)
        await self._plain.append([fact], "AuthoriseClaim")

    async def _batch(self, life: Life) -> None:
        claim, batch = f"grants.claim.{life.claim}", f"grants.batch.{life.batch}"
        claims, _, batches = await self._load(claim, f"grants.fund.{life.fund}", batch)
        line = {"claim": life.claim, "organisation": life.organisation, "meeting": life.meeting}
        line |= {"cents": CENTS, "payee": SEALED, "iban": SEALED}
        body = {"fund": life.fund, "currency": "EUR", "account": {"name": "Platform", "iban": IBAN}}
        body |= {"cents": CENTS, "pay_on": ON, "prepared_by": "p-fatos", "prepared_on": ON}
        taken = _fact(claim, claims, "ClaimBatched", batch=life.batch)
        prepared = _fact(batch, batches, "BatchPrepared", lines=[line], **body)
        await self._plain.append([taken, prepared], "PrepareBatch")

    async def _release(self, life: Life) -> None:
        batch = f"grants.batch.{life.batch}"
        batches, _ = await self._load(batch, f"grants.claim.{life.claim}")
        fact = _fact(batch, batches, "BatchReleased", released_by="p-drita", released_on=ON)
        await self._plain.append([fact], "ReleaseBatch")

    async def _pay(self, life: Life) -> None:
        batch, claim = f"grants.batch.{life.batch}", f"grants.claim.{life.claim}"
        fund = f"grants.fund.{life.fund}"
        batches, claims, funds = await self._load(batch, claim, fund)
        spent = _fact(fund, funds, "FundsSpent", heading=HEADING, claim=life.claim, cents=CENTS, spent_on=ON)
        paid = _fact(claim, claims, "ClaimPaid", payment_ref="B-1", cents=CENTS, paid_on=ON, batch=life.batch)
        told = _fact(
            *self._counted("traveller", life), "TravellerPaid", claim=life.claim, iban=SEALED, paid_on=ON
        )
        rows = {"results": [life.result], "recorded_by": "p-fatos", "recorded_on": ON}
        recorded = _fact(batch, batches, "PaymentResultsRecorded", **rows)
        await self._plain.append([spent, paid, told, recorded], "RecordPaymentResults")
