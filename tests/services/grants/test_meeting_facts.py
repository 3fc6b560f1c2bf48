"""Whom does a held meeting's attendance show, as far as grants is concerned?"""

from __future__ import annotations

import pytest

from services.grants.domain.meeting_facts import MEETING, Held, NotHeld
from shared.contracts import council
from shared.testing.spec import Spec
from tests.services.grants.samples import HELD_ON, ORGANISATION, REJECTED, meeting_held, seat

meeting = Spec(MEETING)


@pytest.mark.parametrize("presence", ["present", "substitute"])
def test_who_sat_in_its_seat_or_sent_a_substitute_came(presence: council.Presence) -> None:
    held = meeting_held(seat(presence))
    assert meeting.given(held).state() == Held(HELD_ON, frozenset({ORGANISATION}))


@pytest.mark.parametrize("presence", ["absent", "excused"])
def test_who_was_absent_or_excused_did_not_come(presence: council.Presence) -> None:
    assert meeting.given(meeting_held(seat(presence))).state().organisations == frozenset()


def test_an_institution_in_a_seat_is_no_organisation() -> None:
    held = meeting_held(seat("present", kind="institution"))
    assert meeting.given(held).state().organisations == frozenset()


def test_an_organisation_that_came_as_a_guest_came() -> None:
    guests = (council.Guest(organisation=ORGANISATION), council.Guest(label="a journalist"))
    assert meeting.given(meeting_held(guests=guests)).state().organisations == frozenset({ORGANISATION})


def test_an_empty_seat_brings_nobody() -> None:
    empty = council.Attendance(seat="cso-2", presence="absent")
    assert meeting.given(meeting_held(empty)).state().organisations == frozenset()


def test_a_meeting_is_not_held_before_it_is_said_to_be() -> None:
    assert meeting.given(council.AttendanceRecorded(seats=(seat("present"),))).state() == NotHeld()
    assert meeting.given(REJECTED).state() == NotHeld()
