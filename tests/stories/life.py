"""What a story of a member's life is told with: days before today, what is recorded, a member admitted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.cli.reach import reach
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.event import Ref
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from tests.platform import People, Platform

NOW = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
PATIENCE = 150
"""Seconds: what a killed process had taken and not acknowledged is delivered again after a minute."""


def ago(days: int) -> dict[str, datetime]:
    """So long ago, to the day."""
    return {"as_of": NOW - timedelta(days=days)}


def day(days: int) -> str:
    return (NOW - timedelta(days=days)).date().isoformat()


def own(organisation: str) -> str:
    return f"cso:{organisation}"


async def history(platform: Platform, ref: Ref) -> list[Any]:
    """The events of an entity, its personal fields as far as they can be opened."""
    reached = reach(platform.data)
    async with (
        reached.nats() as nc,
        KeyRing(nc, reached.settings.master_key.get_secret_value()) as keys,
    ):
        return [recorded.data for recorded in await JetStreamLog(nc, Codec(VOCABULARY, keys)).load(ref)]


async def until(holds: Callable[[], Awaitable[bool]], patience: float = PATIENCE) -> None:
    async with asyncio.timeout(patience):
        while not await holds():
            await asyncio.sleep(0.2)


async def recorded(platform: Platform, ref: Ref, *names: str) -> list[Any]:
    """Waits until the last events of an entity are these; policies and timers need a moment."""
    events: list[Any] = []

    async def there() -> bool:
        events[:] = await history(platform, ref)
        return [type(event).__name__ for event in events[-len(names) :]] == [*names]

    try:
        await until(there)
    except TimeoutError:
        raise AssertionError([type(event).__name__ for event in events]) from None
    return events[-len(names) :]


def membership_of(organisation: str) -> Ref:
    return Ref("membership", "membership", organisation)


async def apply(people: People, organisation: str, days: int) -> None:
    """Documents accepted, applied, checked."""
    for document in ("code-of-ethics", "rules-of-procedure"):
        accepting = {"organisation": organisation, "document": document, "version": 1}
        answer = await people.give(
            "membership", "AcceptDocument", own(organisation), **accepting, **ago(days)
        )
        assert "status" not in answer or answer["type"].endswith(":already-accepted"), answer
    applying = {"organisation": organisation, "motivation": "Together."}
    await people.accepted("membership", "ApplyForMembership", own(organisation), **applying, **ago(days))
    checking = {"organisation": organisation, "complete": True, "findings": "All there."}
    await people.accepted("membership", "CheckApplication", "secretariat", **checking, **ago(days))


async def admit(people: People, organisation: str, days: int) -> None:
    admitted = {"organisation": organisation, "joined_on": day(days), "decision_ref": "B-1"}
    await people.accepted("membership", "AdmitMember", "board", **admitted, **ago(days))
