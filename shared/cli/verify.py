"""`civikos verify`: is every read model what the log says, and is the log itself unbroken?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import typer
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.cli.ask import ask
from shared.cli.chains import Chains
from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.reading import end_of, messages, position
from shared.cli.screen import err, out, table
from shared.cli.trouble import Trouble
from shared.kernel.codec import Codec
from shared.kernel.event import Recorded
from shared.kernel.feed import Unreadable
from shared.kernel.invariant import Invariant
from shared.kernel.mongo import Mongo
from shared.kernel.projection import Document, Projection
from shared.kernel.replay import Arrived, Difference, compare, fold_batch
from shared.kernel.service import Service
from shared.kernel.subject import parse

TRIES = 5
PATIENCE = 30.0
"""Seconds for the read models to reach the end of the log."""


@dataclass(frozen=True)
class Finding:
    """One read model beside its fold."""

    read_model: str
    documents: int
    differences: Sequence[Difference]


async def verify(data: Data = DEFAULT) -> None:
    """Fold the whole log in memory and compare every read model; check every hash chain and invariant.

    Exit code 1 on any difference.
    """
    # here, because every other command does without the pages' many modules
    from services.council.main import SERVICE as COUNCIL
    from services.grants.main import SERVICE as GRANTS
    from services.membership.main import SERVICE as MEMBERSHIP
    from services.outreach.main import SERVICE

    services = (MEMBERSHIP, COUNCIL, GRANTS, SERVICE)
    invariants = [invariant for service in services for invariant in service.invariants]
    reached = reach(data)
    async with reached.nats() as nc, Mongo(reached.settings.mongo_url, "civikos-verify") as mongo:
        end, chains, arrived, findings = await _at_rest(nc, mongo, SERVICE)
    broken = [(rule, sentences(rule, arrived)) for rule in invariants]
    _print(end, chains, findings, broken)
    if chains.broken or any(finding.differences for finding in findings) or any(said for _, said in broken):
        raise typer.Exit(1)


def sentences(invariant: Invariant, arrived: Sequence[Arrived]) -> list[str]:
    """What is broken, walking through these events."""
    watch = invariant.begin()
    seen = [said for event in arrived if isinstance(event, Recorded) for said in watch.see(event)]
    return [*seen, *watch.end()]


async def _at_rest(
    nc: Client, mongo: Mongo, service: Service
) -> tuple[int, Chains, list[Arrived], list[Finding]]:
    """Log and read models at one position: tried again while new events come in between."""
    for _ in range(TRIES):
        end = await end_of(nc)
        await _all_at(nc, end, service)
        chains, arrived = await _read(nc, end, service)
        findings = [await _finding(mongo, projection, arrived) for projection in service.projections]
        if await end_of(nc) == end:
            return end, chains, arrived, findings
    raise Trouble("events keep coming in; verify when it is quieter.")


async def _all_at(nc: Client, end: int, service: Service) -> None:
    deadline = time.monotonic() + PATIENCE
    behind = ["every read model"]
    while time.monotonic() < deadline:
        rows = (await ask(nc, "status"))["read_models"]
        behind = [row["read_model"] for row in rows if row["position"] < end]
        if not behind and len(rows) == len(service.projections):
            return
        await asyncio.sleep(0.2)
    raise Trouble(f"not at the end of the log after {PATIENCE:g} s: {', '.join(behind)}.")


async def _read(nc: Client, end: int, service: Service) -> tuple[Chains, list[Arrived]]:
    # without keys, as the projector reads: no read model holds what only a key opens
    chains, codec, arrived = Chains(), Codec(service.vocabulary), list[Arrived]()
    async for message in messages(nc, until=end):
        chains.add(message)
        arrived.append(_arrived(codec, message))
    return chains, arrived


def _arrived(codec: Codec, message: Msg) -> Arrived:
    try:
        return codec.decode(message)
    except Exception as error:  # a payload of any shape may stand there: the projector parks it too
        ref, version, type_ = parse(message.subject)
        return Unreadable(ref, version, position(message), type_, repr(error))


async def _finding(mongo: Mongo, projection: Projection, arrived: Sequence[Arrived]) -> Finding:
    documents: Mapping[str, Document | None] = fold_batch(projection, {}, arrived).documents
    folded = {id: document for id, document in documents.items() if document is not None}
    stored = await mongo.database(projection.database).find(projection.name)
    return Finding(projection.full_name, len(folded), compare(stored, folded))


def _print(
    end: int,
    chains: Chains,
    findings: Sequence[Finding],
    invariants: Sequence[tuple[Invariant, Sequence[str]]],
) -> None:
    shown = table(f"The log up to position {end}", "what", "checked", "result")
    shown.add_row(
        "hash chains", f"{chains.entities} entities, {chains.events} events", _result(chains.broken)
    )
    for finding in findings:
        shown.add_row(finding.read_model, f"{finding.documents} documents", _result(finding.differences))
    for invariant, said in invariants:
        shown.add_row(invariant.title, "every event", "[red]broken[/]" if said else "[green]holds[/]")
    out.print(shown)
    for line in (*chains.broken[:20], *(line for _, said in invariants for line in said[:20])):
        err.print(line, markup=False)
    for finding in findings:
        for difference in finding.differences[:20]:
            err.print(f"{finding.read_model} {difference.id}: {_what(difference)}", markup=False)


def _result(wrong: Sequence[object]) -> str:
    return f"[red]{len(wrong)} differ[/]" if wrong else "[green]equal[/]"


def _what(difference: Difference) -> str:
    if difference.stored is None:
        return "missing in the read model"
    if difference.folded is None:
        return "in the read model, but not in the log"
    return f"differs in {', '.join(difference.fields)}"
