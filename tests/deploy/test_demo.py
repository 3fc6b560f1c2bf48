"""Does every row of the demo programme hold, and does it tell the history of the true programme?"""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

from pypdf import PdfReader

from shared.cli.programme.papers import papers
from shared.cli.programme.receipts import receipts
from shared.cli.programme.rows import sha256
from shared.contracts import council, grants, membership
from shared.kernel.files import kind_of
from tests.deploy.replaying import MARKS, PROGRAMME, ROWS, TODAY, Replayed, give


async def test_every_row_is_accepted_by_the_true_deciders(replayed: Replayed) -> None:
    recorded_by = {recorded.command for recorded in replayed.events}
    assert recorded_by >= {row.id for row in ROWS}


async def test_a_second_replay_changes_nothing(replayed: Replayed) -> None:
    end = await replayed.log.end()
    positions = [(await give(replayed.handlers, row)).position for row in ROWS]
    assert await replayed.log.end() == end
    assert max(positions) <= end


async def test_more_than_130_members_in_april_2014_and_more_than_150_in_2015(replayed: Replayed) -> None:
    assert 130 < replayed.members_on(date(2014, 4, 4)) < 140
    assert 150 < replayed.members_on(date(2015, 12, 31)) < 160


async def test_the_council_has_29_members_and_its_seats_are_filled(replayed: Replayed) -> None:
    body = next(r.data for r in replayed.of(council.BodyEstablished) if r.ref.id == "council")
    ways = Counter((seat.side, seat.filled_by) for seat in body.seats)
    assert ways == {
        ("government", "ex_officio"): 14,
        ("civil_society", "named"): 1,
        ("civil_society", "elected"): 14,
    }
    filled = [r for r in replayed.of(council.SeatFilled) if r.ref.id == "council"]
    by_day = Counter(r.data.since for r in filled if r.data.ground == "election")
    assert by_day == {date(2014, 10, 15): 14, date(2015, 10, 12): 2, date(2016, 9, 26): 1}


async def test_the_council_met_on_its_true_days(replayed: Replayed) -> None:
    held = [r.data.held_on for r in replayed.of(council.MeetingHeld) if r.data.body == "council"]
    assert held == [date(2014, 10, 15), date(2015, 4, 21), date(2016, 7, 20)]


TRUE_COUNTS = {
    "council-2014-09": (42, 42, [22, 21, 19, 18, 15, 15, 14]),
    "state-aid-2015-07": (13, 13, [9, 4]),
    "council-2015-10": (36, 34, [14, 8, 7, 4, 4, 3, 3, 2, 1]),
    "council-2016-09": (14, 12, [9, 3]),
}


async def test_the_elections_were_counted_as_they_truly_were(replayed: Replayed) -> None:
    counts = {r.ref.id: r.data for r in replayed.of(council.BallotsCounted)}
    for id, (received, valid, votes) in TRUE_COUNTS.items():
        ranked = sorted((row.votes for row in counts[id].votes), reverse=True)
        assert (counts[id].received, counts[id].valid, ranked[: len(votes)]) == (received, valid, votes)
    (lot,) = replayed.of(council.LotDrawn)
    assert (lot.ref.id, len(lot.data.tied), len(lot.data.drawn)) == ("council-2014-09", 5, 1)
    refused = [r for r in replayed.of(council.NominationRefused) if r.ref.id == "youth-2016"]
    nominated = [r for r in replayed.of(council.NominationReceived) if r.ref.id == "youth-2016"]
    assert (len(nominated), [r.data.ground for r in refused]) == (8, ["late"])


async def test_who_was_elected_to_the_council_sits_on_that_seat(replayed: Replayed) -> None:
    filled = {(r.data.seat, r.data.holder.id, r.data.person) for r in replayed.of(council.SeatFilled)}
    certified = [r.data for r in replayed.of(council.ElectionCertified) if r.data.body == "council"]
    assert len(certified) == 3
    for holder in (h for certificate in certified for h in certificate.holders):
        assert (holder.seat, holder.organisation, holder.person) in filled


async def test_75_members_came_to_the_assembly_of_2014(replayed: Replayed) -> None:
    held = next(r.data for r in replayed.of(council.MeetingHeld) if r.ref.id == "assembly-2014-04-04")
    came = {guest.organisation for guest in held.guests}
    came |= {seat.holder.id for seat in held.attendance if seat.holder}
    joined = replayed.of(membership.MemberJoined)
    members = {r.ref.id for r in joined if r.data.joined_on <= date(2014, 4, 4)}
    assert len(came & members) == 75


async def test_there_is_something_to_come_and_something_to_decide(replayed: Replayed) -> None:
    after = [r for r in replayed.of(council.MeetingScheduled) if r.data.starts_at.date() > TODAY]
    assert len(after) >= 2
    settled = (grants.ClaimApproved, grants.ClaimRejected, grants.ClaimWithdrawn)
    decided = {r.ref.id for type_ in settled for r in replayed.of(type_)}
    waiting = {r.ref.id for r in replayed.of(grants.ClaimSubmitted)} - decided
    assert waiting
    checked = {r.ref.id for r in replayed.of(membership.ApplicationChecked)}
    assert {r.ref.id for r in replayed.of(membership.MembershipApplied)} - checked


async def test_a_claim_is_submitted_approved_and_authorised_by_three_people(replayed: Replayed) -> None:
    people: dict[str, dict[type, str]] = {}
    for type_ in (grants.ClaimSubmitted, grants.ClaimApproved, grants.ClaimAuthorised):
        for recorded in replayed.of(type_):
            people.setdefault(recorded.ref.id, {})[type_] = recorded.by
    assert all(len(set(who.values())) == len(who) for who in people.values())
    assert sum(len(who) == 3 for who in people.values()) >= 20


async def test_claims_go_every_way_there_is(replayed: Replayed) -> None:
    for type_ in (
        grants.FundAmended,
        grants.ClaimReturned,
        grants.ClaimResubmitted,
        grants.ClaimRejected,
        grants.ClaimWithdrawn,
        grants.PaymentFailed,
        grants.ClaimRecovered,
    ):
        assert replayed.of(type_), type_.type_name
    failed = {r.ref.id for r in replayed.of(grants.PaymentFailed)}
    paid = {r.ref.id for r in replayed.of(grants.ClaimPaid)}
    assert failed <= paid, "a payment that failed was made with the next batch"
    assert len(paid) >= 20
    answered = {r.ref.id for r in replayed.of(grants.ClaimResubmitted)}
    assert {r.ref.id for r in replayed.of(grants.ClaimReturned)} - answered, "one waits for its answer"


def test_every_receipt_is_a_page_that_can_be_read() -> None:
    files = list(receipts(PROGRAMME))
    pages = [PdfReader(io.BytesIO(content)).pages for content in files]
    assert all(len(each) == 1 for each in pages)
    assert all("(sample)" in each[0].extract_text() for each in pages)
    assert {kind_of(content) for content in files} == {"application/pdf"}
    named = {item["receipt"] for row in ROWS if row.command == "SubmitClaim" for item in row.body["items"]}
    assert named - {None} == {sha256(content) for content in files}


def test_every_paper_of_an_agenda_is_a_page_that_can_be_read_and_says_it_is_a_sample() -> None:
    files = {sha256(content): content for content in papers(PROGRAMME)}
    texts = [PdfReader(io.BytesIO(content)).pages[0].extract_text() for content in files.values()]
    assert all(all(mark in said for mark in MARKS.values()) for said in texts)
    assert any("ETIČKI KODEKS" in said for said in texts)
    items = [item for row in ROWS if row.command == "SetAgenda" for item in row.body["items"]]
    assert {paper["sha256"] for item in items for paper in item["papers"]} == files.keys()


async def test_every_batch_is_released_by_somebody_else_and_one_waits(replayed: Replayed) -> None:
    prepared = {r.ref.id: r.by for r in replayed.of(grants.BatchPrepared)}
    released = {r.ref.id: r.by for r in replayed.of(grants.BatchReleased)}
    assert all(prepared[batch] != by for batch, by in released.items())
    assert len(prepared.keys() - released.keys()) == 1


async def test_the_log_reads_like_the_history(replayed: Replayed) -> None:
    moments = [recorded.at for recorded in replayed.events]
    assert moments == sorted(moments)
