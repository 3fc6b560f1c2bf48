"""What a fund, a claim and a batch of payments can show. Names are invented."""

from __future__ import annotations

from datetime import date

from shared.contracts import grants
from shared.kernel.event import Ref
from shared.kernel.personal import about
from tests.services.outreach.programme import SHA

FUND = Ref("grants", "fund", "logistics")


def claim(id: str) -> Ref:
    return Ref("grants", "claim", id)


FUND_OPENED = grants.FundOpened(
    title={"en": "Logistical support"},
    agreement="EU 2014 (sample)",
    donors=(grants.Donor(name="EU", share_percent=90), grants.Donor(name="FES", share_percent=10)),
    currency="EUR",
    starts_on=date(2014, 11, 1),
    ends_on=date(2016, 11, 30),
    headings=(grants.Heading(heading="travel", title={"en": "Travel"}, cents=100_000),),
    rates=(),
    claim_window_days=30,
    means_valid_days=365,
    opened_on=date(2014, 11, 1),
)


BATCH = Ref("grants", "batch", "batch-1")
PREPARED = grants.BatchPrepared(
    fund="logistics",
    currency="EUR",
    account=grants.Account(name="Platform (sample)", iban="XK051212012345678906"),
    lines=tuple(
        grants.BatchLine(
            claim=id,
            organisation="5900001-1",
            meeting="council-2015-04-21",
            cents=1_300,
            payee=about("p-7", "Somebody Private"),
            iban=about("p-7", "XK051212012345678906"),
        )
        for id in ("c", "d")
    ),
    cents=2_600,
    pay_on=date(2015, 5, 6),
    prepared_by="p-9",
    prepared_on=date(2015, 5, 5),
    release_by=date(2015, 5, 10),
)


def submitted(cents: int = 1_500, organisation: str = "5900001-1") -> grants.ClaimSubmitted:
    return grants.ClaimSubmitted(
        fund="logistics",
        heading="travel",
        meeting="council-2015-04-21",
        organisation=organisation,
        traveller="p-7",
        traveller_name=about("p-7", "Somebody Private"),
        iban=about("p-7", "XK051212012345678906"),
        items=(
            grants.ClaimItem(kind="bus", on=date(2015, 4, 21), cents=cents - 500, receipt=SHA),
            grants.ClaimItem(kind="meal", on=date(2015, 4, 21), cents=500, declaration="No receipt given"),
        ),
        cents=cents,
        currency="EUR",
        submitted_by="p-7",
        submitted_on=date(2015, 4, 24),
    )


def approved() -> grants.ClaimApproved:
    return grants.ClaimApproved(
        granted=(1_000, 300), cents=1_300, approved_by="p-8", approved_on=date(2015, 4, 30)
    )
