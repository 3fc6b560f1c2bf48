"""Does every reader get every issue once, whenever the sender is killed? Real NATS, a real SMTP server."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from nats.aio.client import Client

from services.outreach.domain.delivery import DELIVERY, RenewDelivery, Settled, delivery_id
from services.outreach.domain.issue import ISSUE
from services.outreach.domain.subscription import SUBSCRIPTION
from services.outreach.doors import DOORS
from services.outreach.newsletter.entities import state_of
from services.outreach.newsletter.giving import Giving
from services.outreach.newsletter.postman import Postman
from services.outreach.portal.letters import letters
from shared.contracts import VOCABULARY
from shared.kernel.chores import Again
from shared.kernel.codec import Codec
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant
from shared.kernel.event import Recorded
from shared.kernel.handler import Answer, Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.mail import Post
from shared.kernel.mongo import Mongo
from shared.testing.mailbox import Mailbox
from shared.testing.spec import KOSOVO
from tests.services.outreach import given_newsletter as given
from tests.services.outreach import given_publications as publications

MASTER = secrets.token_urlsafe(32)
READERS = [f"{n:026}" for n in range(4)]
EDITORS = Actor("p-editor", (Grant("secretariat"), Grant("public"), Grant("system")))


class Killed(BaseException):
    """The process is no more."""


class Dying(Giving):
    """Dies at the chosen command: before it is recorded, or right after."""

    die: tuple[str, str] = ("", "")

    async def by_itself(self, command: Command) -> Answer | None:
        when, name = self.die
        if (when, name) == ("before", type(command).__name__):
            raise Killed
        answer = await super().by_itself(command)
        if (when, name) == ("after", type(command).__name__):
            raise Killed
        return answer


class StillHere:
    """An `Alive` that nobody asks to stop."""

    async def beat(self) -> None:
        """Nobody waits."""


@dataclass
class Desk:
    """The outreach service in this process."""

    handler: Handler
    log: JetStreamLog
    mailbox: Mailbox
    mongo: Mongo

    async def give(self, command: Command, by: str = "p-editor") -> Answer:
        door = next(door for door in DOORS if door.command is type(command))
        actor = Actor(by, EDITORS.grants)
        return await self.handler.handle(door, Order(command, secrets.token_hex(8), actor, datetime.now(UTC)))

    def postman(self, when: str = "", command: str = "") -> Postman:
        giving = Dying(self.handler, DOORS, "postman")
        object.__setattr__(giving, "die", (when, command))
        post = Post(self.mailbox.settings())
        return Postman(
            self.log, giving, post, letters("http://civikos.test", KOSOVO), self.mongo.database("portal")
        )

    async def event(self, issue: str) -> Recorded[Any]:
        return (await self.log.load(ISSUE.ref(issue)))[-1]

    async def send(self, postman: Postman | None = None) -> None:
        await (postman or self.postman()).send(await self.event(given.ISSUE), StillHere())  # type: ignore[arg-type]

    async def fate(self, reader: str) -> str:
        state = await state_of(self.log, DELIVERY, delivery_id(given.ISSUE, reader))
        return state.outcome if isinstance(state, Settled) else type(state).__name__

    def count(self) -> list[int]:
        """How many letters each reader has."""
        return [len(self.mailbox.to(address(reader))) for reader in READERS]


def address(reader: str) -> str:
    return f"r{int(reader)}@example.org"


@pytest.fixture
async def desk(nc: Client, mongo: Mongo) -> AsyncIterator[Desk]:
    async with Mailbox() as mailbox, KeyRing(nc, MASTER) as keyring:
        log = JetStreamLog(nc, Codec(VOCABULARY, keyring))
        await mongo.database("portal").drop("visibility")  # no agreement is chosen
        desk = Desk(Handler(log, KOSOVO), log, mailbox, mongo)
        await _publish(desk)
        for reader in READERS:
            ask = given.SUBSCRIBE.model_copy(update={"subscription": reader, "email": address(reader)})
            await desk.give(ask)
            await desk.give(given.CONFIRM.model_copy(update={"subscription": reader}))
        for command in (given.COMPILE, given.FREEZE, given.SEND):
            await desk.give(command)
        yield desk


async def _publish(desk: Desk) -> None:
    await desk.give(given.DEFINE)
    rules = publications.RULES.model_copy(update={"languages": ("sq", "en")})
    await desk.give(rules)
    await desk.give(publications.DRAFT, "p-writer")
    await desk.give(publications.SUBMIT, "p-writer")
    await desk.give(publications.PUBLISH, "p-reader")
    await desk.give(given.OFFER)


async def test_every_reader_gets_the_issue_once_however_often_it_is_sent(desk: Desk) -> None:
    for _ in range(3):
        await desk.send()
    assert desk.count() == [1, 1, 1, 1]
    assert {await desk.fate(reader) for reader in READERS} == {"taken"}


async def test_a_letter_says_how_to_leave_in_one_click(desk: Desk) -> None:
    await desk.send()
    (letter,) = desk.mailbox.to(address(READERS[0]))
    leave = f"http://civikos.test/en/newsletter/{READERS[0]}/leave?code={given.CODE}"
    assert [f"List-Unsubscribe: <{leave}>\r\n".encode() in raw for raw in desk.mailbox.raw].count(True) == 1
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Subject"] == "The Letter: Meetings, 1"
    assert str(letter["Message-ID"]).endswith("@newsletter>")
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert html is not None
    for text in (plain.get_content(), html.get_content()):
        assert "The Council meets" in text
        assert "http://civikos.test/en/news/council-meets" in text
        assert leave in text.replace("&amp;", "&")
        assert "European Union" in text


AT_EACH_STEP: list[tuple[str, str, list[int], str]] = [
    ("before", "BeginDelivery", [1, 1, 1, 1], "taken"),
    ("after", "BeginDelivery", [0, 1, 1, 1], "uncertain"),
    ("before", "RecordDelivery", [1, 1, 1, 1], "uncertain"),
    ("after", "RecordDelivery", [1, 1, 1, 1], "taken"),
]


@pytest.mark.parametrize(("when", "command", "letters", "fate"), AT_EACH_STEP)
async def test_killed_at_any_step_nobody_gets_it_twice_and_nothing_is_lost_unseen(
    desk: Desk, when: str, command: str, letters: list[int], fate: str
) -> None:
    with pytest.raises(Killed):
        await desk.send(desk.postman(when, command))
    await desk.send()
    assert desk.count() == letters
    assert await desk.fate(READERS[0]) == fate
    assert {await desk.fate(reader) for reader in READERS[1:]} == {"taken"}


async def test_a_letter_that_never_came_goes_once_more_when_somebody_says_so(desk: Desk) -> None:
    with pytest.raises(Killed):
        await desk.send(desk.postman("after", "BeginDelivery"))
    await desk.send()
    await desk.give(RenewDelivery(issue=given.ISSUE, subscription=READERS[0], reason="She asked"))
    await desk.send()
    assert desk.count() == [1, 1, 1, 1]
    assert await desk.fate(READERS[0]) == "taken"


async def test_two_senders_at_once_send_each_letter_once(desk: Desk) -> None:
    await asyncio.gather(*(desk.send() for _ in range(3)))
    await desk.send()
    assert max(desk.count()) == 1
    fates = [await desk.fate(reader) for reader in READERS]
    assert all(n == 1 or fate == "uncertain" for n, fate in zip(desk.count(), fates, strict=True))


async def test_the_servers_answers_are_told_apart(desk: Desk) -> None:
    desk.mailbox.refuse = {address(READERS[0]): "550 no such user", address(READERS[1]): "452 later"}
    with pytest.raises(Again, match="1 letters were put off"):
        await desk.send()
    fates = [await desk.fate(reader) for reader in READERS]
    assert fates == ["refused", "Waiting", "taken", "taken"]
    desk.mailbox.refuse = {}
    await desk.send()
    assert desk.count() == [0, 1, 1, 1]


async def test_a_server_that_hangs_up_is_tried_again_later_and_its_letter_is_uncertain(desk: Desk) -> None:
    desk.mailbox.drop_after = 1
    with pytest.raises(Again):
        await desk.send()
    assert [await desk.fate(r) for r in READERS] == ["taken", "uncertain", "Waiting", "Waiting"]
    desk.mailbox.drop_after = None
    await desk.send()
    assert [await desk.fate(r) for r in READERS] == ["taken", "uncertain", "taken", "taken"]


async def test_no_mail_server_is_no_reason_to_lose_anything(desk: Desk) -> None:
    away = desk.postman()
    object.__setattr__(away, "post", Post(desk.mailbox.settings(smtp_user="")))
    desk.mailbox._server.close()  # type: ignore[union-attr]
    await desk.mailbox._server.wait_closed()  # type: ignore[union-attr]
    with pytest.raises(Again):
        await desk.send(away)
    assert {await desk.fate(reader) for reader in READERS} == {"Waiting"}


async def test_who_left_in_the_meantime_gets_nothing(desk: Desk) -> None:
    await desk.give(given.LEAVE.model_copy(update={"subscription": READERS[2]}))
    await desk.send()
    assert desk.count() == [1, 1, 0, 1]
    assert await desk.fate(READERS[2]) == "unsubscribed"


async def test_the_letter_to_confirm_is_sent_while_it_is_of_use(desk: Desk) -> None:
    new = given.SUBSCRIBE.model_copy(update={"subscription": "n" * 26, "email": "new@example.org"})
    await desk.give(new)
    (event,) = await desk.log.load(SUBSCRIPTION.ref("n" * 26))
    await desk.postman().ask_to_confirm(event, StillHere())  # type: ignore[arg-type]
    (letter,) = desk.mailbox.to("new@example.org")
    assert f"http://civikos.test/en/newsletter/{'n' * 26}?code={given.CODE}" in letter.get_content()
    await desk.give(given.CONFIRM.model_copy(update={"subscription": "n" * 26}))
    await desk.postman().ask_to_confirm(event, StillHere())  # type: ignore[arg-type]
    assert len(desk.mailbox.to("new@example.org")) == 1


async def test_no_address_and_no_code_stands_readable_in_the_log(desk: Desk, nc: Client) -> None:
    info = await nc.jetstream().stream_info("CIVIKOS_LOG")
    raw = [await nc.jetstream().get_msg("CIVIKOS_LOG", seq) for seq in range(1, info.state.last_seq + 1)]
    stored = b"".join(message.data or b"" for message in raw)
    assert b"SubscriptionRequested" not in stored  # it stands in the subject
    assert b"example.org" not in stored
    assert given.CODE.encode() not in stored
