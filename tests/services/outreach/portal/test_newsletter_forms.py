"""Can a person subscribe, confirm, choose and leave without a script, and can nobody do it for another?"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from nats.aio.client import Client
from starlette.applications import Starlette

from services.outreach.domain.subscription import SUBSCRIPTION, Active, Ended, Requested, Subscription
from services.outreach.doors import DOORS
from services.outreach.newsletter.addresses import Links, subscription_of
from services.outreach.newsletter.entities import state_of
from services.outreach.newsletter.giving import Giving
from services.outreach.portal.app import portal
from services.outreach.portal.forms import Forms
from services.outreach.portal.pace import Pace
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.event import Ref
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.mongo import Mongo
from shared.kernel.settings import Settings
from shared.testing.recorded import Chronicle
from shared.testing.spec import KOSOVO
from tests.services.outreach import given_newsletter as given
from tests.services.outreach.filling import fill
from tests.services.outreach.portal.test_pages import words

MASTER = secrets.token_urlsafe(32)
SETTINGS = Settings(master_key=MASTER)
EMAIL = "arta@example.org"
ID = subscription_of(SETTINGS, EMAIL)


@dataclass
class Reader:
    pages: httpx.AsyncClient
    log: JetStreamLog
    app: Starlette

    async def post(self, path: str, **fields: str | list[str]) -> httpx.Response:
        return await self.pages.post(f"/en/newsletter{path}", data=fields)

    async def subscribe(self, email: str = EMAIL) -> httpx.Response:
        return await self.post("", email=email, topics=["meetings"], language="en")

    async def state(self) -> Subscription:
        return await state_of(self.log, SUBSCRIPTION, ID)

    async def code(self) -> str:
        state = await self.state()
        assert isinstance(state, Requested | Active)
        assert state.code
        return state.code


@pytest.fixture
async def reader(nc: Client, mongo: Mongo) -> AsyncIterator[Reader]:
    chronicle = Chronicle().add(Ref("outreach", "newsletter", "newsletter"), given.defined)
    await fill(mongo, chronicle)
    async with KeyRing(nc, MASTER) as keyring:
        log = JetStreamLog(nc, Codec(VOCABULARY, keyring))
        giving = Giving(Handler(log, KOSOVO), DOORS, "newsletter")
        await giving.by_itself(given.DEFINE)
        db = mongo.database("portal")
        app = portal(mongo, forms=lambda site: Forms(site, db, log, giving, SETTINGS, Pace(limit=8)).routes())
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://portal.test") as pages:
            yield Reader(pages, log, app)


async def test_from_the_form_to_the_end_by_hand(reader: Reader) -> None:
    form = (await reader.pages.get("/en/newsletter")).text
    assert 'name="email"' in form
    assert "<script>" not in form
    asked = await reader.subscribe("  Arta@Example.org ")
    assert asked.status_code == 200
    assert "Look into your mailbox" in asked.text
    code = await reader.code()

    opened = await reader.pages.get(f"/en/newsletter/{ID}", params={"code": code})
    assert opened.headers["cache-control"] == "no-store"
    assert isinstance(await reader.state(), Requested), "opening a link changes nothing"
    confirmed = await reader.post(f"/{ID}", code=code, confirm="yes")
    assert "Thank you" in confirmed.text
    assert isinstance(await reader.state(), Active)

    chosen = await reader.post(f"/{ID}", code=code, topics=["calls"], language="sq")
    assert "Your choice is recorded." in chosen.text
    state = await reader.state()
    assert isinstance(state, Active)
    assert (state.topics, state.language) == (("calls",), "sq")

    left = await reader.post(f"/{ID}/leave", code=code)
    assert "Your subscription has ended." in left.text
    assert isinstance(await reader.state(), Ended)


async def test_a_mail_programme_leaves_by_one_post(reader: Reader) -> None:
    await reader.subscribe()
    code = await reader.code()
    await reader.post(f"/{ID}", code=code, confirm="yes")
    link = Links("http://portal.test/", "en", ID, code).leave
    assert (await reader.pages.get(link)).status_code == 200
    assert isinstance(await reader.state(), Active), "a mail programme that looks at links ends nothing"
    for _ in range(2):
        answer = await reader.pages.post(link, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    (event,) = [e.data for e in await reader.log.load(SUBSCRIPTION.ref(ID)) if "Unsub" in e.data.type_name]
    assert event.by == "mail_programme"


async def test_nobody_learns_whether_somebody_takes_it(reader: Reader) -> None:
    first = await reader.subscribe()
    await reader.post(f"/{ID}", code=await reader.code(), confirm="yes")
    again = await reader.subscribe()
    assert words(again.text) == words(first.text)


@pytest.mark.parametrize("path", ["", "/leave"])
async def test_without_the_code_nothing_is_shown_and_nothing_done(reader: Reader, path: str) -> None:
    await reader.subscribe()
    code = await reader.code()
    await reader.post(f"/{ID}", code=code, confirm="yes")
    for wrong in ("", "x", "x" * 40):
        answer = await reader.post(f"/{ID}{path}", code=wrong, topics=["calls"], language="en")
        assert "Your choice" not in answer.text
        shown = await reader.pages.get(f"/en/newsletter/{ID}", params={"code": wrong})
        assert shown.status_code == 404
        assert code not in shown.text
    assert isinstance(await reader.state(), Active)
    assert (await reader.pages.get("/en/newsletter/no.such*one?code=x")).status_code == 404


async def test_a_form_that_is_wrong_loses_nothing_and_says_what_to_do(reader: Reader) -> None:
    answer = await reader.post("", email="arta", topics=["calls"], language="sq")
    assert answer.status_code == 422
    text = words(answer.text)
    assert "This is no e-mail address. Write it like name@example.org." in text
    assert 'value="arta"' in answer.text
    assert 'value="calls" checked' in answer.text
    assert 'value="meetings" checked' not in answer.text
    assert "Choose at least one topic." in words((await reader.post("", email=EMAIL, language="en")).text)
    odd = await reader.post("", email=EMAIL, topics=["sport"], language="en")
    assert "The newsletter has no such topic or language." in words(odd.text)


async def test_hostile_words_are_only_words(reader: Reader) -> None:
    answer = await reader.post("", email='"><script>alert(1)</script>', topics=["calls"], language="en")
    assert "<script>alert" not in answer.text


async def test_a_machine_that_tries_and_tries_is_told_to_wait(reader: Reader) -> None:
    answers = [(await reader.subscribe(f"r{n}@example.org")).status_code for n in range(9)]
    assert answers == [200] * 8 + [429]
    large = await reader.pages.get("/en/newsletter")
    assert large.status_code == 200, "reading is free"


async def test_leaving_is_never_told_to_wait(reader: Reader) -> None:
    one_click = {"List-Unsubscribe": "One-Click", "code": "wrong"}
    answers = [(await reader.post(f"/{ID}/leave", **one_click)).status_code for _ in range(12)]
    assert 429 not in answers


def test_the_same_address_is_the_same_subscription_and_says_nothing_of_it() -> None:
    assert subscription_of(SETTINGS, " ARTA@example.org") == ID
    assert subscription_of(Settings(master_key=secrets.token_urlsafe(32)), EMAIL) != ID
    assert "arta" not in ID


def test_a_caller_may_try_again_after_a_while() -> None:
    now = [0.0]
    pace = Pace(limit=2, clock=lambda: now[0])
    assert [pace.allows("a") for _ in range(3)] == [True, True, False]
    assert pace.allows("b")
    now[0] = 601.0
    assert pace.allows("a")


async def test_without_a_newsletter_the_page_says_so(filled_mongo: Mongo, reader: Reader) -> None:
    await reader.log.end()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(
            portal(
                filled_mongo,
                forms=lambda site: Forms(
                    site,
                    filled_mongo.database("elsewhere"),
                    reader.log,
                    Giving(Handler(reader.log, KOSOVO), DOORS, "n"),
                    SETTINGS,
                    Pace(),
                ).routes(),
            )
        ),
        base_url="http://portal.test",
    ) as pages:
        assert "There is no newsletter yet." in words((await pages.get("/en/newsletter")).text)
