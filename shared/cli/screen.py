"""Where do the commands write? Results to standard output, everything else to standard error."""

from __future__ import annotations

import sys

from rich import box
from rich.console import Console
from rich.table import Table

# a file or a pipe has no width: lines stay whole
out = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
err = Console(highlight=False, stderr=True, width=None if sys.stderr.isatty() else 200)


def table(title: str, *columns: str) -> Table:
    """The look of every list: no cell is broken as long as there is room."""
    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        made.add_column(column.replace("_", " "), overflow="fold")
    return made
