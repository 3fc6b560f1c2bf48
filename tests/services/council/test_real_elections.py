"""Do the real elections come out as they did? Their data files say what in them is a sample."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from services.council.domain.election import electorate, inspection, result, windows
from services.council.domain.election.ballot import BALLOT, ballot_id
from services.council.domain.election.election import ELECTING
from services.council.domain.election.roll import ROLL
from shared.contracts import VOCABULARY, council
from shared.kernel.handler import Handler
from shared.testing.memory_log import MemoryLog
from tests.services.council.polling import CASES, ZONE, Case, Polling, moment

REFUSALS: dict[str, Any] = {
    "TooYoung": electorate.TooYoung,
    "NominationsClosed": windows.NominationsClosed,
}


def polling(id: str) -> Polling:
    log = MemoryLog(VOCABULARY)
    return Polling(Case.of(id), log, Handler(log, ZONE))


@pytest.fixture(params=CASES)
async def held(request: pytest.FixtureRequest) -> Polling:
    """An election up to its count."""
    election = polling(request.param)
    await election.furnish()
    await election.called()
    await election.nominated()
    await election.listed()
    papers = election.case.papers()
    await election.voted(papers)
    await election.counted(papers)
    return election


async def state(election: Polling) -> list[Any]:
    return [r.data for r in await election.log.load(ELECTING.ref(election.case.id))]


async def test_the_count_is_the_real_one(held: Polling) -> None:
    (count,) = [e for e in await state(held) if isinstance(e, council.BallotsCounted)]
    data = held.case.data
    assert {row.organisation.removeprefix("c-"): row.votes for row in count.votes} == data["votes"]
    assert (count.received, count.valid) == (held.case.received, data["valid"])
    assert count.invalid == data["invalid"]


async def test_the_elected_are_the_real_ones_by_lot_where_there_was_one(held: Polling) -> None:
    if held.case.data["tied"]:
        with pytest.raises(result.LotNeeded):
            await held.declared()
        with pytest.raises(result.LotNeeded):
            await held.certified()
        await held.drawn()
    else:
        with pytest.raises(result.NoTie):
            await Polling(with_lot(held.case), held.log, held.handler, held.given).drawn()
    await held.declared()
    with pytest.raises(inspection.InspectionOpen):
        await early(held)
    await held.certified()
    certificate = (await state(held))[-1]
    assert isinstance(certificate, council.ElectionCertified)
    assert [h.organisation.removeprefix("c-") for h in certificate.holders] == held.case.data["elected"]


def with_lot(case: Case) -> Case:
    lot = {"tied": case.candidates[:2], "drawn": case.candidates[:1], "witness_of": "Nobody"}
    return Case(case.id, case.data | lot)


async def early(held: Polling) -> None:
    """An hour before the inspection ends."""
    _, closes = held.case.data["windows"]["inspection"]
    still = datetime.fromisoformat(closes).replace(minute=0, hour=15).isoformat()
    hasty = Case(held.case.id, held.case.data | {"certified_at": still})
    await Polling(hasty, held.log, held.handler, held.given).certified()


TURNED_AWAY = [(id, row) for id in CASES for row in Case.of(id).data.get("turned_away", ())]


@pytest.mark.parametrize(("id", "row"), TURNED_AWAY, ids=[id for id, _ in TURNED_AWAY])
async def test_a_nominee_is_turned_away_for_the_real_reason(id: str, row: dict[str, Any]) -> None:
    election = polling(id)
    await election.furnish()
    await election.called()
    await election.register(f"c-{row['candidate']}", row.get("founded", "2007-04-20"))
    with pytest.raises(REFUSALS[row["refusal"]]):
        await election.nominate(row["candidate"], moment(row["at"]))


KNOCKS = [(id, at, let_in) for id in CASES for at, let_in in Case.of(id).data.get("ballots_at", ())]


@pytest.mark.parametrize(("id", "at", "let_in"), KNOCKS, ids=[at for _, at, _ in KNOCKS])
async def test_a_ballot_is_received_to_the_minute(id: str, at: str, let_in: bool) -> None:
    election = polling(id)
    await election.furnish()
    await election.called()
    await election.nominated()
    await election.listed()
    await election.register("voter-01")
    if let_in:
        await election.receive("voter-01", moment(at))
    else:
        with pytest.raises(windows.VotingClosed):
            await election.receive("voter-01", moment(at))


async def test_every_ballot_stands_once_and_none_of_the_box_is_opened(held: Polling) -> None:
    receipts = [r.data for r in await held.log.load(ROLL.ref(held.case.id))]
    received = [e for e in receipts if isinstance(e, council.BallotReceived)]
    assert len(received) == len({e.organisation for e in received}) == held.case.received
    assert isinstance(receipts[0], council.RollFrozen)
    assert isinstance(receipts[-1], council.RollClosed)
    for receipt in received:
        opened = await held.log.head(BALLOT.ref(ballot_id(held.case.id, receipt.organisation)))
        assert opened == (receipt.channel != "in_person")
