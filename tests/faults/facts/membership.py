"""What follows from signs of life and their absence, from rules, documents, meetings and refusals?"""

from __future__ import annotations

from typing import Any

from services.council.domain.body import BODY
from services.council.domain.call import CALL
from services.council.domain.election.roll import ROLL
from services.council.domain.meeting import MEETING
from services.membership.domain.acceptance import ACCEPTANCE
from services.membership.domain.activity import ACTIVITY
from services.membership.domain.document import DOCUMENT
from services.membership.domain.mandate_report import MANDATE_REPORT, report_id
from services.membership.domain.membership import MEMBERSHIP
from services.membership.domain.position import POSITION
from services.membership.domain.roster import ROSTER, THE_MEMBERS
from services.membership.domain.rules import MEMBERSHIP_RULES, THE_RULES
from services.membership.domain.working_rules import THE_RULES as THE_WORKING_RULES
from services.membership.domain.working_rules import WORKING_RULES
from shared.contracts import membership
from shared.kernel.entity import Elsewhere
from tests.faults.facts.members import member, organisation
from tests.faults.facts.told import Told, at, known
from tests.services.council import given_consultation, given_elections
from tests.services.membership.given import (
    TODAY,
    YESTERDAY,
    accepted,
    applied,
    checked,
    joined,
    published,
    refused,
)
from tests.services.membership.given_life import LONG_AGO, midnight, rules, seen
from tests.services.membership.given_positions import (
    MEETING_ID,
    body_established,
    endorsed,
    meeting_held,
    owed,
    proposed,
    rules_set,
    sat,
)


def sign(policy: str, id: str, fact: Elsewhere) -> Told:
    """A member is seen."""
    return Told(fact, {policy: (ACTIVITY.ref(id), membership.ActivitySeen)}, member(id))


def by(id: str, event: Any) -> Any:
    return event.model_copy(update={"organisation": id})


commented = membership.PositionCommented(
    comment=1, organisation="comments", text={"en": "Name the days."}, commented_on=YESTERDAY
)
passive = midnight(2015, 4, 21)

SIGNS = (
    Told(
        MEMBERSHIP.at("joins", joined),
        {"joining-is-a-sign-of-life": (ACTIVITY.ref("joins"), membership.ActivitySeen)},
        [*organisation("joins"), *at(MEMBERSHIP, "joins", applied, checked())],
    ),
    sign("accepting-is-a-sign-of-life", "accepts", ACCEPTANCE.at("accepts", accepted())),
    sign("attending-is-a-sign-of-life", "attends", MEETING.at("attended", meeting_held(sat("attends")))),
    sign("voting-is-a-sign-of-life", "votes", ROLL.at("vote", given_elections.received("votes"))),
    sign("input-is-a-sign-of-life", "answers", CALL.at("input", given_consultation.received("a", "answers"))),
    sign("proposing-is-a-sign-of-life", "proposes", POSITION.at("proposed", by("proposes", proposed))),
    sign("commenting-is-a-sign-of-life", "comments", POSITION.at("proposed", commented)),
    sign("endorsing-is-a-sign-of-life", "endorses", POSITION.at("proposed", endorsed("endorses"))),
)

SITS = "sits"
"""An organisation that sat in two meetings; of one it owes the report already."""
NEW, LATE = report_id("reported", SITS), report_id(MEETING_ID, SITS)

TOLD = (
    Told(
        MEMBERSHIP_RULES.at(THE_RULES, rules()),
        {"changed-rules-review-passivity": (ROSTER.ref(THE_MEMBERS), membership.PassivityReviewed)},
        member("reviewed"),
    ),
    Told(
        ROSTER.at(THE_MEMBERS, membership.PassivityReviewed(up_to="0", more=True)),
        {"review-of-passivity-goes-on": (ROSTER.ref(THE_MEMBERS), membership.PassivityReviewed)},
    ),
    *SIGNS,
    Told(
        ACTIVITY.at("silent", seen(LONG_AGO, passive)),
        {"silent-member-becomes-passive": (ACTIVITY.ref("silent"), membership.MemberBecamePassive)},
        member("silent"),
    ),
    Told(
        ACTIVITY.at("replanned", membership.PassivityReplanned(passive_at=passive)),
        {"silent-member-becomes-passive": (ACTIVITY.ref("replanned"), membership.MemberBecamePassive)},
        known(member("replanned"), at(ACTIVITY, "replanned", seen(LONG_AGO))),
    ),
    Told(
        MEMBERSHIP.at("refused", refused.model_copy(update={"appeal_ends_at": midnight(2015, 5, 6)})),
        {"appeal-window-closes-on-its-day": (MEMBERSHIP.ref("refused"), membership.RefusalBecameFinal)},
        at(MEMBERSHIP, "refused", applied, checked()),
    ),
    Told(
        DOCUMENT.at("statute", published(effective_on=TODAY, remind_at=(midnight(2015, 5, 21),))),
        {"document-asks-for-its-acceptance": (DOCUMENT.ref("statute"), membership.AcceptanceReminded)},
    ),
    Told(
        MEETING.at("reported", meeting_held(sat(SITS))),
        {"held-meeting-owes-reports": (MANDATE_REPORT.ref(NEW), membership.ReportOwed)},
        known(at(WORKING_RULES, THE_WORKING_RULES, rules_set), at(BODY, "council", body_established)),
    ),
    Told(
        MANDATE_REPORT.at(LATE, by(SITS, owed())),
        {"report-is-overdue-after-its-day": (MANDATE_REPORT.ref(LATE), membership.MandateReportOverdue)},
    ),
)
