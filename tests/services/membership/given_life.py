"""What do the sentences about a member's life begin with? One command and one fact of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.membership.domain.activity import ACTIVITY, MarkPassive, NoteSignOfLife
from services.membership.domain.appeal import AppealRefusal, CloseAppealWindow, DecideAppeal
from services.membership.domain.contribution import RecordContribution, SetContribution
from services.membership.domain.discipline import EndSuspension, ExpelMember, ReinstateMember, SuspendMember
from services.membership.domain.passivity import ReviewPassivity
from services.membership.domain.reminder import RemindOfAcceptance
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES, SetMembershipRules
from services.membership.doors import DOORS
from shared.contracts import membership
from shared.contracts.membership import Seen
from shared.kernel.entity import Command
from shared.testing.spec import KOSOVO, Spec

ORG = "5900001-1"
THEN, NOW = date(2015, 4, 20), date(2015, 4, 21)
SUMMER = date(2015, 6, 30)
SEEN = Seen(sign="attendance", on=NOW, source="council.meeting.council-2015-04-21")
LONG_AGO = Seen(sign="joined", on=date(2013, 4, 21), source=f"membership.membership.{ORG}")

# ── commands ────────────────────────────────────────────────────────────────────────────────────
SET_RULES = SetMembershipRules(
    appeal_days=15, passive_months=24, reminder_days=(30, 7), decision_ref="Board, 2014"
)
APPEAL_REFUSAL = AppealRefusal(organisation=ORG, grounds="We are one")
DECIDE_APPEAL = DecideAppeal(
    organisation=ORG, upheld=True, reason="They are one", decision_ref="Board, May 2015"
)
CLOSE_WINDOW = CloseAppealWindow(organisation=ORG)
SUSPEND = SuspendMember(organisation=ORG, reason="No report was filed", until=SUMMER)
REINSTATE = ReinstateMember(organisation=ORG, reason="The report came")
END_SUSPENSION = EndSuspension(organisation=ORG)
EXPEL = ExpelMember(organisation=ORG, reason="Not seen for two years")
NOTE = NoteSignOfLife(organisation=ORG, seen=SEEN)
MARK_PASSIVE = MarkPassive(organisation=ORG)
REVIEW = ReviewPassivity()
REMIND = RemindOfAcceptance(document="code-of-ethics", version=1)
SET_CONTRIBUTION = SetContribution(
    organisation=ORG, year=2015, cents=5_000, currency="EUR", decision_ref="Board, January 2015"
)
RECORD_CONTRIBUTION = RecordContribution(
    organisation=ORG, year=2015, cents=5_000, paid_on=NOW, reference="bank-77"
)

MAY: dict[str, set[str]] = {
    "SetMembershipRules": {"board"},
    "AppealRefusal": {"cso"},
    "DecideAppeal": {"board"},
    "CloseAppealWindow": set(),
    "SuspendMember": {"board"},
    "ReinstateMember": {"board"},
    "EndSuspension": set(),
    "ExpelMember": {"board"},
    "NoteSignOfLife": set(),
    "MarkPassive": set(),
    "ReviewPassivity": set(),
    "RemindOfAcceptance": set(),
    "SetContribution": {"board"},
    "RecordContribution": {"finance"},
}
EXAMPLES = (
    SET_RULES,
    APPEAL_REFUSAL,
    DECIDE_APPEAL,
    CLOSE_WINDOW,
    SUSPEND,
    REINSTATE,
    END_SUSPENSION,
    EXPEL,
    NOTE,
    MARK_PASSIVE,
    REVIEW,
    REMIND,
    SET_CONTRIBUTION,
    RECORD_CONTRIBUTION,
)

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
appealed = membership.RefusalAppealed(grounds="We are one", appealed_on=THEN)
became_final = membership.RefusalBecameFinal(final_on=THEN)
reinstated = membership.MemberReinstated(reason="The report came", reinstated_on=THEN)
expelled = membership.MemberExpelled(reason="Not seen for two years", expelled_on=THEN)


def rules(
    appeal_days: int = 15, passive_months: int | None = 24, reminder_days: tuple[int, ...] = (7, 30)
) -> membership.MembershipRulesSet:
    return membership.MembershipRulesSet(
        appeal_days=appeal_days,
        passive_months=passive_months,
        reminder_days=reminder_days,
        decision_ref="Board, 2014",
        set_on=THEN,
    )


def suspended(until: date | None = SUMMER, **more: Any) -> membership.MemberSuspended:
    return membership.MemberSuspended(reason="No report was filed", suspended_on=THEN, until=until, **more)


def seen(what: Seen = SEEN, passive_at: datetime | None = None) -> membership.ActivitySeen:
    return membership.ActivitySeen(seen=what, passive_at=passive_at)


def midnight(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=KOSOVO)


def passive(spec: Spec) -> Spec:
    """The same where nothing was seen of it for two years, and the rule says so."""
    return spec.given_at(MEMBERSHIP_RULES, THE_RULES, rules()).given_at(ACTIVITY, ORG, seen(LONG_AGO))


def in_service(spec: Spec, command: Command) -> Spec:
    """As the service would: several files decide about one entity."""
    door = next(door for door in DOORS if door.command is type(command))
    return replace(spec, entity=door.entity)
