"""`civikos rebuild`: fill a read model anew beside the live one, and switch."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import typer
from nats.aio.client import Client
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn

from shared.cli.ask import ask
from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.screen import err, out
from shared.cli.trouble import Trouble


async def rebuild(
    read_model: Annotated[str, typer.Argument(metavar="DATABASE.NAME", help="Such as portal.meetings.")],
    data: Data = DEFAULT,
) -> None:
    """Rebuild a read model from the whole log while people go on reading it."""
    async with reach(data).nats() as nc:
        before = await _standing(nc, read_model)
        await ask(nc, "rebuild", read_model=read_model)
        with _progress() as progress:
            task = progress.add_task(read_model, total=1.0, eta="")
            after = await _watch(nc, read_model, before["generation"], progress, task)
    out.print(f"{read_model}: generation {after['generation']} is live, at position {after['position']}.")


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[eta]}"),
        console=err,
    )


async def _watch(nc: Client, read_model: str, old: int, progress: Progress, task: TaskID) -> dict[str, Any]:
    """Returns when a newer generation is live."""
    while True:
        now = await _standing(nc, read_model)
        if now["generation"] > old and not now["rebuild"]:
            progress.update(task, completed=1.0, eta="")
            return now
        if now["error"]:
            raise Trouble(f"{read_model} cannot be rebuilt now: {now['error']}.")
        if now["rebuild"]:
            progress.update(
                task, completed=now["rebuild"]["progress"], eta=_eta(now["rebuild"]["eta_seconds"])
            )
        await asyncio.sleep(0.2)


def _eta(seconds: float | None) -> str:
    return "" if seconds is None else f"about {seconds:.0f} s left"


async def _standing(nc: Client, read_model: str) -> dict[str, Any]:
    for row in (await ask(nc, "status"))["read_models"]:
        if row["read_model"] == read_model:
            return row  # type: ignore[no-any-return]
    raise Trouble(f"there is no read model {read_model}; `civikos status` lists them.")
