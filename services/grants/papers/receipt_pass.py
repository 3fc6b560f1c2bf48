"""May this person see this receipt of this claim? The pass says which file it is."""

from __future__ import annotations

from pydantic import Field

from services.grants.domain.claim_record import Claim, Known
from shared.contracts.values import Id, Sha256
from shared.kernel.entity import Command, Refusal
from shared.kernel.papers import File


class ReceiptPass(Command):
    """Ask for the right to see a receipt of a claim."""

    claim: Id = Field(description="The claim")
    receipt: Sha256 = Field(description="The SHA-256 of the receipt's file")


class NoSuchReceipt(Refusal):
    """This claim has no such receipt. Open the claim and choose one of its receipts."""


def receipt_pass(asked: ReceiptPass, claim: Claim) -> File:
    """
    Raises:
        NoSuchReceipt: the claim does not refer to it.
    """
    receipts = [item.receipt for item in claim.details.items] if isinstance(claim, Known) else []
    if asked.receipt not in receipts:
        raise NoSuchReceipt
    name = f"{asked.claim}-{receipts.index(asked.receipt) + 1}"
    return File(name, "text/plain", asked.receipt.encode())
