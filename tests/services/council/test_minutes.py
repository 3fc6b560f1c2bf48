"""What do the minutes say, revision by revision?"""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.council.domain.body import BODY
from services.council.domain.institution import INSTITUTION
from services.council.domain.meeting import MEETING
from services.council.domain.minutes import (
    MINUTES,
    MinutesDraftedAlready,
    MinutesLocked,
    NoSuchMeeting,
    NotAdopted,
    NotHeld,
    RevisionMovedOn,
)
from services.council.domain.minutes_words import WORDS
from services.council.domain.organisation_facts import ORGANISATION
from services.council.domain.revisions import Adopted, Drafted, Minutes, NotDrafted, Published
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import AgendaItem, Guest, Revision
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import (
    AGENDA,
    COUNCIL,
    CSO,
    MEETING_ID,
    ORG,
    OTHER_CSO,
    TODAY,
    attended,
    established,
    held,
    institution_registered,
    organisation_registered,
    sat,
    scheduled,
)
from tests.services.council.given_meetings import (
    ADOPT_MINUTES,
    CORRECT,
    DRAFT,
    PUBLISH_MINUTES,
    corrected,
    drafted,
    minutes_adopted,
    minutes_published,
)

CAME = (
    sat("gov-1").model_copy(update={"arrived": time(10, 20)}),
    sat("cso-1", "substitute", CSO),
    sat("cso-2", "absent", OTHER_CSO),
)
GUESTS = (Guest(organisation=ORG, label="observer"), Guest(label="The press"))
SECRET = AgendaItem(number=3, title={"en": "A secret matter"}, confidential=True)
DECIDED = council.DecisionTaken(
    decision=1,
    item=2,
    text={"en": "The report is adopted.", "sq": "Raporti miratohet."},
    consensus=False,
    votes_for=2,
    quorate=True,
    taken_on=TODAY,
    taken_at=time(11, 5),
    institution="opm",
    deadline=date(2015, 6, 30),
)
HIDDEN = council.DecisionTaken(
    decision=2,
    item=3,
    text={"en": "A secret decision"},
    consensus=True,
    quorate=True,
    taken_on=TODAY,
    confidential=True,
)
HELD = held(2).model_copy(update={"attendance": CAME, "guests": GUESTS})
AGENDA_SET = council.AgendaSet(items=(*AGENDA, SECRET))
none = (
    Spec(MINUTES)
    .given_at(MEETING, MEETING_ID, scheduled, AGENDA_SET, attended(*CAME), HELD, DECIDED, HIDDEN)
    .given_at(BODY, COUNCIL, established())
    .given_at(INSTITUTION, "opm", institution_registered)
    .given_at(ORGANISATION, ORG, organisation_registered)
)
first = none.given(drafted)

TABLE = steps(
    {
        NotDrafted: (),
        Drafted: (drafted,),
        Adopted: (drafted, minutes_adopted),
        Published: (drafted, minutes_adopted, minutes_published),
    },
    [
        (DRAFT, (ACCEPTED, MinutesDraftedAlready, MinutesLocked, MinutesLocked)),
        (CORRECT, (NotNow, ACCEPTED, MinutesLocked, MinutesLocked)),
        (ADOPT_MINUTES, (NotNow, ACCEPTED, MinutesLocked, MinutesLocked)),
        (PUBLISH_MINUTES, (NotNow, NotAdopted, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(none)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Minutes, DOORS, "minutes")


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


# ── the first draft ─────────────────────────────────────────────────────────────────────────────
def test_the_first_draft_says_who_came_what_was_on_the_agenda_and_what_was_decided() -> None:
    (fact,) = none.when(DRAFT).decide()
    assert fact.texts.keys() == {"sq", "sr", "en"}
    assert fact.texts["en"].splitlines() == [
        "# Minutes: The Council",
        "",
        "21.4.2015, 10:00–12:00. Prishtinë",
        "",
        "## Attendance",
        "",
        "Government",
        "",
        "- gov-1, Office of the Prime Minister: present, from 10:20",
        "",
        "Civil society",
        "",
        "- cso-1, Shembulli: by a substitute",
        f"- cso-2, {OTHER_CSO.id}: absent",
        "",
        "Guests",
        "",
        "- Shembulli, observer",
        "- The press",
        "",
        "The quorum was reached: 2 present, 1 needed.",
        "",
        "## Agenda",
        "",
        "- 1. Opening",
        "- 2. Report",
        "- 3. confidential item",
        "",
        "## Decisions",
        "",
        "- 1. The report is adopted. (2 for, 0 against, 0 abstained; item 2; 11:05; due 30.6.2015)",
        "- 2. confidential item (by consensus; item 3)",
    ]
    assert "Raporti miratohet." in fact.texts["sq"]


def test_nothing_confidential_stands_in_any_language() -> None:
    (fact,) = none.when(DRAFT).decide()
    assert "secret" not in str(fact.texts)


def test_every_language_has_the_same_words() -> None:
    assert {code: words.keys() for code, words in WORDS.items()} == {
        code: WORDS["en"].keys() for code in ("sq", "sr", "en")
    }


def test_only_of_a_meeting_that_was_held_there_are_minutes() -> None:
    none.given_at(MEETING, MEETING_ID, scheduled).when(DRAFT).refused(NotHeld)


# ── corrections ─────────────────────────────────────────────────────────────────────────────────
def test_a_correction_is_a_new_revision_and_says_what_and_why() -> None:
    first.when(CORRECT).then(corrected)
    first.given(corrected).when(changed(CORRECT, base=1)).refused(RevisionMovedOn)
    first.given(corrected).when(changed(CORRECT, base=2)).then_nothing()


def test_the_latest_revision_is_adopted_and_then_locked() -> None:
    first.given(corrected).when(ADOPT_MINUTES).refused(RevisionMovedOn)
    (fact,) = first.given(corrected).when(changed(ADOPT_MINUTES, number=2)).decide()
    assert fact == council.MinutesAdopted(number=2, adopted_on=TODAY)
    first.when(changed(ADOPT_MINUTES, adopted_in="nowhere")).refused(NoSuchMeeting)
    assert first.when(changed(ADOPT_MINUTES, adopted_in=MEETING_ID)).decide()


def test_what_the_public_reads_is_the_adopted_text_and_the_revisions_only_if_they_are_shown() -> None:
    done = first.given(corrected, council.MinutesAdopted(number=2, adopted_on=TODAY))
    published = council.MinutesPublished(number=2, texts=corrected.texts, published_on=TODAY)
    done.when(PUBLISH_MINUTES).then(published)
    before = (Revision(number=1, texts=drafted.texts),)
    done.when(changed(PUBLISH_MINUTES, with_revisions=True)).then(
        published.model_copy(update={"before": before, "corrected": "A figure"})
    )


@given(st.lists(st.text("abc \n", min_size=1).filter(str.strip), max_size=8))
def test_no_revision_is_ever_lost(texts: list[str]) -> None:
    spec = first
    for number, text in enumerate(texts, 1):
        base = spec.state().last.number
        new = changed(CORRECT, base=base, texts={"en": text}, corrected=f"Correction {number}")
        spec = spec.given(*spec.when(new).decide())
    numbers = [revision.number for revision in spec.state().revisions]
    assert numbers == list(range(1, len(numbers) + 1))
    kept = [revision.texts["en"] for revision in spec.state().revisions]
    assert {text.strip() for text in texts} <= set(kept)
    assert kept[0] == drafted.texts["en"]
