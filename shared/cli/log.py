"""`civikos log` and `civikos history`: the events as readable lines."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Annotated, Any

import typer
from nats.aio.msg import Msg
from pydantic import BaseModel
from rich.markup import escape

from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.reading import end_of, messages
from shared.cli.screen import out
from shared.cli.trouble import Trouble
from shared.contracts import VOCABULARY
from shared.kernel import subject
from shared.kernel.codec import Codec
from shared.kernel.event import Recorded, Ref
from shared.kernel.personal import Personal

# without keys: a terminal shows no personal data
CODEC = Codec(VOCABULARY)
LONGEST = 80
"""Characters of a value: a line is for the eye; programs read the log itself."""


async def log(
    entity: Annotated[str, typer.Option(metavar="SERVICE[.ENTITY[.ID]]", help="Only of these.")] = "",
    last: Annotated[int, typer.Option(help="So many events.", min=0)] = 50,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with what comes.")] = False,
    data: Data = DEFAULT,
) -> None:
    """Show the last events of the log; personal data stay closed."""
    subjects = _subjects(entity)
    async with reach(data).nats() as nc:
        end = await end_of(nc)
        shown = deque[Msg](maxlen=last)
        start = 0 if subjects else max(0, end - last)
        async for message in messages(nc, subjects, after=start, until=end):
            shown.append(message)
        for message in shown:
            _print(message)
        if follow:
            await _follow(messages(nc, subjects, after=end))


async def history(
    entity: Annotated[
        str, typer.Argument(metavar="SERVICE.ENTITY.ID", help="As council.meeting.council-2015-04-21.")
    ],
    data: Data = DEFAULT,
) -> None:
    """Show everything that happened to one entity, oldest first."""
    parts = entity.split(".")
    if len(parts) != 3:
        raise Trouble(f"{entity} is not an entity: name it as SERVICE.ENTITY.ID.")
    async with reach(data).nats() as nc:
        count = 0
        async for message in messages(nc, [subject.entity_filter(Ref(*parts))], until=await end_of(nc)):
            _print(message)
            count += 1
    if not count:
        raise Trouble(f"nothing has happened to {entity}.")


def _subjects(entity: str) -> list[str]:
    return [f"civikos.log.{entity}.>"] if entity else []


async def _follow(coming: Any) -> None:
    try:
        async for message in coming:
            _print(message)
    except asyncio.CancelledError:  # Ctrl-C is the way to end it
        return


def _print(message: Msg) -> None:
    try:
        recorded = CODEC.decode(message)
    except ValueError as error:
        out.print(f"[red]unreadable[/] {escape(message.subject)}: {escape(str(error))}", soft_wrap=True)
        return
    out.print(_line(recorded), soft_wrap=True)


def _line(recorded: Recorded[Any]) -> str:
    data = recorded.data
    return (
        f"[dim]{recorded.position:>7}[/] {recorded.at:%Y-%m-%d %H:%M} "
        f"[cyan]{escape(str(recorded.ref))}[/] {recorded.version} "
        f"[bold]{escape(type(data).__name__)}[/] {escape(_facts(data))} [dim]by {escape(recorded.by)}[/]"
    )


def _facts(data: Any) -> str:
    return " ".join(f"{name}={_short(_value(getattr(data, name)))}" for name in type(data).model_fields)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _value(value: Any) -> str:
    if isinstance(value, Personal):
        return "(personal)"
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    if isinstance(value, str | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return (
        _value(value)
        if isinstance(value, Personal)
        else getattr(value, "model_dump", lambda **_: str(value))()
    )
