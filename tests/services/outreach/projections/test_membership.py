"""Who joined and left when and why, and how did the membership grow?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.reporting.growth import Month, growth
from services.outreach.projections.reporting.membership import MEMBERSHIP
from shared.contracts import membership
from shared.kernel.event import Event
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import (
    applied,
    checked,
    joined,
    member,
    organisation,
    programme,
    registered,
    resigned,
)
from tests.services.outreach.programme_life import expelled, reinstated, suspended


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


def test_an_appeal_that_is_upheld_makes_the_refused_a_member() -> None:
    refused = membership.MembershipRefused(
        reason="Not registered", refused_on=date(2014, 5, 2), appeal_until=date(2014, 5, 17)
    )
    appealed = membership.RefusalAppealed(grounds="It is", appealed_on=date(2014, 5, 10))
    decided = membership.AppealDecided(
        upheld=True, reason="It is registered", decision_ref="Board 5/2014", decided_on=date(2014, 6, 1)
    )
    waiting = after(applied("2014-04-05"), refused, appealed)
    assert (waiting["state"], waiting["spells"][0]["appeal_until"]) == ("appealed", "2014-05-17")
    now = after(applied("2014-04-05"), refused, appealed, decided, joined("2014-06-01"))
    (spell,) = now["spells"]
    assert (now["state"], spell["ended_on"], spell["reason"]) == ("member", None, None)
    assert (spell["appeal"]["upheld"], spell["appeal"]["grounds"]) == (True, "It is")
    dismissed = after(applied("2014-04-05"), refused, appealed, decided.model_copy(update={"upheld": False}))
    assert (dismissed["state"], dismissed["spells"][0]["ending"]) == ("refused", "refused")


def test_a_suspension_and_an_expulsion_keep_reason_and_case() -> None:
    began = (applied("2014-04-05"), joined("2014-05-02"), suspended("2014-07-01", "2014-09-30", "2014-01"))
    now = after(*began)
    assert (now["state"], now["spells"][0]["suspensions"][0]["case"]) == ("suspended", "2014-01")
    assert after(*began, reinstated("2014-08-01"))["spells"][0]["suspensions"][0]["ended_on"] == "2014-08-01"
    over = membership.SuspensionEnded(ended_on=date(2014, 10, 1))
    assert after(*began, over)["state"] == "member"
    gone = after(*began, expelled("2014-08-15", "2014-02"))
    spell = gone["spells"][0]
    assert (gone["state"], spell["ending"], spell["case"]) == ("expelled", "expelled", "2014-02")
    assert (spell["reason"], spell["suspensions"][0]["ended_on"]) == ("A breach (sample)", "2014-08-15")


def test_why_a_member_is_passive_stands_with_the_evidence_until_something_is_seen() -> None:
    seen = membership.Seen(sign="attendance", on=date(2014, 5, 2), source="council.meeting.m")
    passive = membership.MemberBecamePassive(since=date(2015, 5, 2), months=12, evidence=seen)
    began = (applied("2014-04-05"), joined("2014-05-02"), passive)
    assert after(*began)["passive"] == {
        "since": "2015-05-02",
        "months": 12,
        "last_seen": "2014-05-02",
        "sign": "attendance",
        "source": "council.meeting.m",
    }
    assert after(*began, membership.ActivitySeen(seen=seen))["passive"] is None
    assert after(*began, resigned("2016-01-01"))["passive"] is None


def test_region_and_fields_follow_the_register() -> None:
    log = Chronicle().add(organisation("1"), registered({"en": "X"}, "peje", "peje", "youth"))
    log.add(organisation("1"), membership.OrganisationDetailsChanged(region="prizren"))
    now = folded(MEMBERSHIP, log)["1"]
    assert (now["state"], now["region"], now["fields_of_work"]) == ("never applied", "prizren", ["youth"])
