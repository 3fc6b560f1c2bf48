"""How are the figures told: on the screen, and in docs/benchmarks.md?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.figures import Figure, Section

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
HEAD = """\
# Benchmarks

Written by `make bench` (one of them: `python -m tests.bench NAME`; a quick look: `--quick`). Everything is
real: servers, processes, disks. Both sides of a comparison run in the same minutes on the same server, round
by round in changing order, after a warm-up round; a figure is the median of its rounds, and a ratio is made
of two medians; "rounds" says from where to where the single rounds went. Python looks for
garbage alike on both sides of a comparison, as it does in the platform's processes.
"""
SIGNS = {"met": "yes", "missed": "**no**", "": ""}


def show(section: Section, screen: Console) -> None:
    table = Table(title=section.title, title_justify="left", header_style="bold")
    for heading in ("measured", "figure", "rounds", "goal", "met"):
        table.add_column(heading, justify="right" if heading in ("figure", "rounds") else "left")
    for figure in section.figures:
        style = "red" if figure.verdict == "missed" else ""
        table.add_row(figure.what, figure.shown, figure.spread, _goal(figure), figure.verdict, style=style)
    screen.print(table)


def write(sections: Sequence[Section], machine: Mapping[str, str], seconds: float) -> None:
    facts = [f"- {name}: {text}" for name, text in machine.items()]
    measured = f"Measured on {date.today():%-d %B %Y}, in {seconds / 60:.0f} minutes, on"  # noqa: DTZ011
    parts = [HEAD, "\n".join([measured + "\n", *facts]), *map(_part, sections)]
    PAGE.write_text("\n\n".join(part.strip() for part in parts) + "\n")


def _part(section: Section) -> str:
    rows = [
        f"| {f.what} | {f.shown} | {f.spread} | {_goal(f)} | {SIGNS[f.verdict]} |" for f in section.figures
    ]
    head = ["| measured | figure | rounds | goal | met |", "|---|---:|---:|---|---|"]
    command = f"`python -m tests.bench {section.name}`"
    return "\n".join([f"## {section.title}", "", section.method, "", command, "", *head, *rows])


def _goal(figure: Figure) -> str:
    return str(figure.goal) if figure.goal else ""
