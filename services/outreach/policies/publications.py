"""What follows from what: a fact that the public should hear of writes a first draft while it is news."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Literal

from services.outreach.domain.drafting import (
    DraftCommitmentAlert,
    DraftElectionCall,
    DraftMeetingNews,
    DraftMeetingNotice,
    FollowMeeting,
)
from services.outreach.domain.newsletter import OfferPublication, WithholdPublication
from shared.contracts import council, outreach
from shared.kernel.event import Recorded
from shared.kernel.policy import Policy

FRESH = timedelta(days=31)
"""History that is entered later than that is no news any more."""
LONGEST = 80
"""Characters of an id."""


def draft_notice(scheduled: Recorded[council.MeetingScheduled]) -> list[DraftMeetingNotice]:
    """Not of a meeting that was past already when somebody wrote it down."""
    if scheduled.data.starts_at <= scheduled.recorded_at:
        return []
    meeting = scheduled.ref.id
    return [DraftMeetingNotice(publication=named("notice", meeting), meeting=meeting)]


def follow_moved(moved: Recorded[council.MeetingRescheduled]) -> list[FollowMeeting]:
    return [_follow(moved.ref.id, "moved", moved.data.reason)]


def follow_cancelled(cancelled: Recorded[council.MeetingCancelled]) -> list[FollowMeeting]:
    return [_follow(cancelled.ref.id, "cancelled", cancelled.data.reason)]


def follow_agenda(agenda: Recorded[council.AgendaSet]) -> list[FollowMeeting]:
    return [_follow(agenda.ref.id, "agenda")]


def _follow(meeting: str, change: Literal["moved", "cancelled", "agenda"], reason: str = "") -> FollowMeeting:
    publication = named("notice", meeting)
    return FollowMeeting(publication=publication, meeting=meeting, change=change, reason=reason)


def draft_news(minutes: Recorded[council.MinutesPublished]) -> list[DraftMeetingNews]:
    """The minutes have the meeting's id; they are published after it was held."""
    if not _fresh(minutes.data.published_on, minutes):
        return []
    meeting = minutes.ref.id
    return [DraftMeetingNews(publication=named("news", meeting), meeting=meeting)]


def draft_call(called: Recorded[council.ElectionCalled]) -> list[DraftElectionCall]:
    if called.data.windows.voting.closes_at <= called.recorded_at:
        return []
    return [DraftElectionCall(publication=named("call", called.ref.id), election=called.ref.id)]


def draft_alert(overdue: Recorded[council.CommitmentOverdue]) -> list[DraftCommitmentAlert]:
    if not _fresh(overdue.data.overdue_on, overdue):
        return []
    id, due = overdue.ref.id, overdue.data.due
    return [DraftCommitmentAlert(publication=named("alert", id, due.isoformat()), commitment=id)]


def _fresh(day: date, fact: Recorded[Any]) -> bool:
    return fact.recorded_at.date() - day <= FRESH


def named(kind: str, *parts: str) -> str:
    """The id of the draft; one that is too long ends with a hash of the whole, so no two are the same."""
    whole = "-".join((kind, *parts))
    if len(whole) <= LONGEST:
        return whole
    return f"{whole[: LONGEST - 17]}-{sha256(whole.encode()).hexdigest()[:16]}"


def offer(published: Recorded[outreach.PublicationPublished]) -> list[OfferPublication]:
    fact = published.data
    languages = tuple(language for language in fact.title if language in fact.text)
    return [OfferPublication(publication=published.ref.id, kind=fact.kind, languages=languages)]


def withhold(retracted: Recorded[outreach.PublicationRetracted]) -> list[WithholdPublication]:
    return [WithholdPublication(publication=retracted.ref.id)]


POLICIES = (
    Policy("called-meeting-drafts-notice", council.MeetingScheduled, draft_notice),
    Policy("moved-meeting-changes-notice", council.MeetingRescheduled, follow_moved),
    Policy("cancelled-meeting-ends-notice", council.MeetingCancelled, follow_cancelled),
    Policy("agenda-completes-notice", council.AgendaSet, follow_agenda),
    Policy("published-minutes-draft-news", council.MinutesPublished, draft_news),
    Policy("called-election-drafts-call", council.ElectionCalled, draft_call),
    Policy("overdue-commitment-drafts-alert", council.CommitmentOverdue, draft_alert),
    Policy("publication-waits-for-newsletter", outreach.PublicationPublished, offer),
    Policy("retracted-publication-leaves-newsletter", outreach.PublicationRetracted, withhold),
)
