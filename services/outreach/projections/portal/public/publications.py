"""Which facts about publications and reports may the public read?"""

from __future__ import annotations

from collections.abc import Iterable

from services.outreach.projections.portal.public.row import Public
from shared.contracts import outreach
from shared.kernel.event import Event


def _subject(data: outreach.PublicationPublished) -> Iterable[str]:
    return (f"{data.about.entity}:{data.about.id}",) if data.about else ()


PUBLIC: dict[type[Event], Public] = {
    outreach.PublicationPublished: Public("published_on", (), _subject, news=True),
    outreach.PublicationCorrected: Public("corrected_on", news=True),
    outreach.PublicationRetracted: Public("retracted_on", news=True),
    outreach.ReportSubmitted: Public("submitted_on", ("title", "submitted_to"), news=True),
}
