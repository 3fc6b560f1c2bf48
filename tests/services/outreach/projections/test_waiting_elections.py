"""What of elections waits for whom, and does it stop when there is nothing left to do?"""

from __future__ import annotations

from datetime import date, datetime

from services.outreach.projections.reporting import work_queue
from services.outreach.projections.reporting.work_queue import Now
from shared.contracts import council
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from shared.kernel.personal import about
from shared.testing.recorded import Chronicle
from shared.testing.spec import KOSOVO
from tests.services.outreach.filling import fill
from tests.services.outreach.programme_elections import (
    FIRST,
    SECOND,
    called,
    counted,
    declared,
    election,
    listed,
    nominated,
    refused,
)
from tests.services.outreach.waiting import lines

DAYS = ("2015-04-01", "2015-04-10", "2015-04-15", "2015-04-20", "2015-04-21", "2015-04-24")
PANEL = [{"person": person, "speaks_for": "board"} for person in ("p-1", "p-2", "p-3")]
CALL = called({"en": "Two seats"}, *DAYS, panel=PANEL)
DAY, E = date(2015, 4, 1), election("e")
BODY, VACANCY = Ref("council", "body", "council"), Ref("council", "vacancy", "council")
ANNULLED = council.ElectionAnnulled(reason={"en": "No"}, annulled_on=DAY)
ACCEPTED = council.NominationAccepted(organisation=FIRST, accepted_on=DAY)


def checked(organisation: str, panellist: str) -> council.NominationChecked:
    return council.NominationChecked(
        organisation=organisation, panellist=panellist, accept=True, checked_on=DAY
    )


def objected(number: int) -> council.ObjectionLodged:
    return council.ObjectionLodged(objection=number, grounds="", lodged_on=DAY)


def vacant(*seats: str) -> Chronicle:
    proposals = (council.ByElectionProposed(seat=seat, vacated_on=DAY) for seat in seats)
    return Chronicle().add(VACANCY, *proposals)


def at(moment: str) -> Now:
    return Now.at(datetime.fromisoformat(moment), KOSOVO)


def waiting(log: Chronicle) -> set[str]:
    return {id.removeprefix("council.") for id in lines(log)}


def test_each_step_of_an_election_waits_for_whoever_takes_it() -> None:
    log = Chronicle().add(E, CALL, nominated(FIRST))
    assert waiting(log) == {f"VerifyNomination:e/{FIRST}", "AnnulElection:e"}
    log.add(E, ACCEPTED)
    assert waiting(log) == {"PublishCandidates:e", "AnnulElection:e"}
    log.add(E, listed(FIRST))
    assert waiting(log) == {"CountBallots:e"}
    log.add(E, counted(2, {}, (FIRST, 2)))
    assert waiting(log) == {"DeclareResult:e"}
    log.add(E, declared(), objected(1), objected(2))
    assert waiting(log) == {"RuleOnObjection:e/1", "RuleOnObjection:e/2"}
    log.add(E, council.ObjectionRuled(objection=1, ruling="dismissed", reason={"en": "No"}, ruled_on=DAY))
    assert waiting(log) == {"RuleOnObjection:e/2"}
    log.add(E, council.ObjectionRuled(objection=2, ruling="dismissed", reason={"en": "No"}, ruled_on=DAY))
    assert waiting(log) == {"CertifyElection:e"}


def test_without_a_list_nothing_waits_but_to_annul_the_election_once_its_vote_has_opened() -> None:
    (line,) = lines(Chronicle().add(E, CALL)).values()
    assert (line["command"], line["since"]) == ("council.AnnulElection", "2015-04-15T07:00:00Z")


def test_a_list_waits_to_be_published_until_the_vote_opens() -> None:
    line = lines(Chronicle().add(E, CALL, nominated(FIRST), ACCEPTED))["council.PublishCandidates:e"]
    days = ("2015-04-09T00:00:00Z", "2015-04-11T00:00:00Z", "2015-04-15T07:00:00Z")
    assert [work_queue.waits(line, at(day)) for day in days] == [False, True, False]


def test_nothing_of_an_annulled_election_waits_at_any_step() -> None:
    steps = (nominated(FIRST), ACCEPTED, listed(FIRST), counted(2, {}, (FIRST, 2)), declared(), objected(1))
    for done in range(len(steps) + 1):
        assert waiting(Chronicle().add(E, CALL, *steps[:done], ANNULLED)) == set()


def test_a_nomination_waits_until_the_panel_has_decided_about_it() -> None:
    log = Chronicle().add(E, CALL, nominated(FIRST), nominated(SECOND), ACCEPTED)
    assert waiting(log) == {f"VerifyNomination:e/{SECOND}", "AnnulElection:e"}
    log.add(E, refused(SECOND))
    assert waiting(log) == {"PublishCandidates:e", "AnnulElection:e"}


async def test_only_the_elections_own_panel_verifies_and_each_of_it_once(mongo: Mongo) -> None:
    log = Chronicle().add(E, CALL, nominated(FIRST), nominated(SECOND), checked(FIRST, "p-1"))
    await fill(mongo, log)

    async def sees(person: str) -> list[str]:
        found = await work_queue.waiting(
            mongo.database("reporting"), [("panel", None)], at("2015-05-01T00:00:00Z"), person
        )
        return [item["_id"].rpartition("/")[2] for item in found]

    assert await sees("p-1") == [SECOND]
    assert await sees("p-2") == [FIRST, SECOND]
    assert await sees("p-of-the-ethics-panel") == []


async def test_who_counted_the_ballots_is_not_asked_to_certify_them(mongo: Mongo) -> None:
    await fill(mongo, Chronicle().add(E, CALL, listed(FIRST), counted(2, {}, (FIRST, 2)), declared()))

    async def sees(person: str) -> int:
        board = await work_queue.waiting(
            mongo.database("reporting"), [("board", None)], at("2016-01-01T00:00:00Z"), person
        )
        return len(board)

    assert (await sees("p-64"), await sees("p-9")) == (0, 1)


def test_each_vacated_seat_waits_for_itself_until_an_election_is_called_for_it() -> None:
    log = vacant("cso-1", "cso-2")
    assert waiting(log) == {"CallElection:council/cso-1", "CallElection:council/cso-2"}
    log.add(VACANCY, council.ByElectionCalled(seats=("cso-1",), election="e", called_on=DAY))
    assert waiting(log) == {"CallElection:council/cso-2"}


def elected(seat: str, organisation: str, sits: bool = False) -> council.NewHolder:
    name = about("p-5", "Somebody Private")
    return council.NewHolder(seat=seat, organisation=organisation, person="p-5", person_name=name, sits=sits)


def certified(*holders: council.NewHolder, body: str | None = "council") -> council.ElectionCertified:
    return council.ElectionCertified(body=body, holders=holders, certified_on=DAY)


def filled(seat: str) -> council.SeatFilled:
    return council.SeatFilled(
        seat=seat,
        holder=council.Holder(kind="organisation", id=FIRST),
        person="p-5",
        person_name=about("p-5", "Somebody Private"),
        since=DAY,
        ground="nomination",
    )


def test_an_elected_seat_that_nobody_took_waits_for_itself_and_says_whose_it_was() -> None:
    log = (
        Chronicle()
        .add(E, certified(elected("cso-1", FIRST), elected("cso-2", SECOND)))
        .add(BODY, filled("cso-1"))
    )
    line = lines(log)["council.FillSeat:council/cso-2"]
    assert waiting(log) == {"FillSeat:council/cso-2"}
    assert line["facts"] == {"body": "council", "seat": "cso-2", "organisation": SECOND}
    assert [work_queue.waits(line, at(f"2015-04-21T{hour}:00:00Z")) for hour in ("12", "13")] == [False, True]
    log.add(election("f"), certified(elected("cso-3", FIRST)), certified(body=None), certified())
    assert waiting(log) == {"FillSeat:council/cso-2", "FillSeat:council/cso-3"}


def test_an_elected_seat_waits_no_more_once_it_is_filled_called_for_or_gone() -> None:
    ends = [
        (BODY, filled("cso-1")),
        (BODY, council.BodyDissolved(reason="No", dissolved_on=DAY)),
        (VACANCY, council.ByElectionCalled(seats=("cso-1",), election="f", called_on=DAY)),
    ]
    for ref, end in ends:
        assert waiting(Chronicle().add(E, certified(elected("cso-1", FIRST))).add(ref, end)) == set()


def test_who_was_elected_again_and_those_of_bodies_elsewhere_leave_no_seat_to_fill() -> None:
    assert waiting(Chronicle().add(E, certified(elected("cso-1", FIRST, sits=True)))) == set()
    assert waiting(Chronicle().add(E, certified(elected("cso-1", FIRST), body=None))) == set()


def test_a_seat_that_is_filled_by_hand_needs_no_election_any_more() -> None:
    assert waiting(vacant("cso-1", "cso-2").add(BODY, filled("cso-1"))) == {"CallElection:council/cso-2"}


def test_a_dissolved_body_needs_no_election_for_any_of_its_seats() -> None:
    dissolved = council.BodyDissolved(reason="No", dissolved_on=DAY)
    assert waiting(vacant("cso-1", "cso-2").add(BODY, dissolved)) == set()
