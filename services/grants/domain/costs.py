"""Can each cost of a claim be paid, as claimed and as granted: its kind, its amount, its proof?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from services.grants.domain.budget import Open
from services.grants.domain.receipt import Receipt, Used
from shared.contracts import grants
from shared.contracts.values import money
from shared.kernel.entity import Refusal


class CostNotCovered(Refusal):
    """The fund does not pay {kind}. It pays: {kinds}. Leave this cost out."""


class AboveRate(Refusal):
    """{claimed} for {kind} is more than the fund's rate of {most} for one {unit}. Claim at most that much."""


class CostToCome(Refusal):
    """A cost of {on} is still to come. Claim it when it has been paid."""


class ReceiptOrDeclaration(Refusal):
    """Item {item} needs either a receipt or, if there is none, a declaration in words; not both."""


class ReceiptTwice(Refusal):
    """Items {first} and {second} have the same receipt. Attach to each item its own."""


class ReceiptAlreadyUsed(Refusal):
    """The receipt of item {item} was already used for the claim {claim}. Attach the right one."""


class AmountPerItem(Refusal):
    """The claim has {items} items, and there are {amounts} amounts. Give one for each, 0 for what is not
    paid.
    """


class MoreThanClaimed(Refusal):
    """For item {item}, {claimed} were claimed and {granted} granted. Grant at most what was claimed."""


class NothingGranted(Refusal):
    """No item would be paid. Reject the claim instead, and say why."""


def check_costs(items: Sequence[grants.ClaimItem], fund: Open, day: date) -> None:
    """Returns if every cost can be paid, as far as the claim itself shows.

    Raises:
        CostNotCovered, AboveRate, CostToCome, ReceiptOrDeclaration, ReceiptTwice: one cannot.
    """
    rates = {rate.kind: rate for rate in fund.rates}
    first_with: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        if item.kind not in rates:
            raise CostNotCovered(kind=_said(item.kind), kinds=", ".join(map(_said, rates)) or "nothing")
        _check_rate(item, rates[item.kind], fund.currency)
        if item.on > day:
            raise CostToCome(on=item.on)
        if bool(item.receipt) == bool((item.declaration or "").strip()):
            raise ReceiptOrDeclaration(item=number)
        if item.receipt and (first := first_with.setdefault(item.receipt, number)) != number:
            raise ReceiptTwice(first=first, second=number)


def _check_rate(item: grants.ClaimItem, rate: grants.Rate, currency: str) -> None:
    if item.cents > rate.max_cents:
        claimed, most = money(item.cents, currency), money(rate.max_cents, currency)
        raise AboveRate(claimed=claimed, kind=_said(item.kind), most=most, unit=rate.unit)


def _said(kind: str) -> str:
    return kind.replace("_", " ")


def check_receipts(claim: str, receipts: Iterable[tuple[int, Receipt]]) -> None:
    """Returns if no receipt (with its item's number) belongs to another claim.

    Raises:
        ReceiptAlreadyUsed: one does.
    """
    for number, receipt in receipts:
        if isinstance(receipt, Used) and receipt.claim != claim:
            raise ReceiptAlreadyUsed(item=number, claim=receipt.claim)


def check_granted(granted: Sequence[int], claimed: Sequence[int], currency: str) -> None:
    """Returns if the amounts granted, one per item, fit those claimed.

    Raises:
        AmountPerItem, MoreThanClaimed, NothingGranted: they do not.
    """
    if len(granted) != len(claimed):
        raise AmountPerItem(items=len(claimed), amounts=len(granted))
    for number, (given, asked) in enumerate(zip(granted, claimed, strict=True), 1):
        if given > asked:
            said, most = money(given, currency), money(asked, currency)
            raise MoreThanClaimed(item=number, claimed=most, granted=said)
    if not any(granted):
        raise NothingGranted
