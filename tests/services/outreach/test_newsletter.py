"""Does every part of the newsletter get what was published since its last issue, once?"""

from __future__ import annotations

from typing import Any

import pytest

from services.outreach.domain.issue import (
    ISSUE,
    Compiled,
    Frozen,
    GivenUp,
    Issue,
    ItemCorrected,
    ItemTakenBack,
    NobodyTakesIt,
    NothingNew,
    Released,
    Uncompiled,
)
from services.outreach.domain.newsletter import (
    NEWSLETTER,
    THE_NEWSLETTER,
    Newsletter,
    NoNewsletter,
    State,
    TopicTwice,
    Undefined,
)
from services.outreach.domain.publication import PUBLICATION
from services.outreach.domain.roll import ROLL
from services.outreach.domain.subscription import NoSuchTopic, NotInThatLanguage
from services.outreach.doors import DOORS
from shared.contracts import outreach
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.outreach import given_newsletter as given
from tests.services.outreach.given_newsletter import (
    COMPILE,
    DEFINE,
    DROP,
    FREEZE,
    OFFER,
    READER,
    SEND,
    TODAY,
    TOPICS,
    WITHHOLD,
    compiled,
    defined,
    enrolled,
    frozen,
    given_up,
    numbered,
    offered,
    released,
    struck,
)
from tests.services.outreach.given_publications import corrected, drafted, published, retracted, submitted

newsletter = Spec(NEWSLETTER)
public = (drafted(), submitted, published())


def issue(*newsletter_facts: Any, publication: Any = public, roll: Any = (enrolled,)) -> Spec:
    facts = newsletter_facts or (defined, offered)
    return (
        Spec(ISSUE)
        .given_at(NEWSLETTER, THE_NEWSLETTER, *facts)
        .given_at(PUBLICATION, "council-meets", *publication)
        .given_at(ROLL, "meetings--en", *roll)
        .by("p-editor")
    )


LETTERS = steps(
    {Undefined: (), Newsletter: (defined,)},
    [(DEFINE, (ACCEPTED, ACCEPTED)), (OFFER, (ACCEPTED, ACCEPTED)), (WITHHOLD, (ACCEPTED, ACCEPTED))],
)
ISSUES = steps(
    {
        Uncompiled: (),
        Compiled: (compiled,),
        Frozen: (compiled, frozen),
        Released: (compiled, frozen, released),
        GivenUp: (compiled, given_up),
    },
    [
        (COMPILE, (ACCEPTED, NotNow, NotNow, NotNow, NotNow)),
        (FREEZE, (NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (SEND, (NotNow, NotNow, ACCEPTED, NotNow, NotNow)),
        (DROP, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow)),
    ],
)


@pytest.mark.parametrize("step", LETTERS, ids=str)
def test_each_command_to_the_newsletter(step: Step) -> None:
    step.check(newsletter)


@pytest.mark.parametrize("step", ISSUES, ids=str)
def test_each_command_to_an_issue_in_each_state(step: Step) -> None:
    step.check(issue())


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(LETTERS, State, DOORS, "newsletter")
    check_complete(ISSUES, Issue, DOORS, "issue")


# ── what waits ──────────────────────────────────────────────────────────────────────────────────
def test_the_same_definition_again_changes_nothing_and_a_topic_stands_once() -> None:
    newsletter.given(defined).when(DEFINE).then_nothing()
    twice = DEFINE.model_copy(update={"topics": (*TOPICS, TOPICS[0])})
    newsletter.when(twice).refused(TopicTwice)


def test_a_publication_is_offered_once_and_withheld_once() -> None:
    newsletter.when(OFFER).then(offered.model_copy(update={"offered_on": TODAY}))
    newsletter.given(offered).when(OFFER).then_nothing()
    newsletter.when(WITHHOLD).then_nothing()
    assert newsletter.given(offered).when(WITHHOLD).decide()


def test_what_was_published_before_the_newsletter_was_defined_waits_too() -> None:
    state = newsletter.given(offered, defined).state()
    assert state.waiting(TOPICS[0], "en") == ["council-meets"]
    assert state.waiting(TOPICS[0], "sr") == []
    assert state.waiting(TOPICS[1], "en") == []


def test_what_stood_in_an_issue_waits_no_more_unless_the_issue_is_given_up() -> None:
    taken = newsletter.given(defined, offered, numbered)
    assert taken.state().waiting(TOPICS[0], "en") == []
    assert taken.state().waiting(TOPICS[0], "sq") == ["council-meets"]
    back = outreach.IssueGivenUp(
        issue=given.ISSUE, topic="meetings", language="en", publications=("council-meets",)
    )
    assert taken.given(back).state().waiting(TOPICS[0], "en") == ["council-meets"]


# ── issues ──────────────────────────────────────────────────────────────────────────────────────
def test_an_issue_is_compiled_of_what_waits_and_takes_its_number() -> None:
    today = {"compiled_on": TODAY}
    issue().when(COMPILE).then(
        compiled.model_copy(update=today),
        NEWSLETTER.at(THE_NEWSLETTER, numbered.model_copy(update={"numbered_on": TODAY})),
    )


def test_a_second_issue_without_news_is_refused_and_one_with_news_counts_on() -> None:
    issue(defined, offered, numbered).when(COMPILE).refused(NothingNew)
    more = offered.model_copy(update={"publication": "second"})
    (event, _) = (
        issue(defined, offered, numbered, more)
        .given_at(PUBLICATION, "second", *public)
        .when(COMPILE)
        .decide()
    )
    assert (event.number, [item.publication for item in event.items]) == (2, ["second"])


def test_what_is_retracted_stands_in_no_issue() -> None:
    issue(publication=(*public, retracted)).when(COMPILE).refused(NothingNew)


def test_an_issue_is_of_a_topic_and_a_language_that_there_are() -> None:
    Spec(ISSUE).when(COMPILE).refused(NoNewsletter)
    issue().when(COMPILE.model_copy(update={"topic": "sport"})).refused(NoSuchTopic)
    issue().when(COMPILE.model_copy(update={"language": "tr"})).refused(NotInThatLanguage)


def test_recipients_are_those_who_take_that_part_when_it_is_frozen() -> None:
    other = "b" * 26
    takers = (enrolled, outreach.SubscriberEnrolled(subscription=other))
    (event,) = issue(roll=takers).given(compiled).when(FREEZE).decide()
    assert event.recipients == (READER, other)
    issue(roll=(enrolled, struck)).given(compiled).when(FREEZE).refused(NobodyTakesIt)


def test_an_issue_with_something_that_was_taken_back_is_not_sent() -> None:
    gone = issue(publication=(*public, retracted)).given(compiled, frozen)
    gone.when(SEND).refused(ItemTakenBack)


def test_an_issue_with_something_that_was_corrected_since_is_compiled_again() -> None:
    changed = issue(publication=(*public, corrected()))
    changed.given(compiled).when(FREEZE).refused(ItemCorrected)
    changed.given(compiled, frozen).when(SEND).refused(ItemCorrected)
    assert changed.given(compiled, frozen).when(DROP).decide()


def test_a_correction_in_another_language_changes_nothing_in_this_issue() -> None:
    text = {**public[0].text, "sr": "Bolji tekst"}
    elsewhere = issue(publication=(*public, corrected(text=text)))
    assert elsewhere.given(compiled, frozen).when(SEND).decide()


def test_what_stood_in_an_issue_that_is_given_up_waits_again() -> None:
    dropped, back = issue().given(compiled, frozen).when(DROP).decide()
    assert isinstance(dropped, outreach.IssueDropped)
    assert back.event.publications == ("council-meets",)
