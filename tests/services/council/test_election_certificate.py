"""Who certifies an election, and who takes which seat by it?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.council.domain.body import BODY
from services.council.domain.election import inspection
from services.council.domain.election.election import ELECTING
from services.council.domain.election.states import (
    Uncalled,
)
from services.council.domain.member_facts import MEMBERSHIP
from services.council.domain.organisation_facts import ORGANISATION
from services.council.policies.elections import fill_seats
from shared.contracts import council, membership
from shared.contracts.council import NewHolder
from shared.kernel.entity import Grant
from shared.kernel.personal import about
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from tests.services.council.given import CSO, OTHER_CSO, established, filled, institution_registered
from tests.services.council.given_elections import (
    AFTERWARDS,
    ANNUL,
    BODY_ID,
    CERTIFY,
    ORG,
    OTHER,
    RULE,
    THIRD,
    accepted,
    annulled,
    called,
    counted,
    declared,
    elected,
    nominated,
    objected,
    published,
    registered,
    ruled,
)
from tests.services.council.test_election_result import CLEAR, TWO, changed, inspected, nothing, still_due

# ── certifying ──────────────────────────────────────────────────────────────────────────────────
over = inspected.on(AFTERWARDS)


def test_the_certificate_says_who_takes_which_seat() -> None:
    over.when(CERTIFY).then(
        council.ElectionCertified(
            body=BODY_ID,
            holders=tuple(
                NewHolder(
                    seat=seat,
                    organisation=organisation,
                    person=f"p-{organisation}",
                    person_name=about(f"p-{organisation}", "Arta Shembull"),
                )
                for seat, organisation in (("cso-1", ORG), ("cso-2", OTHER))
            ),
            certified_on=date(2015, 5, 10),
        )
    )


def test_who_is_elected_again_keeps_the_seat_and_nothing_is_filled_for_it() -> None:
    sitting = over.given_at(BODY, BODY_ID, established(), filled("cso-1", CSO))
    certified, *_ = sitting.when(CERTIFY).decide()
    assert [(holder.seat, holder.sits) for holder in certified.holders] == [("cso-1", True), ("cso-2", False)]
    again = recorded(certified, ELECTING.ref("council-2015"))
    assert [command.seat for command in fill_seats(again)] == ["cso-2"]


def test_nothing_is_certified_before_the_inspection_is_over_and_all_is_ruled() -> None:
    inspected.when(CERTIFY).refused(inspection.InspectionOpen)
    over.given(objected(), objected(2), ruled(1)).when(CERTIFY).refused(inspection.ObjectionsOpen)
    over.given(objected(), ruled()).when(CERTIFY).decide()


def test_who_counted_does_not_certify() -> None:
    over.by("p-counter").when(CERTIFY).refused(inspection.CountedByYou)


STANDING = [
    ("p-5900001-1", ()),
    ("p-1", (Grant("board"), Grant("cso", ORG))),
    ("p-1", (Grant("cso", THIRD),)),
]


@pytest.mark.parametrize(("person", "grants"), STANDING, ids=["a candidate", "the elected", "who lost"])
def test_who_stands_or_represents_who_stands_does_not_judge_the_election(person: str, grants: Any) -> None:
    over.by(person, *grants).when(CERTIFY).refused(inspection.OwnElection)
    inspected.by(person, *grants).when(ANNUL).refused(inspection.OwnElection)
    for ruling in ("dismissed", "upheld", "annulled"):
        lodged = inspected.given(objected(organisation=None)).by(person, *grants)
        lodged.when(changed(RULE, ruling=ruling)).refused(inspection.OwnElection)
    called_only = nothing.given(called(), nominated(person="p-5900001-1"), nominated(THIRD, "p-9"))
    called_only.by(person, *grants).when(ANNUL).refused(inspection.OwnElection)
    over.by("p-1", Grant("board"), Grant("cso", "5900009-9")).when(CERTIFY).decide()


def test_who_was_elected_and_is_closed_by_then_leaves_the_seat_to_a_by_election() -> None:
    closed = membership.OrganisationClosed(reason="", closed_on=date(2015, 5, 8))
    fact, *due = over.given_at(ORGANISATION, OTHER, registered(), closed).when(CERTIFY).decide()
    assert ([h.organisation for h in fact.holders], fact.lapsed) == ([ORG], (OTHER,))
    assert due == [still_due("cso-2", date(2015, 5, 10))]


def test_where_members_stand_the_elected_are_members_still_when_it_is_certified() -> None:
    events = (called(open_to="members"), *CLEAR[1:], declared(*TWO))
    spec = Spec(ELECTING).given(*events).given_at(BODY, BODY_ID, established()).by("p-board").on(AFTERWARDS)
    joined = membership.MemberJoined(joined_on=date(2015, 1, 1), decision_ref="B-1")
    for organisation in (ORG, OTHER):
        spec = spec.given_at(ORGANISATION, organisation, registered())
        spec = spec.given_at(MEMBERSHIP, organisation, joined)
    assert spec.when(CERTIFY).decide()[0].lapsed == ()
    suspended = membership.MemberSuspended(reason="", suspended_on=date(2015, 5, 8))
    assert spec.given_at(MEMBERSHIP, ORG, joined, suspended).when(CERTIFY).decide()[0].lapsed == (ORG,)


def test_a_founding_election_is_certified_only_for_seats_that_the_body_got() -> None:
    only_one = established(seats=tuple(s for s in established().seats if s.seat != "cso-2"))
    founded = over.given_at(BODY, BODY_ID, only_one)
    assert "cso-2 is not a seat of council" in str(founded.when(CERTIFY).refused(inspection.SeatNotThere))
    named = established(seats=tuple(s.model_copy(update={"filled_by": "named"}) for s in established().seats))
    over.given_at(BODY, BODY_ID, named).when(CERTIFY).refused(inspection.SeatNotThere)
    inspected.given_at(BODY, BODY_ID, only_one).when(ANNUL).then(annulled, still_due("cso-1"))


def test_the_certificate_honours_how_many_seats_the_body_gives_to_one() -> None:
    seats = (*established().seats, established().seats[1].model_copy(update={"seat": "cso-3"}))
    for each, may in ((1, False), (2, True)):
        body = established(seats=seats, seats_each=each)
        asked = over.given_at(BODY, BODY_ID, body, filled("cso-3", CSO, "p-1")).when(CERTIFY)
        if may:
            asked.decide()
        else:
            assert "holds cso-3 in" in str(asked.refused(inspection.SeatedElsewhere))


def test_only_vacant_seats_of_a_body_that_stands_are_certified() -> None:
    over.given_at(BODY, BODY_ID).when(CERTIFY).refused(inspection.BodyNotFounded)
    held = filled("cso-1", OTHER_CSO, "p-1")
    assert OTHER in str(
        over.given_at(BODY, BODY_ID, established(), held).when(CERTIFY).refused(inspection.SeatStillHeld)
    )
    elsewhere = filled("cso-2", CSO, "p-1")
    over.given_at(BODY, BODY_ID, established(), elsewhere).when(CERTIFY).refused(inspection.SeatedElsewhere)
    seated = filled("cso-1", CSO, "p-1")
    over.given_at(BODY, BODY_ID, established(), seated).when(CERTIFY).decide()


def test_a_seat_elsewhere_is_certified_without_a_body() -> None:
    asked = called(body=None, requested_by="mf", seats=("member",))
    events = (asked, nominated(), accepted(), published(ORG), counted(2, ORG=2))
    done = nothing.given(*events, declared(elected("member", ORG, 2))).on(AFTERWARDS)
    (fact,) = done.when(CERTIFY).decide()
    assert (fact.body, [h.organisation for h in fact.holders]) == (None, [ORG])


def test_facts_of_others_change_nothing() -> None:
    assert nothing.given(institution_registered).state() == Uncalled()
