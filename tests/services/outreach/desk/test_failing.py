"""What does a person read when a page of the desk fails for a reason that nobody thought of?"""

from __future__ import annotations

from pymongo import AsyncMongoClient

from tests.platform import People, Platform
from tests.services.outreach.desk.conftest import BESA
from tests.services.outreach.desk.visitor import Visitor, words


async def test_a_page_that_fails_says_so_in_the_readers_language_and_tells_nothing_of_the_mistake(
    platform: Platform, people: People, visitor: Visitor
) -> None:
    await visitor.enters_as(BESA)
    (url,) = [part["url"] for part in platform.run["processes"] if part["name"] == "mongod"]
    async with AsyncMongoClient(url) as mongo:
        (view,) = await (await mongo["reporting"].list_collections(filter={"name": "work_queue"})).to_list()
        queue = mongo["reporting"][view["options"]["viewOn"]]
        whose = {"role": "secretariat", "bound_to": None, "people": None, "since": "2016-01-01"}
        broken = {"_id": "broken", **whose, "secret": "Nobody should read this"}
        await queue.insert_one(broken, bypass_document_validation=True)
        try:
            answer = await visitor.http.get("/sr/desk")
        finally:
            await queue.delete_one({"_id": "broken"})
    assert answer.status_code == 500
    assert "Ova stranica nije mogla da se napravi" in words(answer.text)
    assert 'href="/sr/desk"' in answer.text
    assert "KeyError" not in answer.text
    assert "Nobody" not in answer.text
    assert "default-src" in answer.headers["content-security-policy"]
    assert "Šta me čeka" in words(await visitor.read("/sr/desk"))
