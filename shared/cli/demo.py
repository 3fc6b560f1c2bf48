"""`civikos demo`: how does the demo programme come into the platform? Through the same doors as everybody."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import nats.errors
import typer
from nats.aio.client import Client
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from shared.cli.programme import Wave, commands
from shared.cli.programme.papers import papers
from shared.cli.programme.receipts import receipts
from shared.cli.programme.rows import Persona, Programme, Row
from shared.cli.reach import DEFAULT, Data, Reach, reach
from shared.cli.screen import err, out
from shared.cli.trouble import Trouble
from shared.kernel.files import Files
from shared.kernel.log import Unavailable
from shared.kernel.provision import LOG_STREAM
from shared.kernel.token import issue

FILES = Path(__file__).resolve().parents[2] / "deploy" / "demo"
PATIENCE = 60.0
"""Seconds for which one row is repeated while nobody answers."""

KEEPER = "p-operator"
"""Who hands the demo's files in."""
CONTINUE = "Give `civikos demo` again to continue: what is recorded is kept."


async def demo(
    data: Data = DEFAULT,
    files: Annotated[
        Path, typer.Option(help="The directory with the programme's files.", exists=True, file_okay=False)
    ] = FILES,
    in_flight: Annotated[int, typer.Option(min=1, max=256, help="How many commands at a time.")] = 32,
) -> None:
    """Replay the demo programme: 2007–2016 as real commands, through the doors of the four services.

    What is recorded already is not recorded again: give it again to continue after an interruption.
    """
    reached = reach(data)
    if not reached.signing_key:
        raise Trouble("there is no key to sign tokens with: set CIVIKOS_SIGNING_KEY or give --data.")
    waves = commands(files, datetime.now(reached.settings.zone).date())
    async with reached.nats() as nc:
        info = await nc.jetstream().stream_info(LOG_STREAM)
        replay = Replay(nc, reached, info.state.last_seq, asyncio.Semaphore(in_flight))
        began = time.monotonic()
        programme = Programme(files, datetime.now(reached.settings.zone).date())
        await hand_in(nc, [*receipts(programme), *papers(programme)])
        await replay.run(waves)
    out.print(replay.summary(time.monotonic() - began))


async def hand_in(nc: Client, files: list[bytes]) -> None:
    """Puts receipts and papers into the store; those that are there already stay as they are."""
    store, room = Files(nc), asyncio.Semaphore(16)

    async def keep(content: bytes) -> None:
        async with room:
            await store.keep(content, KEEPER)

    try:
        await asyncio.gather(*(keep(content) for content in files))
    except Unavailable as error:
        raise Trouble(f"{error}. {CONTINUE}") from None


@dataclass
class Replay:
    """Sends wave after wave; a row that is refused stops it."""

    nc: Client
    reached: Reach
    before: int
    """Where the log ended at the start: an answer from before it is no news."""
    room: asyncio.Semaphore
    recorded: int = 0
    known: int = 0
    _tokens: dict[tuple[Persona, datetime], str] = field(default_factory=dict)

    async def run(self, waves: list[Wave]) -> None:
        with _progress() as bar:
            task = bar.add_task("", total=sum(len(wave) for wave in waves))
            for wave in waves:
                bar.update(task, description=f"{wave[0].at:%B %Y}")
                answers = await asyncio.gather(*(self._give(row) for row in wave), return_exceptions=True)
                for answer in answers:
                    if isinstance(answer, BaseException):
                        raise answer
                bar.advance(task, len(wave))

    def summary(self, seconds: float) -> str:
        news = f"{self.recorded:,} recorded, {self.known:,} were there already"
        if not self.known:
            news = "all of it is recorded"
        if not self.recorded:
            news = "all of it was there already"
        return f"The demo programme: {self.recorded + self.known:,} commands in {seconds:.1f} s; {news}."

    async def _give(self, row: Row) -> None:
        async with self.room:
            answer = await self._answer(row)
        if "status" in answer:
            raise Trouble(
                f"the demo programme stops at {row.key}, {row.command} of {row.at:%d %B %Y}: "
                f"{answer['detail']} {_fields(answer)}".rstrip()
            )
        if answer["position"] > self.before:
            self.recorded += 1
        else:
            self.known += 1

    async def _answer(self, row: Row) -> dict[str, Any]:
        """Repeats the row under the same id while nobody answers: that records nothing twice."""
        subject, body = f"civikos.command.{row.service}.{row.command}", json.dumps(row.body).encode()
        headers = {"Authorization": f"Bearer {self._token(row)}", "Civikos-Command-Id": row.id}
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                message = await self.nc.request(subject, body, 20, headers=headers)
            except (nats.errors.NoRespondersError, TimeoutError):
                await asyncio.sleep(0.25)
                continue
            except nats.errors.Error as error:
                raise Trouble(f"NATS does not answer any more ({error}). {CONTINUE}") from None
            answer: dict[str, Any] = json.loads(message.data)
            if not _worth_waiting(answer, row, deadline):
                return answer
            await asyncio.sleep(0.25)
        raise Trouble(f"the service {row.service} does not answer {row.command}. {CONTINUE}")

    def _token(self, row: Row) -> str:
        key = (row.persona, row.at)
        if key not in self._tokens:
            self._tokens[key] = issue(
                self.reached.signing_key,
                row.persona.person,
                [row.persona.grant],
                issuer=self.reached.settings.token_issuer,
                as_of=row.at,
            )
        return self._tokens[key]


class _Rate(TextColumn):
    """Commands a second, measured over the last moments."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} a second" if speed else "", style="dim")


def _progress() -> Progress:
    return Progress(
        TextColumn("[bold]{task.description:<14}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=err,
    )


def _worth_waiting(answer: dict[str, Any], row: Row, deadline: float) -> bool:
    """Nobody could answer just now, or a policy has not yet done what the row rests on."""
    if answer.get("status") == 503:
        return True
    return row.patient and "status" in answer and time.monotonic() + 1 < deadline


def _fields(problem: dict[str, Any]) -> str:
    return "; ".join(f"{e['pointer']} {e['detail']}" for e in problem.get("errors", ()))
