"""Up to which event do the pages know the world, and how does a reader wait for an own write?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from services.outreach.projections import PORTAL
from shared.kernel.mongo import Database

MODELS = tuple(projection.name for projection in PORTAL)
PATIENCE = 5.0
"""Seconds a page waits for `?after=`."""
PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Standing:
    """Every read model has everything up to `position`; the slowest of them was moved last at `at`."""

    position: int
    at: datetime | None


async def standing(db: Database, models: Sequence[str] = MODELS) -> Standing:
    """Position 0 while some read model has not begun."""
    entries = await db.find("_projections", {"_id": {"$in": [*models]}}, fields=["position", "at"])
    if len(entries) < len(models):
        return Standing(0, None)
    slowest = min(entries, key=lambda entry: entry["position"])
    at: datetime = slowest["at"]
    return Standing(slowest["position"], at.astimezone(UTC))


async def standing_after(db: Database, position: int, patience: float) -> Standing:
    """Waits until the read models have that position, or the patience ends; the caller compares."""
    deadline = asyncio.get_running_loop().time() + patience
    while (now := await standing(db)).position < position:
        if asyncio.get_running_loop().time() >= deadline:
            return now
        await asyncio.sleep(PAUSE)
    return now
