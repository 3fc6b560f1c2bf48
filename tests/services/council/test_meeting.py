"""What becomes of a meeting?"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from services.council.domain.agenda import ItemsNotNumbered, NoSeatHere, NoSuchProposal
from services.council.domain.attendance import (
    LeftBeforeArriving,
    Mark,
    MarkedTwice,
    NamelessGuest,
    NotSeatedThatDay,
    NotThere,
    SomebodyElseCame,
)
from services.council.domain.body import BODY
from services.council.domain.days import EndsBeforeItStarts, TooEarly
from services.council.domain.deciding import (
    HalfACommitment,
    MoreVotesThanPresent,
    NoConsensus,
    NotInPublic,
    NotOnTheAgenda,
    NotQuorate,
)
from services.council.domain.institution import INSTITUTION, NoSuchInstitution
from services.council.domain.meeting import (
    MEETING,
    AttendanceMissing,
    MeetingExists,
    MinutesSaySo,
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
from services.council.domain.revisions import REVISIONS
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import AgendaItem, Guest, Holder, Paper, Quorum, QuorumRule
from shared.kernel.entity import Actor, Grant, NotNow
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
    MEETING_ID,
    MORNING,
    ORG,
    OTHER_CSO,
    RESCHEDULE,
    SCHEDULE,
    SET_AGENDA,
    TODAY,
    YESTERDAY,
    adopted,
    agenda_set,
    attended,
    awaited,
    cancelled,
    dissolved,
    established,
    filled,
    held,
    institution_registered,
    sat,
    scheduled,
    settled,
    vacated,
)
from tests.services.council.given_meetings import (
    PROPOSE,
    corrected,
    drafted,
    minutes_adopted,
    minutes_published,
    proposed,
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


# ── deciding ────────────────────────────────────────────────────────────────────────────────────
after = called.given(agenda_set, attended(*CAME))
DECIDED = council.DecisionTaken(
    decision=1,
    item=2,
    text={"en": "The report is adopted."},
    consensus=True,
    quorate=True,
    taken_on=TODAY,
    quorum=Quorum(present=2, needed=1, reached=True),
    body=COUNCIL,
)


def test_decisions_are_numbered_within_the_meeting() -> None:
    after.given(held(2)).when(DECIDE).then(DECIDED)
    after.given(held(2), DECIDED).when(DECIDE).then(DECIDED.model_copy(update={"decision": 2}))


def test_nothing_is_decided_beside_minutes_that_are_adopted() -> None:
    held_then = after.given(held(2))
    assert held_then.given_at(REVISIONS, MEETING_ID, drafted, corrected).when(DECIDE).decide()
    locked = held_then.given_at(REVISIONS, MEETING_ID, drafted, minutes_adopted)
    locked.when(DECIDE).refused(MinutesSaySo)
    locked.given_at(REVISIONS, MEETING_ID, drafted, minutes_adopted, minutes_published).when(DECIDE).refused(
        MinutesSaySo
    )


def test_without_quorum_nothing_is_decided_where_the_rule_binds() -> None:
    short = after.given(held(1, 2, reached=False))
    assert "Only 1 seats were present" in str(short.when(DECIDE).refused(NotQuorate))


def test_where_the_rule_does_not_bind_the_decision_says_it_was_not_quorate() -> None:
    loose = established(QuorumRule(percent=50, binds_decisions=False))
    short = after.given_at(BODY, COUNCIL, loose).given(held(1, 2, reached=False))
    count = Quorum(present=1, needed=2, reached=False)
    short.when(DECIDE).then(DECIDED.model_copy(update={"quorate": False, "quorum": count}))


def test_there_are_not_more_votes_than_seats_present() -> None:
    vote = {"consensus": False, "votes_for": 1, "votes_against": 1}
    two = after.given(held(2))
    assert two.when(changed(DECIDE, **vote)).decide()
    said = two.when(changed(DECIDE, **vote, abstentions=1)).refused(MoreVotesThanPresent)
    assert "3 votes, but only 2" in str(said)


def test_a_vote_against_is_no_consensus() -> None:
    after.given(held(2)).when(changed(DECIDE, votes_for=1, votes_against=1)).refused(NoConsensus)


def test_a_decision_is_about_an_item_of_the_agenda_or_about_none() -> None:
    after.given(held(2)).when(changed(DECIDE, item=3)).refused(NotOnTheAgenda)
    after.given(held(2)).when(changed(DECIDE, item=None)).then(DECIDED.model_copy(update={"item": None}))


# ── the agenda ──────────────────────────────────────────────────────────────────────────────────
def test_who_holds_a_seat_of_the_body_proposes_an_item() -> None:
    called.by(f"p-{ORG}").when(PROPOSE).then(proposed())
    called.given(proposed()).by(f"p-{ORG}").when(PROPOSE).then(proposed(2))
    ministry = changed(PROPOSE, proposer=Holder(kind="institution", id="opm"))
    assert called.when(ministry).decide()
    stranger = changed(PROPOSE, proposer=Holder(kind="institution", id="mf"))
    assert "mf holds no seat" in str(called.when(stranger).refused(NoSeatHere))


def test_who_proposes_speaks_for_the_own_organisation_or_institution() -> None:
    (door,) = [door for door in DOORS if door.command is type(PROPOSE)]
    ministry = changed(PROPOSE, proposer=Holder(kind="institution", id="opm"))
    for grant, command, may in (
        (Grant("cso", ORG), PROPOSE, True),
        (Grant("government", ORG), PROPOSE, False),
        (Grant("government", "opm"), ministry, True),
        (Grant("cso", "opm"), ministry, False),
    ):
        assert door.allows(Actor("p-1", (grant,)), command, called.state()) == may


def test_an_item_has_an_owner_and_papers_and_may_take_up_a_proposal() -> None:
    paper = Paper(title={"en": "Report"}, sha256="ab" * 32)
    item = AgendaItem(number=1, title={"en": "Travel"}, owner=CSO, papers=(paper,), proposal=1)
    agenda = changed(SET_AGENDA, items=(item,))
    called.given(proposed()).when(agenda).then(council.AgendaSet(items=(item,)))
    called.when(agenda).refused(NoSuchProposal)


# ── coming late, going early ────────────────────────────────────────────────────────────────────
def at(seat: str, presence: Any, arrived: str | None = None, left: str | None = None) -> Mark:
    return Mark.model_validate({"seat": seat, "presence": presence, "arrived": arrived, "left": left})


def test_who_came_late_or_left_early_is_on_record_with_the_time() -> None:
    (fact,) = called.when(changed(ATTEND, seats=(at("gov-1", "present", "10:20", "11:30"),))).decide()
    assert (fact.seats[0].arrived, fact.seats[0].left) == (time(10, 20), time(11, 30))
    wrong = changed(ATTEND, seats=(at("gov-1", "present", "11:30", "10:20"),))
    called.when(wrong).refused(LeftBeforeArriving)
    called.when(changed(ATTEND, seats=(at("gov-1", "excused", "11:30"),))).refused(NotThere)


def test_the_quorum_is_counted_at_the_moment_of_each_decision() -> None:
    came = changed(ATTEND, seats=(at("gov-1", "present", "10:30"), at("cso-1", "present", left="11:30")))
    (attendance,) = called.when(came).decide()
    whole, _ = called.given(attendance).when(HOLD).decide()
    later = called.given(agenda_set, attendance, whole)
    assert whole.quorum == Quorum(present=2, needed=2, reached=True)
    later.when(changed(DECIDE, taken_at="10:29")).refused(NotQuorate)
    later.when(changed(DECIDE, taken_at="11:30")).refused(NotQuorate)
    (taken,) = later.when(changed(DECIDE, taken_at="10:30")).decide()
    assert (taken.quorum, taken.quorate) == (whole.quorum, True)


# ── decisions that bind ─────────────────────────────────────────────────────────────────────────
SECRET = council.AgendaSet(items=(AGENDA[0], AGENDA[1].model_copy(update={"confidential": True})))


def test_a_decision_may_say_which_institution_has_to_do_it_and_by_when() -> None:
    known = after.given(held(2)).given_at(INSTITUTION, "opm", institution_registered)
    bound = changed(DECIDE, institution="opm", deadline=date(2015, 6, 30))
    (fact,) = known.when(bound).decide()
    assert (fact.institution, fact.deadline) == ("opm", date(2015, 6, 30))
    known.when(changed(bound, institution=None)).refused(HalfACommitment)
    known.when(changed(bound, deadline=None)).refused(HalfACommitment)
    known.when(changed(bound, institution="nobody")).refused(NoSuchInstitution)
    known.when(changed(bound, deadline=YESTERDAY)).refused(TooEarly)


def test_what_is_confidential_does_not_become_a_public_commitment() -> None:
    secret = called.given(SECRET, attended(*CAME), held(2))
    assert secret.when(DECIDE).decide()[0].confidential
    secret.when(changed(DECIDE, institution="opm", deadline=date(2015, 6, 30))).refused(NotInPublic)


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert called.given(adopted).state() == called.state()
    assert meeting.given(held()).state() == Unscheduled()
