"""On a real server: does the secret of the vote hold, has each one ballot, do policies survive deaths?"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import nats
import pytest
from nats.aio.client import Client
from nats.js.api import ConsumerConfig, DeliverPolicy

from services.council.domain.body import BODY, VacateSeat
from services.council.domain.election.election import ELECTING
from services.council.domain.election.roll import ROLL, BallotReceivedAlready
from services.council.domain.election.vacancy import VACANCY
from services.council.main import SERVICE
from shared.contracts import VOCABULARY, council
from shared.kernel.codec import Codec
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.policies import Policies
from shared.kernel.provision import LOG_STREAM, provision
from shared.testing.servers import NatsServer
from tests.services.council.polling import ZONE, Case, Paper, Polling, moment

MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@dataclass
class Council:
    """The service in this process; `kill` and `start` are its death and its return."""

    nc: Client
    codec: Codec
    running: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.log = JetStreamLog(self.nc, self.codec)
        self.handler = Handler(self.log, ZONE)

    def start(self) -> None:
        policies = Policies(self.nc, SERVICE, self.handler, self.codec, again_after=0.3)
        self.running = asyncio.create_task(policies.run(asyncio.Event()))

    async def kill(self) -> None:
        if self.running is not None:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
            self.running = None

    async def told(self, entity: Any, id: str) -> list[Any]:
        return [event.data for event in await self.log.load(entity.ref(id))]

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(20):
            while not await holds():
                await asyncio.sleep(0.05)

    async def all_followed(self) -> None:
        """The policies have nothing left to do."""

        async def holds() -> bool:
            info = await self.nc.jetstream().consumer_info(LOG_STREAM, "policies-council")
            return info.num_pending == 0 and info.num_ack_pending == 0

        await self.until(holds)


@asynccontextmanager
async def serving(data: Path) -> AsyncIterator[Council]:
    async with NatsServer(data) as server:
        nc = await nats.connect(server.url)
        await provision(nc)
        async with KeyRing(nc, MASTER_KEY) as keys:
            council_ = Council(nc, Codec(VOCABULARY, keys))
            yield council_
            await council_.kill()
        await nc.close()


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Council]:
    async with serving(tmp_path / "nats") as running:
        yield running


def polling(service: Council, id: str, **changes: Any) -> Polling:
    case = Case.of(id)
    return Polling(Case(id, case.data | changes), service.log, service.handler)


async def held(election: Polling, papers: list[Paper]) -> None:
    """Up to the count."""
    await election.furnish()
    await election.called()
    await election.nominated()
    await election.listed()
    await election.voted(papers)
    await election.counted(papers)


# ── the secret of the vote ──────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Line:
    """One message of the log, as anyone sees it who may read it but has no keys."""

    subject: str
    headers: dict[str, str]
    payload: bytes


async def everything(nc: Client) -> list[Line]:
    """What an attacker copies: every message, in its order."""
    config = ConsumerConfig(deliver_policy=DeliverPolicy.ALL)
    reader = await nc.jetstream().pull_subscribe(">", stream=LOG_STREAM, config=config)
    count = (await nc.jetstream().stream_info(LOG_STREAM)).state.messages
    found = await reader.fetch(count, timeout=10)
    return [Line(m.subject, dict(m.headers or {}), m.data) for m in found]


def exchanged(papers: list[Paper], seed: int) -> list[Paper]:
    """The same voters come the same ways in the same order; what stands on their papers goes round."""
    crosses = [(paper.crosses, paper.unclear) for paper in papers]
    random.Random(seed).shuffle(crosses)
    return [replace(p, crosses=c, unclear=u) for p, (c, u) in zip(papers, crosses, strict=True)]


NOISE = {"ce-time", "ce-chain", "Nats-Batch-Id"}
"""When it was written down, the hash over that, and a random id of the append."""


def without_sealed(value: Any) -> Any:
    """A payload in which only the length of what is sealed is left."""
    if isinstance(value, dict):
        return {k: len(v) if k == "sealed" else without_sealed(v) for k, v in value.items()}
    return [without_sealed(v) for v in value] if isinstance(value, list) else value


def seen(lines: list[Line]) -> list[Any]:
    return [
        (
            line.subject,
            {name: value for name, value in line.headers.items() if name not in NOISE},
            without_sealed(json.loads(line.payload)),
        )
        for line in lines
    ]


async def test_who_votes_how_changes_nothing_that_a_reader_of_the_log_can_see(tmp_path: Path) -> None:
    """Whoever voted whatever, by every channel: order, times, ids, actors, sizes and facts are the same."""
    papers = Case.of("council-2015-10").papers()
    logs = []
    for number in range(3):
        async with serving(tmp_path / str(number)) as service:
            election = polling(service, "council-2015-10")
            dealt = exchanged(papers, number) if number else papers
            assert (dealt == papers) == (number == 0)
            await held(election, dealt)
            logs.append(await everything(service.nc))
    first, *others = (seen(lines) for lines in logs)
    assert len(first) > 140
    for other in others:
        assert other == first


async def test_of_an_in_person_ballot_the_log_holds_that_it_came_and_nothing_else(service: Council) -> None:
    election = polling(service, "council-2015-10")
    papers = election.case.papers()
    await held(election, papers)
    lines = await everything(service.nc)
    for paper in papers:
        naming = [line for line in lines if paper.voter.encode() in line.payload + line.subject.encode()]
        types = [line.subject.rpartition(".")[2] for line in naming]
        opened = [] if paper.channel == "in_person" else ["ChoicesCast"]
        assert types == ["OrganisationRegistered", "BallotReceived", *opened]
        receipt = json.loads(naming[1].payload)
        assert receipt.keys() == {"organisation", "channel", "received_on"}
    after = [line.subject.rpartition(".")[2] for line in lines]
    assert after.index("BallotsCounted") > max(i for i, t in enumerate(after) if t == "BallotReceived")
    (count,) = [json.loads(line.payload) for line in lines if line.subject.endswith("BallotsCounted")]
    assert "in_person" not in str(count), "no channel is counted apart"


async def test_an_opened_ballot_cannot_be_read_without_its_key(service: Council) -> None:
    election = polling(service, "council-2016-09")
    await held(election, election.case.papers())
    cast = [line for line in await everything(service.nc) if line.subject.endswith("ChoicesCast")]
    assert len(cast) == 9
    for line in cast:
        assert json.loads(line.payload)["marks"].keys() == {"person", "sealed"}
        assert council.ChoicesCast.model_validate_json(line.payload).marks.value is None
    assert len({json.loads(line.payload)["marks"]["sealed"] for line in cast}) == len(cast)


# ── one ballot each ─────────────────────────────────────────────────────────────────────────────
async def test_an_organisation_has_one_ballot_however_many_doors_it_knocks_at(service: Council) -> None:
    election = polling(service, "council-2016-09")
    await election.furnish()
    await election.called()
    await election.nominated()
    await election.listed()
    at = election.case.window("voting").opens_at
    others = [Polling(election.case, service.log, Handler(service.log, ZONE), 1000 * n) for n in (1, 2, 3)]
    voters = [f"voter-{n:02}" for n in range(1, 9)]
    for voter in voters:
        await election.register(voter)
    channels: tuple[Any, ...] = ("email", "post", "in_person")
    knocks = [other.receive(v, at, c) for v in voters for c, other in zip(channels, others, strict=True)]
    answers = await asyncio.gather(*knocks, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, BaseException)]
    assert {type(answer) for answer in refused} == {BallotReceivedAlready}
    received = [
        e for e in await service.told(ROLL, election.case.id) if isinstance(e, council.BallotReceived)
    ]
    assert sorted(e.organisation for e in received) == voters
    assert len(refused) == 2 * len(voters)


# ── policies ────────────────────────────────────────────────────────────────────────────────────
async def test_a_certified_election_fills_its_seats_once_across_deaths_of_the_service(
    service: Council,
) -> None:
    election = polling(service, "council-2015-10")
    await held(election, election.case.papers())
    await election.declared()
    await election.certified()
    assert len(await service.told(BODY, "council")) == 1, "nobody was there to follow"
    service.start()

    async def seated() -> bool:
        return len(await service.told(BODY, "council")) >= 2

    await service.until(seated)
    await service.kill()  # perhaps between the first seat and the second
    await again(service)
    service.start()
    await service.until(lambda: _exists(service))
    await service.all_followed()
    filled = [e for e in await service.told(BODY, "council") if isinstance(e, council.SeatFilled)]
    assert [(e.seat, e.holder.id, e.ground) for e in filled] == [
        ("cso-01", "c-A", "election"),
        ("cso-02", "c-B", "election"),
    ]
    assert filled[0].person_name.value == "A", "the name came along, sealed"
    await service.kill()
    await again(service)
    service.start()
    await service.until(lambda: _exists(service))
    await service.all_followed()
    assert len(await service.told(BODY, "council")) == 3


async def again(service: Council) -> None:
    """Everything is told from the beginning, also what had been handed out: else that comes in a minute."""
    await service.nc.jetstream().delete_consumer(LOG_STREAM, "policies-council")


async def _exists(service: Council) -> bool:
    try:
        await service.nc.jetstream().consumer_info(LOG_STREAM, "policies-council")
    except nats.js.errors.NotFoundError:
        return False
    return True


async def test_a_vacated_elected_seat_is_proposed_for_a_by_election_after_a_restart(
    service: Council,
) -> None:
    election = polling(service, "council-2015-10")
    await held(election, election.case.papers())
    await election.declared()
    await election.certified()
    service.start()
    await service.until(lambda: _filled(service, 2))
    await service.all_followed()
    await service.kill()
    vacate = VacateSeat(body="council", seat="cso-02", reason="It resigned")
    await election.give(vacate, moment("2016-02-01T09:00"))
    service.start()

    async def proposed() -> bool:
        return any(isinstance(e, council.ByElectionProposed) for e in await service.told(VACANCY, "council"))

    await service.until(proposed)
    await service.all_followed()
    called, due = await service.told(VACANCY, "council")
    assert isinstance(called, council.ByElectionCalled)
    assert (due.seat, due.vacated_on.isoformat()) == ("cso-02", "2016-02-01")


async def _filled(service: Council, seats: int) -> bool:
    events = await service.told(BODY, "council")
    return sum(isinstance(e, council.SeatFilled) for e in events) == seats


async def test_the_roll_freezes_at_its_moment_though_the_service_died_meanwhile(service: Council) -> None:
    now = datetime.now(ZONE)
    opens = now.replace(microsecond=0) + timedelta(seconds=3)  # a schedule counts in whole seconds
    hours = [timedelta(hours=n) for n in range(-2, 4)]
    began = (now + hours[0]).replace(minute=0, second=0, microsecond=0)
    spans = [(began, now), (opens, now + hours[3]), (now + hours[4], now + hours[5])]
    windows = {
        name: [a.replace(tzinfo=None).isoformat(), b.replace(tzinfo=None).isoformat()]
        for name, (a, b) in zip(("nominations", "voting", "inspection"), spans, strict=True)
    }
    election = polling(service, "council-2016-09", windows=windows)
    await election.furnish()
    await election.called()
    await election.nominated()
    service.start()
    await election.listed()
    await service.until(lambda: _exists(service))
    await service.all_followed()  # the timer is planned
    await service.kill()
    assert await service.told(ROLL, election.case.id) == []
    service.start()

    async def frozen() -> bool:
        return bool(await service.told(ROLL, election.case.id))

    await service.until(frozen)
    (fact,) = await service.told(ROLL, election.case.id)
    assert fact == council.RollFrozen(open_to="all", as_of=opens.astimezone(UTC))
    assert datetime.now(UTC) >= fact.as_of
    kept = await service.log.load(ROLL.ref(election.case.id))
    assert (kept[0].by, kept[0].at) == ("system:roll-freezes-as-the-vote-opens", fact.as_of)
    assert [type(e).__name__ for e in await service.told(ELECTING, election.case.id)][
        -1
    ] == "CandidatesPublished"
