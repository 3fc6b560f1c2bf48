"""What may a meeting decide, on which agenda, with how many there?"""

from datetime import date, time
from typing import Any

from services.council.domain.agenda import NoSeatHere, NoSuchProposal, ProposedAsConfidential
from services.council.domain.attendance import (
    LeftBeforeArriving,
    Mark,
    NotThere,
)
from services.council.domain.body import BODY
from services.council.domain.days import TooEarly
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
    MinutesSaySo,
)
from services.council.domain.proceedings import (
    Unscheduled,
)
from services.council.domain.revisions import REVISIONS
from services.council.doors import DOORS
from shared.contracts import council
from shared.contracts.council import AgendaItem, Holder, Paper, Quorum, QuorumRule
from shared.kernel.entity import Actor, Grant
from tests.services.council.given import (
    AGENDA,
    ATTEND,
    COUNCIL,
    CSO,
    DECIDE,
    HOLD,
    MEETING_ID,
    ORG,
    SET_AGENDA,
    TODAY,
    YESTERDAY,
    adopted,
    agenda_set,
    attended,
    established,
    held,
    institution_registered,
)
from tests.services.council.given_meetings import (
    PROPOSE,
    corrected,
    drafted,
    minutes_adopted,
    minutes_published,
    proposed,
)
from tests.services.council.test_meeting import CAME, called, changed, meeting

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


def test_what_was_proposed_as_confidential_is_not_made_public_by_the_agenda() -> None:
    hidden = proposed().model_copy(update={"confidential": True})
    item = AgendaItem(number=1, title={"en": "A salary"}, owner=CSO, proposal=1)
    open_ = changed(SET_AGENDA, items=(item,))
    called.given(hidden).when(open_).refused(ProposedAsConfidential)
    kept = item.model_copy(update={"confidential": True})
    called.given(hidden).when(changed(SET_AGENDA, items=(kept,))).then(council.AgendaSet(items=(kept,)))


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
