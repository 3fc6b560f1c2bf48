"""On a real server: does the secret of the vote hold, has each one ballot, do policies survive deaths?"""

from __future__ import annotations

import asyncio
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nats.aio.client import Client
from nats.js.api import ConsumerConfig, DeliverPolicy

from services.council.domain.election.roll import ROLL, BallotReceivedAlready
from shared.contracts import council
from shared.kernel.handler import Handler
from shared.kernel.provision import LOG_STREAM
from tests.services.council.polling import ZONE, Case, Paper, Polling
from tests.services.council.serving import Council, held, polling, serving


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
