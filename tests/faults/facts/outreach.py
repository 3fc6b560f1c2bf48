"""What does the public hear of, and what follows from an enquiry that nobody answers?"""

from __future__ import annotations

from datetime import timedelta

from services.council.domain.body import BODY
from services.council.domain.commitment import COMMITMENT
from services.council.domain.election.states import ELECTION
from services.council.domain.meeting import MEETING
from services.council.domain.minutes import MINUTES
from services.outreach.domain.enquiry import ENQUIRY
from services.outreach.domain.hub import HUB
from services.outreach.domain.hub_month import HUB_MONTH
from services.outreach.domain.newsletter import NEWSLETTER, THE_NEWSLETTER
from services.outreach.domain.publication import PUBLICATION
from services.outreach.domain.visibility_rules import STANDING, THE_STANDING, VISIBILITY
from shared.contracts import outreach
from shared.kernel.event import Ref
from shared.testing.recorded import NOON
from tests.faults.facts.told import Effect, Told, at, known
from tests.services.council import given_elections
from tests.services.council.given import established, held, scheduled
from tests.services.council.given_commitments import made, overdue
from tests.services.council.given_meetings import minutes_published
from tests.services.outreach.given_publications import (
    FUND,
    YESTERDAY,
    agenda_set,
    cancelled,
    chosen,
    moved,
    published,
    retracted,
    rules_set,
)
from tests.services.outreach.given_publications import drafted as notice_drafted
from tests.services.outreach.test_hub import CLOSED, OPENED
from tests.services.outreach.test_hub_work import logged


def drafted(id: str) -> Effect:
    return PUBLICATION.ref(id), outreach.PublicationDrafted


RETURN = "ended-month-asks-for-return"
march_ended = outreach.HubMonthEnded(hub="calm", month="2015-03", found_on=YESTERDAY)
"""Both hubs close in April, so nothing is asked of May."""
THE_LETTER: Ref = NEWSLETTER.ref(THE_NEWSLETTER)
offered = outreach.PublicationOffered(
    publication="taken-back", kind="notice", languages=("en",), offered_on=YESTERDAY
)
written = notice_drafted("system:called-meeting-drafts-notice")
starts = scheduled.model_copy(update={"body": "visible", "starts_at": NOON + timedelta(hours=1)})

TOLD = (
    Told(
        MEETING.at("announced", starts),
        {"called-meeting-drafts-notice": drafted("notice-announced")},
        [
            *at(VISIBILITY, FUND, rules_set),
            *at(STANDING, THE_STANDING, chosen),
            *at(BODY, "visible", established()),
        ],
    ),
    Told(
        MEETING.at("shifted", moved),
        {"moved-meeting-changes-notice": drafted("notice-shifted")},
        known(at(MEETING, "shifted", scheduled), at(PUBLICATION, "notice-shifted", written)),
    ),
    Told(
        MEETING.at("called-off", cancelled),
        {
            "cancelled-meeting-ends-notice": (
                PUBLICATION.ref("notice-called-off"),
                outreach.PublicationDropped,
            )
        },
        known(at(MEETING, "called-off", scheduled), at(PUBLICATION, "notice-called-off", written)),
    ),
    Told(
        MEETING.at("planned", agenda_set),
        {"agenda-completes-notice": drafted("notice-planned")},
        known(at(MEETING, "planned", scheduled), at(PUBLICATION, "notice-planned", written)),
    ),
    Told(
        MINUTES.at("met", minutes_published),
        {"published-minutes-draft-news": drafted("news-met")},
        at(MEETING, "met", scheduled, held()),
    ),
    Told(
        ELECTION.at("called", given_elections.called()),
        {"called-election-drafts-call": drafted("call-called")},
    ),
    Told(
        COMMITMENT.at("missed", overdue),
        {"overdue-commitment-drafts-alert": drafted(f"alert-missed-{overdue.due.isoformat()}")},
        at(COMMITMENT, "missed", made),
    ),
    Told(
        PUBLICATION.at("offered", published()),
        {"publication-waits-for-newsletter": (THE_LETTER, outreach.PublicationOffered)},
    ),
    Told(
        PUBLICATION.at("taken-back", retracted),
        {"retracted-publication-leaves-newsletter": (THE_LETTER, outreach.PublicationWithheld)},
        at(NEWSLETTER, THE_NEWSLETTER, offered),
    ),
    Told(
        ENQUIRY.at("unanswered", logged),
        {"unanswered-enquiry-is-overdue": (ENQUIRY.ref("unanswered"), outreach.EnquiryOverdue)},
    ),
    Told(
        HUB.at("quiet", OPENED),
        {RETURN: (HUB_MONTH.ref("quiet_2015-04"), outreach.HubMonthEnded)},
    ),
    Told(HUB.at("quiet", CLOSED), {}),
    Told(
        HUB_MONTH.at("calm_2015-03", march_ended),
        {RETURN: (HUB_MONTH.ref("calm_2015-04"), outreach.HubMonthEnded)},
        at(HUB, "calm", OPENED, CLOSED),
    ),
)
