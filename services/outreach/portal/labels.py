"""What do the codes in the read models mean to a reader?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_

LABELS: dict[str, dict[str, str]] = {
    "body": {
        "council": N_("Council"),
        "task_force": N_("Joint task force"),
        "working_group": N_("Civil-society working group"),
        "organ": N_("Organ of the platform"),
        "commission": N_("Commission"),
    },
    "bodies": {
        "council": N_("Councils"),
        "task_force": N_("Joint task forces"),
        "working_group": N_("Civil-society working groups"),
        "organ": N_("Organs of the platform"),
        "commission": N_("Commissions"),
    },
    "side": {"government": N_("Government"), "civil_society": N_("Civil society")},
    "filled_by": {
        "elected": N_("elected"),
        "named": N_("named"),
        "ex_officio": N_("by office"),
    },
    "ground": {
        "election": N_("by election"),
        "nomination": N_("by nomination"),
        "office": N_("by office"),
    },
    "presence": {
        "present": N_("Present"),
        "substitute": N_("Substitute"),
        "excused": N_("Excused"),
        "absent": N_("Absent"),
    },
    "meeting": {"scheduled": N_("Scheduled"), "held": N_("Held"), "cancelled": N_("Cancelled")},
    "publication": {
        "news": N_("News item"),
        "notice": N_("Notice"),
        "call": N_("Call"),
        "alert": N_("Alert"),
        "briefing": N_("Briefing"),
    },
    "publications": {
        "news": N_("News items"),
        "notice": N_("Notices"),
        "call": N_("Calls"),
        "alert": N_("Alerts"),
        "briefing": N_("Briefings"),
    },
    "level": {
        "no_evidence": N_("No evidence"),
        "not_started": N_("Not started"),
        "limited": N_("Limited"),
        "substantial": N_("Substantial"),
        "complete": N_("Complete"),
    },
    "standing": {
        "on_time": N_("On time"),
        "replanned": N_("Re-planned"),
        "overdue": N_("Overdue"),
        "fulfilled": N_("Fulfilled"),
        "withdrawn": N_("Withdrawn"),
    },
    "escalation": {"overdue": N_("because it was overdue"), "blocked": N_("because it was blocked")},
    "legal_form": {
        "association": N_("Association"),
        "foundation": N_("Foundation"),
        "institute": N_("Institute"),
        "informal_network": N_("Informal network"),
    },
    "field": {
        "communities": N_("Communities"),
        "culture": N_("Culture"),
        "disability": N_("Disability"),
        "economy": N_("Economic development"),
        "education": N_("Education"),
        "environment": N_("Environment"),
        "governance": N_("Good governance"),
        "media": N_("Media"),
        "rights": N_("Human rights"),
        "social-care": N_("Social care"),
        "volunteering": N_("Volunteering"),
        "women": N_("Women"),
        "youth": N_("Youth"),
    },
    "position": {
        "proposed": N_("Proposed"),
        "consulted": N_("Comments asked for"),
        "adopted": N_("Adopted"),
        "dropped": N_("Given up"),
        "transmitted": N_("Handed to the Council"),
    },
    "advocacy": {
        "meeting": N_("a conversation"),
        "letter": N_("a letter"),
        "event": N_("a public event"),
        "media": N_("work with the media"),
        "campaign": N_("a campaign"),
        "other": N_("something else"),
    },
    "outcome": {
        "achieved": N_("achieved"),
        "partly_achieved": N_("partly achieved"),
        "not_achieved": N_("not achieved"),
        "given_up": N_("given up"),
    },
    "training": {"planned": N_("Planned"), "delivered": N_("Held")},
    "internship": {
        "announced": N_("Open for applications"),
        "selected": N_("Intern chosen"),
        "running": N_("Running"),
        "completed": N_("Completed"),
        "terminated": N_("Ended early"),
    },
    "phase": {
        "called": N_("Called"),
        "nominating": N_("Nominations open"),
        "verifying": N_("Nominations verified"),
        "listed": N_("Candidates published"),
        "voting": N_("Vote open"),
        "counting": N_("Being counted"),
        "tied": N_("Tied: lot needed"),
        "counted": N_("Counted"),
        "inspection": N_("Open for inspection"),
        "declared": N_("Result declared"),
        "certified": N_("Certified"),
        "annulled": N_("Annulled"),
    },
    "open_to": {"all": N_("All registered organisations"), "members": N_("Members of the platform")},
    "election_document": {
        "nomination_form": N_("Signed nomination form"),
        "cv": N_("CV"),
        "registration_certificate": N_("Registration certificate"),
        "other": N_("Other document"),
    },
    "refusal": {
        "late": N_("it came too late"),
        "incomplete": N_("it was not complete"),
        "not_eligible": N_("the criteria are not met"),
        "not_authorised": N_("the signature was not authorised"),
        "other": N_("for another reason"),
    },
    "invalid": {
        "over_voted": N_("too many candidates marked"),
        "blank": N_("no candidate marked"),
        "unclear": N_("choice not clear"),
        "missing": N_("not found when opened"),
    },
    "ruling": {
        "dismissed": N_("Dismissed"),
        "upheld": N_("Upheld, result stands"),
        "annulled": N_("Upheld, election annulled"),
    },
    "panel": {
        "secretariat": N_("For the secretariat of the platform"),
        "board": N_("For the board of the platform"),
        "ogg": N_("For the Office of Good Governance"),
    },
    "call": {
        "receiving": N_("Open for input"),
        "closed": N_("Input closed"),
        "tabled": N_("Received"),
        "consolidated": N_("Inputs in order"),
        "transmitted": N_("With the institution"),
        "reported": N_("Completed"),
    },
    "document": {
        "law": N_("Law"),
        "regulation": N_("Regulation"),
        "administrative_instruction": N_("Administrative instruction"),
        "concept_document": N_("Concept document"),
        "strategy": N_("Strategy"),
        "plan": N_("Plan"),
        "other": N_("Other document"),
    },
    "answer": {
        "accepted": N_("Accepted"),
        "partly": N_("Partly accepted"),
        "refused": N_("Refused"),
        "unanswered": N_("No answer yet"),
        "overdue": N_("Answers overdue"),
    },
    "dialogue": {
        "underway": N_("Under way"),
        "recognised": N_("Principle recognised"),
        "closed": N_("Closed"),
    },
    "instrument": {"act": N_("by an act"), "agreement": N_("by an agreement")},
    "station": {
        "position": N_("Proposal"),
        "meeting": N_("Meeting"),
        "decision": N_("Decision"),
        "commitment": N_("Commitment"),
        "call": N_("Call for input"),
        "dialogue": N_("Dialogue"),
        "act": N_("Act"),
    },
    "topic": {
        "consultation": N_("Consultations"),
        "council": N_("The Council and its bodies"),
        "funding": N_("Support for taking part"),
        "membership": N_("Becoming a member"),
        "registration": N_("Registering an organisation"),
        "municipal-budget": N_("Municipal budgets"),
        "volunteering": N_("Volunteering"),
    },
    "ending": {
        "resigned": N_("resigned"),
        "closed": N_("the organisation was closed"),
    },
}


def label(language: Language, kind: str, code: str) -> Any:
    """The word for a code; a code without one is shown as it is, so that new data never breaks a page."""
    known = LABELS[kind].get(code)
    return language.say(known) if known else code.replace("_", " ").replace("-", " ")
