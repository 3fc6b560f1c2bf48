"""How soon does a reader see what was acknowledged?"""

from __future__ import annotations

import asyncio
import json
import time
import uuid

from shared.contracts.membership import Municipality, Region
from shared.kernel.mongo import Database
from tests.bench.figures import Figure, Goal, Section, percentile
from tests.bench.stage import Stage, stage

A_SECOND = 200
LOOK = 0.002
"""Seconds between two looks into a read model: what is measured is at most so much too long."""
PATIENCE = 30.0
METHOD = """\
The real `services.membership.main` and the projector (`services.outreach.main projector`) with all its
projections, nats-server and mongod, each a process of its own. 200 RegisterOrganisation a second, sent on
time whatever the answers do; each touches three read models. From the arrival of the answer to the moment a
query of the read model finds the document, asked every 2 ms."""


class Watch:
    """Waits for documents to appear in one read model."""

    def __init__(self, database: Database, model: str, key: str) -> None:
        self._database, self._model, self._key = database, model, key
        self._awaited: dict[str, float] = {}
        self.delays: list[float] = []

    def acknowledged(self, id: str, at: float) -> None:
        self._awaited[id] = at

    @property
    def waiting(self) -> int:
        return len(self._awaited)

    async def look(self) -> None:
        while True:
            if self._awaited:
                await self._seen()
            await asyncio.sleep(LOOK)

    async def _seen(self) -> None:
        where = {self._key: {"$in": list(self._awaited)}}
        found = await self._database.find(self._model, where, fields=[self._key])
        now = time.perf_counter()
        for document in found:
            self.delays.append((now - self._awaited.pop(document[self._key])) * 1000)


async def measure(*, quick: bool = False) -> Section:
    async with stage(with_mongo=True) as made:
        await made.start("services.membership.main")
        await made.start("services.outreach.main", "projector")
        return await _measure(made, 3 if quick else 20)


async def _measure(made: Stage, seconds: int) -> Section:
    token, mongo = made.token("p-sara", "secretariat"), await made.mongo()
    await _ask(made, token, "DefineTerritory", _territory())
    pages = Watch(mongo.database("portal"), "organisations", "_id")
    audit = Watch(mongo.database("reporting"), "audit", "id")
    watching = [asyncio.create_task(watch.look()) for watch in (pages, audit)]
    await _commands(made, token, A_SECOND, [], "warm")
    await _commands(made, token, A_SECOND * seconds, [pages, audit], "org")
    deadline = time.perf_counter() + PATIENCE
    while (pages.waiting or audit.waiting) and time.perf_counter() < deadline:
        await asyncio.sleep(0.01)
    for task in watching:
        task.cancel()
    if pages.waiting or audit.waiting:
        raise RuntimeError(f"{pages.waiting} organisations and {audit.waiting} audit entries never came")
    figures = [
        Figure("portal.organisations: p50", percentile(pages.delays, 50), "ms"),
        Figure("portal.organisations: p99", percentile(pages.delays, 99), "ms", Goal(150, True, True)),
        Figure("reporting.audit: p50", percentile(audit.delays, 50), "ms"),
        Figure("reporting.audit: p99", percentile(audit.delays, 99), "ms", Goal(150, True, True)),
    ]
    return Section("freshness", "Acknowledged → visible, at 200 commands a second", METHOD, figures)


async def _commands(made: Stage, token: str, count: int, watches: list[Watch], prefix: str) -> None:
    began = time.perf_counter()

    async def one(number: int) -> None:
        await _ask(made, token, "RegisterOrganisation", _organisation(f"{prefix}-{number}"))
        for watch in watches:
            watch.acknowledged(f"{prefix}-{number}", time.perf_counter())

    async with asyncio.TaskGroup() as group:
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
            group.create_task(one(number))


async def _ask(made: Stage, token: str, name: str, body: dict[str, object]) -> None:
    headers = {"Authorization": f"Bearer {token}", "Civikos-Command-Id": str(uuid.uuid4())}
    payload = json.dumps(body).encode()
    answer = await made.nc.request(f"civikos.command.membership.{name}", payload, 15, headers=headers)
    if "position" not in json.loads(answer.data):
        raise RuntimeError(answer.data)


def _territory() -> dict[str, object]:
    region = Region(id="peje", name={"en": "Peja", "sq": "Pejë", "sr": "Peć"})
    municipality = Municipality(id="peje", name={"en": "Peja", "sq": "Pejë", "sr": "Peć"}, region="peje")
    return {"regions": [region.model_dump()], "municipalities": [municipality.model_dump()]}


def _organisation(id: str) -> dict[str, object]:
    return {
        "organisation": id,
        "name": {"sq": "Shoqata shembull", "sr": "Udruženje uzorak", "en": "Sample association"},
        "legal_form": "association",
        "municipality": "peje",
        "fields_of_work": ["youth", "environment"],
        "founded_on": "2003-04-10",
        "languages": ["sq", "sr"],
    }
