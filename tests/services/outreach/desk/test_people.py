"""Is a person chosen by name, by those alone who may know the name, and not after being forgotten?"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import pytest

from tests.platform import People
from tests.services.outreach.desk.conftest import ANA, BESA, CENE, EMA, OTHER, OWN
from tests.services.outreach.desk.visitor import WITHIN, Visitor, shown, words

GIVE = "/en/desk/give"
NAME = f"{GIVE}/membership/NameRepresentative"


def offered(page: str, field: str) -> dict[str, str]:
    (options,) = re.findall(rf'<select[^>]*name="{field}"[^>]*>(.*?)</select>', page, re.S)
    found = re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)</option>', options)
    return dict(found)


@pytest.fixture(scope="module")
async def representative(people: People) -> str:
    body = {"person": "p-rita", "name": "Rita Invented", "role": "deputy", "since": "2026-01-01"}
    await people.accepted("membership", "NameRepresentative", "secretariat", organisation=OWN, **body)
    return "p-rita"


async def page_when(visitor: Visitor, path: str, holds: Callable[[str], bool]) -> str:
    """A page of a form, once it is so: read models follow the log."""
    async with asyncio.timeout(WITHIN):
        while not holds(page := await visitor.read(path)):
            await asyncio.sleep(0.05)
    return page


async def test_a_person_is_chosen_by_name_role_and_organisation(
    visitor: Visitor, representative: str
) -> None:
    await visitor.enters_as(BESA)
    path = f"{NAME}?organisation={OWN}"
    page = await page_when(visitor, path, lambda page: representative in offered(page, "person"))
    found = offered(page, "person")
    assert found["p-ana"] == "Ana Invented (Society 01)"
    assert found["p-besa"] == "Besa Invented (Secretariat)"
    assert found[representative] == "Rita Invented (Society 01)"
    assert [name for name in found.values() if "Gone" in name] == ["Gone Invented"]


async def test_a_name_that_is_known_is_not_written_again_and_somebody_new_gets_an_id(
    visitor: Visitor, representative: str
) -> None:
    await visitor.enters_as(BESA)
    path = f"{NAME}?organisation={OTHER}"
    page = await page_when(visitor, path, lambda page: representative in offered(page, "person"))
    body = {"role": "contact", "since": "2026-01-01"}
    again = await visitor.send(NAME, **{**shown(page), **body, "person": representative})
    assert again.status_code == 303, words(again.text)
    record = f"/en/desk/record/membership/organisation/{OTHER}"
    assert "Rita Invented" in words(await visitor.read(record))
    new = next(id for id, name in offered(page, "person").items() if name.startswith("Somebody"))
    fresh = {**shown(await visitor.read(path)), **body}
    unnamed = await visitor.send(NAME, **{**fresh, "person": new})
    assert unnamed.status_code == 422, "nobody knows what somebody new is called"
    named = await visitor.send(NAME, **{**fresh, "person": new, "name": "Nora Invented"})
    assert named.status_code == 303, words(named.text)
    assert "Nora Invented" in words(await visitor.read(record))


async def test_who_acts_for_one_organisation_is_offered_its_people_alone(
    visitor: Visitor, representative: str
) -> None:
    await visitor.enters_as(ANA)
    path = f"{NAME}?organisation={OWN}"
    page = await page_when(visitor, path, lambda page: representative in offered(page, "person"))
    known = {id for id, name in offered(page, "person").items() if not name.startswith("Somebody")}
    assert known >= {ANA, representative}
    assert not known & {"p-besa", "p-cene", "p-dejan", "p-ema", "p-fatos"}
    sent = {**shown(page), "person": BESA, "role": "contact", "since": "2026-01-01"}
    guessed = await visitor.send(NAME, **sent)
    assert guessed.status_code == 422
    assert "Besa" not in guessed.text, "a guessed id tells no name"


async def test_who_is_forgotten_is_offered_no_more_and_named_nowhere(
    people: People, visitor: Visitor
) -> None:
    body = {"person": "p-lost", "name": "Lost Invented", "role": "contact", "since": "2026-01-01"}
    await people.accepted("membership", "NameRepresentative", "secretariat", organisation=OWN, **body)
    await visitor.enters_as(BESA)
    path = f"{NAME}?organisation={OWN}"
    page = await page_when(visitor, path, lambda page: "p-lost" in offered(page, "person"))
    assert "Lost Invented" in page
    await people.accepted("membership", "ForgetPerson", "admin", person="p-lost", reason="Asked for it")
    page = await page_when(visitor, path, lambda page: "Lost Invented" not in page)
    assert "p-ana" in offered(page, "person")


async def test_what_a_command_is_for_is_chosen_first_and_never_typed(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    page = await visitor.read(f"{GIVE}/membership/CheckApplication?from=queue")
    assert "Society 01" in offered(page, "organisation")[OWN]
    assert shown(page)["from"] == "queue"
    assert "findings" not in shown(page)
    page = await visitor.read(f"{GIVE}/membership/CheckApplication?from=queue&organisation={OWN}")
    assert (shown(page)["organisation"], shown(page)[".from"]) == (OWN, "queue")
    assert "Choose another" in words(page)


async def test_what_is_begun_has_no_id_to_be_typed_and_gets_one(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    path = f"{GIVE}/membership/PlanTraining"
    form = shown(await visitor.read(path))
    assert "training" not in form
    said = {
        "title/en": "Minutes",
        "text/en": "How to write them",
        "place": "Peja",
        "places": "10",
        "languages": "sq",
    }
    days = {"starts_on": "2030-01-01", "ends_on": "2030-01-02"}
    answers = [await visitor.send(path, **{**form, **said, **days}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303], words(answers[0].text)
    first, again = (answer.headers["location"] for answer in answers)
    assert first == again, "sent twice, begun once"
    assert re.search(r"/record/membership/training/training-[0-9a-f]{12}", first)


async def test_what_is_written_anew_begins_as_it_stands(people: People, visitor: Visitor) -> None:
    rules = {"endorsements_needed": 3, "report_days": 14, "report_for": ["council"]}
    item = {"principle": "evidence", "text": {"en": "It rests on evidence."}}
    await people.accepted("membership", "SetWorkingRules", "board", checklist=[item], **rules)
    await visitor.enters_as(CENE)
    form = shown(await visitor.read(f"{GIVE}/membership/SetWorkingRules"))
    assert (form["report_days"], form["checklist/0/principle"]) == ("14", "evidence")
    assert form["checklist/0/text/en"] == "It rests on evidence."
    await visitor.enters_as(ANA)
    form = shown(await visitor.read(f"{GIVE}/membership/LaunchInitiative"))
    assert form["checklist/0/principle"] == "evidence"
    details = shown(await visitor.read(f"{GIVE}/membership/ChangeOrganisationDetails"))
    assert (details["organisation"], details["name/en"]) == (OWN, "Society 01")


async def test_an_account_is_headed_by_the_name_for_who_may_know_it(people: People, visitor: Visitor) -> None:
    headed = []
    for person in (BESA, EMA):
        await visitor.enters_as(person)
        page = await visitor.read(f"/en/desk/record/membership/account/{BESA}")
        headed += re.findall(r"<h1[^>]*>(.*?)</h1>", page)
    assert headed == ["Account: Besa Invented", "Account: somebody whose name is not shown to you"]
