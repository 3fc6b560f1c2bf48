"""How much of a fund is reserved, spent and free?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.reporting.funds import FUNDS
from shared.contracts import grants
from shared.kernel.event import Event
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme_money import FUND, FUND_OPENED

RESERVED = grants.FundsReserved(heading="travel", claim="c", cents=1_300)


def after(*events: Event) -> dict[str, Any]:
    return folded(FUNDS, Chronicle().add(FUND, FUND_OPENED, *events))["logistics"]


def sums(fund: dict[str, Any]) -> tuple[int, int, int]:
    heading, total = fund["headings"][0], fund["total"]
    assert {key: heading[key] for key in total} == total
    return total["reserved"], total["spent"], total["free"]


def test_a_new_fund_is_free_as_a_whole() -> None:
    assert sums(after()) == (0, 0, 100_000)
    assert after()["headings"][0]["title"] == {"en": "Travel"}


def test_what_is_reserved_is_not_free() -> None:
    assert sums(after(RESERVED)) == (1_300, 0, 98_700)


def test_what_is_released_is_free_again() -> None:
    released = grants.FundsReleased(heading="travel", claim="c", cents=1_300)
    assert sums(after(RESERVED, released)) == (0, 0, 100_000)


def test_what_is_spent_is_no_longer_reserved() -> None:
    spent = grants.FundsSpent(heading="travel", claim="c", cents=1_300)
    assert sums(after(RESERVED, spent)) == (0, 1_300, 98_700)


def test_a_closed_fund_says_since_when() -> None:
    assert after(grants.FundClosed(reason="", closed_on=date(2016, 12, 1)))["closed_on"] == "2016-12-01"
