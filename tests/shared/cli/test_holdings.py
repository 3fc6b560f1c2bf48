"""Does a statement hold every event that is about or by its subject, and nobody else's personal data?"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.cli.holdings import Held, Subject, holdings
from shared.cli.statement import as_json, as_page, document, words
from shared.contracts import council, grants, membership
from shared.kernel.codec import unknown
from shared.kernel.event import Ref
from shared.kernel.personal import Personal, about
from shared.testing.recorded import Chronicle

ORG, OTHER, PERSON = "5900001-1", "5900001-12", "p-7"
ARTA = Subject("person", PERSON)
CLAIM = Ref("grants", "claim", "claim-abcd")
CLAIMED = grants.ClaimSubmitted(
    fund="logistics",
    heading="travel",
    meeting="council-2015-04-21",
    organisation=ORG,
    traveller=PERSON,
    traveller_name=about(PERSON, "Arta Shembull"),
    iban=about(PERSON, "XK051212012345678906"),
    items=(grants.ClaimItem(kind="bus", on=date(2015, 4, 21), cents=500, declaration="Lost"),),
    cents=500,
    currency="EUR",
    submitted_by="p-8",
    submitted_on=date(2015, 4, 24),
)
APPROVED = grants.ClaimApproved(granted=(500,), cents=500, approved_by="p-9", approved_on=date(2015, 4, 30))


def named(person: str, name: str) -> membership.RepresentativeNamed:
    return membership.RepresentativeNamed(
        person=person, name=about(person, name), role="voting", since=date(2015, 1, 1)
    )


def sat(organisation: str, person: str) -> council.Attendance:
    holder = council.Holder(kind="organisation", id=organisation)
    return council.Attendance(seat="cso-1", presence="present", holder=holder, person=person)


def log() -> Chronicle:
    attendance = (sat(ORG, PERSON), sat(OTHER, "p-99"))
    quorum = council.Quorum(present=2, needed=1, reached=True)
    held = council.MeetingHeld(
        body="council", held_on=date(2015, 4, 21), attendance=attendance, quorum=quorum
    )
    made = Chronicle()
    made.add(Ref("membership", "organisation", ORG), named(PERSON, "Arta Shembull"))
    made.add(Ref("membership", "organisation", OTHER), named("p-70", "Drin Tjetri"))
    made.add(Ref("council", "meeting", "council-2015-04-21"), held)
    made.add(CLAIM, CLAIMED, APPROVED)
    left = membership.RepresentationEnded(person="p-70", reason="As p-7 asked", ended_on=date(2015, 5, 1))
    made.add(Ref("membership", "organisation", OTHER), left)
    made.add(Ref("membership", "acceptance", OTHER), accepted(), by=PERSON)
    made.add(
        Ref("council", "input", f"{ORG}-2"), unknown("council.SomethingNew")(payload={"input": f"{ORG}-2"})
    )
    return made


def accepted() -> membership.DocumentAccepted:
    return membership.DocumentAccepted(
        document="code-of-ethics", version=1, accepted_by="p-70", accepted_on=date(2015, 1, 2)
    )


def kinds(subject: Subject) -> list[str]:
    return [one.event.data.type_name for one in holdings(subject, log())]


def test_a_person_finds_what_names_them_what_they_did_and_what_became_of_their_claim() -> None:
    assert kinds(ARTA) == [
        "membership.RepresentativeNamed",
        "council.MeetingHeld",
        "grants.ClaimSubmitted",
        "grants.ClaimApproved",
        "membership.RepresentationEnded",
        "membership.DocumentAccepted",
    ]


def test_each_event_says_why_it_is_there() -> None:
    why = {one.event.data.type_name: one.because for one in holdings(ARTA, log())}
    assert why["grants.ClaimApproved"] == ("is about something of the subject",)
    assert why["membership.DocumentAccepted"] == ("was given by the subject",)
    assert why["membership.RepresentationEnded"] == ("names the subject",)


def test_an_organisation_finds_what_any_service_holds_also_of_types_not_known_yet() -> None:
    assert kinds(Subject("organisation", ORG)) == [
        "membership.RepresentativeNamed",
        "council.MeetingHeld",
        "grants.ClaimSubmitted",
        "grants.ClaimApproved",
        "council.SomethingNew",
    ]


@pytest.mark.parametrize(
    ("id", "text", "found"),
    [
        ("p-7", "p-70", False),
        ("p-7", "as p-7 asked", True),
        ("5900001-1", "council-2015-04-21_5900001-1", True),
        ("5900001-1", "5900001-12", False),
        ("5900001-1", "5900001-1-2", True),
        ("5900001-1", "15900001-1", False),
        ("nobody", "nobody keeps them", False),
        ("nobody", "nobody", True),
    ],
)
def test_an_id_is_found_as_a_word_of_its_own(id: str, text: str, found: bool) -> None:
    assert Subject("person", id).named_in(text) is found


def statement(subject: Subject) -> dict[str, Any]:
    return document(subject, holdings(subject, log()), datetime(2016, 1, 1, tzinfo=UTC))


def test_only_the_subjects_own_personal_data_are_open() -> None:
    own = as_json(statement(ARTA))
    assert "Arta Shembull" in own
    assert "XK051212012345678906" in own
    theirs = as_json(statement(Subject("organisation", ORG)))
    assert "Arta Shembull" not in theirs
    assert "(personal data of p-7)" in theirs


def test_of_a_list_only_the_subjects_part_is_told() -> None:
    said = as_json(statement(ARTA))
    assert "p-99" not in said
    assert "(1 more, of others)" in said


def test_erased_data_is_said_to_be_erased() -> None:
    gone = named(PERSON, "").model_copy(update={"name": Personal[str](person=PERSON)})
    events = Chronicle().add(Ref("membership", "organisation", ORG), gone)
    said = as_json(document(ARTA, holdings(ARTA, events), datetime(2016, 1, 1, tzinfo=UTC)))
    assert "erased: the key of this person was destroyed" in said


def test_both_forms_say_the_same_thing_by_thing() -> None:
    content = statement(ARTA)
    assert json.loads(as_json(content)) == content
    assert (content["events"], len(content["things"])) == (6, 5)
    page = as_page(content)
    assert page.count("<article>") == 6
    for shown in ("Claim submitted", "Arta Shembull", "2015-04-21", "Representative named"):
        assert shown in page


def test_what_people_wrote_cannot_become_markup() -> None:
    bad = membership.RepresentationEnded(
        person=PERSON, reason="<script>alert(1)</script>", ended_on=date(2015, 5, 1)
    )
    events = Chronicle().add(Ref("membership", "organisation", ORG), bad)
    content = document(ARTA, holdings(ARTA, events), datetime(2016, 1, 1, tzinfo=UTC))
    assert "<script>" not in as_page(content)


def test_words() -> None:
    assert words("MandateReportFiled") == "Mandate report filed"
    assert words("mandate_report") == "mandate report"
    assert isinstance(holdings(ARTA, log())[0], Held)
