"""Which facts about proposals and minutes may the public read?"""

from __future__ import annotations

from collections.abc import Iterable

from services.outreach.projections.portal.public.row import Public
from shared.contracts import council
from shared.kernel.event import Event


def _proposer(data: council.AgendaItemProposed) -> Iterable[str]:
    return (f"{data.proposer.kind}:{data.proposer.id}",)


PUBLIC: dict[type[Event], Public] = {
    council.AgendaItemProposed: Public("proposed_on", ("proposal", "proposer"), _proposer),
    council.MinutesDrafted: Public("drafted_on", ("number",)),
    council.MinutesCorrected: Public("corrected_on", ("number",)),
    council.MinutesAdopted: Public("adopted_on", ("number",), news=True),
    council.MinutesPublished: Public("published_on", ("number",), news=True),
}
