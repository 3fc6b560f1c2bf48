"""`civikos catalogue`: which commands there are, who may give them, and what they take."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.screen import out, table
from shared.cli.trouble import Trouble
from shared.kernel.catalogue import read


async def catalogue(
    service: Annotated[str, typer.Argument(help="One service only.")] = "",
    json: Annotated[bool, typer.Option("--json", help="The catalogue as it is published.")] = False,
    data: Data = DEFAULT,
) -> None:
    """List the commands of the running services: roles and fields of each."""
    async with reach(data).nats() as nc:
        services = [c for c in await read(nc) if service in ("", c["service"])]
    if not services:
        raise Trouble(f"no service {service} has published a catalogue." if service else "no catalogue yet.")
    if json:
        out.print_json(data=services)
        return
    for each in services:
        out.print(_table(each))


def _table(service: dict[str, Any]) -> Table:
    shown = table(service["service"], "command", "roles", "fields")
    for row in service["commands"]:
        shown.add_row(row["command"], _roles(row), _fields(row["schema"]))
    return shown


def _roles(row: dict[str, Any]) -> str:
    if row["system"]:
        return "the platform itself"
    return ", ".join(f"{r['role']} (own {r['own']})" if r["own"] else r["role"] for r in row["roles"])


def _fields(schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    return ", ".join(name if name in required else f"{name}?" for name in schema.get("properties", {}))
