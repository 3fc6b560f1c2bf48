"""Who joined and left when and why, and how did the membership grow?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.reporting.growth import Month, growth
from services.outreach.projections.reporting.membership import MEMBERSHIP
from shared.contracts import membership
from shared.kernel.event import Event
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import applied, checked, joined, member, programme, resigned


def after(*events: Event) -> dict[str, Any]:
    return folded(MEMBERSHIP, Chronicle().add(member("5900001-1"), *events))["5900001-1"]


def test_an_application_is_followed_from_its_day_to_the_boards_decision() -> None:
    now = after(applied("2014-04-05"), checked("2014-04-08"), joined("2014-05-02"))
    assert now["state"] == "member"
    spell = now["spells"][0]
    assert (spell["applied_on"], spell["checked_on"], spell["complete"]) == ("2014-04-05", "2014-04-08", True)
    assert (spell["joined_on"], spell["decision_ref"]) == ("2014-05-02", "Board 3/2014")


def test_a_refusal_ends_the_spell_without_a_membership() -> None:
    refused = membership.MembershipRefused(reason="Not registered", refused_on=date(2014, 5, 2))
    now = after(applied("2014-04-05"), refused)
    assert (now["state"], now["spells"][0]["joined_on"]) == ("refused", None)
    assert (now["spells"][0]["ending"], now["spells"][0]["reason"]) == ("refused", "Not registered")


def test_coming_back_is_a_second_spell() -> None:
    now = after(applied("2014-04-05"), joined("2014-05-02"), resigned("2015-10-01"), applied("2016-01-05"))
    assert now["state"] == "applied"
    assert [(s["joined_on"], s["ending"]) for s in now["spells"]] == [
        ("2014-05-02", "resigned"),
        (None, None),
    ]


def test_growth_counts_joined_left_and_members_month_by_month() -> None:
    assert growth(folded(MEMBERSHIP, programme()).values()) == [  # type: ignore[arg-type]
        Month("2014-05", joined=2, left=0, members=2),
        Month("2014-06", joined=1, left=0, members=3),
        Month("2015-10", joined=0, left=1, members=2),
        Month("2016-02", joined=1, left=0, members=3),
        Month("2016-03", joined=0, left=1, members=2),
    ]


def test_a_refused_application_counts_neither_as_joined_nor_as_left() -> None:
    refused = membership.MembershipRefused(reason="", refused_on=date(2014, 5, 2))
    assert growth([after(applied("2014-04-05"), refused)]) == []  # type: ignore[list-item]
