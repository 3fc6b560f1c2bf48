"""One appeal, in time, decided by somebody else."""

from datetime import date, datetime

from services.membership.domain.acceptance import OrganisationNotOpen
from services.membership.domain.appeal import APPEAL, AppealTooLate, DecidedFirst, NoAppealSet, RefusalIsFinal
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.roster import listed
from services.membership.domain.spell import FinallyRefused, OwnOrganisation
from shared.contracts import membership
from shared.testing.spec import KOSOVO, Spec
from tests.services.membership.given import ORG, OWN, TODAY, applied, checked, closed, refused, registered
from tests.services.membership.given_life import (
    APPEAL_REFUSAL,
    CLOSE_WINDOW,
    DECIDE_APPEAL,
    appealed,
    became_final,
)

LAST_DAY = datetime(2015, 5, 5, 23, 59, tzinfo=KOSOVO)
DAY_AFTER = datetime(2015, 5, 6, 0, 0, tzinfo=KOSOVO)

spell = Spec(APPEAL).given_at(ORGANISATION, ORG, registered).given(applied, checked(), refused)
open_appeal = spell.given(appealed)


def test_an_appeal_is_lodged_until_the_end_of_its_last_day() -> None:
    fact = membership.RefusalAppealed(grounds="We are one", appealed_on=date(2015, 5, 5))
    spell.on(LAST_DAY).when(APPEAL_REFUSAL).then(fact)
    spell.on(DAY_AFTER).when(APPEAL_REFUSAL).refused(AppealTooLate)


def test_where_no_time_was_set_there_is_no_appeal() -> None:
    without = refused.model_copy(update={"appeal_until": None})
    Spec(APPEAL).given(applied, checked(), without).when(APPEAL_REFUSAL).refused(NoAppealSet)


def test_there_is_one_appeal() -> None:
    dismissed = membership.AppealDecided(upheld=False, reason="No", decision_ref="B", decided_on=TODAY)
    open_appeal.given(dismissed).when(APPEAL_REFUSAL).refused(RefusalIsFinal)


def test_the_window_closes_when_its_last_day_is_over_and_not_before() -> None:
    spell.on(DAY_AFTER).when(CLOSE_WINDOW).then(membership.RefusalBecameFinal(final_on=date(2015, 5, 6)))
    spell.on(LAST_DAY).when(CLOSE_WINDOW).then_nothing()
    open_appeal.on(DAY_AFTER).when(CLOSE_WINDOW).then_nothing()
    later = datetime(2015, 9, 1, tzinfo=KOSOVO)
    spell.on(later).when(CLOSE_WINDOW).then(membership.RefusalBecameFinal(final_on=date(2015, 5, 6)))


def test_an_appeal_that_came_in_time_counts_also_when_it_is_entered_late() -> None:
    closed_window = spell.given(became_final)
    assert closed_window.state() == FinallyRefused(became_final.final_on, "p-first", date(2015, 5, 5))
    closed_window.on(DAY_AFTER).when(APPEAL_REFUSAL).refused(AppealTooLate)
    (fact,) = closed_window.on(LAST_DAY).when(APPEAL_REFUSAL).decide()
    closed_window.given(fact).by("p-first").when(DECIDE_APPEAL).refused(DecidedFirst)


def test_an_appeal_that_is_upheld_makes_a_member() -> None:
    open_appeal.by("p-other").when(DECIDE_APPEAL).then(
        membership.AppealDecided(
            upheld=True, reason="They are one", decision_ref="Board, May 2015", decided_on=TODAY
        ),
        membership.MemberJoined(joined_on=TODAY, decision_ref="Board, May 2015"),
        listed(ORG),
    )


def test_an_appeal_that_is_dismissed_makes_the_refusal_final() -> None:
    dismiss = DECIDE_APPEAL.model_copy(update={"upheld": False})
    (fact,) = open_appeal.by("p-other").when(dismiss).decide()
    assert open_appeal.given(fact).state() == FinallyRefused(TODAY)


def test_who_refused_does_not_decide_on_the_appeal() -> None:
    open_appeal.by("p-first").when(DECIDE_APPEAL).refused(DecidedFirst)


def test_nobody_decides_on_the_appeal_of_their_own_organisation() -> None:
    open_appeal.by("p-8", OWN).when(DECIDE_APPEAL).refused(OwnOrganisation)


def test_only_an_open_organisation_joins() -> None:
    gone = open_appeal.given_at(ORGANISATION, ORG, registered, closed)
    gone.when(DECIDE_APPEAL).refused(OrganisationNotOpen)
