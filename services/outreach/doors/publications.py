"""Who may give which command about publications and how they are marked?"""

from __future__ import annotations

from services.outreach.domain.drafting import (
    DraftCommitmentAlert,
    DraftElectionCall,
    DraftMeetingNews,
    DraftMeetingNotice,
    FollowMeeting,
)
from services.outreach.domain.publication import (
    PUBLICATION,
    CorrectPublication,
    DraftPublication,
    DropPublication,
    Publish,
    RetractPublication,
    ReturnPublication,
    SubmitForReview,
    TranslatePublication,
)
from services.outreach.domain.visibility_rules import VISIBILITY, SetVisibilityRules
from shared.contracts.roles import BOARD, HUB, SECRETARIAT
from shared.kernel.access import door

OWN_HUB = HUB.own("hub")

DOORS = (
    door(SetVisibilityRules, VISIBILITY, SECRETARIAT),
    door(DraftPublication, PUBLICATION, SECRETARIAT, OWN_HUB),
    door(TranslatePublication, PUBLICATION, SECRETARIAT, OWN_HUB),
    door(SubmitForReview, PUBLICATION, SECRETARIAT, OWN_HUB),
    door(ReturnPublication, PUBLICATION, SECRETARIAT, BOARD),
    door(Publish, PUBLICATION, SECRETARIAT, BOARD),
    door(CorrectPublication, PUBLICATION, SECRETARIAT, BOARD),
    door(RetractPublication, PUBLICATION, SECRETARIAT, BOARD),
    door(DropPublication, PUBLICATION, SECRETARIAT),
    door(DraftMeetingNotice, PUBLICATION),
    door(DraftMeetingNews, PUBLICATION),
    door(DraftElectionCall, PUBLICATION),
    door(DraftCommitmentAlert, PUBLICATION),
    door(FollowMeeting, PUBLICATION),
)
