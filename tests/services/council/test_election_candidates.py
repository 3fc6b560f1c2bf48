"""Who is verified as a candidate, and which list is published?"""

from __future__ import annotations

from datetime import date

from services.council.domain.election import nomination
from shared.contracts import council
from shared.kernel.entity import Grant
from tests.services.council.given_elections import (
    NOMINATING,
    ORG,
    OTHER,
    PUBLISH,
    THIRD,
    TODAY,
    TURN_DOWN,
    VERIFY,
    VERIFYING,
    VOTING,
    accepted,
    called,
    checked,
    nominated,
)
from tests.services.council.test_election import changed, nothing

# ── verifying ───────────────────────────────────────────────────────────────────────────────────
one_nomination = nothing.given(called(), nominated()).on(VERIFYING)


def test_the_majority_of_the_panel_decides() -> None:
    one_nomination.by("p-ogg").when(VERIFY).then(checked("p-ogg"))
    second = one_nomination.given(checked("p-ogg")).by("p-board")
    second.when(VERIFY).then(checked("p-board"), accepted())
    divided = one_nomination.given(checked("p-ogg", accept=False)).by("p-board")
    divided.when(VERIFY).then(checked("p-board"))


def test_a_refusal_says_its_ground_and_reason() -> None:
    against = one_nomination.given(checked("p-ogg", accept=False)).by("p-board")
    _, refused = against.when(TURN_DOWN).decide()
    assert refused == council.NominationRefused(
        organisation=ORG, ground="late", reason="It came by post on Monday.", refused_on=date(2015, 4, 26)
    )
    against.when(changed(TURN_DOWN, ground=None)).refused(nomination.ReasonNeeded)
    against.when(changed(TURN_DOWN, reason="")).refused(nomination.ReasonNeeded)
    against.when(changed(TURN_DOWN, accept=True)).refused(nomination.ReasonNeeded)


def test_only_the_panel_speaks_each_once_and_nobody_of_the_own_organisation() -> None:
    one_nomination.by("p-stranger").when(VERIFY).refused(nomination.NotOnThePanel)
    one_nomination.given(checked("p-ogg")).by("p-ogg").when(VERIFY).refused(nomination.AlreadyVerified)
    bound = one_nomination.by("p-ogg", Grant("panel"), Grant("cso", ORG))
    bound.when(VERIFY).refused(nomination.OwnNomination)
    unknown = changed(VERIFY, organisation=OTHER)
    one_nomination.by("p-ogg").when(unknown).refused(nomination.NotNominated)


# ── publishing ──────────────────────────────────────────────────────────────────────────────────
def test_the_list_holds_who_was_accepted_in_the_order_of_nominating() -> None:
    refused = council.NominationRefused(organisation=OTHER, ground="late", reason="Late", refused_on=TODAY)
    stood = nothing.given(
        called(),
        nominated(THIRD, "p-3"),
        nominated(OTHER, "p-2"),
        nominated(ORG, "p-1"),
        accepted(ORG),
        refused,
        accepted(THIRD),
    )
    (fact,) = stood.on(VERIFYING).when(PUBLISH).decide()
    assert [c.organisation for c in fact.candidates] == [THIRD, ORG]


def test_a_list_is_published_between_the_windows_and_is_complete() -> None:
    one_nomination.on(NOMINATING).when(PUBLISH).refused(nomination.NominationsStillOpen)
    one_nomination.given(accepted()).on(VOTING).when(PUBLISH).refused(nomination.TooLateToPublish)
    assert ORG in str(one_nomination.when(PUBLISH).refused(nomination.NotAllVerified))
    nothing.given(called()).on(VERIFYING).when(PUBLISH).refused(nomination.NobodyStands)
