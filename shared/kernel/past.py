"""What was a read model at a moment? Folded from the log, up to what was true by then.

One at a time, and the last few are remembered, so that pages of one answer cost one folding.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime

from shared.kernel.builder import Source
from shared.kernel.event import Ref
from shared.kernel.feed import Unreadable, feed
from shared.kernel.projection import Document, Projection
from shared.kernel.replay import fold_batch, subjects

REMEMBERED = 4


class Past:
    """Folds read models of one log as they were."""

    def __init__(self, source: Source) -> None:
        self._source, self._turn = source, asyncio.Lock()
        self._known: OrderedDict[tuple[str, datetime, int], Mapping[str, Document]] = OrderedDict()

    async def at(self, projection: Projection, moment: datetime, now: int) -> Mapping[str, Document]:
        """The documents by id; `now` is the position up to which the log is known to this process."""
        key = (projection.full_name, moment, now)
        async with self._turn:
            if key not in self._known:
                self._known[key] = await self._folded(projection, moment)
            self._known.move_to_end(key)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            return self._known[key]

    async def _folded(self, projection: Projection, moment: datetime) -> Mapping[str, Document]:
        documents: dict[str, Document | None] = {}
        parked: set[Ref] = set()
        source, wanted = self._source, subjects(projection)
        batches = feed(source.nc, source.stream, wanted, source.decode, 0, asyncio.Event(), size=source.size)
        async with contextlib.aclosing(batches):
            async for batch in batches:
                known = [e for e in batch.events if isinstance(e, Unreadable) or e.at < moment]
                outcome = fold_batch(projection, documents, known, parked)
                documents = outcome.documents
                parked |= {poison.ref for poison in outcome.poison}
                if not batch.pending:
                    break
        return {id: document for id, document in documents.items() if document is not None}
