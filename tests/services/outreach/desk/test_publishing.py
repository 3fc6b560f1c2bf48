"""Can an editor work on what is there, and read what people will read before it is released?"""

from __future__ import annotations

import asyncio

import pytest

from tests.platform import People
from tests.services.outreach import given_newsletter as letters
from tests.services.outreach import given_publications as given
from tests.services.outreach.desk.conftest import BESA, CENE
from tests.services.outreach.desk.test_people import page_when
from tests.services.outreach.desk.visitor import Visitor, shown, words
from tests.services.outreach.test_hub import open_hub

HUB_PERSON, OTHER_HUB = "p-hana", "p-ilir"
HUBS = {HUB_PERSON: "hub-peje", OTHER_HUB: "hub-gjilan"}


@pytest.fixture(scope="module")
async def editors(people: People) -> People:
    """Rules are set, a draft is written, and two hubs have a person each."""
    rules = given.RULES.model_dump(mode="json") | {"effective_on": "2015-01-01"}
    await people.accepted("outreach", "SetVisibilityRules", "secretariat", **rules)
    draft = given.DRAFT.model_dump(mode="json") | {"about": {"entity": "meeting", "id": "m-1"}}
    await people.accepted("outreach", "DraftPublication", "secretariat", acting="p-writer", **draft)
    for person, hub in HUBS.items():
        opened = open_hub(hub=hub).model_dump(mode="json")
        await people.accepted("outreach", "OpenHub", "secretariat", **opened)
        account = {"person": person, "name": "Hub Invented", "email": f"{person}@example.org"}
        await people.accepted("membership", "OpenAccount", "admin", **account)
        grant = {"person": person, "role": "hub", "bound_to": hub}
        await people.accepted("membership", "GrantRole", "admin", **grant)
    return people


async def test_a_draft_opens_with_the_text_as_it_stands_and_waits_in_the_queue(
    editors: People, visitor: Visitor
) -> None:
    await visitor.enters_as(BESA)
    said = "Finish the draft “The Council meets” and hand it in for review, or drop it."
    path = f"/en/desk?after={editors.position}"
    assert said in words(await page_when(visitor, path, lambda page: said in words(page)))
    path = f"/en/desk/give/outreach/DraftPublication?publication={given.ID}&after={editors.position}"
    form = shown(await visitor.read(path))
    assert (form["title/en"], form["about/id"]) == ("The Council meets", "m-1")
    assert form["text/sq"] == given.TEXT["sq"]


async def test_a_hub_reads_its_draft_after_writing_it_and_another_hub_does_not(
    editors: People, visitor: Visitor
) -> None:
    await visitor.enters_as(HUB_PERSON)
    fields = {f"{field}/{code}": "A day" for field in ("title", "text") for code in ("sq", "sr", "en")}
    form = "/en/desk/give/outreach/DraftPublication"
    sent = await visitor.fill(form, publication="hub-day", kind="news", agreement=given.FUND, **fields)
    record = "/en/desk/record/outreach/publication/hub-day"
    assert sent.headers["location"].startswith(record)
    assert "As people read it" in words(await visitor.read(record))
    await visitor.enters_as(OTHER_HUB)
    await visitor.read(record, 403)
    taken = await visitor.fill(form, publication="hub-day", kind="news", agreement=given.FUND, **fields)
    assert (taken.status_code, "is a draft already" in words(taken.text)) == (409, True)
    handed_in = await visitor.fill("/en/desk/give/outreach/SubmitForReview?publication=hub-day")
    assert handed_in.status_code == 403


async def test_who_publishes_reads_it_on_the_form_in_every_language_with_its_funding(
    editors: People, visitor: Visitor
) -> None:
    await editors.accepted(
        "outreach", "SubmitForReview", "secretariat", acting="p-writer", publication=given.ID
    )
    await visitor.enters_as(CENE)
    for path in (
        f"/en/desk/give/outreach/Publish?publication={given.ID}",
        f"/en/desk/record/outreach/publication/{given.ID}",
    ):
        page = await visitor.read(path)
        preview = words(page[page.index('class="preview"') : page.index('class="history"')])
        for language in ("sq", "sr", "en"):
            for said in (given.TITLE, given.TEXT, given.SHOWN.statement, given.SHOWN.disclaimer):
                assert said[language] in preview  # type: ignore[index]
        assert "Albanian" in preview


async def test_who_sends_an_issue_reads_its_letter_first(editors: People, visitor: Visitor) -> None:
    await editors.accepted("outreach", "Publish", "board", acting=CENE, publication=given.ID)
    define = letters.DEFINE.model_dump(mode="json")
    await editors.accepted("outreach", "DefineNewsletter", "secretariat", **define)
    await _compiled(editors)
    await visitor.enters_as(BESA)
    record = await visitor.read(f"/en/desk/record/outreach/issue/{letters.ISSUE}")
    letter = words(record[record.index('class="letter"') :])
    assert "The Letter: Meetings, 1" in letter
    assert given.TEXT["en"] in letter
    assert given.SHOWN.statement["en"] in letter
    form = await visitor.read(f"/en/desk/give/outreach/FreezeRecipients?issue={letters.ISSUE}")
    assert "End it with one click" in words(form)


async def _compiled(editors: People) -> None:
    """The publication waits for the issue as soon as the policy has offered it."""
    wish = letters.COMPILE.model_dump(mode="json")
    async with asyncio.timeout(30):
        while "status" in await editors.give("outreach", "CompileIssue", "secretariat", **wish):
            await asyncio.sleep(0.05)
