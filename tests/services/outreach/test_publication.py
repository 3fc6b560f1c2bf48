"""Does the public get only what other eyes have read, in every language, marked as the donor wants it?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.outreach.domain.marking import (
    DesignationMissing,
    DisclaimerMissing,
    EmblemMissing,
    LanguagesMissing,
    NameNotMarked,
    NoVisibilityRules,
    StatementMissing,
)
from services.outreach.domain.publication import (
    PUBLICATION,
    NothingCorrected,
    NotTheHubsDraft,
    OwnText,
)
from services.outreach.domain.publication_states import (
    Draft,
    Dropped,
    InReview,
    Publication,
    Published,
    Retracted,
    Unwritten,
)
from services.outreach.domain.visibility_rules import (
    STANDING,
    THE_STANDING,
    VISIBILITY,
    RuleNotInLanguage,
)
from services.outreach.doors import DOORS
from shared.contracts import outreach
from shared.kernel.entity import NotNow, Refusal
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.outreach import given_publications as given
from tests.services.outreach.given_publications import (
    CORRECT,
    DRAFT,
    DROP,
    FUND,
    NEWS,
    NOTICE,
    PUBLISH,
    RETRACT,
    RETURN,
    RULES,
    SHOWN,
    SUBMIT,
    TEXT,
    TODAY,
    TRANSLATE,
    YESTERDAY,
    chosen,
    corrected,
    drafted,
    dropped,
    publication,
    published,
    retracted,
    returned,
    rules_set,
    submitted,
    three,
)

in_review = publication.given(drafted(), submitted).by("p-reader")

TABLE = steps(
    {
        Unwritten: (),
        Draft: (drafted(),),
        InReview: (drafted(), submitted),
        Published: (drafted(), submitted, published()),
        Retracted: (drafted(), submitted, published(), retracted),
        Dropped: (drafted(), dropped),
    },
    [
        (DRAFT, (ACCEPTED, ACCEPTED, NotNow, NotNow, NotNow, NotNow)),
        (TRANSLATE, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow)),
        (SUBMIT, (NotNow, ACCEPTED, NotNow, NotNow, NotNow, NotNow)),
        (RETURN, (NotNow, NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (PUBLISH, (NotNow, NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (CORRECT, (NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (RETRACT, (NotNow, NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (DROP, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow, NotNow)),
        (NOTICE, (ACCEPTED,) * 6),
        (NEWS, (ACCEPTED,) * 6),
        (given.CALL, (ACCEPTED,) * 6),
        (given.ALERT, (ACCEPTED,) * 6),
        (given.FOLLOW, (ACCEPTED,) * 6),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(publication)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Publication, DOORS, "publication")


# ── four eyes ───────────────────────────────────────────────────────────────────────────────────
def test_what_somebody_else_has_read_is_published_as_it_was_written() -> None:
    (event,) = in_review.when(PUBLISH).decide()
    assert event == published().model_copy(update={"published_on": TODAY})


@pytest.mark.parametrize("author", ["p-writer", "p-editor", "p-translator"])
def test_nobody_publishes_what_they_wrote_translated_or_submitted(author: str) -> None:
    translated = outreach.PublicationTranslated(
        language="en", title="T", text="T", translated_by="p-translator", translated_on=YESTERDAY
    )
    publication.given(drafted(), translated, submitted).by(author).when(PUBLISH).refused(OwnText)


def test_who_wrote_an_earlier_draft_is_an_author_too() -> None:
    written = publication.given(drafted("p-first"), drafted("p-writer"), submitted)
    written.by("p-first").when(PUBLISH).refused(OwnText)


def test_what_is_returned_can_be_written_anew_and_its_authors_stay_authors() -> None:
    again = publication.given(drafted("p-first"), submitted, returned, drafted(), submitted)
    again.by("p-first").when(PUBLISH).refused(OwnText)
    assert again.by("p-reader").when(PUBLISH).decide()


# ── hubs ────────────────────────────────────────────────────────────────────────────────────────
def test_a_hub_writes_its_own_draft_anew_and_nobody_elses() -> None:
    ours = DRAFT.model_copy(update={"hub": "peja"})
    assert publication.when(ours).decide()[0].hub == "peja"
    assert publication.given(drafted(hub="peja")).when(ours).decide()
    for owner in (None, "gjilan"):
        publication.given(drafted(hub=owner)).when(ours).refused(NotTheHubsDraft)


def test_a_draft_stays_the_hubs_through_rewriting_and_review() -> None:
    (again,) = publication.given(drafted(hub="peja")).when(DRAFT).decide()
    assert again.hub == "peja"
    state = publication.given(again, submitted, returned).state()
    assert isinstance(state, Draft)
    assert state.hub == "peja"


# ── marking ─────────────────────────────────────────────────────────────────────────────────────
def reviewed(**changes: Any) -> Spec:
    return publication.given(drafted(**changes), submitted).by("p-reader").when(PUBLISH)


def shown(**changes: Any) -> Any:
    return SHOWN.model_copy(update=changes)


@pytest.mark.parametrize(
    ("changes", "refusal", "said"),
    [
        ({"title": {"en": "Only English"}}, LanguagesMissing, "sq, sr"),
        ({"text": {"sq": "a", "en": "b"}}, LanguagesMissing, "sr"),
        ({"shown": shown(emblem=False)}, EmblemMissing, "emblem"),
        ({"shown": shown(statement=three("Paid by us"))}, StatementMissing, "Paid by the sample donor"),
        ({"shown": shown(disclaimer={"en": "Not the donor's opinion"})}, DisclaimerMissing, "sq, sr"),
        ({"shown": shown(designation=three("No note"))}, DesignationMissing, "Without prejudice"),
        ({"text": three("In Kosovo it rains")}, NameNotMarked, '"Kosovo" stands without *'),
        ({"title": three("Kosova, again"), "text": three("Kosovo*")}, NameNotMarked, '"Kosova"'),
        ({"agreement": "unknown"}, NoVisibilityRules, "unknown"),
    ],
)
def test_what_is_missing_is_said_clearly(changes: dict[str, Any], refusal: type[Refusal], said: str) -> None:
    assert said in str(reviewed(**changes).refused(refusal))


def test_a_longer_name_is_no_marked_name_and_later_ones_need_no_mark() -> None:
    assert reviewed(text=three("Kosovorum. Kosovo* and Kosovo")).decide()


def test_the_rules_of_the_day_count_not_those_of_the_draft() -> None:
    newer = rules_set.model_copy(
        update={"version": 2, "shown": shown(statement=three("Funded by")), "effective_on": TODAY}
    )
    changed = publication.given_at(VISIBILITY, FUND, rules_set, newer).given(drafted(), submitted)
    changed.by("p-reader").when(PUBLISH).refused(StatementMissing)
    later = rules_set.model_copy(update={"version": 2, "effective_on": date(2018, 1, 1)})
    waits = publication.given_at(VISIBILITY, FUND, rules_set, later).given(drafted(), submitted)
    assert waits.by("p-reader").when(PUBLISH).decide()[0].rules == 1


def test_a_draft_takes_the_marking_of_the_day_unless_it_brings_its_own() -> None:
    assert publication.when(DRAFT).decide()[0].shown == SHOWN
    own = shown(emblem=False)
    assert publication.when(DRAFT.model_copy(update={"shown": own})).decide()[0].shown == own
    Spec(PUBLICATION).when(DRAFT).refused(NoVisibilityRules)


# ── correction and retraction ───────────────────────────────────────────────────────────────────
def test_corrections_are_numbered_and_say_what_was_wrong() -> None:
    public = publication.given(drafted(), submitted, published()).by("p-reader")
    public.when(CORRECT).then(corrected().model_copy(update={"corrected_on": TODAY}))
    (second,) = public.given(corrected(text=three("At nine."))).when(CORRECT).decide()
    assert second.correction == 2


def test_a_correction_corrects_something_and_keeps_to_the_rules() -> None:
    public = publication.given(drafted(), submitted, published())
    same = CORRECT.model_copy(update={"text": TEXT})
    public.when(same).refused(NothingCorrected)
    public.when(CORRECT.model_copy(update={"text": {"en": "No more"}})).refused(LanguagesMissing)


# ── the rules themselves ────────────────────────────────────────────────────────────────────────
def test_rules_are_versions_and_the_same_again_is_none() -> None:
    rules = Spec(VISIBILITY)
    first = rules_set.model_copy(update={"set_on": TODAY})
    rules.when(RULES).then(first, STANDING.at(THE_STANDING, chosen.model_copy(update={"chosen_on": TODAY})))
    known = rules.given(rules_set).given_at(STANDING, THE_STANDING, chosen)
    known.when(RULES).then_nothing()
    changed = RULES.model_copy(update={"mark": "**"})
    (second,) = known.when(changed).decide()
    assert (second.version, second.mark) == (2, "**")


def test_rules_must_be_there_in_every_language_that_they_ask_for() -> None:
    short = RULES.model_copy(update={"shown": shown(disclaimer={"en": "No opinion"})})
    assert "disclaimer is not given in sq" in str(Spec(VISIBILITY).when(short).refused(RuleNotInLanguage))
