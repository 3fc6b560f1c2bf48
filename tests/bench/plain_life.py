"""A claim's life as a load-and-append loop over nats-py: the same loads and appends, next to no rules."""

from __future__ import annotations

import asyncio
import base64
import json
import os

from nats.aio.client import Client

from tests.bench.plain import Body, Fact, Plain
from tests.bench.programme import CENTS, HEADING, Life

ON = "2015-04-28"
SEALED = base64.b64encode(os.urandom(42)).decode()
"""As long as a sealed name."""


def _fact(entity: str, earlier: list[Body], type_: str, **body: object) -> Fact:
    return Fact(entity, len(earlier) + 1, type_, json.dumps(body, separators=(",", ":")).encode())


class PlainLife:
    def __init__(self, nc: Client) -> None:
        self._plain = Plain(nc)

    async def live(self, life: Life) -> None:
        await self.live_until_paid(life)
        await self._pay(life)

    async def live_until_paid(self, life: Life) -> None:
        await self._submit(life)
        await self._approve(life)
        await self._authorise(life)

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
        used = _fact(receipt, [], "ReceiptUsed", claim=life.claim)
        await self._plain.append([used, _fact(claim, [], "ClaimSubmitted", **body)], "SubmitClaim")

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

    async def _pay(self, life: Life) -> None:
        claim, fund = f"grants.claim.{life.claim}", f"grants.fund.{life.fund}"
        claims, funds = await self._load(claim, fund)
        spent = _fact(fund, funds, "FundsSpent", heading=HEADING, claim=life.claim, cents=CENTS)
        paid = _fact(claim, claims, "ClaimPaid", payment_ref="B-1", cents=CENTS, paid_on=ON)
        await self._plain.append([spent, paid], "PayClaim")
