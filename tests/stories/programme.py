"""What every story begins with: the territory, the documents, the Council of 29 seats and its Task Forces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tests.platform import People

HELD = datetime(2015, 4, 21, 8, tzinfo=UTC)
"""The Council's meeting of 21 April 2015."""
DAY = {"as_of": datetime(2014, 10, 15, 8, tzinfo=UTC)}
RULE = {"percent": 50, "of": "filled", "each_side": False, "binds_decisions": True}
ORGANISATIONS = [f"51100{number:02}" for number in range(1, 16)]
INSTITUTIONS = [f"institution-{number:02}" for number in range(1, 15)]


def text(en: str) -> dict[str, str]:
    return {"sq": f"{en} (sq)", "sr": f"{en} (sr)", "en": en}


async def prepare(people: People) -> None:
    """Territory, documents and institutions."""
    municipalities = [{"id": "peje", "name": {"sq": "Pejë", "sr": "Peć", "en": "Pejë/Peć"}, "region": "peje"}]
    regions = [{"id": "peje", "name": {"sq": "Pejë", "sr": "Peć", "en": "Pejë/Peć"}}]
    await people.accepted(
        "membership", "DefineTerritory", "admin", regions=regions, municipalities=municipalities, **DAY
    )
    for document in ("code-of-ethics", "rules-of-procedure"):
        body = {"title": text(document), "effective_on": "2014-04-04", "sha256": "a" * 64}
        await people.accepted(
            "membership", "PublishDocument", "secretariat", document=document, **body, **DAY
        )
    for institution in INSTITUTIONS:
        body = {"institution": institution, "name": text(f"Ministry {institution[-2:]}")}
        await people.accepted("council", "RegisterInstitution", "secretariat", **body, **DAY)


async def register(
    people: People, organisation: str, name: str = "", when: dict[str, datetime] = DAY
) -> None:
    await people.accepted(
        "membership",
        "RegisterOrganisation",
        f"cso:{organisation}",
        organisation=organisation,
        name=text(name or f"Society {organisation[-2:]}"),
        legal_form="association",
        municipality="peje",
        fields_of_work=["youth"],
        founded_on="2007-05-01",
        languages=["sq"],
        **when,
    )


async def join(people: People, organisation: str) -> None:
    """The way of an organisation from the documents to MemberJoined."""
    own = f"cso:{organisation}"
    for document in ("code-of-ethics", "rules-of-procedure"):
        accepting = {"organisation": organisation, "document": document, "version": 1}
        await people.accepted("membership", "AcceptDocument", own, **accepting, **DAY)
    await people.accepted(
        "membership", "ApplyForMembership", own, organisation=organisation, motivation="Together.", **DAY
    )
    await people.accepted(
        "membership",
        "CheckApplication",
        "secretariat",
        organisation=organisation,
        complete=True,
        findings="All there.",
        **DAY,
    )
    admitted = {"organisation": organisation, "joined_on": "2014-10-15", "decision_ref": "B-1"}
    await people.accepted("membership", "AdmitMember", "board", **admitted, **DAY)


async def establish_council(people: People) -> None:
    """29 seats: 14 of government, one named by the platform, 14 elected; and four Task Forces."""
    gov = [{"seat": f"gov-{n:02}", "side": "government", "filled_by": "ex_officio"} for n in range(1, 15)]
    cso: list[dict[str, Any]] = [
        {"seat": f"cso-{n:02}", "side": "civil_society", "filled_by": "elected"} for n in range(2, 16)
    ]
    named = {"seat": "cso-01", "side": "civil_society", "filled_by": "named", "named_by": "platform"}
    common = {"quorum": RULE, "meetings_a_year": 2, "established_on": "2014-10-15", **DAY}
    await people.accepted(
        "council",
        "EstablishBody",
        "secretariat",
        body="council",
        kind="council",
        name=text("Council"),
        seats=[*gov, named, *cso],
        **common,
    )
    for number in range(1, 5):
        await people.accepted(
            "council",
            "EstablishBody",
            "secretariat",
            body=f"task-force-{number}",
            kind="task_force",
            name=text(f"Task Force {number}"),
            parent="council",
            seats=[gov[0], named],
            **common,
        )


async def begin(people: People, members: Iterable[str]) -> None:
    """The register, these members, and a Council with everybody on their seats."""
    await prepare(people)
    for organisation in members:
        await register(people, organisation)
        await join(people, organisation)
    await establish_council(people)
    await fill_council(people)


async def fill_council(people: People) -> None:
    for number, institution in enumerate(INSTITUTIONS, 1):
        await fill(people, f"gov-{number:02}", "institution", institution, "office")
    for number, organisation in enumerate(ORGANISATIONS, 1):
        ground = "nomination" if number == 1 else "election"
        await fill(people, f"cso-{number:02}", "organisation", organisation, ground)


async def fill(people: People, seat: str, kind: str, holder: str, ground: str) -> None:
    await people.accepted(
        "council",
        "FillSeat",
        "secretariat",
        body="council",
        seat=seat,
        holder={"kind": kind, "id": holder},
        person=f"p-{holder}",
        person_name=f"Invented Name {seat}",
        since="2014-10-15",
        ground=ground,
        **DAY,
    )


async def hold_meeting(people: People, meeting: str, absent: str) -> None:
    """The Council meets; everybody is there but the holder of one seat."""
    at = {"meeting": meeting, "as_of": HELD}
    await people.accepted(
        "council",
        "ScheduleMeeting",
        "secretariat",
        body="council",
        starts_at="2015-04-21T10:00:00+02:00",
        ends_at="2015-04-21T12:00:00+02:00",
        place="Prishtinë",
        languages=["sq", "sr"],
        **{**at, "as_of": DAY["as_of"]},
    )
    seats = [f"gov-{n:02}" for n in range(1, 15)] + [f"cso-{n:02}" for n in range(1, 16)]
    marks = [{"seat": seat, "presence": "absent" if seat == absent else "present"} for seat in seats]
    late = {"meeting": meeting, "as_of": HELD.replace(hour=16)}
    await people.accepted("council", "RecordAttendance", "secretariat", seats=marks, **late)
    await people.accepted("council", "HoldMeeting", "secretariat", **late)


async def open_fund(people: People, fund: str, cents: int, **more: Any) -> None:
    opened: dict[str, Any] = dict(
        fund=fund,
        title=text("Costs of taking part"),
        agreement="SAMPLE-1",
        donors=[{"name": "First donor", "share_percent": 90}, {"name": "Second donor", "share_percent": 10}],
        currency="EUR",
        starts_on="2014-11-01",
        ends_on="2016-11-30",
        headings=[{"heading": "travel", "title": text("Travel"), "cents": cents}],
        rates=[{"kind": "bus", "unit": "journey", "max_cents": 2000}],
        claim_window_days=30,
        means_valid_days=365,
        **DAY,
    )
    await people.accepted("grants", "OpenFund", "finance", **(opened | more))


async def declare_means(people: People, organisation: str) -> None:
    when = {"as_of": HELD.replace(day=2)}
    declared = {"organisation": organisation, "year": 2014, "income_bracket": "none"}
    await people.accepted("grants", "DeclareMeans", f"cso:{organisation}", **declared, **when)
    assessed = {"organisation": organisation, "eligible": True, "reason": "No income."}
    await people.accepted("grants", "AssessMeans", "secretariat", **assessed, **when)


def claim(fund: str, organisation: str, number: int, **changes: Any) -> dict[str, Any]:
    """A bus journey of ten euro, with a receipt of its own."""
    item = {"kind": "bus", "on": "2015-04-21", "cents": 1000, "receipt": f"{number:064x}"}
    return {
        "fund": fund,
        "meeting": "council-2015-04-21",
        "organisation": organisation,
        "traveller": f"p-traveller-{number}",
        "traveller_name": f"Invented Traveller {number}",
        "iban": "XK05 1212 0123 4567 8906",
        "items": [item],
        "as_of": HELD.replace(day=28),
        **changes,
    }
