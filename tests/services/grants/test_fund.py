"""Does a fund open only when it is sound, and does its budget always add up?"""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.grants.domain import budget as funds
from services.grants.domain.budget import (
    Closed,
    EnvelopeExceeded,
    Fund,
    FundIsClosed,
    NoSuchFund,
    NotReserved,
    NotSpent,
    Open,
    UnknownHeading,
    Unopened,
)
from services.grants.domain.fund import (
    FUND,
    AmendFund,
    BelowCommitted,
    CloseFund,
    EndsBeforeItStarts,
    FundCommand,
    HeadingTwice,
    OpenFund,
    RateTwice,
    SharesNotWhole,
    StillReserved,
)
from services.grants.domain.fundbook import FUNDBOOK, THE_BOOK
from services.grants.domain.iban import WrongIban
from shared.contracts import grants
from shared.kernel.entity import Command, Refusal
from shared.kernel.event import Event
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    FUND_CLOSED,
    FUND_ID,
    HEADING,
    RELEASED,
    RESERVED,
    SPENT,
    TODAY,
    fund_listed,
    fund_opened,
    noon,
    open_fund,
    outcome,
)

fund = Spec(FUND).on(noon(TODAY))
close = CloseFund(fund=FUND_ID, reason="the agreement ended")


def test_a_fund_opens_and_is_listed_in_the_book_in_the_same_append() -> None:
    opened = grants.FundOpened(opened_on=TODAY, **dict(open_fund()))
    fund.when(open_fund()).then(opened, FUNDBOOK.at(THE_BOOK, fund_listed()))


def test_it_begins_with_everything_free() -> None:
    state = fund.given(fund_opened()).state()
    assert [(h.heading, h.free) for h in state.headings] == [(HEADING, 100_00), ("meals", 50_00)]


def test_donors_that_pay_ninety_per_cent_together_are_refused() -> None:
    donors = [{"name": "EU", "share_percent": 90}]
    refusal = fund.when(open_fund(donors=donors)).refused(SharesNotWhole)
    assert str(refusal).startswith("The donors' shares make 90 per cent together.")


def test_two_headings_of_one_name_are_refused() -> None:
    row = {"heading": "travel", "title": {"en": "Travel"}, "cents": 1}
    assert "travel" in str(fund.when(open_fund(headings=[row, row])).refused(HeadingTwice))


def test_two_rates_for_one_kind_of_cost_are_refused() -> None:
    row = {"kind": "bus", "unit": "ticket", "max_cents": 1}
    assert "bus" in str(fund.when(open_fund(rates=[row, row])).refused(RateTwice))


@pytest.mark.parametrize("ends_on", [date(2014, 10, 31), date(2014, 11, 1)])
def test_a_period_that_ends_no_later_than_it_starts_is_refused(ends_on: date) -> None:
    fund.when(open_fund(ends_on=ends_on)).refused(EndsBeforeItStarts)


def test_a_fund_with_money_reserved_does_not_close() -> None:
    refusal = fund.given(fund_opened(), RESERVED).when(close).refused(StillReserved)
    assert "18.50 EUR" in str(refusal)


@pytest.mark.parametrize("end", [RELEASED, SPENT])
def test_it_closes_once_what_was_reserved_is_released_or_spent(end: Event) -> None:
    closed = grants.FundClosed(reason=close.reason, closed_on=TODAY)
    fund.given(fund_opened(), RESERVED, end).when(close).then(closed)


# ── amendments ──────────────────────────────────────────────────────────────────────────────────
def heading(heading: str, cents: int) -> dict[str, Any]:
    return {"heading": heading, "title": {"en": heading.title()}, "cents": cents}


def amend(**changes: Any) -> AmendFund:
    fields = changes or {"ends_on": date(2017, 2, 28)}
    return AmendFund.model_validate({"fund": FUND_ID, "reason": "Amendment 1 (sample)", **fields})


def amended(**changes: Any) -> grants.FundAmended:
    who = {"reason": "Amendment 1 (sample)", "amended_by": "p-somebody", "amended_on": TODAY}
    return grants.FundAmended.model_validate(who | changes)


opened = fund.given(fund_opened())


def test_an_amendment_of_the_period_is_listed_in_the_book_again() -> None:
    listed = fund_listed(ends_on=date(2017, 2, 28))
    event = amended(ends_on=date(2017, 2, 28))
    opened.when(amend()).then(event, FUNDBOOK.at(THE_BOOK, listed))
    book = Spec(FUNDBOOK).given(fund_listed(), listed).state()
    assert [row.ends_on for row in book.funds] == [date(2017, 2, 28)]


def test_an_amendment_records_only_what_changes() -> None:
    same = {"donors": open_fund().donors, "claim_window_days": 30, "return_days": 21}
    opened.when(amend(**same)).then(amended(return_days=21))


def test_an_amendment_that_changes_nothing_records_nothing() -> None:
    opened.when(amend(ends_on=date(2016, 11, 30), headings=open_fund().headings)).then_nothing()


def test_money_moves_between_headings_and_what_is_reserved_stays() -> None:
    moved = amend(headings=[heading(HEADING, 60_00), heading("meals", 90_00)])
    (event,) = fund.given(fund_opened(), RESERVED).when(moved).decide()
    after = state(fund_opened(), RESERVED, event)
    assert [(h.heading, h.cents, h.reserved) for h in after.headings] == [
        (HEADING, 60_00, 18_50),
        ("meals", 90_00, 0),
    ]


@pytest.mark.parametrize("rows", [[heading(HEADING, 18_49)], [heading("meals", 500_00)]])
@pytest.mark.parametrize("events", [(RESERVED,), (RESERVED, SPENT)])
def test_no_heading_falls_below_what_is_reserved_or_spent(rows: Any, events: Any) -> None:
    refusal = fund.given(fund_opened(), *events).when(amend(headings=rows)).refused(BelowCommitted)
    assert "18.50 EUR are reserved or spent already" in str(refusal)


def test_exactly_what_is_reserved_is_enough() -> None:
    exact = amend(headings=[heading(HEADING, 18_50)])
    assert outcome(fund.given(fund_opened(), RESERVED).when(exact)) == ("FundAmended",)


def test_an_amended_fund_has_to_be_as_sound_as_a_new_one() -> None:
    opened.when(amend(donors=[{"name": "EU", "share_percent": 90}])).refused(SharesNotWhole)
    opened.when(amend(headings=[heading("a", 1), heading("a", 1)])).refused(HeadingTwice)
    opened.when(amend(ends_on=date(2014, 10, 1))).refused(EndsBeforeItStarts)
    wrong = {"name": "Platform", "iban": "XK051212012345678907"}
    opened.when(amend(account=wrong)).refused(WrongIban)


def test_several_donors_share_a_fund_and_their_shares_are_data() -> None:
    donors = [{"name": n, "share_percent": p} for n, p in (("A", 50), ("B", 30), ("C", 20))]
    (event,) = opened.when(amend(donors=donors)).decide()
    assert [d.share_percent for d in state(fund_opened(), event).donors] == [50, 30, 20]


# ── the budget ──────────────────────────────────────────────────────────────────────────────────
def state(*events: Event) -> Any:
    return fund.given(*events).state()


def test_reserving_more_than_is_free_is_refused_with_both_amounts() -> None:
    with pytest.raises(EnvelopeExceeded, match=r"81\.51 EUR, and 81\.50 EUR are free"):
        funds.reserve(state(fund_opened(), RESERVED), HEADING, "claim-2", 81_51)


def test_exactly_what_is_free_can_be_reserved() -> None:
    event = funds.reserve(state(fund_opened(), RESERVED), HEADING, "claim-2", 81_50)
    assert event == grants.FundsReserved(heading=HEADING, claim="claim-2", cents=81_50)


def test_one_heading_does_not_lend_to_another() -> None:
    with pytest.raises(EnvelopeExceeded):
        funds.reserve(state(fund_opened()), "meals", "claim-2", 60_00)


@pytest.mark.parametrize("move", [funds.release, funds.spend])
def test_what_was_not_reserved_is_neither_released_nor_spent(move: Any) -> None:
    with pytest.raises(NotReserved, match=r"18\.51 EUR, but 18\.50 EUR are reserved"):
        move(state(fund_opened(), RESERVED), HEADING, "claim-2", 18_51)


@pytest.mark.parametrize("move", [funds.reserve, funds.release, funds.spend])
def test_money_moves_only_under_a_heading_of_an_open_fund(move: Any) -> None:
    with pytest.raises(UnknownHeading, match="Choose one of: travel, meals"):
        move(state(fund_opened()), "castles", "claim-2", 1)
    with pytest.raises(NoSuchFund):
        move(Unopened(), HEADING, "claim-2", 1)
    with pytest.raises(FundIsClosed, match="2015-04-25"):
        move(Closed(state(fund_opened()), date(2015, 4, 25)), HEADING, "claim-2", 1)


def recovered(now: Any, heading: str, claim: str, cents: int) -> Event:
    return funds.recover(now, heading, claim, cents, TODAY)


MOVES = st.tuples(
    st.sampled_from([funds.reserve, funds.release, funds.spend, recovered]),
    st.sampled_from([HEADING, "meals"]),
    st.integers(1, 60_00),
)


@given(st.lists(MOVES, max_size=40))
def test_reserved_spent_and_free_always_make_the_envelope(moves: list[Any]) -> None:
    now: Any = state(fund_opened())
    for move, heading, cents in moves:
        try:
            now = funds.evolve(now, move(now, heading, "claim-1", cents))
        except Refusal:
            continue
        assert all(row.reserved + row.spent + row.free == row.cents for row in now.headings)
        assert all(min(row.reserved, row.spent, row.free) >= 0 for row in now.headings)
    assert [row.cents for row in now.headings] == [100_00, 50_00]


def test_what_was_spent_comes_back_and_no_more_than_that() -> None:
    spent = state(fund_opened(), RESERVED, SPENT)
    back = funds.recover(spent, HEADING, "claim-1", 18_50, TODAY)
    assert funds.evolve(spent, back).headings[0].free == 100_00
    with pytest.raises(NotSpent, match=r"18\.51 EUR, but 18\.50 EUR are spent"):
        funds.recover(spent, HEADING, "claim-1", 18_51, TODAY)


# ── every command in every state ────────────────────────────────────────────────────────────────
HISTORIES: dict[type[Fund], tuple[Event, ...]] = {
    Unopened: (),
    Open: (fund_opened(),),
    Closed: (fund_opened(), FUND_CLOSED),
}
COMMANDS: dict[type[Command], Command] = {OpenFund: open_fund(), AmendFund: amend(), CloseFund: close}
POSSIBLE = {
    (OpenFund, Unopened): ("FundOpened", "FundListed"),
    (AmendFund, Open): ("FundAmended", "FundListed"),
    (CloseFund, Open): ("FundClosed",),
}


@pytest.mark.parametrize("status", HISTORIES)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_in_each_state(command: type[Command], status: type[Fund]) -> None:
    spec = fund.given(*HISTORIES[status]).when(COMMANDS[command])
    assert outcome(spec) == POSSIBLE.get((command, status), "NotNow")


def test_the_table_names_every_state_and_every_command() -> None:
    assert set(COMMANDS) == set(get_args(FundCommand))
    assert set(HISTORIES) == set(get_args(Fund))
    for status, events in HISTORIES.items():
        assert type(state(*events)) is status
        assert hash(state(*events)) is not None


def test_an_event_of_somebody_else_changes_nothing() -> None:
    before = state(fund_opened())
    assert funds.evolve(before, fund_listed()) == before
    assert funds.evolve(Unopened(), RESERVED) == Unopened()
