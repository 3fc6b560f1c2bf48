"""What follows from what: a fact that the public should hear of writes a first draft while it is news."""

from __future__ import annotations

from services.outreach.domain.drafting import DraftMeetingNotice
from services.outreach.domain.newsletter import OfferPublication, WithholdPublication
from shared.contracts import council, outreach
from shared.kernel.event import Recorded
from shared.kernel.policy import Policy


def draft_notice(scheduled: Recorded[council.MeetingScheduled]) -> list[DraftMeetingNotice]:
    """Not of a meeting that was past already when somebody wrote it down."""
    if scheduled.data.starts_at <= scheduled.recorded_at:
        return []
    meeting = scheduled.ref.id
    return [DraftMeetingNotice(publication=named("notice", meeting), meeting=meeting)]


def named(kind: str, id: str) -> str:
    return f"{kind}-{id}"[:80]


def offer(published: Recorded[outreach.PublicationPublished]) -> list[OfferPublication]:
    fact = published.data
    languages = tuple(language for language in fact.title if language in fact.text)
    return [OfferPublication(publication=published.ref.id, kind=fact.kind, languages=languages)]


def withhold(retracted: Recorded[outreach.PublicationRetracted]) -> list[WithholdPublication]:
    return [WithholdPublication(publication=retracted.ref.id)]


POLICIES = (
    Policy("called-meeting-drafts-notice", council.MeetingScheduled, draft_notice),
    Policy("publication-waits-for-newsletter", outreach.PublicationPublished, offer),
    Policy("retracted-publication-leaves-newsletter", outreach.PublicationRetracted, withhold),
)
