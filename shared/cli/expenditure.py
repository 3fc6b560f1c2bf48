"""`civikos expenditure`: what was spent of a fund, cost by cost, each with the document behind it?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.screen import out
from shared.cli.trouble import Trouble
from shared.kernel.mongo import Mongo


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


async def expenditure(
    fund: Annotated[str, typer.Argument(help="The fund, e.g. dialogue-2014-2016.")],
    format: Annotated[Format, typer.Option(help="A table as text, or a spreadsheet.")] = Format.CSV,
    to: Annotated[
        Path | None, typer.Option("--to", help="Where to write it; else into the current directory.")
    ] = None,
    data: Data = DEFAULT,
) -> None:
    """Write the expenditure list of a fund: every cost paid, with its document and its payment."""
    # here, because every other command does without the pages' many modules
    from services.outreach.projections.reporting import expenditure as listed

    async with Mongo(reach(data).settings.mongo_url, "civikos-expenditure") as mongo:
        found = await listed.of_fund(mongo.database("reporting"), fund)
    if found is None:
        raise Trouble(f"there is no fund {fund}.")
    path = to or Path(f"expenditure-{fund}.{format.value}")
    path.write_bytes(listed.as_csv(found) if format is Format.CSV else listed.as_xlsx(found))
    out.print(f"{path}: {len(found.rows)} costs, {listed.total(found)}.", markup=False)
