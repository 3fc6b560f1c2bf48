"""`civikos import organisations`: a file of organisations becomes commands, whole or not at all."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import nats.errors
import typer
from nats.aio.client import Client
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from services.membership.domain.organisation import ORGANISATION, Closed, Organisation, Registered
from services.membership.domain.territory import TERRITORY, THE_TERRITORY, Defined
from shared.cli.reach import DEFAULT, Data, Reach, reach
from shared.cli.register_file import TEMPLATE, Entry, Finding, read
from shared.cli.screen import err, out, table
from shared.cli.token import Person, signed
from shared.cli.trouble import Trouble
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.entity import Command, Entity
from shared.kernel.jetstream import JetStreamLog

IDS = uuid.UUID("5f1d6a3e-62b7-5c0a-9d0e-20150421c5f0")
IN_FLIGHT = 16
PATIENCE = 60.0
"""Seconds for which a command is repeated while nobody answers; its id stays the same."""


async def import_organisations(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE.csv", help="UTF-8, with commas or semicolons.", dir_okay=False),
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="Print the columns with one sample row, and do nothing.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Import the good rows even if others are wrong.")
    ] = False,
    person: Person = "p-operator",
    data: Data = DEFAULT,
) -> None:
    """Enter the organisations of a file in the register, with their voting representatives.

    Every row is checked before the first is entered; if anything is wrong, nothing is entered and a table
    says what. Giving the file again enters only what is not there yet.
    """
    if template:
        typer.echo(TEMPLATE, nl=False)
        return
    content, reached = _content(file), reach(data)
    async with reached.nats() as nc:
        work = Import(nc, reached, signed(reached, ["secretariat"], person))
        municipalities = (await work.territory()).municipalities
        found = read(content, municipalities, datetime.now(reached.settings.zone).date())
        known = await work.known([entry.organisation.organisation for entry in found.entries])
        findings = [*found.findings, *_closed(found.entries, known)]
        if findings:
            _print(findings)
        if findings and not skip_bad:
            raise Trouble(f"{len(findings)} thing(s) are wrong; nothing was imported.")
        await work.give(found.entries, known)
    work.conclude(len(found.entries))


def _content(file: Path | None) -> bytes:
    if file is None:
        raise Trouble("name the file to import; `--template` prints what it looks like.")
    try:
        return file.read_bytes()
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}.") from None


def _closed(entries: Sequence[Entry], known: dict[str, Organisation]) -> list[Finding]:
    """An organisation that was closed is not opened again by a file."""
    numbers = [(entry.row, entry.organisation.organisation) for entry in entries]
    return [
        Finding(row, "organisation", number, f"was closed on {state.closed_on}")
        for row, number in numbers
        if isinstance(state := known[number], Closed)
    ]


def _print(findings: Sequence[Finding]) -> None:
    shown = table("What is wrong", "line", "column", "value", "what")
    for finding in sorted(findings, key=lambda one: one.row):
        shown.add_row(*map(escape, (str(finding.row), finding.column, finding.value, finding.what)))
    out.print(shown)


@dataclass
class Import:
    """Gives the commands, and counts what came of them."""

    nc: Client
    reached: Reach
    token: str
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(IN_FLIGHT))
    entered: int = 0
    there: int = 0
    differ: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    async def territory(self) -> Defined:
        territory = await self._state(TERRITORY, THE_TERRITORY)
        if not isinstance(territory, Defined):
            raise Trouble("no municipalities are defined yet: give DefineTerritory first.")
        return territory

    async def known(self, numbers: Sequence[str]) -> dict[str, Organisation]:
        """What the register has under these numbers."""
        states = await asyncio.gather(*(self._state(ORGANISATION, number) for number in numbers))
        return dict(zip(numbers, states, strict=True))

    async def _state(self, entity: Entity[Any], id: str) -> Any:
        async with self.room:
            # without keys: no personal data is needed to know what is registered
            recorded = await JetStreamLog(self.nc, Codec(VOCABULARY)).load(entity.ref(id))
        state = entity.initial
        for one in recorded:
            state = entity.evolve(state, one.data)
        return state

    async def give(self, entries: Sequence[Entry], known: dict[str, Organisation]) -> None:
        with _progress() as bar:
            task = bar.add_task("Organisations", total=len(entries))

            async def one(entry: Entry) -> None:
                async with self.room:
                    await self._entry(entry, known[entry.organisation.organisation])
                bar.advance(task)

            open_rows = [e for e in entries if not isinstance(known[e.organisation.organisation], Closed)]
            await asyncio.gather(*(one(entry) for entry in open_rows))

    async def _entry(self, entry: Entry, state: Organisation) -> None:
        number = entry.organisation.organisation
        if isinstance(state, Registered):
            self.there += 1
            if not _same(entry, state):
                self.differ.append(number)
        elif await self._command(entry.organisation, number):
            self.entered += 1
        else:
            return
        named = entry.representative
        if named and not (isinstance(state, Registered) and state.representative(named.person)):
            await self._command(named, f"{number}/{named.person}")

    async def _command(self, command: Command, key: str) -> bool:
        """Whether it is recorded; a refusal is told at the end."""
        name = type(command).__name__
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Civikos-Command-Id": str(uuid.uuid5(IDS, f"{name}/{key}")),
        }
        answer = await self._answer(name, command.model_dump_json().encode(), headers)
        if "status" in answer:
            self.refused.append(f"{key}: {answer['detail']}")
        return "status" not in answer

    async def _answer(self, name: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            try:
                message = await self.nc.request(
                    f"civikos.command.membership.{name}", body, 20, headers=headers
                )
            except (nats.errors.NoRespondersError, TimeoutError):
                await asyncio.sleep(0.25)
                continue
            answer: dict[str, Any] = json.loads(message.data)
            if answer.get("status") != 503:
                return answer
            await asyncio.sleep(0.25)
        raise Trouble(
            "membership does not answer. Give the file again: what is entered is not entered twice."
        )

    def conclude(self, rows: int) -> None:
        out.print(f"{rows} good row(s): {self.entered} entered, {self.there} in the register already.")
        if self.differ:
            out.print(
                f"Registered with other details, and left as they are: {', '.join(sorted(self.differ))}. "
                "Give ChangeOrganisationDetails to change them.",
                soft_wrap=True,
            )
        for line in self.refused:
            err.print(f"refused: {line}", markup=False, soft_wrap=True)
        if self.refused:
            raise typer.Exit(1)


def _same(entry: Entry, state: Registered) -> bool:
    wanted = {name: value for name, value in entry.organisation if name != "organisation"}
    return all(getattr(state.details, name) == value for name, value in wanted.items())


def _progress() -> Progress:
    return Progress(
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
    )
