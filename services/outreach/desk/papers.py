"""Who gets a paper of a meeting at the desk? Whoever may read the meeting there, secrets and all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from starlette.responses import Response

from services.outreach.desk import history, readers
from services.outreach.desk.visit import Visit
from shared.contracts import council
from shared.kernel.event import Recorded, Ref
from shared.kernel.files import served
from shared.kernel.subject import TOKEN


async def paper(visit: Visit) -> Response:
    """One paper, of whatever item; the public gets those of public items on the portal."""
    path = visit.request.path_params
    ref = Ref("council", "meeting", path["meeting"])
    if not TOKEN.fullmatch(ref.id):
        return visit.not_found()
    events, allowed = await history.read(visit, ref)
    if not allowed:
        return visit.not_allowed(readers.roles(ref.service, ref.entity))
    known = list(dict.fromkeys(hashes(events)))
    stored = await visit.tools.files.find(path["paper"]) if path["paper"] in known else None
    if stored is None:
        return visit.not_found()
    content = await visit.tools.files.read(stored.sha256)
    name = f"{ref.id}-{known.index(stored.sha256) + 1}"
    return Response(content, headers=dict(served(stored, name)))


def hashes(events: Iterable[Recorded[Any]]) -> Iterator[str]:
    """Of every paper that was proposed or set."""
    for event in events:
        match event.data:
            case council.AgendaItemProposed(papers=papers):
                yield from (paper.sha256 for paper in papers)
            case council.AgendaSet(items=items):
                yield from (paper.sha256 for item in items for paper in item.papers)
