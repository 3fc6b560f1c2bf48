"""Does a subject say what it was built from, and does nothing else pass for one?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.event import Ref
from shared.kernel.subject import (
    NotAToken,
    Subject,
    entity_filter,
    parse,
    subject_of,
    type_filter,
    version_filter,
)

MEETING = Ref("council", "meeting", "2015-04-21")
TOKENS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", fullmatch=True)


def test_a_subject_names_service_entity_id_version_and_type() -> None:
    subject = subject_of(MEETING, 7, "council.MeetingHeld")
    assert subject == "civikos.log.council.meeting.2015-04-21.7.MeetingHeld"


def test_every_writer_expects_with_the_same_filter() -> None:
    assert version_filter(MEETING, 7) == "civikos.log.council.meeting.2015-04-21.7.*"


def test_an_entity_and_a_type_can_be_asked_for() -> None:
    assert entity_filter(MEETING) == "civikos.log.council.meeting.2015-04-21.>"
    assert type_filter("council.MeetingHeld") == "civikos.log.council.*.*.*.MeetingHeld"


@given(TOKENS, TOKENS, TOKENS, st.integers(1, 10**9), TOKENS)
def test_what_was_built_is_read_back(service: str, entity: str, id: str, version: int, type_: str) -> None:
    ref, name = Ref(service, entity, id), f"{service}.{type_}"
    assert parse(subject_of(ref, version, name)) == Subject(ref, version, name)


@given(st.text().filter(lambda text: any(c in ".*> \r\n\t\0" or ord(c) > 127 for c in text)))
def test_an_id_that_means_something_in_a_subject_is_refused(id: str) -> None:
    with pytest.raises(NotAToken, match="letters, digits, hyphens and underscores"):
        version_filter(Ref("council", "meeting", id), 1)


def test_an_event_stands_only_with_its_own_service() -> None:
    with pytest.raises(ValueError, match="not an event of council"):
        subject_of(MEETING, 1, "grants.ClaimPaid")


def test_versions_begin_at_one() -> None:
    with pytest.raises(ValueError, match="no version 0"):
        subject_of(MEETING, 0, "council.MeetingHeld")


@pytest.mark.parametrize(
    "subject", ["", "civikos.log.a.b.c.1", "civikos.due.a.b.c.1.T", "civikos.log.a.b.c.x.T"]
)
def test_other_subjects_are_not_of_the_log(subject: str) -> None:
    with pytest.raises(ValueError, match=r"not a subject of the log|invalid literal"):
        parse(subject)
