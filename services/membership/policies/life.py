"""What follows from what: signs of life and their absence, ends of suspensions and of appeals, reminders."""

from __future__ import annotations

from collections.abc import Iterable

from services.membership.domain.activity import MarkPassive, NoteSignOfLife
from services.membership.domain.appeal import CloseAppealWindow
from services.membership.domain.discipline import EndSuspension
from services.membership.domain.passivity import ReviewPassivity
from services.membership.domain.reminder import RemindOfAcceptance
from shared.contracts import council, membership
from shared.contracts.membership import Seen
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy

CAME = ("present", "substitute")


# ── signs of life ───────────────────────────────────────────────────────────────────────────────
def joined(fact: Recorded[membership.MemberJoined]) -> list[NoteSignOfLife]:
    seen = Seen(sign="joined", on=fact.data.joined_on, source=str(fact.ref))
    return [NoteSignOfLife(organisation=fact.ref.id, seen=seen)]


def accepted(fact: Recorded[membership.DocumentAccepted]) -> list[NoteSignOfLife]:
    seen = Seen(
        sign="acceptance", on=fact.data.accepted_on, source=f"membership.document.{fact.data.document}"
    )
    return [NoteSignOfLife(organisation=fact.ref.id, seen=seen)]


def attended(fact: Recorded[council.MeetingHeld]) -> list[NoteSignOfLife]:
    seen = Seen(sign="attendance", on=fact.data.held_on, source=str(fact.ref))
    return [NoteSignOfLife(organisation=id, seen=seen) for id in dict.fromkeys(_came(fact.data))]


def _came(held: council.MeetingHeld) -> Iterable[str]:
    """Organisations on their seats, and as guests."""
    for seat in held.attendance:
        if seat.presence in CAME and seat.holder and seat.holder.kind == "organisation":
            yield seat.holder.id
    yield from (guest.organisation for guest in held.guests if guest.organisation)


# ── timers ──────────────────────────────────────────────────────────────────────────────────────
Clock = membership.ActivitySeen | membership.PassivityReplanned


def passive_later(clock: Recorded[Clock]) -> list[Later]:
    """One timer a member, whichever of the two facts plans it: they share the policy's name."""
    due, organisation = clock.data.passive_at, clock.ref.id
    return [Later(organisation, due, MarkPassive(organisation=organisation))] if due else []


def review(_: Recorded[membership.MembershipRulesSet]) -> list[ReviewPassivity]:
    return [ReviewPassivity()]


def review_more(reviewed: Recorded[membership.PassivityReviewed]) -> list[ReviewPassivity]:
    return [ReviewPassivity(after=reviewed.data.up_to)] if reviewed.data.more else []


def appeal_window_closes(refused: Recorded[membership.MembershipRefused]) -> list[Later]:
    due, organisation = refused.data.appeal_ends_at, refused.ref.id
    return [Later(organisation, due, CloseAppealWindow(organisation=organisation))] if due else []


def suspension_ends(suspended: Recorded[membership.MemberSuspended]) -> list[Later]:
    due, organisation = suspended.data.ends_at, suspended.ref.id
    return [Later(organisation, due, EndSuspension(organisation=organisation))] if due else []


def remind(published: Recorded[membership.DocumentPublished]) -> list[Later]:
    document, version = published.ref.id, published.data.version
    command = RemindOfAcceptance(document=document, version=version)
    return [Later(f"{document}-{turn}", due, command) for turn, due in enumerate(published.data.remind_at, 1)]


PASSIVE = "silent-member-becomes-passive"

POLICIES = (
    Policy("joining-is-a-sign-of-life", membership.MemberJoined, joined),
    Policy("accepting-is-a-sign-of-life", membership.DocumentAccepted, accepted),
    Policy("attending-is-a-sign-of-life", council.MeetingHeld, attended),
    Policy(PASSIVE, membership.ActivitySeen, passive_later),
    Policy(PASSIVE, membership.PassivityReplanned, passive_later),
    Policy("changed-rules-review-passivity", membership.MembershipRulesSet, review),
    Policy("review-of-passivity-goes-on", membership.PassivityReviewed, review_more),
    Policy("appeal-window-closes-on-its-day", membership.MembershipRefused, appeal_window_closes),
    Policy("suspension-ends-on-its-day", membership.MemberSuspended, suspension_ends),
    Policy("document-asks-for-its-acceptance", membership.DocumentPublished, remind),
)
