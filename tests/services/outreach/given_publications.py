"""What do the sentences about publications begin with? Sample rules and texts, one command of each kind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

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
from services.outreach.domain.visibility_rules import (
    STANDING,
    THE_STANDING,
    VISIBILITY,
    SetVisibilityRules,
)
from shared.contracts import council, outreach
from shared.contracts.outreach import Acknowledgement
from shared.testing.spec import Spec

TODAY, YESTERDAY = date(2015, 4, 21), date(2015, 4, 20)
FUND, ID = "dialogue", "council-meets"


def three(words: str) -> Any:
    return {"sq": f"{words} (sq)", "sr": f"{words} (sr)", "en": words}


SHOWN = Acknowledgement(
    statement=three("Paid by the sample donor"),
    disclaimer=three("Not the donor's opinion"),
    designation=three("Without prejudice"),
)
TITLE, TEXT = three("The Council meets"), three("It meets in Kosovo*. Kosovo is named once more.")

# ── commands ────────────────────────────────────────────────────────────────────────────────────
RULES = SetVisibilityRules(
    agreement=FUND,
    shown=SHOWN,
    languages=("sq", "sr", "en"),
    marked_names=("Kosovo", "Kosova"),
    effective_on=YESTERDAY,
)
DRAFT = DraftPublication(publication=ID, kind="notice", title=TITLE, text=TEXT, agreement=FUND)
TRANSLATE = TranslatePublication(publication=ID, language="sr", title="Savet", text="Bolji prevod.")
SUBMIT = SubmitForReview(publication=ID)
RETURN = ReturnPublication(publication=ID, reason="The hour is missing")
PUBLISH = Publish(publication=ID)
CORRECT = CorrectPublication(
    publication=ID, title=TITLE, text=three("It meets at ten."), what=three("The hour was missing")
)
RETRACT = RetractPublication(publication=ID, reason=three("It never met"))
DROP = DropPublication(publication=ID, reason="Nobody needs it")
NOTICE = DraftMeetingNotice(publication=ID, meeting="council-2015-04-21")
NEWS = DraftMeetingNews(publication=ID, meeting="council-2015-04-21")
CALL = DraftElectionCall(publication=ID, election="by-election-2015")
FOLLOW = FollowMeeting(
    publication=ID, meeting="council-2015-04-21", change="moved", reason="The hall is taken"
)
ALERT = DraftCommitmentAlert(publication=ID, commitment="register")

EXAMPLES = (
    RULES,
    DRAFT,
    TRANSLATE,
    SUBMIT,
    RETURN,
    PUBLISH,
    CORRECT,
    RETRACT,
    DROP,
    NOTICE,
    NEWS,
    CALL,
    ALERT,
    FOLLOW,
)

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
rules_set = outreach.VisibilityRulesSet(
    version=1,
    shown=SHOWN,
    languages=("sq", "sr", "en"),
    marked_names=("Kosovo", "Kosova"),
    effective_on=YESTERDAY,
    set_on=YESTERDAY,
)
chosen = outreach.AgreementChosen(agreement=FUND, chosen_on=YESTERDAY)
submitted = outreach.PublicationSubmitted(submitted_by="p-editor", submitted_on=YESTERDAY)
returned = outreach.PublicationReturned(
    reason="The hour is missing", returned_by="p-reader", returned_on=YESTERDAY
)
outdated = outreach.PublicationOutdated(
    meeting="council-2015-04-21", change="moved", reason="The hall is taken", found_on=YESTERDAY
)
dropped = outreach.PublicationDropped(reason="Nobody needs it", dropped_by="p-reader", dropped_on=YESTERDAY)
retracted = outreach.PublicationRetracted(
    reason=three("It never met"), retracted_by="p-reader", retracted_on=YESTERDAY
)


def drafted(by: str = "p-writer", **changes: Any) -> outreach.PublicationDrafted:
    fields: dict[str, Any] = {
        "kind": "notice",
        "title": TITLE,
        "text": TEXT,
        "agreement": FUND,
        "shown": SHOWN,
    }
    return outreach.PublicationDrafted(**{**fields, **changes}, drafted_by=by, drafted_on=YESTERDAY)


def published(**changes: Any) -> outreach.PublicationPublished:
    fields: dict[str, Any] = {
        "kind": "notice",
        "title": TITLE,
        "text": TEXT,
        "agreement": FUND,
        "shown": SHOWN,
    }
    return outreach.PublicationPublished(
        **{**fields, **changes}, rules=1, published_by="p-reader", published_on=YESTERDAY
    )


def corrected(number: int = 1, text: Any = None) -> outreach.PublicationCorrected:
    return outreach.PublicationCorrected(
        correction=number,
        title=TITLE,
        text=text or three("It meets at ten."),
        what=three("The hour was missing"),
        corrected_by="p-reader",
        corrected_on=YESTERDAY,
    )


MEETING = "council-2015-04-21"
called = council.MeetingScheduled(
    body="council",
    starts_at=datetime(2015, 4, 21, 8, tzinfo=UTC),
    ends_at=datetime(2015, 4, 21, 10, tzinfo=UTC),
    place="Prishtinë",
    languages=("sq", "sr"),
)
moved = council.MeetingRescheduled(
    starts_at=datetime(2015, 4, 28, 8, tzinfo=UTC),
    ends_at=datetime(2015, 4, 28, 10, tzinfo=UTC),
    place="Prizren",
    reason="The hall is taken",
)
cancelled = council.MeetingCancelled(reason="Snow")
agenda_set = council.AgendaSet(
    items=(
        council.AgendaItem(number=1, title={"en": "Open"}),
        council.AgendaItem(number=2, title={"en": "Closed"}, confidential=True),
    )
)
publication = Spec(PUBLICATION).given_at(VISIBILITY, FUND, rules_set).given_at(STANDING, THE_STANDING, chosen)
