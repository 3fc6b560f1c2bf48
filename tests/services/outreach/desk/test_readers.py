"""Who reads what of an election at the desk, and what does nobody read there?"""

from __future__ import annotations

from datetime import date

from services.outreach.desk import readers
from services.outreach.desk.accounts import Account
from shared.contracts import council, outreach
from shared.kernel.entity import Grant
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle
from tests.services.outreach import given_publications as publications
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


def test_who_wrote_or_translated_a_publication_and_its_hub_read_it_and_no_other_hub() -> None:
    translated = outreach.PublicationTranslated(
        language="sr", title="T", text="T", translated_by="p-7", translated_on=publications.YESTERDAY
    )
    log = Chronicle().add(
        Ref("outreach", "publication", "d"), publications.drafted("p-6", hub="peja"), translated
    )
    for person, hub in (("p-6", "gjilan"), ("p-7", "gjilan"), ("p-8", "peja")):
        assert readers.is_own(Account(person, None, None, (Grant("hub", hub),)), "d", log)
    stranger = Account("p-9", None, None, (Grant("hub", "gjilan"),))
    assert not readers.is_own(stranger, "d", log)
    assert not readers.reads_all(stranger, "outreach", "publication")


def test_finance_reads_the_report_that_it_writes_in_and_no_draft() -> None:
    finance = Account("p-4", None, None, (Grant("finance"),))
    assert readers.reads_all(finance, "outreach", "report")
    assert not readers.reads_all(finance, "outreach", "publication")
    assert readers.reads_all(SECRETARIAT, "outreach", "report")


def test_nobody_sees_what_stands_on_an_opened_ballot() -> None:
    ballot = Ref("council", "ballot", f"e_{FIRST}")
    assert not readers.is_own(FROM_FIRST, ballot.id, Chronicle())
    for account in (FROM_FIRST, SECRETARIAT, Account("p-1", None, None, (Grant("admin"), Grant("auditor")))):
        assert not readers.sees_persons(account, "council", "ballot", own=True)
