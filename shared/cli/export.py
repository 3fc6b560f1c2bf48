"""`civikos export`: a read model as a file, with the dictionary that says what its columns mean."""

from __future__ import annotations

import asyncio
import enum
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.read import projection_named
from shared.cli.screen import err, out
from shared.cli.trouble import Trouble
from shared.kernel.mongo import Mongo
from shared.kernel.projection import Projection


class FileFormat(enum.StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"


async def export(
    read_model: Annotated[str, typer.Argument(metavar="DATABASE.NAME", help="Such as portal.meetings.")],
    format: Annotated[FileFormat, typer.Option("--format", "-f", help="Of the file.")] = FileFormat.CSV,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Where; MODEL.FORMAT without it.")] = None,
    dictionary: Annotated[bool, typer.Option("--dictionary", help="Print what the columns mean.")] = False,
    data: Data = DEFAULT,
) -> None:
    """Write a read model into a file, as it stands now; or print its data dictionary."""
    projection = projection_named(read_model)
    reached = reach(data)
    async with Mongo(reached.settings.mongo_url, "civikos-export", 60) as mongo:
        if dictionary:
            await _print_dictionary(mongo, projection)
        else:
            await _write(mongo, projection, format, to or Path(f"{read_model}.{format}"))


async def _write(mongo: Mongo, projection: Projection, format: FileFormat, to: Path) -> None:
    from services.outreach.exports.formats import FORMATS, TooLarge
    from services.outreach.exports.reading import table

    found = await table(mongo.database(projection.database), projection)
    try:
        content = FORMATS[format].write(found)
        await asyncio.to_thread(to.write_bytes, content)
    except TooLarge as error:
        raise Trouble(str(error)) from None
    except OSError as error:
        raise Trouble(f"{to} cannot be written: {error.strerror}.") from None
    err.print(f"{to}: {len(found.documents):,} rows as of position {found.position:,}.", markup=False)


async def _print_dictionary(mongo: Mongo, projection: Projection) -> None:
    from services.outreach.exports.dictionary import about
    from services.outreach.exports.reading import table

    found = await table(mongo.database(projection.database), projection)
    out.print(f"{projection.full_name}: {projection.title}. {about(projection)}\n", markup=False)
    for column in found.columns:
        kind = f"{column.kind}{', may be empty' if column.nullable else ''}"
        out.print(f"  {column.name:<36} {kind:<24} {column.meaning}", markup=False, soft_wrap=True)
