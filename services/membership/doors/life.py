"""Who may give which command about appeals, suspension, expulsion, activity, contributions?"""

from __future__ import annotations

from services.membership.domain.activity import ACTIVITY, MarkPassive, NoteSignOfLife
from services.membership.domain.appeal import APPEAL, AppealRefusal, CloseAppealWindow, DecideAppeal
from services.membership.domain.contribution import CONTRIBUTION, RecordContribution, SetContribution
from services.membership.domain.discipline import (
    DISCIPLINE,
    EndSuspension,
    ExpelMember,
    ReinstateMember,
    SuspendMember,
)
from services.membership.domain.passivity import PASSIVITY, ReviewPassivity
from services.membership.domain.reminder import REMINDER, RemindOfAcceptance
from services.membership.domain.rules import MEMBERSHIP_RULES, SetMembershipRules
from shared.contracts.roles import BOARD, CSO, FINANCE
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(SetMembershipRules, MEMBERSHIP_RULES, BOARD),
    door(AppealRefusal, APPEAL, OWN_CSO),
    door(DecideAppeal, APPEAL, BOARD),
    door(CloseAppealWindow, APPEAL),
    door(SuspendMember, DISCIPLINE, BOARD),
    door(ReinstateMember, DISCIPLINE, BOARD),
    door(EndSuspension, DISCIPLINE),
    door(ExpelMember, DISCIPLINE, BOARD),
    door(NoteSignOfLife, ACTIVITY),
    door(MarkPassive, ACTIVITY),
    door(ReviewPassivity, PASSIVITY),
    door(RemindOfAcceptance, REMINDER),
    door(SetContribution, CONTRIBUTION, BOARD),
    door(RecordContribution, CONTRIBUTION, FINANCE),
)
