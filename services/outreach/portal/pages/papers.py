"""Which papers may everybody read? Those of a meeting's public items: what each is, and its file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.outreach.portal.page import Ask, File, NotFound
from services.outreach.projections.portal import meetings
from shared.kernel.files import HARMLESS, Kept
from shared.kernel.log import Unavailable

PATIENCE = 2.0
"""Seconds for which a page waits for the store; without it, it shows titles alone."""


@dataclass(frozen=True, slots=True)
class OnFile:
    """What of a meeting's papers is in the store."""

    kept: dict[str, Kept]
    looked: bool = True
    """False: the store did not answer, so what is missing here may be there."""


def public(meeting: Any) -> Iterator[Any]:
    return (paper for _, paper in meetings.papers(meeting))


async def on_file(ask: Ask, meeting: Any) -> OnFile:
    """What kind of file each public paper is, and how large."""
    wanted = {paper["sha256"] for paper in public(meeting)}
    if not wanted or ask.files is None:
        return OnFile({})
    try:
        async with asyncio.timeout(PATIENCE):
            found = await asyncio.gather(*map(ask.files.find, wanted))
    except (Unavailable, TimeoutError):
        return OnFile({}, looked=False)
    return OnFile({file.sha256: file for file in found if file})


async def paper(ask: Ask) -> File:
    """The file itself, at an address for ever, as long as the item is public; nothing else of the store."""
    meeting = await meetings.one(ask.db, ask.id)
    known = list(dict.fromkeys(paper["sha256"] for paper in public(meeting))) if meeting else []
    if ask.part not in known or ask.files is None:
        raise NotFound
    stored = await ask.files.find(ask.part)
    if stored is None:
        raise NotFound
    name = f"{ask.id}-{known.index(ask.part) + 1}.{stored.ending}"
    content = await ask.files.read(ask.part)
    return File(content, stored.media_type, name, inline=False, headers=HARMLESS)
