"""How fast is the platform? `python -m tests.bench [NAME …] [--quick]`

Without names all benchmarks run and docs/benchmarks.md is written anew; a quick or partial run only shows.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import structlog
import typer
from rich.console import Console

from shared.kernel import garbage
from tests.bench import claim_life, door, entity_load, freshness, machine, pages, rebuild, report
from tests.bench.figures import Section

Measure = Callable[..., Coroutine[Any, Any, Section]]
BENCHMARKS: dict[str, Measure] = {
    "door": door.measure,
    "claim_life": claim_life.measure,
    "entity_load": entity_load.measure,
    "rebuild": rebuild.measure,
    "freshness": freshness.measure,
    "pages": pages.measure,
}


def main(
    names: Annotated[list[str] | None, typer.Argument(help=", ".join(BENCHMARKS))] = None,
    quick: Annotated[bool, typer.Option(help="Few rounds and small logs: for trying.")] = False,
) -> None:
    """Measures the platform against its goals."""
    if unknown := set(names or ()) - BENCHMARKS.keys():
        raise typer.BadParameter(
            f"there is no {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}"
        )
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))  # warnings, no news
    garbage.seldom()
    screen, began = Console(), time.monotonic()
    described = machine.description()
    sections: list[Section] = []
    for name in names or BENCHMARKS:
        sections.append(asyncio.run(BENCHMARKS[name](quick=quick)))
        report.show(sections[-1], screen)
    if not names and not quick:
        report.write(sections, described, time.monotonic() - began)
        screen.print(f"written to {report.PAGE}")


if __name__ == "__main__":
    typer.run(main)
