"""What does a door cost that somebody writes with nats-py alone? Run as a process: `… URL`.

It takes RegisterInstitution, validates it, records the event with the same headers and expectations, and
answers. Every request gets a task of its own, so as many are in flight as the client sends.
"""

from __future__ import annotations

import asyncio
import signal
import sys

import nats
from nats.aio.msg import Msg

from services.council.domain.institution import RegisterInstitution
from shared.kernel import garbage
from shared.kernel.settings import Settings
from tests.bench.plain import Fact, headers_of

SUBJECT = "bench.plain.RegisterInstitution"


async def main() -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    nc = await nats.connect(Settings().nats_url)
    js, tasks = nc.jetstream(), set[asyncio.Task[None]]()

    async def answer(message: Msg) -> None:
        command = RegisterInstitution.model_validate_json(message.data)
        payload = command.model_dump_json(include={"name"}).encode()
        fact = Fact(f"council.institution.{command.institution}", 1, "InstitutionRegistered", payload)
        headers = headers_of(fact, (message.headers or {})["Civikos-Command-Id"], "RegisterInstitution")
        ack = await js.publish(f"civikos.log.{fact.entity}.1.{fact.type}", payload, headers=headers)
        await message.respond(b'{"entity":"%b","position":%d}' % (fact.entity.encode(), ack.seq))

    async def arrived(message: Msg) -> None:
        task = asyncio.create_task(answer(message))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    await nc.subscribe(SUBJECT, cb=arrived)
    await nc.flush()
    sys.stderr.write("process.started\n")
    await stop.wait()
    await nc.drain()


if __name__ == "__main__":
    garbage.little_at_once()
    asyncio.run(main())
