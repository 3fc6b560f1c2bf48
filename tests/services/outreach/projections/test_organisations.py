"""What becomes of an organisation in the public register?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.outreach.projections.portal.organisations import ORGANISATIONS
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


def test_a_registered_organisation_is_no_member_yet() -> None:
    now = after()
    assert (now["member"], now["spells"], now["closed_on"]) == (False, [], None)
    assert now["founded_on"] == "2003-04-10"


def test_joining_begins_a_spell() -> None:
    now = after(joined("2014-05-02"))
    assert now["member"] is True
    assert now["spells"] == [{"joined_on": "2014-05-02", "ended_on": None, "ending": None}]


def test_resigning_ends_the_spell_and_coming_back_begins_another() -> None:
    now = after(joined("2014-05-02"), resigned("2015-10-01"), joined("2016-02-01"))
    assert now["member"] is True
    assert now["spells"] == [
        {"joined_on": "2014-05-02", "ended_on": "2015-10-01", "ending": "resigned"},
        {"joined_on": "2016-02-01", "ended_on": None, "ending": None},
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
