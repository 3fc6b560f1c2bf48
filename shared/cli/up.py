"""`civikos up`: the whole platform on this machine, under one supervisor."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.markup import escape

from shared.cli.home import Home
from shared.cli.plan import Plan, plan
from shared.cli.ports import check_free
from shared.cli.provision import provision_at
from shared.cli.reach import DEFAULT, Data
from shared.cli.screen import err, out
from shared.cli.supervisor import Supervisor
from shared.cli.trouble import Trouble

COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "bright_cyan", "bright_magenta", "bright_green")


async def up(
    data: Data = DEFAULT,
    port: Annotated[int, typer.Option(help="Where the pages are served.", min=1, max=65535)] = 8080,
    fresh: Annotated[bool, typer.Option("--fresh", help="Erase the data directory and begin anew.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before erasing.")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Replay the demo programme when all is up.")] = False,
) -> None:
    """Start the whole platform on this machine; Ctrl-C stops it.

    Starts nats-server, mongod, the four services and the projector, prints the addresses to open, and keeps
    everything running: a process that dies is started again. The data stay in the data directory; the next
    start finds them.
    """
    home = Home(data.absolute())
    home.prepare()
    with home.lock():
        check_free(port, "the pages")
        _erase_if(fresh, yes, home)
        home.check_space()
        await _run(home, plan(home, port, provision_at(home), personas=demo), demo)


def _erase_if(fresh: bool, yes: bool, home: Home) -> None:
    if not (fresh and home.has_data):
        return
    if not yes and not sys.stdin.isatty():
        raise Trouble(f"--fresh erases the data in {home.path}: add --yes to say that this is meant.")
    if not yes and not typer.confirm(f"Erase all data in {home.path}?"):
        raise Trouble("nothing was erased and nothing was started.")
    home.erase()


async def _run(home: Home, plan: Plan, demo: bool) -> None:
    run: dict[str, Any] = {"pid": os.getpid(), "started": datetime.now(UTC).isoformat(timespec="seconds")}
    run |= {"ready": False, "addresses": dict(plan.addresses), "processes": []}

    def changed(processes: list[dict[str, Any]]) -> None:
        run["processes"] = processes
        home.write_run(run)

    async def ready() -> None:
        run["ready"] = True
        home.write_run(run)
        if demo:
            await _demo(home)
        _announce(plan.addresses, home)

    try:
        await Supervisor(plan.stages, home.folder("logs"), _speaker(plan), changed).run(ready)
    finally:
        home.run_file.unlink(missing_ok=True)
    err.print("Everything is stopped; the data are kept.")


def _speaker(plan: Plan) -> Callable[[str, str], None]:
    """Prints a line with the name of who said it, in that one's colour."""
    names = [part.name for stage in plan.stages for part in stage.parts]
    colours = dict(zip(names, COLOURS, strict=True))

    def say(name: str, line: str) -> None:
        style = colours.get(name, "bold red")
        err.print(f"[{style}]{name:<11} │[/] {escape(line)}", soft_wrap=True)

    return say


def _announce(addresses: Mapping[str, str], home: Home) -> None:
    rows = (("Open", addresses["pages"]), ("NATS", addresses["nats"]), ("Monitor", addresses["nats_monitor"]))
    mail = f"every letter is kept in {home.path / 'mail'} and sent to nobody"
    out.print()
    for name, address in (
        *rows,
        ("MongoDB", addresses["mongo"]),
        *((("Mail", mail),) if "mail" in addresses else ()),
        ("Data", str(home.path)),
    ):
        out.print(f"  [bold]{name:<8}[/] {escape(address)}", soft_wrap=True)
    out.print("\n  `civikos status` tells how it is; Ctrl-C stops everything.\n")


async def _demo(home: Home) -> None:
    """The same command as by hand, on this terminal, so that its progress bar shows."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "shared.cli.main", "demo", "--data", str(home.path)
    )
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if code:
        err.print(f"civikos: the demo ended with exit code {code}; the platform goes on.", style="red")
