"""Is an organisation's lack of means declared, assessed by others, and valid for its time?"""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from services.grants.domain.means import (
    MEANS,
    AssessMeans,
    Declared,
    DeclareMeans,
    Eligible,
    Means,
    MeansCommand,
    NoFundToday,
    NotEligible,
    Renewing,
    Undeclared,
    YearToCome,
    eligible_on,
)
from services.grants.domain.recusal import OwnOrganisation
from shared.contracts import grants
from shared.kernel.entity import Command, Grant
from shared.kernel.event import Event
from shared.testing.spec import Spec
from tests.services.grants.samples import (
    DECLARED,
    ORGANISATION,
    SUBMITTED,
    TODAY,
    TRAVELLER,
    assessed,
    cso,
    fund_listed,
    noon,
    outcome,
    secretary,
    with_book,
)

means = with_book(Spec(MEANS).on(noon(TODAY)))
declare = DeclareMeans(organisation=ORGANISATION, year=2014, income_bracket="none", other_support="")
assess = AssessMeans(organisation=ORGANISATION, eligible=True, reason="no income in the year")


def test_an_organisation_declares_its_means() -> None:
    declared = DECLARED.model_copy(update={"declared_on": TODAY})
    cso(means).when(declare).then(declared)


def test_the_same_declaration_again_records_nothing() -> None:
    cso(means.given(DECLARED)).when(declare).then_nothing()


def test_a_declaration_may_be_corrected_before_it_is_assessed() -> None:
    corrected = declare.model_copy(update={"income_bracket": "below_5000"})
    assert outcome(cso(means.given(DECLARED)).when(corrected)) == ("MeansDeclared",)


def test_the_income_of_a_year_to_come_is_refused() -> None:
    cso(means).when(declare.model_copy(update={"year": 2016})).refused(YearToCome)


def test_the_secretariat_assesses_for_as_many_days_as_the_most_generous_fund_of_today_says() -> None:
    short = fund_listed(fund="short", means_valid_days=10)
    over = fund_listed(fund="over", means_valid_days=3000, ends_on=date(2015, 4, 27))
    spec = with_book(secretary(means.given(DECLARED)), short, fund_listed(means_valid_days=20), over)
    spec.when(assess).then(
        grants.MeansAssessed(
            eligible=True,
            reason=assess.reason,
            valid_until=date(2015, 5, 18),
            assessed_by="p-sara",
            assessed_on=TODAY,
        )
    )


def test_without_a_fund_of_today_nothing_says_how_long_an_assessment_holds() -> None:
    over = fund_listed(ends_on=date(2015, 4, 27))
    with_book(secretary(means.given(DECLARED)), over).when(assess).refused(NoFundToday)


def test_nobody_assesses_an_organisation_that_they_represent() -> None:
    both = means.given(DECLARED).by("p-sara", Grant("secretariat"), Grant("cso", ORGANISATION))
    both.when(assess).refused(OwnOrganisation)


def test_who_represents_another_organisation_may_assess_this_one() -> None:
    other = means.given(DECLARED).by("p-sara", Grant("secretariat"), Grant("cso", "5199999"))
    assert outcome(other.when(assess)) == ("MeansAssessed",)


def test_an_assessment_holds_up_to_and_including_its_last_day() -> None:
    state = means.given(DECLARED, assessed(until=date(2016, 1, 20))).state()
    assert eligible_on(state, date(2016, 1, 20))
    assert not eligible_on(state, date(2016, 1, 21))


def test_a_new_declaration_leaves_the_earlier_assessment_in_force_until_its_end() -> None:
    state = means.given(DECLARED, assessed(until=date(2016, 1, 20)), DECLARED).state()
    assert eligible_on(state, date(2016, 1, 20))
    assert not eligible_on(state, date(2016, 1, 21))


@pytest.mark.parametrize("events", [(), (DECLARED,), (DECLARED, assessed(eligible=False))])
def test_without_a_favourable_assessment_nobody_is_eligible(events: tuple[Event, ...]) -> None:
    assert not eligible_on(means.given(*events).state(), TODAY)


# ── every command in every state ────────────────────────────────────────────────────────────────
HISTORIES: dict[type[Means], tuple[Event, ...]] = {
    Undeclared: (),
    Declared: (DECLARED,),
    Eligible: (DECLARED, assessed()),
    Renewing: (DECLARED, assessed(), DECLARED),
    NotEligible: (DECLARED, assessed(eligible=False)),
}
COMMANDS: dict[type[Command], Command] = {DeclareMeans: declare, AssessMeans: assess}
POSSIBLE: dict[tuple[type[Command], type[Means]], tuple[str, ...]] = {
    (DeclareMeans, Undeclared): ("MeansDeclared",),
    (DeclareMeans, Declared): (),
    (DeclareMeans, Eligible): ("MeansDeclared",),
    (DeclareMeans, Renewing): (),
    (DeclareMeans, NotEligible): ("MeansDeclared",),
    (AssessMeans, Declared): ("MeansAssessed",),
    (AssessMeans, Renewing): ("MeansAssessed",),
}


@pytest.mark.parametrize("status", HISTORIES)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_in_each_state(command: type[Command], status: type[Means]) -> None:
    spec = means.given(*HISTORIES[status]).by(TRAVELLER).when(COMMANDS[command])
    assert outcome(spec) == POSSIBLE.get((command, status), "NotNow")


def test_the_table_names_every_state_and_every_command() -> None:
    assert set(COMMANDS) == set(get_args(MeansCommand))
    assert set(HISTORIES) == set(get_args(Means))
    for status, events in HISTORIES.items():
        assert type(means.given(*events).state()) is status
        assert hash(means.given(*events).state()) is not None


def test_an_event_of_somebody_else_changes_nothing() -> None:
    assert means.given(SUBMITTED).state() == Undeclared()
