"""Empty, stale, missing, failed: what does a reader get when there is little to show?"""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill, stand_at
from tests.services.outreach.programme import programme


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en", "No meeting is scheduled."),
        ("/en/bodies", "No body is established yet."),
        ("/en/meetings", "No meeting was held."),
        ("/en/organisations", "No organisation fits."),
        ("/en/hubs", "No information centre is open yet."),
        ("/sq/hubs", "Ende nuk është hapur asnjë qendër informuese."),
        ("/sr/hubs", "Još nije otvoren nijedan informativni centar."),
    ],
)
async def test_an_empty_platform_says_so(mongo: Mongo, path: str, said: str) -> None:
    await fill(mongo, Chronicle())
    async with client(mongo) as pages:
        answer = await pages.get(path)
    assert answer.status_code == 200
    assert said in answer.text


async def test_before_any_read_model_has_begun_the_page_says_so(mongo: Mongo) -> None:
    await mongo.database("portal").drop("_projections")
    async with client(mongo) as pages:
        assert "no event has been read yet" in (await pages.get("/en")).text


@pytest.mark.parametrize(
    "path",
    ["/en/bodies/none", "/en/meetings/none", "/en/organisations/none", "/en/none", "/en/bodies/none/more"],
)
async def test_what_is_not_there_is_a_page_in_the_readers_language(
    pages: httpx.AsyncClient, path: str
) -> None:
    answer = await pages.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_an_unknown_address_without_a_language_speaks_the_browsers(pages: httpx.AsyncClient) -> None:
    answer = await pages.get("/nothing", headers={"accept-language": "sr"})
    assert answer.status_code == 404
    assert "Na ovoj adresi nema ničega" in answer.text


async def test_a_page_says_at_which_event_it_stands(mongo: Mongo) -> None:
    await fill(mongo, programme())
    await stand_at(mongo, 1234)
    async with client(mongo) as pages:
        text = (await pages.get("/en")).text
    assert "This page stands at event 1,234, as of 1 October 2016, 11:30." in text


async def test_a_page_waits_for_the_readers_own_write(mongo: Mongo) -> None:
    await fill(mongo, programme())
    position = len(programme())
    async with client(mongo) as pages:
        asked = asyncio.ensure_future(pages.get(f"/en?after={position + 1}"))
        await asyncio.sleep(0.2)
        assert not asked.done()
        await stand_at(mongo, position + 1)
        answer = await asked
    assert f"stands at event {position + 1}" in answer.text
    assert "does not show event" not in answer.text


async def test_a_page_that_waited_in_vain_says_what_is_missing(mongo: Mongo) -> None:
    await fill(mongo, programme())
    async with client(mongo, patience=0.1) as pages:
        answer = await pages.get("/en?after=999999")
    assert answer.status_code == 200
    assert "This page does not show event 999,999 yet." in answer.text
    assert "etag" not in answer.headers


async def test_an_after_that_is_no_number_is_not_waited_for(pages: httpx.AsyncClient) -> None:
    begun = time.monotonic()
    assert (await pages.get("/en?after=soon")).status_code == 200
    assert time.monotonic() - begun < 1


async def test_a_page_that_has_not_changed_is_not_sent_again(mongo: Mongo) -> None:
    await fill(mongo, programme())
    async with client(mongo) as pages:
        tag = (await pages.get("/en/bodies")).headers["etag"]
        again = await pages.get("/en/bodies", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        await stand_at(mongo, len(programme()) + 1)
        assert (await pages.get("/en/bodies", headers={"if-none-match": tag})).status_code == 200


async def test_a_database_that_cannot_be_reached_is_a_sentence_and_no_error_text() -> None:
    nowhere = "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=50"
    async with Mongo(nowhere, "tests") as mongo, client(mongo) as pages:
        answer = await pages.get("/en")
    assert answer.status_code == 503
    assert "The record cannot be read at the moment" in answer.text
    assert "127.0.0.1" not in answer.text


async def test_a_mistake_of_ours_is_a_page_without_its_text(mongo: Mongo) -> None:
    await fill(mongo, programme())
    db = mongo.database("portal")
    await db.drop("bodies")
    await db.create("bodies", None)
    await db.insert("bodies", {"_id": "council", "established_on": "2014-10-15"})
    async with client(mongo) as pages:
        answer = await pages.get("/en/bodies")
    assert answer.status_code == 500
    assert "This page could not be made" in answer.text
    assert "KeyError" not in answer.text
