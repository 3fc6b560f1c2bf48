"""What becomes of a meeting?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.council.domain.agenda import ItemsNotNumbered
from services.council.domain.attendance import (
    Mark,
    MarkedTwice,
    NamelessGuest,
    NotSeatedThatDay,
    SomebodyElseCame,
)
from services.council.domain.body import BODY
from services.council.domain.days import EndsBeforeItStarts
from services.council.domain.meeting import (
    MEETING,
    AddressAndNone,
    AttendanceMissing,
    MeetingExists,
    NoSuchBody,
    NotBegun,
)
from services.council.domain.proceedings import (
    Attended,
    Cancelled,
    Held,
    Meeting,
    Scheduled,
    Unscheduled,
)
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import Guest, Quorum
from shared.kernel.entity import NotNow
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from tests.services.council.given import (
    AGENDA,
    ATTEND,
    CANCEL,
    COUNCIL,
    CSO,
    DECIDE,
    HOLD,
    LATER,
    MORNING,
    ORG,
    OTHER_CSO,
    RESCHEDULE,
    SCHEDULE,
    SET_AGENDA,
    TODAY,
    YESTERDAY,
    agenda_set,
    attended,
    awaited,
    cancelled,
    dissolved,
    established,
    filled,
    held,
    sat,
    scheduled,
    settled,
    vacated,
)
from tests.services.council.given_meetings import (
    PROPOSE,
)

SEATED = (
    established(),
    filled("gov-1", person="p-0"),
    filled("cso-1", CSO, "p-1", substitute="p-2"),
    filled("cso-2", OTHER_CSO, "p-3"),
)
nobody = Spec(MEETING)
meeting = nobody.given_at(BODY, COUNCIL, *SEATED)
called = meeting.given(scheduled)
CAME = (sat("gov-1", person="p-0"), sat("cso-1", "substitute", CSO, "p-2"), sat("cso-2", "absent", OTHER_CSO))

ANY = MeetingExists
TABLE = steps(
    {
        Unscheduled: (),
        Scheduled: (scheduled, agenda_set),
        Attended: (scheduled, agenda_set, attended(*CAME)),
        Held: (scheduled, agenda_set, attended(*CAME), held()),
        Cancelled: (scheduled, cancelled),
    },
    [
        (SCHEDULE, (ACCEPTED, ANY, ANY, ANY, ANY)),
        (PROPOSE, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow)),
        (SET_AGENDA, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow)),
        (RESCHEDULE, (NotNow, ACCEPTED, NotNow, NotNow, NotNow)),
        (CANCEL, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow)),
        (ATTEND, (NotNow, ACCEPTED, ACCEPTED, NotNow, NotNow)),
        (HOLD, (NotNow, AttendanceMissing, ACCEPTED, NotNow, NotNow)),
        (DECIDE, (NotNow, NotNow, NotNow, ACCEPTED, NotNow)),
    ],
)


@pytest.mark.parametrize("step", TABLE, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(meeting)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE, Meeting, DOORS, "meeting")


def changed(command: Any, **fields: Any) -> Any:
    return type(command).model_validate({**dict(command), **fields})


def marks(**presences: Any) -> Any:
    """`marks(gov_1="present", cso_1=("substitute", "p-9"))`."""
    rows = [(seat.replace("_", "-"), said) for seat, said in presences.items()]
    pairs = [(seat, said if isinstance(said, tuple) else (said, None)) for seat, said in rows]
    return changed(ATTEND, seats=tuple(Mark(seat=s, presence=p, person=who) for s, (p, who) in pairs))


# ── calling ─────────────────────────────────────────────────────────────────────────────────────
def test_a_meeting_is_called_for_a_body() -> None:
    meeting.when(SCHEDULE).then(scheduled, awaited())


def test_only_a_body_that_stands_can_meet() -> None:
    nobody.when(SCHEDULE).refused(NoSuchBody)
    nobody.given_at(BODY, COUNCIL, established(), dissolved).when(SCHEDULE).refused(NoSuchBody)


def test_a_meeting_ends_after_it_starts() -> None:
    meeting.when(changed(SCHEDULE, ends_at=MORNING)).refused(EndsBeforeItStarts)
    called.when(changed(RESCHEDULE, ends_at=MORNING)).refused(EndsBeforeItStarts)


def test_a_meeting_moves_with_its_reason() -> None:
    called.when(RESCHEDULE).then(
        council.MeetingRescheduled(
            starts_at=MORNING, ends_at=LATER, place="Prizren", reason="The hall is taken"
        )
    )


def test_the_address_for_those_afar_moves_with_the_meeting() -> None:
    there, elsewhere = "https://meet.example/1", "https://meet.example/2"
    online = meeting.given(scheduled.model_copy(update={"online_link": there}))
    (moved,) = online.when(RESCHEDULE).decide()
    assert moved.online_link == there
    (again,) = online.given(moved).when(changed(RESCHEDULE, online_link=elsewhere)).decide()
    assert again.online_link == elsewhere
    (ended,) = online.when(changed(RESCHEDULE, online_ended=True)).decide()
    assert (ended.online_link, ended.online_ended) == (None, True)
    (still,) = online.given(ended).when(RESCHEDULE).decide()
    assert still.online_link is None
    online.when(changed(RESCHEDULE, online_link=there, online_ended=True)).refused(AddressAndNone)
    with pytest.raises(ValueError, match="online_link"):
        changed(SCHEDULE, online_link="javascript:alert(1)")


def test_a_meeting_is_called_off_with_its_reason() -> None:
    called.when(CANCEL).then(cancelled, settled())


def test_agenda_items_are_numbered_without_a_gap() -> None:
    called.when(SET_AGENDA).then(agenda_set)
    assert "numbered 2." in str(called.when(changed(SET_AGENDA, items=AGENDA[1:])).refused(ItemsNotNumbered))
    called.when(changed(SET_AGENDA, items=AGENDA[::-1])).refused(ItemsNotNumbered)


# ── attendance ──────────────────────────────────────────────────────────────────────────────────
def test_holder_and_person_come_from_the_body_and_who_is_not_marked_was_absent() -> None:
    called.when(marks(gov_1="present", cso_1="substitute")).then(attended(*CAME))


def test_a_substitute_may_be_somebody_the_body_does_not_know() -> None:
    (fact,) = called.when(marks(cso_1=("substitute", "p-9"), cso_2=("substitute", "p-8"))).decide()
    assert [(row.seat, row.person) for row in fact.seats] == [
        ("gov-1", None),
        ("cso-1", "p-9"),
        ("cso-2", "p-8"),
    ]


def test_who_is_present_is_the_person_of_the_seat() -> None:
    said = called.when(marks(cso_1=("present", "p-9"))).refused(SomebodyElseCame)
    assert "held by p-1, not by p-9" in str(said)


def test_the_seats_are_those_of_the_day_of_the_meeting() -> None:
    moved_on = (*SEATED, vacated("gov-1", on=TODAY), filled("gov-1", person="p-7", since=TODAY))
    today = called.given_at(BODY, COUNCIL, *moved_on)
    assert today.when(marks(gov_1="present")).decide()[0].seats[0].person == "p-7"
    earlier = scheduled.model_copy(update={"starts_at": datetime(2015, 4, 20, 8, tzinfo=UTC)})
    yesterday = meeting.given_at(BODY, COUNCIL, *moved_on).given(earlier)
    assert yesterday.when(marks(gov_1="present")).decide()[0].seats[0].person == "p-0"


def test_the_day_of_a_meeting_is_the_day_where_the_platform_is() -> None:
    late = scheduled.model_copy(update={"starts_at": datetime(2015, 4, 20, 22, 30, tzinfo=UTC)})
    moved_on = (*SEATED, vacated("gov-1", on=TODAY))
    meeting.given_at(BODY, COUNCIL, *moved_on).given(late).when(ATTEND).refused(NotSeatedThatDay)


@pytest.mark.parametrize("seat", ["gov-99", "gov-1"], ids=["unknown", "vacant"])
def test_only_filled_seats_can_be_marked(seat: str) -> None:
    vacant = called.given_at(BODY, COUNCIL, *SEATED, vacated("gov-1", on=YESTERDAY))
    vacant.when(changed(ATTEND, seats=(Mark(seat=seat, presence="absent"),))).refused(NotSeatedThatDay)


def test_a_seat_is_marked_once() -> None:
    twice = (Mark(seat="gov-1", presence="present"), Mark(seat="gov-1", presence="absent"))
    called.when(changed(ATTEND, seats=twice)).refused(MarkedTwice)
    called.when(changed(ATTEND, seats=twice[:1] * 2)).refused(MarkedTwice)


def test_guests_are_organisations_or_have_a_name() -> None:
    guests = (Guest(organisation=ORG), Guest(label="The press"))
    (fact,) = called.when(changed(ATTEND, guests=guests)).decide()
    assert fact.guests == guests
    called.when(changed(ATTEND, guests=(*guests, Guest(label=" ")))).refused(NamelessGuest)


def test_the_last_attendance_counts() -> None:
    absent = attended(*(row.model_copy(update={"presence": "absent"}) for row in CAME))
    fact, _ = called.given(attended(*CAME), absent).when(HOLD).decide()
    assert fact.quorum == Quorum(present=0, needed=2, reached=False)


# ── holding ─────────────────────────────────────────────────────────────────────────────────────
def test_a_held_meeting_carries_attendance_and_quorum() -> None:
    guests = (Guest(organisation=ORG),)
    called.given(attended(*CAME, guests=guests)).when(HOLD).then(
        council.MeetingHeld(
            body=COUNCIL,
            held_on=TODAY,
            attendance=CAME,
            guests=guests,
            quorum=Quorum(present=2, needed=2, reached=True),
        ),
        settled(),
    )


def test_a_meeting_of_a_dissolved_body_can_still_be_recorded() -> None:
    late = called.given_at(BODY, COUNCIL, *SEATED, dissolved).given(attended(*CAME))
    assert late.when(HOLD).decide()[0].quorum.reached


def test_no_meeting_is_held_before_it_begins() -> None:
    ready = called.given(attended(*CAME))
    early = ready.on(MORNING - timedelta(seconds=1)).when(HOLD).refused(NotBegun)
    assert "begins on 21 April 2015, 10:00" in str(early)
    assert ready.on(MORNING).when(HOLD).decide()


def test_a_meeting_that_was_moved_is_held_on_its_new_day() -> None:
    tomorrow = scheduled.model_copy(update={"starts_at": datetime(2015, 4, 22, 8, tzinfo=UTC)})
    moved = council.MeetingRescheduled(starts_at=MORNING, ends_at=LATER, place="Prizren", reason="Earlier")
    assert meeting.given(tomorrow, moved, attended(*CAME)).when(HOLD).decide()[0].held_on == TODAY
