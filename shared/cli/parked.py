"""`civikos parked`: entities that a read model set aside because an event could not be folded."""

from __future__ import annotations

from typing import Annotated

import typer

from shared.cli.ask import ask
from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.screen import out, table
from shared.cli.trouble import Trouble

ReadModel = Annotated[str, typer.Argument(metavar="DATABASE.NAME", help="The read model.")]
Entity = Annotated[str, typer.Argument(metavar="SERVICE.ENTITY.ID", help="The parked entity.")]


async def list_parked(data: Data = DEFAULT) -> None:
    """List every parked entity, with why and how many events wait."""
    async with reach(data).nats() as nc:
        parked = (await ask(nc, "parked"))["parked"]
    if not parked:
        out.print("Nothing is parked.")
        return
    shown = table("Parked", "read model", "entity", "since", "waiting", "why")
    for row in parked:
        shown.add_row(row["read_model"], row["ref"], row["since"][:16], str(row["waiting"]), row["error"])
    out.print(shown)


async def show_parked(read_model: ReadModel, entity: Entity, data: Data = DEFAULT) -> None:
    """Show the events of one parked entity that wait."""
    async with reach(data).nats() as nc:
        parked = (await ask(nc, "parked", read_model=read_model, ref=entity))["parked"]
    if not parked:
        raise Trouble(f"{entity} is not parked in {read_model}.")
    out.print_json(data=parked)


async def retry_parked(read_model: ReadModel, entity: Entity, data: Data = DEFAULT) -> None:
    """Fold a parked entity's events again, after the cause was mended."""
    async with reach(data).nats() as nc:
        answer = await ask(nc, "retry", read_model=read_model, ref=entity)
    if not answer["unparked"]:
        raise Trouble(f"{entity} stays parked: {answer['error']}.")
    out.print(f"{entity} is folded again; nothing of it waits in {read_model}.")
