"""Does an organisation's page tell where it stands, and why, in every language?"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.contracts import membership
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill
from tests.services.outreach.programme import TERRITORY, applied, joined, member, organisation, registered
from tests.services.outreach.programme_life import day, expelled, reinstated, suspended

SUSPENDED, PASSIVE, EXPELLED, BACK = "5900011-1", "5900012-2", "5900013-3", "5900014-4"


def log() -> Chronicle:
    told = Chronicle().add(Ref("membership", "territory", "territory"), TERRITORY)
    for id in (SUSPENDED, PASSIVE, EXPELLED, BACK):
        told.add(organisation(id), registered({"en": f"Society {id}"}))
        told.add(member(id), applied("2014-04-05"), joined("2014-05-02"))
    told.add(member(SUSPENDED), suspended("2016-09-01", "2016-12-31"))
    told.add(member(BACK), suspended("2015-09-01"), reinstated("2015-10-01"))
    told.add(member(EXPELLED), expelled("2016-02-01", "2016-01"))
    seen = membership.Seen(sign="joined", on=day("2014-05-02"), source="membership.membership.x")
    passive = membership.MemberBecamePassive(since=day("2016-05-02"), months=24, evidence=seen)
    told.add(Ref("membership", "activity", PASSIVE), passive)
    return told


@pytest.fixture
async def register(mongo: Mongo) -> AsyncIterator[httpx.AsyncClient]:
    await fill(mongo, log())
    async with client(mongo) as http:
        yield http


async def read(http: httpx.AsyncClient, path: str) -> str:
    answer = await http.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


TOLD = {
    SUSPENDED: ("Suspended", "until 31 December 2016", "Reason: No report (sample)", "was suspended until"),
    PASSIVE: ("Member, passive", "since 2 May 2016", "counts as passive"),
    EXPELLED: ("Expelled", "expelled for a breach of the Code of Ethics", "Reason: A breach (sample)"),
    BACK: ("Suspended from 1 September 2015 to 1 October 2015", "Member since 2 May 2014", "was lifted"),
}


@pytest.mark.parametrize("id", TOLD)
async def test_the_page_tells_where_it_stands_since_when_and_why(
    register: httpx.AsyncClient, id: str
) -> None:
    page = await read(register, f"/en/organisations/{id}")
    assert [words for words in TOLD[id] if words not in page] == []


@pytest.mark.parametrize(("code", "words"), [("sq", "E pezulluar"), ("sr", "Suspendovana")])
async def test_it_is_told_in_every_language(register: httpx.AsyncClient, code: str, words: str) -> None:
    page = await read(register, f"/{code}/organisations/{SUSPENDED}")
    assert words in page
    assert "Suspended" not in page


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        ("member", {SUSPENDED, PASSIVE, BACK}),
        ("suspended", {SUSPENDED}),
        ("former", {EXPELLED}),
        ("other", {EXPELLED}),
        ("nonsense", set(TOLD)),
    ],
)
async def test_the_register_is_narrowed_by_standing(
    register: httpx.AsyncClient, which: str, ids: set[str]
) -> None:
    page = await read(register, f"/en/organisations?membership={which}")
    assert {id for id in TOLD if f"Society {id}" in page} == ids
