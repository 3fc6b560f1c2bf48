"""The lines of the work queue, as a projector would leave them at the end of a log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.outreach.projections.reporting.waiting.row import ASLEEP, told
from services.outreach.projections.reporting.work_queue import WORK_QUEUE, shown
from shared.kernel.event import Recorded
from shared.testing.recorded import folded


def items(log: Iterable[Recorded[Any]]) -> list[Any]:
    """As the read model holds them."""
    return [{**item, "_id": id} for id, item in folded(WORK_QUEUE, log).items()]


def lines(log: Iterable[Recorded[Any]]) -> dict[str, Any]:
    """By their ids: "service.Command:entity", or "service.Command:entity/part"."""
    found = [line for item in items(log) for line in shown(item)]
    return {line["_id"]: line for line in found if line["since"] != told(ASLEEP)}
