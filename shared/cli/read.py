"""`civikos read`: a read model as it was known at a position of the log, or at the end of a day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

import typer
from nats.aio.client import Client

from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.reading import end_of, messages, position
from shared.cli.screen import err
from shared.cli.trouble import Trouble
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.projection import Document, Projection
from shared.kernel.replay import Arrived, fold_batch
from shared.kernel.settings import Settings


async def read(
    read_model: Annotated[str, typer.Argument(metavar="DATABASE.NAME", help="Such as portal.meetings.")],
    id: Annotated[str, typer.Argument(metavar="[ID]", help="One document; without it, all.")] = "",
    at: Annotated[int | None, typer.Option(help="As of this position of the log.", min=0)] = None,
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="As known at the end of this day.")] = "",
    data: Data = DEFAULT,
) -> None:
    """Print a read model as JSON: as it is, or as it was known on a day. The log is folded up to there."""
    projection, reached = projection_named(read_model), reach(data)
    known_by = _end_of(on, reached.settings) if on else None
    async with reached.nats() as nc:
        arrived, reached_position = await _until(nc, at, known_by)
    documents = fold_batch(projection, {}, arrived).documents
    found = {key: document for key, document in documents.items() if document is not None}
    err.print(f"{read_model} as of position {reached_position:,}: {len(found):,} documents.", markup=False)
    _print(found, id)


def projection_named(read_model: str) -> Projection:
    # here, because every other command does without the pages' many modules
    from services.outreach.projections import PROJECTIONS

    known = {projection.full_name: projection for projection in PROJECTIONS}
    if read_model not in known:
        raise Trouble(f"there is no read model {read_model}; there are {', '.join(sorted(known))}.")
    return known[read_model]


def _end_of(day: str, settings: Settings) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day), time.max, settings.zone).astimezone(UTC)
    except ValueError:
        raise Trouble(f"{day} is not a day: write it as 2015-04-21.") from None


async def _until(nc: Client, at: int | None, known_by: datetime | None) -> tuple[Sequence[Arrived], int]:
    """The events up to there, and the position of the last one. Without keys: personal data stay closed."""
    end, last = await end_of(nc), 0
    codec, arrived = Codec(VOCABULARY), list[Arrived]()
    async for message in messages(nc, until=end if at is None else min(at, end)):
        event = codec.decode(message)
        if known_by is not None and event.recorded_at > known_by:
            break
        arrived.append(event)
        last = position(message)
    return arrived, last


def _print(found: dict[str, Document], id: str) -> None:
    if id and id not in found:
        raise Trouble(f"there was no {id} then.")
    shown: Any = found[id] if id else [{"_id": key, **document} for key, document in sorted(found.items())]
    typer.echo(json.dumps(shown, indent=2, ensure_ascii=False, default=str))
