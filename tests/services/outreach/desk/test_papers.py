"""Does a paper reach everybody if its item is public, and only those who may read the item if it is not?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from shared.cli.programme.papers import page as paper_of
from shared.kernel.files import Files
from tests.platform import People
from tests.services.outreach.desk.conftest import ANA, BESA, DEJAN, EMA, FATOS, OTHER, OWN, come_in
from tests.services.outreach.desk.visitor import Visitor, shown, words
from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import saved
from tests.stories.programme import text

GROUP, MEETING, LATER = "papers-group", "papers-meeting", "papers-later"
OPEN, SECRET, ELSEWHERE = (paper_of(said) for said in ("For everybody", "For a few", "Another matter"))
PROPOSE, SET = "/en/desk/give/council/ProposeAgendaItem", "/en/desk/give/council/SetAgenda"
HOLDER = {"proposer/kind": "organisation", "proposer/id": OWN}


@pytest.fixture(scope="module")
async def called(people: People) -> People:
    """A group in which the organisation sits is called to two meetings."""
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=9)
    seat = {"seat": "cso", "side": "civil_society", "filled_by": "named", "named_by": "platform"}
    rule = {"percent": 50, "of": "filled", "each_side": False, "binds_decisions": True}
    since = (soon - timedelta(days=30)).date().isoformat()
    body: dict[str, Any] = {"kind": "working_group", "name": text("Group on papers"), "meetings_a_year": 2}

    async def does(command: str, **fields: Any) -> None:
        await people.accepted("council", command, "secretariat", **fields)

    await does("EstablishBody", body=GROUP, seats=[seat], quorum=rule, established_on=since, **body)
    sits = {"holder": {"kind": "organisation", "id": OWN}, "ground": "nomination", "since": since}
    await does("FillSeat", body=GROUP, seat="cso", person=ANA, person_name="Ana Invented", **sits)
    times = {"starts_at": soon.isoformat(), "ends_at": (soon + timedelta(hours=2)).isoformat()}
    for meeting in (MEETING, LATER):
        await does("ScheduleMeeting", meeting=meeting, body=GROUP, place="Pejë", languages=["sq"], **times)
    return people


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()


async def propose(visitor: Visitor, content: bytes, **fields: str) -> httpx.Response:
    form = shown(await visitor.read(f"{PROPOSE}?meeting={MEETING}"))
    said = {"title/en": "A matter", "reason/en": "It is time.", "papers/0/title/en": "What it is about"}
    file = {"papers/0/sha256": ("x.pdf", content, "application/pdf")}
    return await visitor.http.post(PROPOSE, data={**form, **said, **HOLDER, **fields}, files=file)


async def set_as_proposed(visitor: Visitor, **fields: str) -> str:
    """The secretariat sends the form as it opens, but for these; gives the position to wait for."""
    await visitor.enters_as(BESA)
    answer = await visitor.fill(f"{SET}?meeting={MEETING}", **fields)
    assert answer.status_code == 303, words(answer.text)[:900]
    return answer.headers["location"].partition("?")[2]


def public(content: bytes, meeting: str = MEETING, language: str = "en") -> str:
    return f"/{language}/meetings/{meeting}/papers/{hash_of(content)}"


def at_the_desk(content: bytes, meeting: str = MEETING) -> str:
    return f"/en/desk/papers/{meeting}/{hash_of(content)}"


async def test_1_what_is_no_paper_is_refused_and_nothing_typed_is_lost(
    called: People, visitor: Visitor
) -> None:
    await visitor.enters_as(ANA)
    answer = await propose(visitor, b"<html><script>alert(1)</script>")
    assert answer.status_code == 422
    assert "nor an office document (DOCX, XLSX, PPTX, ODT, ODS, ODP)" in words(answer.text)
    assert shown(answer.text)["title/en"] == "A matter"


async def test_2_who_may_not_propose_hands_nothing_in(called: People, visitor: Visitor) -> None:
    await visitor.enters_as(DEJAN)
    await visitor.read(PROPOSE, 403)
    file = {"papers/0/sha256": ("x.pdf", ELSEWHERE, "application/pdf")}
    assert (await visitor.http.post(PROPOSE, data=HOLDER, files=file)).status_code == 403
    assert await Files(called.nc).find(hash_of(ELSEWHERE)) is None
    await visitor.enters_as(FATOS)
    answer = await propose(visitor, OPEN, **{"proposer/id": OTHER})
    assert "holds no seat in the body that meets" in words(answer.text)


async def test_3_one_more_row_keeps_the_file_that_was_chosen(called: People, visitor: Visitor) -> None:
    await visitor.enters_as(ANA)
    answer = await propose(visitor, OPEN, **{".more": "papers"})
    assert answer.status_code == 200
    form = shown(answer.text)
    assert (form["papers/0/sha256"], form["papers/1/sha256"]) == (hash_of(OPEN), "")


async def test_4_a_proposed_paper_is_not_public_yet_and_an_agenda_makes_it_so(
    called: People, visitor: Visitor
) -> None:
    await visitor.enters_as(ANA)
    answer = await propose(visitor, OPEN)
    assert answer.headers["location"].startswith("/en/desk?after="), "the record is not for the organisation"
    assert "Recorded: Propose agenda item" in words(await visitor.read(answer.headers["location"]))
    after = answer.headers["location"].partition("?")[2]
    await visitor.read(f"{public(OPEN)}?{after}", 404)
    after = await set_as_proposed(visitor)
    visitor.http.cookies.clear()
    page = await visitor.read(f"/en/meetings/{MEETING}?{after}")
    assert f'href="{public(OPEN)}" download>What it is about</a>' in page
    assert "What it is about PDF, 1 kB" in words(page)
    for language in ("sq", "sr", "en"):
        file = await visitor.http.get(public(OPEN, language=language))
        assert (file.status_code, file.content, file.headers["content-type"]) == (
            200,
            OPEN,
            "application/pdf",
        )
    assert file.headers["content-disposition"] == f'attachment; filename="{MEETING}-1.pdf"'
    assert file.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert file.headers["x-content-type-options"] == "nosniff"


async def test_5_an_agenda_begins_with_the_last_one_and_then_all_that_was_proposed(
    called: People, visitor: Visitor
) -> None:
    await visitor.enters_as(ANA)
    await propose(visitor, SECRET, confidential="yes")
    await visitor.enters_as(BESA)
    form = shown(await visitor.read(f"{SET}?meeting={MEETING}"))
    assert [form[f"items/{n}/{part}"] for n in (0, 1) for part in ("number", "proposal")] == list("1122")
    assert [form[f"items/{n}/papers/0/sha256"] for n in (0, 1)] == [hash_of(OPEN), hash_of(SECRET)]
    assert (form["items/1/title/en"], form["items/1/owner/id"]) == ("A matter", OWN)
    assert (form["items/0/confidential"], form["items/1/confidential"]) == ("no", "yes")


async def test_6_the_paper_of_a_confidential_item_is_for_those_who_may_read_it(
    called: People, visitor: Visitor
) -> None:
    after = await set_as_proposed(visitor)
    for person, status in ((BESA, 200), (EMA, 200), (DEJAN, 403), (FATOS, 403), (ANA, 403)):
        await visitor.enters_as(person)
        assert (await visitor.http.get(at_the_desk(SECRET))).status_code == status, person
    await visitor.enters_as(BESA)
    record = await visitor.read(f"/en/desk/record/council/meeting/{MEETING}")
    assert f'href="{at_the_desk(SECRET)}">the paper</a>' in record
    file = await visitor.http.get(at_the_desk(SECRET))
    assert (file.content, file.headers["cache-control"]) == (SECRET, "private, no-store")
    visitor.http.cookies.clear()
    assert (await visitor.http.get(at_the_desk(SECRET))).status_code == 303
    page = await visitor.read(f"/en/meetings/{MEETING}?{after}")
    assert "Confidential item" in page
    assert hash_of(SECRET) not in page
    await visitor.read(public(SECRET), 404)
    assert public(OPEN) in page, "the other item stayed as it was"


async def test_7_no_other_file_of_the_store_is_given_away_by_its_hash(
    called: People, visitor: Visitor
) -> None:
    await Files(called.nc).keep(ELSEWHERE, DEJAN)
    await visitor.enters_as(BESA)
    for content in (ELSEWHERE, b"nobody has this"):
        await visitor.read(public(content), 404)
        await visitor.read(at_the_desk(content), 404)
    for meeting in (LATER, "there-is-none"):
        await visitor.read(public(OPEN, meeting), 404)
        await visitor.read(at_the_desk(OPEN, meeting), 404)


async def test_8_an_item_that_becomes_confidential_takes_its_paper_back(
    called: People, visitor: Visitor
) -> None:
    known = (await visitor.http.get(public(OPEN))).headers["etag"]
    after = await set_as_proposed(visitor, **{"items/0/confidential": "yes"})
    answer = await visitor.http.get(f"{public(OPEN)}?{after}", headers={"if-none-match": known})
    assert answer.status_code == 404


@pytest.mark.browser
@opens("/desk/papers/{meeting}/{paper}", "/meetings/{id}", "/meetings/{id}/papers/{part}")
async def test_a_person_hands_a_paper_in_and_everybody_takes_it_along(window: Page, called: People) -> None:
    await come_in(window, ANA)
    await window.goto(f"{PROPOSE}?meeting={LATER}")
    title, reason = (window.get_by_role("group", name=name).first for name in ("Title", "Reason"))
    await title.get_by_label("English").fill("The budget")
    await reason.get_by_label("English").fill("It ends in June.")
    papers = window.get_by_role("group", name="Papers")
    await papers.get_by_label("English").fill("The budget in figures")
    budget: Any = {"name": "budget.pdf", "mimeType": "application/pdf", "buffer": OPEN}
    await papers.get_by_label("File", exact=True).set_input_files(budget)
    proposer = window.get_by_role("group", name="Proposer")
    await expect(proposer.get_by_label("Which one", exact=True)).to_have_value(OWN)
    await window.get_by_role("button", name="Propose agenda item").last.click()
    await expect(window.get_by_role("status")).to_contain_text("Recorded: Propose agenda item")
    await come_in(window, BESA)
    await window.goto(f"{SET}?meeting={LATER}")
    await window.get_by_role("button", name="Set agenda").last.click()
    await expect(window.get_by_role("status")).to_contain_text("Recorded: Set agenda")
    told = window.get_by_role("region", name="History").get_by_role("link", name="the paper")
    assert await saved(window, told.first) == OPEN
    await window.get_by_role("button", name="Sign out").click()
    await window.goto(f"/en/meetings/{LATER}?after={called.position}")
    agenda = window.get_by_role("region", name="Agenda")
    assert await saved(window, agenda.get_by_role("link", name="The budget in figures")) == OPEN
