"""Which publications do facts draft, and what becomes of a draft when the facts change?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from services.outreach.domain.council_facts import BODY, COMMITMENT, ELECTION, INSTITUTION, MEETING
from services.outreach.domain.publication import (
    PUBLICATION,
    MeetingChanged,
)
from services.outreach.policies import POLICIES
from services.outreach.policies.publications import named
from shared.contracts import council, outreach
from shared.contracts.outreach import Subject
from shared.kernel.entity import NotNow
from shared.kernel.event import Ref
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from tests.services.outreach import given_publications as given
from tests.services.outreach.given_publications import (
    ID,
    NEWS,
    NOTICE,
    PUBLISH,
    SHOWN,
    SUBMIT,
    TODAY,
    YESTERDAY,
    called,
    drafted,
    publication,
    published,
    retracted,
    submitted,
    three,
)

# ── drafts that write themselves ────────────────────────────────────────────────────────────────
council_named = council.BodyEstablished(
    kind="council",
    name={"sq": "Këshilli", "sr": "Savet", "en": "The Council"},
    seats=(),
    quorum=council.QuorumRule(percent=50),
    meetings_a_year=2,
    established_on=YESTERDAY,
)
held = council.MeetingHeld(
    body="council",
    held_on=TODAY,
    attendance=(),
    quorum=council.Quorum(present=21, needed=15, reached=True),
)


def decided(number: int, item: int, text: str) -> council.DecisionTaken:
    return council.DecisionTaken(
        decision=number, item=item, text={"en": text}, consensus=True, quorate=True, taken_on=TODAY
    )


def at_meeting(*events: Any) -> Spec:
    return publication.given_at(MEETING, given.MEETING, *events).given_at(BODY, "council", council_named)


def test_a_called_meeting_drafts_its_notice_in_three_languages() -> None:
    (event,) = at_meeting(called).by("system:x").when(NOTICE).decide()
    assert event.title == {
        "sq": "Këshilli mblidhet më 21 prill 2015",
        "sr": "Savet se sastaje 21. 4. 2015.",
        "en": "The Council meets on 21 April 2015",
    }
    assert event.text["en"] == (
        "The Council meets on 21 April 2015, 10:00. Place: Prishtinë. The agenda will follow."
    )
    assert (event.kind, event.about) == ("notice", Subject(entity="meeting", id=given.MEETING))
    assert event.shown == SHOWN


def test_a_meeting_that_was_called_off_meanwhile_drafts_nothing() -> None:
    at_meeting(called, council.MeetingCancelled(reason="Snow")).when(NOTICE).then_nothing()


def test_the_news_of_a_meeting_tells_its_public_decisions_only() -> None:
    facts = (called, given.agenda_set, held, decided(1, 1, "We go on"), decided(2, 2, "A secret"))
    (event,) = at_meeting(*facts).when(NEWS).decide()
    assert "seats present: 21" in event.text["en"]
    assert "1. We go on" in event.text["sq"]
    assert "secret" not in str(event)
    (silent,) = at_meeting(called, held).when(NEWS).decide()
    assert "No public decision" in silent.text["en"]


UNTOUCHED = drafted("system:called-meeting-drafts-notice")


def test_a_notice_that_nobody_worked_on_follows_its_meeting() -> None:
    moved = at_meeting(called, given.moved, given.agenda_set).given(UNTOUCHED).by("system:x")
    (event,) = moved.when(given.FOLLOW).decide()
    assert event.text["en"] == (
        "The Council meets on 28 April 2015, 10:00. Place: Prizren. On the agenda: Open."
    )
    moved.given(event).when(given.FOLLOW).then_nothing()


def test_a_notice_that_nobody_worked_on_is_dropped_with_its_meeting() -> None:
    off = given.FOLLOW.model_copy(update={"change": "cancelled", "reason": "Snow"})
    (event,) = at_meeting(called, given.cancelled).given(UNTOUCHED).by("system:x").when(off).decide()
    assert (type(event), event.reason) == (outreach.PublicationDropped, "Snow")


@pytest.mark.parametrize("state", [(drafted(),), (UNTOUCHED, submitted)])
def test_somebodys_text_is_not_overwritten_but_cannot_be_handed_in_until_it_is_right(state: Any) -> None:
    found = given.outdated.model_copy(update={"found_on": TODAY})
    at_meeting(called, given.moved).given(*state).when(given.FOLLOW).then(found)
    waits = publication.given(*state, found)
    waits.when(SUBMIT).refused(MeetingChanged)
    waits.by("p-reader").when(PUBLISH).refused(NotNow)
    assert waits.given(drafted()).when(SUBMIT).decide()


def test_what_is_published_of_a_meeting_that_moved_waits_to_be_corrected() -> None:
    public = at_meeting(called, given.moved).given(drafted(), submitted, published())
    public.when(given.FOLLOW).then(given.outdated.model_copy(update={"found_on": TODAY, "public": True}))
    public.when(given.FOLLOW.model_copy(update={"change": "agenda"})).then_nothing()


def test_nothing_writes_itself_without_an_agreement_or_over_somebodys_text() -> None:
    bare = Spec(PUBLICATION).given_at(MEETING, given.MEETING, called)
    bare.when(NOTICE).then_nothing()
    at_meeting(called).given(drafted()).when(NOTICE).then_nothing()


election = council.ElectionCalled.model_validate(
    {
        "title": three("By-election"),
        "seats": ("cso-2",),
        "choices": 1,
        "open_to": "all",
        "panel": (),
        "windows": {
            "nominations": {"opens_at": "2015-04-22T08:00Z", "closes_at": "2015-05-04T15:00Z"},
            "voting": {"opens_at": "2015-05-11T08:00Z", "closes_at": "2015-05-15T15:00Z"},
            "inspection": {"opens_at": "2015-05-16T08:00Z", "closes_at": "2015-05-20T15:00Z"},
        },
        "zone": "Europe/Belgrade",
        "called_on": TODAY,
    }
)
owed = council.CommitmentMade.model_validate(
    {
        "source": {"kind": "decision", "id": given.MEETING, "number": 1},
        "institution": "opm",
        "text": three("Publish the register"),
        "due": "2015-04-20",
        "overdue_from": "2015-04-20T22:00Z",
        "made_on": YESTERDAY,
    }
)


def test_a_called_election_drafts_its_call_with_its_last_moments() -> None:
    called_now = publication.given_at(ELECTION, "by-election-2015", election)
    (event,) = called_now.when(given.CALL).decide()
    assert (event.kind, event.title["sq"]) == ("call", "Thirrje: By-election (sq)")
    assert "until 4 May 2015, 17:00" in event.text["en"]
    assert event.about == Subject(entity="election", id="by-election-2015")
    publication.when(given.CALL).then_nothing()


def test_an_overdue_commitment_drafts_an_alert_unless_it_was_met_meanwhile() -> None:
    opm = council.InstitutionRegistered(name=three("The Office"))
    late = publication.given_at(INSTITUTION, "opm", opm)
    (event,) = late.given_at(COMMITMENT, "register", owed).when(given.ALERT).decide()
    assert (event.kind, event.title["en"]) == ("alert", "Overdue: The Office")
    assert event.text["en"] == "The Office owed this by 20 April 2015:\n\nPublish the register"
    met = council.CommitmentFulfilled(fulfilled_on=TODAY)
    late.given_at(COMMITMENT, "register", owed, met).when(given.ALERT).then_nothing()


def policy(name: str) -> Any:
    return next(policy for policy in POLICIES if policy.name == name)


def test_a_meeting_is_announced_while_it_is_still_to_come() -> None:
    rule = policy("called-meeting-drafts-notice")
    before, after = datetime(2015, 4, 1, tzinfo=UTC), datetime(2015, 5, 1, tzinfo=UTC)
    ref = MEETING.ref(given.MEETING)
    (command,) = rule.then(recorded(called, ref, at=before))
    assert (command.publication, command.meeting) == (f"notice-{given.MEETING}", given.MEETING)
    assert rule.then(recorded(called, ref, at=before, recorded_at=after)) == []


@pytest.mark.parametrize(
    ("name", "fact", "change"),
    [
        ("moved-meeting-changes-notice", given.moved, "moved"),
        ("cancelled-meeting-ends-notice", given.cancelled, "cancelled"),
        ("agenda-completes-notice", given.agenda_set, "agenda"),
    ],
)
def test_a_notice_hears_what_becomes_of_its_meeting(name: str, fact: Any, change: str) -> None:
    (command,) = policy(name).then(recorded(fact, MEETING.ref("m")))
    assert (command.publication, command.meeting, command.change) == ("notice-m", "m", change)


IDS = st.text("ab", min_size=1, max_size=8).map(lambda end: f"{'a' * 72}{end}"[:80])
"""Long ones that differ at their ends alone."""


@for_any(IDS, IDS)
def test_no_two_meetings_share_a_draft(one: str, other: str) -> None:
    drafts = {named("notice", one), named("notice", other)}
    assert len(drafts) == len({one, other})
    assert all(len(draft) <= 80 for draft in drafts)


def test_a_publication_waits_for_the_newsletter_until_it_is_taken_back() -> None:
    ref = PUBLICATION.ref(ID)
    (offer,) = policy("publication-waits-for-newsletter").then(recorded(published(), ref))
    assert (offer.publication, offer.kind, offer.languages) == (ID, "notice", ("sq", "sr", "en"))
    (withhold,) = policy("retracted-publication-leaves-newsletter").then(recorded(retracted, ref))
    assert withhold.publication == ID


SOON = datetime(2015, 4, 22, tzinfo=UTC)
LATER = datetime(2016, 4, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "ref", "fact", "publication_id"),
    [
        (
            "published-minutes-draft-news",
            Ref("council", "minutes", "m"),
            council.MinutesPublished(number=1, texts={"en": "Minutes"}, published_on=TODAY),
            "news-m",
        ),
        ("called-election-drafts-call", ELECTION.ref("e"), election, "call-e"),
        (
            "overdue-commitment-drafts-alert",
            COMMITMENT.ref("c"),
            council.CommitmentOverdue(due=YESTERDAY, days=1, overdue_on=TODAY),
            "alert-c-2015-04-20",
        ),
    ],
)
def test_a_fact_is_told_while_it_is_news_and_not_when_it_is_entered_a_year_late(
    name: str, ref: Ref, fact: Any, publication_id: str
) -> None:
    (command,) = policy(name).then(recorded(fact, ref, at=SOON))
    assert command.publication == publication_id
    assert policy(name).then(recorded(fact, ref, at=SOON, recorded_at=LATER)) == []
