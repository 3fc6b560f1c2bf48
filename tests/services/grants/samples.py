"""The people, facts and commands that the tests of grants speak of; every amount here is a sample."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.grants.domain.batch import BATCH
from services.grants.domain.claim import CLAIM
from services.grants.domain.claim_id import claim_id
from services.grants.domain.fund import FUND, OpenFund
from services.grants.domain.fundbook import FUNDBOOK, THE_BOOK
from services.grants.domain.means import MEANS
from services.grants.domain.meeting_facts import MEETING
from services.grants.domain.submission import SubmitClaim
from services.grants.domain.traveller import TRAVELLER as TRAVELLER_RECORD
from shared.contracts import council, grants
from shared.kernel.entity import Elsewhere, Grant, Refusal
from shared.kernel.event import Event, Recorded, Ref
from shared.kernel.personal import about
from shared.testing.spec import Spec

FUND_ID, HEADING, MEETING_ID, ORGANISATION, TRAVELLER = "eu-2014", "travel", "council-1", "5100001", "p-vesa"
CLAIM_ID = claim_id(ORGANISATION, TRAVELLER, MEETING_ID)
IBAN = "XK05 1212 0123 4567 8906"
BUS_RECEIPT, MEAL_RECEIPT = "a" * 64, "b" * 64
HELD_ON, TODAY = date(2015, 4, 21), date(2015, 4, 28)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def midnight(year: int, month: int, day: int) -> datetime:
    """The midnight with which this day begins, in Kosovo."""
    return datetime(year, month, day, tzinfo=ZoneInfo("Europe/Belgrade"))


# ── facts ───────────────────────────────────────────────────────────────────────────────────────
def open_fund(**changes: Any) -> OpenFund:
    fields: dict[str, Any] = {
        "fund": FUND_ID,
        "title": {"en": "Second phase"},
        "agreement": "SAMPLE-1",
        "donors": [{"name": "EU", "share_percent": 95}, {"name": "FES Kosovo", "share_percent": 5}],
        "currency": "EUR",
        "starts_on": date(2014, 11, 1),
        "ends_on": date(2016, 11, 30),
        "headings": [
            {"heading": HEADING, "title": {"en": "Travel"}, "cents": 100_00},
            {"heading": "meals", "title": {"en": "Meals"}, "cents": 50_00},
        ],
        "rates": [
            {"kind": "bus", "unit": "ticket", "max_cents": 15_00},
            {"kind": "meal", "unit": "day", "max_cents": 8_00},
        ],
        "claim_window_days": 30,
        "means_valid_days": 365,
        "account": {"name": "Platform (sample)", "iban": "XK051212012345678906"},
        "return_days": 14,
        "release_days": 5,
    }
    return OpenFund.model_validate(fields | changes)


def fund_opened(**changes: Any) -> grants.FundOpened:
    return grants.FundOpened(opened_on=date(2014, 11, 3), **dict(open_fund(**changes)))


def fund_listed(**changes: Any) -> grants.FundListed:
    return grants.FundListed(**dict(open_fund(**changes)))


FUND_CLOSED = grants.FundClosed(reason="the agreement ended", closed_on=date(2015, 4, 25))


def seat(presence: council.Presence, kind: council.HolderKind = "organisation") -> council.Attendance:
    holder = council.Holder(kind=kind, id=ORGANISATION)
    return council.Attendance(seat="cso-1", presence=presence, holder=holder)


def meeting_held(
    *attendance: council.Attendance, guests: tuple[council.Guest, ...] = ()
) -> council.MeetingHeld:
    quorum = council.Quorum(present=20, needed=15, reached=True)
    return council.MeetingHeld(
        body="council", held_on=HELD_ON, attendance=attendance, guests=guests, quorum=quorum
    )


DECLARED = grants.MeansDeclared(
    year=2014,
    income_bracket="none",
    other_support="",
    declared_by=TRAVELLER,
    declared_on=date(2015, 1, 12),
)


def assessed(eligible: bool = True, until: date = date(2016, 1, 20)) -> grants.MeansAssessed:
    return grants.MeansAssessed(
        eligible=eligible,
        reason="no income in the year",
        valid_until=until,
        assessed_by="p-sara",
        assessed_on=date(2015, 1, 20),
    )


# ── a claim ─────────────────────────────────────────────────────────────────────────────────────
def bus(cents: int = 12_50, receipt: str | None = BUS_RECEIPT, **changes: Any) -> dict[str, Any]:
    return {"kind": "bus", "on": HELD_ON, "cents": cents, "receipt": receipt} | changes


def meal(cents: int = 6_00, receipt: str | None = MEAL_RECEIPT) -> dict[str, Any]:
    return {"kind": "meal", "on": HELD_ON, "cents": cents, "receipt": receipt}


def submit(*items: dict[str, Any], **changes: Any) -> SubmitClaim:
    fields: dict[str, Any] = {
        "fund": FUND_ID,
        "heading": HEADING,
        "meeting": MEETING_ID,
        "organisation": ORGANISATION,
        "traveller": TRAVELLER,
        "traveller_name": "Vesa Sample",
        "iban": IBAN,
        "items": items or (bus(), meal()),
    }
    return SubmitClaim.model_validate(fields | changes)


FIRST_TIME = grants.ClaimWarning(kind="first_time_payee")


def submitted(command: SubmitClaim | None = None, by: str = TRAVELLER) -> grants.ClaimSubmitted:
    command = command or submit()
    return grants.ClaimSubmitted(
        fund=command.fund,
        heading=command.heading or HEADING,
        meeting=command.meeting,
        organisation=command.organisation,
        traveller=command.traveller,
        traveller_name=about(command.traveller, command.traveller_name),
        iban=about(command.traveller, "XK051212012345678906"),
        items=command.items,
        cents=sum(item.cents for item in command.items),
        currency="EUR",
        submitted_by=by,
        submitted_on=TODAY,
        warnings=(FIRST_TIME,),
    )


SUBMITTED = submitted()
APPROVED = grants.ClaimApproved(
    granted=(12_50, 6_00), cents=18_50, approved_by="p-sara", approved_on=TODAY, warnings=(FIRST_TIME,)
)
AUTHORISED = grants.ClaimAuthorised(authorised_by="p-fatos", authorised_on=TODAY)
BATCH_ID = "batch-2015-05"
BATCHED = grants.ClaimBatched(batch=BATCH_ID)
FAILED = grants.PaymentFailed(batch=BATCH_ID, reason="account closed", failed_on=TODAY)
PAID = grants.ClaimPaid(payment_ref="B1", cents=18_50, paid_on=TODAY, batch=BATCH_ID)
RECOVERED = grants.ClaimRecovered(
    cents=6_00, reason="the meal was free", recovered_by="p-fatos", recovered_on=TODAY
)
ANSWER_BY = TODAY + timedelta(days=14)
RETURNED = grants.ClaimReturned(
    missing="the ticket of the way back",
    returned_by="p-sara",
    returned_on=TODAY,
    answer_by=ANSWER_BY,
    answer_until=midnight(2015, 5, 13),
    organisation=ORGANISATION,
    meeting=MEETING_ID,
)
REJECTED = grants.ClaimRejected(
    reason="not a travel cost", rejected_by="p-sara", rejected_on=TODAY, warnings=(FIRST_TIME,)
)
WITHDRAWN = grants.ClaimWithdrawn(reason="", withdrawn_on=TODAY)
AMOUNTS = (grants.CostAmount(kind="bus", cents=12_50), grants.CostAmount(kind="meal", cents=6_00))
RESERVED = grants.FundsReserved(heading=HEADING, claim=CLAIM_ID, cents=18_50, amounts=AMOUNTS)
RELEASED = grants.FundsReleased(heading=HEADING, claim=CLAIM_ID, cents=18_50)
SPENT = grants.FundsSpent(heading=HEADING, claim=CLAIM_ID, cents=18_50, spent_on=TODAY)
TRIP = grants.TravelClaimed(claim=CLAIM_ID, meeting=MEETING_ID, held_on=HELD_ON)
LISTED = grants.ClaimListed(claim=CLAIM_ID)
PAID_OUT = grants.TravellerPaid(claim=CLAIM_ID, iban=about(TRAVELLER, "XK051212012345678906"), paid_on=TODAY)

ORDERED = grants.BatchPrepared(
    fund=FUND_ID,
    currency="EUR",
    account=grants.Account(name="Platform (sample)", iban="XK051212012345678906"),
    lines=(
        grants.BatchLine(
            claim=CLAIM_ID,
            organisation=ORGANISATION,
            meeting=MEETING_ID,
            cents=18_50,
            payee=about(TRAVELLER, "Vesa Sample"),
            iban=about(TRAVELLER, "XK051212012345678906"),
        ),
    ),
    cents=18_50,
    pay_on=TODAY,
    prepared_by="p-fatos",
    prepared_on=TODAY,
    release_by=TODAY + timedelta(days=5),
    release_until=midnight(2015, 5, 4),
)
RELEASED_BATCH = grants.BatchReleased(released_by="p-drita", released_on=TODAY)


# ── sentences ───────────────────────────────────────────────────────────────────────────────────
def the_claim(*events: Event, seats: tuple[council.Attendance, ...] = (seat("present"),)) -> Spec:
    """A claim for a held meeting, of an eligible organisation, on an open fund; a week after the meeting."""
    spec = Spec(CLAIM).given(*events).on(noon(TODAY))
    spec = spec.given_at(FUND, FUND_ID, fund_opened())
    spec = spec.given_at(MEETING, MEETING_ID, meeting_held(*seats))
    spec = spec.given_at(TRAVELLER_RECORD, TRAVELLER, *((TRIP,) if events else ()))
    return spec.given_at(MEANS, ORGANISATION, DECLARED, assessed())


def the_batch(*events: Event, claim: tuple[Event, ...] = ()) -> Spec:
    """A batch with the one claim in it, which has been authorised and put into it."""
    spec = Spec(BATCH).given(*events).on(noon(TODAY)).given_at(FUND, FUND_ID, fund_opened(), RESERVED)
    return spec.given_at(CLAIM, CLAIM_ID, *(claim or (SUBMITTED, APPROVED, AUTHORISED, BATCHED)))


def with_book(spec: Spec, *listed: grants.FundListed) -> Spec:
    return spec.given_at(FUNDBOOK, THE_BOOK, *(listed or (fund_listed(),)))


def cso(spec: Spec, organisation: str = ORGANISATION) -> Spec:
    return spec.by(TRAVELLER, Grant("cso", organisation))


def secretary(spec: Spec) -> Spec:
    return spec.by("p-sara", Grant("secretariat"))


def finance(spec: Spec) -> Spec:
    return spec.by("p-fatos", Grant("finance"))


def releasing(spec: Spec) -> Spec:
    """Another person of finance."""
    return spec.by("p-drita", Grant("finance"))


def outcome(spec: Spec) -> tuple[str, ...] | str:
    """What a decision comes to, by name: the events it records, or the refusal."""
    try:
        decided = spec.decide()
    except Refusal as refusal:
        return type(refusal).__name__
    events = [item.event if isinstance(item, Elsewhere) else item for item in decided]
    return tuple(type(event).__name__ for event in events)


def recorded(event: Event, ref: Ref) -> Recorded[Any]:
    return Recorded(
        data=event,
        ref=ref,
        version=1,
        position=1,
        id="e-1",
        at=noon(HELD_ON),
        recorded_at=noon(HELD_ON),
        by="p-sara",
        command="c-1",
        command_name="HoldMeeting",
        correlation="c-1",
        causation="c-1",
    )
