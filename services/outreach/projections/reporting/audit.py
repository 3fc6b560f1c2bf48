"""Who recorded what, when, by which command and because of what? One document for every event of the log."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from services.outreach.projections.portal.meetings import utc
from shared.kernel.event import Recorded
from shared.kernel.projection import EveryEvent, Index, Projection, fold


class AuditEntry(TypedDict):
    position: int
    type: str
    service: str
    entity: str
    id: str
    version: int
    at: str
    """The moment the fact speaks of."""
    recorded_at: str
    by: str
    command: str
    command_name: str
    correlation: str
    causation: str
    chain: str


def recorded(_: None, event: Recorded[Any]) -> AuditEntry:
    return AuditEntry(
        position=event.position,
        type=event.data.type_name,
        service=event.ref.service,
        entity=event.ref.entity,
        id=event.ref.id,
        version=event.version,
        at=utc(event.at),
        recorded_at=utc(event.recorded_at),
        by=event.by,
        command=event.command,
        command_name=event.command_name,
        correlation=event.correlation,
        causation=event.causation,
        chain=event.chain,
    )


def _by_event(event: Recorded[Any]) -> tuple[str]:
    return (event.id,)


AUDIT = Projection(
    database="reporting",
    name="audit",
    version=1,
    document=AuditEntry,
    title="Every event: who, when, by which command, because of what",
    on={EveryEvent: fold(recorded, by=_by_event)},
    indexes=(
        Index((("position", 1),), unique=True),
        Index((("service", 1), ("entity", 1), ("id", 1), ("version", 1))),
        Index((("by", 1), ("position", 1))),
        Index((("correlation", 1), ("position", 1))),
    ),
)
