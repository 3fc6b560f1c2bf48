"""What follows from what: signs of life and their absence, ends of suspensions and of appeals, reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from services.membership.domain.activity import MarkPassive, NoteSignOfLife
from services.membership.domain.appeal import CloseAppealWindow
from services.membership.domain.discipline import EndSuspension
from services.membership.domain.passivity import ReviewPassivity
from services.membership.domain.reminder import RemindOfAcceptance
from services.membership.policies.late import rings_at
from shared.contracts import council, membership
from shared.contracts.membership import Seen, SignOfLife
from shared.kernel.entity import Command
from shared.kernel.event import Event, Recorded
from shared.kernel.policy import Later, Policy

CAME = ("present", "substitute")


# ── signs of life ───────────────────────────────────────────────────────────────────────────────
def _noted(organisation: str, sign: SignOfLife, on: date, source: object) -> NoteSignOfLife:
    seen = Seen(sign=sign, on=on, source=str(source))
    return NoteSignOfLife(organisation=organisation, seen=seen)


def joined(fact: Recorded[membership.MemberJoined]) -> list[NoteSignOfLife]:
    return [_noted(fact.ref.id, "joined", fact.data.joined_on, fact.ref)]


def accepted(fact: Recorded[membership.DocumentAccepted]) -> list[NoteSignOfLife]:
    source = f"membership.document.{fact.data.document}"
    return [_noted(fact.ref.id, "acceptance", fact.data.accepted_on, source)]


def took_part(sign: SignOfLife, day: str) -> Callable[[Recorded[Any]], list[NoteSignOfLife]]:
    """Facts that name the organisation, and their day in the field `day`."""

    def noted(fact: Recorded[Any]) -> list[NoteSignOfLife]:
        organisation = fact.data.organisation
        return [_noted(organisation, sign, getattr(fact.data, day), fact.ref)] if organisation else []

    return noted


TOOK_PART: tuple[tuple[str, type[Event], SignOfLife, str], ...] = (
    ("voting-is-a-sign-of-life", council.BallotReceived, "vote", "received_on"),
    ("input-is-a-sign-of-life", council.InputReceived, "input", "received_on"),
    ("proposing-is-a-sign-of-life", membership.PositionProposed, "position", "proposed_on"),
    ("commenting-is-a-sign-of-life", membership.PositionCommented, "position", "commented_on"),
    ("endorsing-is-a-sign-of-life", membership.PositionEndorsed, "position", "endorsed_on"),
)


def attended(fact: Recorded[council.MeetingHeld]) -> list[NoteSignOfLife]:
    return [_noted(id, "attendance", fact.data.held_on, fact.ref) for id in dict.fromkeys(_came(fact.data))]


def _came(held: council.MeetingHeld) -> Iterable[str]:
    """Organisations on their seats, and as guests."""
    for seat in held.attendance:
        if seat.presence in CAME and seat.holder and seat.holder.kind == "organisation":
            yield seat.holder.id
    yield from (guest.organisation for guest in held.guests if guest.organisation)


# ── timers ──────────────────────────────────────────────────────────────────────────────────────
Clock = membership.ActivitySeen | membership.PassivityReplanned


def _later(fact: Recorded[Any], due: datetime | None, command: Command) -> list[Later]:
    """One timer an organisation; None: there is nothing to wait for."""
    return [Later(fact.ref.id, rings_at(due, fact.recorded_at), command)] if due else []


def passive_later(clock: Recorded[Clock]) -> list[Later]:
    """One timer a member, whichever of the two facts plans it: they share the policy's name."""
    return _later(clock, clock.data.passive_at, MarkPassive(organisation=clock.ref.id))


def review(_: Recorded[membership.MembershipRulesSet]) -> list[ReviewPassivity]:
    return [ReviewPassivity()]


def review_more(reviewed: Recorded[membership.PassivityReviewed]) -> list[ReviewPassivity]:
    return [ReviewPassivity(after=reviewed.data.up_to)] if reviewed.data.more else []


def appeal_window_closes(refused: Recorded[membership.MembershipRefused]) -> list[Later]:
    return _later(refused, refused.data.appeal_ends_at, CloseAppealWindow(organisation=refused.ref.id))


def suspension_ends(suspended: Recorded[membership.MemberSuspended]) -> list[Later]:
    return _later(suspended, suspended.data.ends_at, EndSuspension(organisation=suspended.ref.id))


def remind(published: Recorded[membership.DocumentPublished]) -> list[Later]:
    document, version = published.ref.id, published.data.version
    command = RemindOfAcceptance(document=document, version=version)
    return [
        Later(f"{document}-{turn}", rings_at(due, published.recorded_at), command)
        for turn, due in enumerate(published.data.remind_at, 1)
    ]


PASSIVE = "silent-member-becomes-passive"

POLICIES = (
    Policy("joining-is-a-sign-of-life", membership.MemberJoined, joined),
    Policy("accepting-is-a-sign-of-life", membership.DocumentAccepted, accepted),
    Policy("attending-is-a-sign-of-life", council.MeetingHeld, attended),
    *(Policy(name, on, took_part(sign, day)) for name, on, sign, day in TOOK_PART),
    Policy(PASSIVE, membership.ActivitySeen, passive_later),
    Policy(PASSIVE, membership.PassivityReplanned, passive_later),
    Policy("changed-rules-review-passivity", membership.MembershipRulesSet, review),
    Policy("review-of-passivity-goes-on", membership.PassivityReviewed, review_more),
    Policy("appeal-window-closes-on-its-day", membership.MembershipRefused, appeal_window_closes),
    Policy("suspension-ends-on-its-day", membership.MemberSuspended, suspension_ends),
    Policy("document-asks-for-its-acceptance", membership.DocumentPublished, remind),
)
