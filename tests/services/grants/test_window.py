"""Does a held meeting's claim window open, and close after its last day and no earlier?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest

from services.grants.domain.fundbook import FUNDBOOK, Fundbook
from services.grants.domain.window import (
    WINDOW,
    CloseClaimWindow,
    Closed,
    NotYetOver,
    Open,
    OpenClaimWindow,
    Unopened,
    Window,
    WindowCommand,
)
from services.grants.policies import POLICIES, windows
from shared.contracts import grants
from shared.kernel.entity import Command
from shared.kernel.event import Event
from shared.kernel.policy import Later
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    FUND_CLOSED,
    HELD_ON,
    MEETING_ID,
    fund_listed,
    meeting_held,
    midnight,
    noon,
    outcome,
    recorded,
    with_book,
)

OPENED = grants.ClaimWindowOpened(
    held_on=HELD_ON, closes_on=date(2015, 5, 21), closes_at=midnight(2015, 5, 22)
)
CLOSED = grants.ClaimWindowClosed(closed_on=date(2015, 5, 22))
LAST_MOMENT = datetime(2015, 5, 21, 21, 59, 59, tzinfo=UTC)  # a second to midnight in Kosovo

window = with_book(Spec(WINDOW).on(noon(HELD_ON)))
open_window = OpenClaimWindow(meeting=MEETING_ID, held_on=HELD_ON)
close = CloseClaimWindow(meeting=MEETING_ID)


def test_the_window_is_as_long_as_the_most_generous_fund_of_that_day_says() -> None:
    short = fund_listed(fund="short", claim_window_days=5)
    later = fund_listed(fund="later", claim_window_days=90, starts_on=date(2015, 4, 22))
    with_book(window, short, fund_listed(), later).when(open_window).then(OPENED)


@pytest.mark.parametrize("day", [{"ends_on": HELD_ON}, {"starts_on": HELD_ON}])
def test_the_first_and_the_last_day_of_a_fund_belong_to_its_period(day: dict[str, date]) -> None:
    with_book(window, fund_listed(**day)).when(open_window).then(OPENED)


def test_without_a_fund_for_that_day_no_window_opens() -> None:
    over = fund_listed(ends_on=date(2015, 4, 20))
    with_book(window, over).when(open_window).then_nothing()


def test_it_closes_when_its_last_day_is_over() -> None:
    window.given(OPENED).on(LAST_MOMENT + timedelta(seconds=1)).when(close).then(CLOSED)


def test_it_does_not_close_while_its_last_day_lasts() -> None:
    refusal = window.given(OPENED).on(LAST_MOMENT).when(close).refused(NotYetOver)
    assert "2015-05-21" in str(refusal)


def test_a_window_reads_back_from_the_log_as_it_was() -> None:
    assert grants.ClaimWindowOpened.model_validate_json(OPENED.model_dump_json()) == OPENED


# ── every command in every state ────────────────────────────────────────────────────────────────
HISTORIES: dict[type[Window], tuple[Event, ...]] = {
    Unopened: (),
    Open: (OPENED,),
    Closed: (OPENED, CLOSED),
}
COMMANDS: dict[type[Command], Command] = {OpenClaimWindow: open_window, CloseClaimWindow: close}
EXPECTED: dict[tuple[type[Command], type[Window]], tuple[str, ...] | str] = {
    (OpenClaimWindow, Unopened): ("ClaimWindowOpened",),
    (OpenClaimWindow, Open): (),
    (OpenClaimWindow, Closed): (),
    (CloseClaimWindow, Unopened): "NotNow",
    (CloseClaimWindow, Open): ("ClaimWindowClosed",),
    (CloseClaimWindow, Closed): (),
}


@pytest.mark.parametrize(("command", "status"), EXPECTED)
def test_each_command_in_each_state(command: type[Command], status: type[Window]) -> None:
    spec = window.given(*HISTORIES[status]).on(noon(date(2015, 5, 22))).when(COMMANDS[command])
    assert outcome(spec) == EXPECTED[command, status]


def test_the_table_names_every_state_and_every_command() -> None:
    assert set(COMMANDS) == set(get_args(WindowCommand))
    assert set(HISTORIES) == set(get_args(Window))
    assert set(EXPECTED) == {(command, status) for command in COMMANDS for status in HISTORIES}
    for status, events in HISTORIES.items():
        assert type(window.given(*events).state()) is status


def test_an_event_of_somebody_else_changes_nothing() -> None:
    assert window.given(FUND_CLOSED).state() == Unopened()
    assert FUNDBOOK.evolve(Fundbook(), FUND_CLOSED) == Fundbook()


# ── policies ────────────────────────────────────────────────────────────────────────────────────
OPENS, CLOSES = windows.POLICIES


def test_a_held_meeting_opens_its_window() -> None:
    held = recorded(meeting_held(), ref=WINDOW.ref(MEETING_ID)._replace(service="council", entity="meeting"))
    assert OPENS.on is type(held.data)
    assert list(OPENS.then(held)) == [open_window]


def test_an_opened_window_is_closed_at_the_end_of_its_last_day() -> None:
    opened = recorded(OPENED, ref=WINDOW.ref(MEETING_ID))
    assert CLOSES.on is type(opened.data)
    assert list(CLOSES.then(opened)) == [Later(MEETING_ID, midnight(2015, 5, 22), close)]


def test_policies_have_names_of_their_own() -> None:
    assert len({policy.name for policy in POLICIES}) == len(POLICIES)
