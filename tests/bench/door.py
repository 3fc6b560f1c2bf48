"""How many commands a second does one service's door take?"""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Awaitable, Callable, Iterator

from nats.aio.client import Client

from services.council.domain.institution import RegisterInstitution
from tests.bench.figures import Goal, Section, alternating
from tests.bench.plain_responder import SUBJECT
from tests.bench.stage import Stage, in_flight, stage

FLIGHTS = 64
METHOD = """\
One `services.council.main` with its nats-server (`sync_interval: always`), each a process of its own, and
this process as the client: RegisterInstitution with a signed token, 64 in flight, every command for another
institution, one event each. The plain side is a nats-py responder in a process of its own: it validates the
same command with pydantic, publishes the same event with the same headers and expectation to the same
server and answers; it neither verifies a token nor loads nor decides. Bare is `js.publish` of the same
payload, without headers, from the client itself."""


def command(numbers: Iterator[int]) -> RegisterInstitution:
    name = {"en": "Sample institution", "sq": "Institucion shembull", "sr": "Ustanova uzorak"}
    return RegisterInstitution.model_validate({"institution": f"sample-{next(numbers)}", "name": name})


class Client64:
    """Sends commands and insists on their acceptance."""

    def __init__(self, nc: Client, token: str, commands: int) -> None:
        self._nc, self._token, self._commands = nc, token, commands
        self._numbers = itertools.count()

    async def _ask(self, subject: str) -> None:
        asked = command(self._numbers)
        headers = {"Authorization": f"Bearer {self._token}", "Civikos-Command-Id": str(uuid.uuid4())}
        answer = await self._nc.request(subject, asked.model_dump_json().encode(), 15, headers=headers)
        if "position" not in json.loads(answer.data):
            raise RuntimeError(answer.data)

    async def _publish(self) -> None:
        payload = command(self._numbers).model_dump_json(include={"name"}).encode()
        subject = f"civikos.log.council.institution.bare-{next(self._numbers)}.1.InstitutionRegistered"
        await self._nc.jetstream().publish(subject, payload, timeout=15)

    async def _rate(self, one: Callable[[], Awaitable[None]]) -> float:
        return self._commands / await in_flight(FLIGHTS, iter([one] * self._commands))

    async def ours(self, _: int) -> float:
        return await self._rate(lambda: self._ask("civikos.command.council.RegisterInstitution"))

    async def plain(self, _: int) -> float:
        return await self._rate(lambda: self._ask(SUBJECT))

    async def bare(self, _: int) -> float:
        return await self._rate(self._publish)


async def measure(*, quick: bool = False) -> Section:
    async with stage() as made:
        return await _measure(made, 2 if quick else 7, 600 if quick else 4000)


async def _measure(made: Stage, rounds: int, commands: int) -> Section:
    await made.start("services.council.main")
    await made.start("tests.bench.plain_responder")
    client = Client64(made.nc, made.token("p-sara", "secretariat"), commands)
    seen = await alternating(rounds, {"ours": client.ours, "plain": client.plain, "bare": client.bare})
    figures = [
        seen.figure("commands at the door", "ours", "a second"),
        seen.figure("commands at the plain responder", "plain", "a second"),
        seen.figure("bare js.publish", "bare", "a second"),
        seen.ratio("door : plain responder", "ours", "plain", Goal(0.5)),
        seen.ratio("door : bare js.publish", "ours", "bare"),
    ]
    return Section("door", "Commands a second at one door", METHOD, figures)
