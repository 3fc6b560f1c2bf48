"""What can come before a call or an act, and is it there? A step cannot follow what does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.council.domain.meeting import MEETING
from services.council.domain.proceedings import Held
from shared.contracts.council import Station, StationKind
from shared.kernel.entity import Context, Entity, Refusal

Known = Mapping[StationKind, Entity[Any]]
MEETINGS: Known = {"meeting": MEETING}


class NothingToFollow(Refusal):
    """There is no {kind} {id}. Name what came before as its address does."""


def check(stations: Iterable[Station], ctx: Context, known: Known = MEETINGS) -> None:
    """Kinds that are not `known`, other services' positions for example, are taken as named.

    Raises:
        NothingToFollow: one of the council's own is not there.
    """
    for station in stations:
        if not _there(station, ctx, known):
            raise NothingToFollow(kind=station.kind, id=address(station))


def address(station: Station) -> str:
    """As the addresses say it: the id, and the number if it has one."""
    return f"{station.id}-{station.number}" if station.number else station.id


def _there(station: Station, ctx: Context, known: Known) -> bool:
    if station.kind == "decision":
        meeting = ctx.of(MEETING, station.id)
        return isinstance(meeting, Held) and station.number in range(1, len(meeting.decisions) + 1)
    entity = known.get(station.kind)
    return entity is None or ctx.of(entity, station.id) != entity.initial
