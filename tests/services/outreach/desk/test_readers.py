"""Who reads what of an election at the desk, and what does nobody read there?"""

from __future__ import annotations

from datetime import date

from services.outreach.desk import readers
from services.outreach.desk.accounts import Account
from shared.contracts import council
from shared.kernel.entity import Grant
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle
from tests.services.outreach.programme_elections import FIRST, election, nominated, roll

FROM_FIRST = Account("p-9", None, None, (Grant("cso", FIRST),))
SECRETARIAT = Account("p-2", None, None, (Grant("secretariat"),))


def test_who_stands_reads_the_dossier_without_the_other_persons() -> None:
    log = Chronicle().add(election("e"), nominated(FIRST))
    own = readers.is_own(FROM_FIRST, "e", log)
    assert own
    assert not readers.sees_persons(FROM_FIRST, "council", "election", own)
    assert readers.sees_persons(SECRETARIAT, "council", "election", own=False)


def test_who_voted_does_not_read_who_else_did_and_how() -> None:
    came = council.BallotReceived(organisation=FIRST, channel="post", received_on=date(2014, 9, 16))
    log = Chronicle().add(roll("e"), came)
    assert not readers.is_own(FROM_FIRST, "e", log)
    assert not readers.reads_all(FROM_FIRST, "council", "roll")
    assert readers.reads_all(SECRETARIAT, "council", "roll")


def test_an_institution_that_a_decision_names_does_not_read_the_meetings_confidential_items() -> None:
    owes = council.DecisionTaken.model_validate(
        {"decision": 1, "text": {"en": "A plan"}, "consensus": True, "quorate": True}
        | {"taken_on": "2015-04-21", "institution": "opm", "deadline": "2016-04-21"}
    )
    meeting = Ref("council", "meeting", "m")
    official = Account("p-5", None, None, (Grant("government", "opm"),))
    assert not readers.is_own(official, meeting.id, Chronicle().add(meeting, owes))
    assert not readers.reads_all(official, "council", "meeting")
    assert readers.reads_all(SECRETARIAT, "council", "meeting")


def test_nobody_sees_what_stands_on_an_opened_ballot() -> None:
    ballot = Ref("council", "ballot", f"e_{FIRST}")
    assert not readers.is_own(FROM_FIRST, ballot.id, Chronicle())
    for account in (FROM_FIRST, SECRETARIAT, Account("p-1", None, None, (Grant("admin"), Grant("auditor")))):
        assert not readers.sees_persons(account, "council", "ballot", own=True)
