"""What is on record about a claim, and where in its life is it?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from shared.contracts import grants
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Details:
    """What is claimed, as it was last submitted."""

    organisation: str
    fund: str
    heading: str
    meeting: str
    traveller: str
    currency: str
    items: tuple[grants.ClaimItem, ...]
    payee: str | None = field(repr=False)
    """The traveller's name; None once the person has been forgotten, and so is the account."""
    iban: str | None = field(repr=False)
    submitters: frozenset[str]
    """Everybody who submitted it, first or again."""

    @property
    def claimed(self) -> tuple[int, ...]:
        return tuple(item.cents for item in self.items)


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unsubmitted:
    pass


@dataclass(frozen=True, slots=True)
class Known:
    """What every claim that was submitted has."""

    details: Details

    @property
    def organisation(self) -> str:
        return self.details.organisation


@dataclass(frozen=True, slots=True)
class Granted(Known):
    """What every claim that was approved has: cents per item, and who said so."""

    granted: tuple[int, ...]
    approved_by: str

    @property
    def cents(self) -> int:
        return sum(self.granted)


@dataclass(frozen=True, slots=True)
class Submitted(Known):
    pass


@dataclass(frozen=True, slots=True)
class Returned(Known):
    answer_by: date | None = None
    answer_until: datetime | None = None
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Approved(Granted):
    pass


@dataclass(frozen=True, slots=True)
class Authorised(Granted):
    authorised_by: str


@dataclass(frozen=True, slots=True)
class InBatch(Granted):
    authorised_by: str
    batch: str


@dataclass(frozen=True, slots=True)
class PaymentFailed(Granted):
    reason: str


@dataclass(frozen=True, slots=True)
class Paid(Granted):
    pass


@dataclass(frozen=True, slots=True)
class Recovered(Granted):
    recovered: int
    """Cents that came back so far."""


@dataclass(frozen=True, slots=True)
class Rejected(Known):
    pass


@dataclass(frozen=True, slots=True)
class Withdrawn(Known):
    pass


Claim = (
    Unsubmitted
    | Submitted
    | Returned
    | Approved
    | Authorised
    | InBatch
    | PaymentFailed
    | Paid
    | Recovered
    | Rejected
    | Withdrawn
)
Reserving = Approved | Authorised | PaymentFailed
"""Money is set aside for it, and it is not on its way to the bank."""
OpenClaim = Submitted | Returned | Approved | Authorised | PaymentFailed
"""It can still be decided otherwise."""


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(claim: Claim, event: Event) -> Claim:
    match event, claim:
        case grants.ClaimSubmitted(), _:
            return Submitted(_submitted(event))
        case grants.ClaimResubmitted(), Returned(details):
            return Submitted(_resubmitted(details, event))
        case grants.ClaimReturned(), Known(details):
            return Returned(details, event.answer_by, event.answer_until)
        case grants.ReturnUnanswered(), Returned():
            return replace(claim, unanswered=True)
        case grants.ClaimApproved(), Submitted(details):
            return Approved(details, event.granted, event.approved_by)
        case grants.ClaimAuthorised(), Granted(details, granted, approved_by):
            return Authorised(details, granted, approved_by, event.authorised_by)
        case grants.ClaimRejected(), Known(details):
            return Rejected(details)
        case grants.ClaimWithdrawn(), Known(details):
            return Withdrawn(details)
        case _:
            return _paying(claim, event)


def _paying(claim: Claim, event: Event) -> Claim:
    match event, claim:
        case grants.ClaimBatched(), Authorised(details, granted, approved_by, authorised_by):
            return InBatch(details, granted, approved_by, authorised_by, event.batch)
        case grants.ClaimTakenOut(), InBatch(details, granted, approved_by, authorised_by):
            return Authorised(details, granted, approved_by, authorised_by)
        case grants.PaymentFailed(), InBatch(details, granted, approved_by):
            return PaymentFailed(details, granted, approved_by, event.reason)
        case grants.ClaimPaid(), Granted(details, granted, approved_by):
            return Paid(details, granted, approved_by)
        case grants.ClaimRecovered(), Paid(details, granted, approved_by):
            return Recovered(details, granted, approved_by, event.cents)
        case grants.ClaimRecovered(), Recovered():
            return replace(claim, recovered=claim.recovered + event.cents)
        case _:
            return claim


def _submitted(event: grants.ClaimSubmitted) -> Details:
    return Details(
        organisation=event.organisation,
        fund=event.fund,
        heading=event.heading,
        meeting=event.meeting,
        traveller=event.traveller,
        currency=event.currency,
        items=event.items,
        payee=event.traveller_name.value,
        iban=event.iban.value,
        submitters=frozenset({event.submitted_by}),
    )


def _resubmitted(details: Details, event: grants.ClaimResubmitted) -> Details:
    return replace(
        details,
        heading=event.heading,
        items=event.items,
        payee=event.traveller_name.value,
        iban=event.iban.value,
        submitters=details.submitters | {event.resubmitted_by},
    )


# Its decisions are joined in claim.py; other entities' decisions read it here.
RECORD: Entity[Claim] = Entity("grants", "claim", initial=Unsubmitted(), evolve=evolve)
