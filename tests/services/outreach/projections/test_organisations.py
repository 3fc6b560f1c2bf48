"""What becomes of an organisation in the public register?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.portal.organisations import ORGANISATIONS, standing_on
from services.outreach.projections.portal.searching import plain
from shared.contracts import membership
from shared.kernel.event import Event
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import joined, member, organisation, registered, resigned

ID = "5900001-1"
REGISTERED = registered({"sq": "Rinia e Pejës", "en": "Peja Youth"})


def after(*events: Event) -> dict[str, Any]:
    log = Chronicle().add(organisation(ID), REGISTERED)
    for event in events:
        own = isinstance(event, membership.OrganisationDetailsChanged | membership.OrganisationClosed)
        log.add(organisation(ID) if own else member(ID), event)
    return folded(ORGANISATIONS, log)[ID]


def a_spell(joined_on: str, **changes: Any) -> dict[str, Any]:
    nothing = {"ended_on": None, "ending": None, "ground": None, "reason": None, "suspensions": []}
    return {"joined_on": joined_on, **nothing, **changes}


def test_a_registered_organisation_is_no_member_yet() -> None:
    now = after()
    assert (now["member"], now["spells"], now["closed_on"]) == (False, [], None)
    assert now["founded_on"] == "2003-04-10"


def test_joining_begins_a_spell() -> None:
    now = after(joined("2014-05-02"))
    assert now["member"] is True
    assert now["spells"] == [a_spell("2014-05-02")]


def test_resigning_ends_the_spell_and_coming_back_begins_another() -> None:
    now = after(joined("2014-05-02"), resigned("2015-10-01"), joined("2016-02-01"))
    assert now["member"] is True
    assert now["spells"] == [
        a_spell("2014-05-02", ended_on="2015-10-01", ending="resigned"),
        a_spell("2016-02-01"),
    ]


def test_an_application_that_ends_with_the_organisation_leaves_no_spell() -> None:
    now = after(membership.MembershipEnded(reason="closed", ended_on=date(2016, 3, 1)))
    assert (now["member"], now["spells"]) == (False, [])


def test_only_what_changed_changes_and_the_search_follows_the_name() -> None:
    now = after(membership.OrganisationDetailsChanged(name={"sq": "Çelësi"}))
    assert (now["name"], now["search"], now["region"]) == ({"sq": "Çelësi"}, "celesi", "peje")


def test_accents_and_case_do_not_matter_for_the_search() -> None:
    assert plain("Đakovica PEJË Žensko") == "dakovica peje zensko"


def test_lists_are_sorted_by_the_name_that_each_reader_sees() -> None:
    assert after()["order"] == {"sq": "rinia e pejes", "sr": "rinia e pejes", "en": "peja youth"}


def test_the_reason_of_a_resignation_is_not_public() -> None:
    assert "illness" not in str(after(joined("2014-05-02"), resigned("2015-10-01", "illness")))


def suspended(on: str, until: str | None = None) -> membership.MemberSuspended:
    last = date.fromisoformat(until) if until else None
    return membership.MemberSuspended(reason="No report", suspended_on=date.fromisoformat(on), until=last)


def expelled(case: str | None = None) -> membership.MemberExpelled:
    return membership.MemberExpelled(reason="A breach", case=case, expelled_on=date(2015, 9, 1))


def standings(now: Any, *days: str) -> list[str]:
    return [standing_on(now, day) for day in days]


def test_a_suspension_holds_to_the_end_of_its_last_day_noted_or_not() -> None:
    now = after(joined("2014-05-02"), suspended("2015-04-21", "2015-06-30"))
    assert now["member"] is True
    days = ("2015-04-20", "2015-04-21", "2015-06-30", "2015-07-01")
    assert standings(now, *days) == ["member", "suspended", "suspended", "member"]
    over = membership.SuspensionEnded(ended_on=date(2015, 7, 1))
    noted = after(joined("2014-05-02"), suspended("2015-04-21", "2015-06-30"), over)
    assert standings(noted, *days) == standings(now, *days)


def test_a_member_that_is_taken_back_is_not_suspended_any_more() -> None:
    back = membership.MemberReinstated(reason="It came", reinstated_on=date(2015, 5, 1))
    now = after(joined("2014-05-02"), suspended("2015-04-21"), back)
    assert standings(now, "2015-04-30", "2015-05-01") == ["suspended", "member"]


def test_a_longer_suspension_takes_the_place_of_the_one_that_holds() -> None:
    now = after(joined("2014-05-02"), suspended("2015-04-21", "2015-06-30"), suspended("2015-06-01"))
    assert [(s["since"], s["until"], s["ended_on"]) for s in now["spells"][0]["suspensions"]] == [
        ("2015-04-21", "2015-06-30", "2015-06-01"),
        ("2015-06-01", None, None),
    ]
    assert standings(now, "2016-01-01") == ["suspended"]


def test_an_expulsion_keeps_its_ground_and_its_reason_and_ends_a_suspension() -> None:
    now = after(joined("2014-05-02"), suspended("2015-04-21"), expelled("2015-01"))
    (spell,) = now["spells"]
    assert (spell["ending"], spell["ground"], spell["reason"]) == ("expelled", "ethics", "A breach")
    assert spell["suspensions"][0]["ended_on"] == "2015-09-01"
    assert standings(now, "2015-09-02") == ["expelled"]
    assert after(joined("2014-05-02"), expelled())["spells"][0]["ground"] == "passivity"


def test_a_passive_member_is_one_until_something_is_seen_of_it() -> None:
    seen = membership.Seen(sign="joined", on=date(2014, 5, 2), source="membership.membership.1")
    passive = membership.MemberBecamePassive(since=date(2015, 5, 2), months=12, evidence=seen)
    alive = membership.ActivitySeen(seen=seen.model_copy(update={"on": date(2015, 6, 1)}))
    assert standings(after(joined("2014-05-02"), passive), "2016-01-01") == ["passive"]
    assert standings(after(joined("2014-05-02"), passive, alive), "2016-01-01") == ["member"]
    gone = after(joined("2014-05-02"), passive, resigned("2015-10-01"))
    assert (standings(gone, "2016-01-01"), gone["passive_since"]) == (["former"], None)


def test_who_was_never_a_member_and_who_is_closed() -> None:
    assert standings(after(), "2016-01-01") == ["none"]
    closed = membership.OrganisationClosed(reason="", closed_on=date(2015, 1, 1))
    assert standings(after(closed), "2016-01-01") == ["closed"]
