"""Can an editor work on what is there, instead of typing it again?"""

from __future__ import annotations

from tests.platform import People
from tests.services.outreach import given_publications as given
from tests.services.outreach.desk.conftest import BESA
from tests.services.outreach.desk.visitor import Visitor, shown, words


async def test_a_draft_opens_with_the_text_as_it_stands_and_waits_in_the_queue(
    people: People, visitor: Visitor
) -> None:
    rules = given.RULES.model_dump(mode="json") | {"effective_on": "2015-01-01"}
    await people.accepted("outreach", "SetVisibilityRules", "secretariat", **rules)
    draft = given.DRAFT.model_dump(mode="json") | {"about": {"entity": "meeting", "id": "m-1"}}
    await people.accepted("outreach", "DraftPublication", "secretariat", acting="p-writer", **draft)
    await visitor.enters_as(BESA)
    queue = words(await visitor.read(f"/en/desk?after={people.position}"))
    assert "Finish the draft “The Council meets” and hand it in for review, or drop it." in queue
    path = f"/en/desk/give/outreach/DraftPublication?publication={given.ID}&after={people.position}"
    form = shown(await visitor.read(path))
    assert (form["title/en"], form["about/id"]) == ("The Council meets", "m-1")
    assert form["text/sq"] == given.TEXT["sq"]
