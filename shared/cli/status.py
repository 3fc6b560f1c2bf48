"""`civikos status`: every process, server, stream, follower and read model."""

from __future__ import annotations

import asyncio
import os
from typing import Annotated, Any

import typer
from nats.aio.client import Client
from nats.js.errors import NotFoundError

from shared.cli import replica_set
from shared.cli.answers import get, healthy, listens
from shared.cli.ask import ask
from shared.cli.reach import DEFAULT, Data, Reach, reach
from shared.cli.screen import err, out, table
from shared.cli.trouble import Trouble
from shared.kernel.provision import LOG_STREAM, STREAMS, TIMER_STREAM

Row = dict[str, Any]
READ_MODEL = (
    *("read_model", "state", "version", "generation", "position"),
    *("lag_events", "lag_seconds", "parked"),
)


async def status(
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False, data: Data = DEFAULT
) -> None:
    """Show every process, server, stream, follower with its lag, and read model with its position.

    Exit code 1 if something is down.
    """
    found = await gathered(reach(data))
    if json:
        out.print_json(data=found)
    else:
        _print(found)
    if found["down"]:
        raise typer.Exit(1)


async def gathered(reached: Reach) -> Row:
    """All there is to know, and what of it is `down`."""
    processes = await asyncio.gather(*(_process(row) for row in reached.run.get("processes", ())))
    found: Row = {"processes": processes, "streams": [], "followers": [], "read_models": []}
    down = [row["name"] for row in processes if not row["ready"]]
    try:
        async with reached.nats() as nc:
            found |= {"streams": await _streams(nc), "followers": await _followers(nc)}
            found["read_models"] = (await ask(nc, "status"))["read_models"]
    except Trouble as trouble:
        down.append(str(trouble))
    down += [f"stream {row['name']}" for row in found["streams"] if row["messages"] is None]
    down += [f"{row['read_model']}: {row['error']}" for row in found["read_models"] if row["error"]]
    return {**found, "down": down}


async def _process(row: Row) -> Row:
    return {**row, "ready": _alive(row["pid"]) and await _ready(row)}


async def _ready(row: Row) -> bool:
    url = row["url"]
    if url.startswith("mongodb://"):
        return await replica_set.is_primary(url)
    if url.startswith("smtp://"):
        host, _, port = url.removeprefix("smtp://").partition(":")
        return await listens(host, int(port))
    if row["name"] == "nats-server":
        return await healthy(f"{url}/healthz")
    return (await get(f"{url}/ready"))[0] == 200


def _alive(pid: int | None) -> bool:
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


async def _streams(nc: Client) -> list[Row]:
    return [await _stream(nc, stream["name"]) for stream in STREAMS]


async def _stream(nc: Client, name: str) -> Row:
    try:
        state = (await nc.jetstream().stream_info(name)).state
    except NotFoundError:
        return {"name": name, "messages": None, "bytes": None, "last": None}
    return {"name": name, "messages": state.messages, "bytes": state.bytes, "last": state.last_seq}


async def _followers(nc: Client) -> list[Row]:
    """The policies' durable consumers; the projector answers for itself."""
    rows = []
    for stream in (LOG_STREAM, TIMER_STREAM):
        try:
            consumers = await nc.jetstream().consumers_info(stream)
        except NotFoundError:
            continue
        for info in sorted(consumers, key=lambda c: c.name):
            if info.config.durable_name:
                lag = (info.num_pending or 0) + (info.num_ack_pending or 0)
                rows.append(
                    {"name": info.name, "stream": stream, "lag": lag, "again": info.num_redelivered or 0}
                )
    return rows


def _print(found: Row) -> None:
    if found["processes"]:
        _table("Processes", ("name", "pid", "ready", "restarts", "url"), found["processes"])
    _table("Streams", ("name", "messages", "bytes", "last"), found["streams"])
    _table("Followers", ("name", "stream", "lag", "again"), found["followers"])
    columns = (
        "read_model",
        "state",
        "version",
        "generation",
        "position",
        "lag_events",
        "lag_seconds",
        "parked",
    )
    _table("Read models", columns, found["read_models"])
    for line in found["down"]:
        err.print(f"Down: {line}", style="red", markup=False, soft_wrap=True)
    if not found["down"]:
        out.print("Everything is up.", style="green")


def _table(title: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    shown = table(title, *columns)
    for row in rows:
        shown.add_row(*(_cell(row[column]) for column in columns))
    out.print(shown)


def _cell(value: object) -> str:
    match value:
        case True:
            return "[green]yes[/]"
        case False:
            return "[red]no[/]"
        case None:
            return "–"
        case float():
            return f"{value:.1f}"
        case int():
            return str(value)
        case _:
            return str(value)
