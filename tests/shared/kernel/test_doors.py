"""How a command comes in by NATS: verified, validated, answered or refused with problem details."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from faststream.nats import NatsBroker
from nats.aio.client import Client
from pydantic import ValidationError

from shared.kernel import catalogue
from shared.kernel.codec import Codec
from shared.kernel.connection import settled
from shared.kernel.doors import add_doors, drain
from shared.kernel.entity import Grant
from shared.kernel.event import Event, Vocabulary
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.problem import problem
from shared.kernel.service import Service
from shared.kernel.token import Verifier, issue, new_key, public_keys
from shared.testing.servers import MonitoredServer
from shared.testing.spec import KOSOVO
from tests.shared.kernel.ledger import MOVE, OPEN, PAY, VOCABULARY
from tests.shared.kernel.records import ref

KEY, OTHER_KEY = new_key(), new_key()
BANK = Service("bank", VOCABULARY, (OPEN, PAY, MOVE))


class Stricter(Event, name="bank.Paid"):
    coins: int
    purpose: str


BROKEN = Vocabulary([Stricter])
TELLER = [Grant("teller")]


@pytest.fixture
async def broker(nats_server: MonitoredServer, nc: Client) -> AsyncIterator[NatsBroker]:
    broker = NatsBroker(nats_server.url, apply_types=False, logger=None)
    await broker.connect()
    log = JetStreamLog(broker.connection, Codec(VOCABULARY))
    add_doors(broker, BANK, Handler(log, KOSOVO), Verifier(public_keys(KEY), "civikos"))
    await broker.start()
    await settled(broker.connection)
    yield broker
    await broker.stop()


async def ask(
    nc: Client, command: str, body: Any, token: str | None = None, **headers: str
) -> dict[str, Any]:
    """What the door answers."""
    signed = issue(KEY, "p-teller", TELLER) if token is None else token
    sent = {"Authorization": f"Bearer {signed}", "Civikos-Command-Id": str(uuid.uuid4()), **headers}
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    message = await nc.request(f"civikos.command.bank.{command}", payload, 5, headers=sent)
    answer: dict[str, Any] = json.loads(message.data)
    kind = (message.headers or {})["content-type"]
    assert kind == ("application/problem+json" if "status" in answer else "application/json")
    return answer


def opening(account: str) -> dict[str, str]:
    return {"account": account, "owner": "p-1", "name": "Invented Person"}


@pytest.mark.usefixtures("broker")
async def test_a_command_is_answered_with_what_was_recorded(nc: Client) -> None:
    answer = await ask(nc, "Open", opening("a"))
    assert (answer["entity"], answer["version"], answer["position"]) == ("bank.account.a", 1, 1)
    assert [fact["type"] for fact in answer["events"]] == ["bank.Opened"]


@pytest.mark.usefixtures("broker")
async def test_the_same_command_id_gets_the_same_answer(nc: Client) -> None:
    twice = {"Civikos-Command-Id": "once"}
    assert await ask(nc, "Open", opening("a"), **twice) == await ask(nc, "Open", opening("a"), **twice)


@pytest.mark.usefixtures("broker")
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b"{", "/"),
        (b"[]", "/"),
        ({"account": "a"}, "/coins"),
        ({"account": "a", "coins": "many"}, "/coins"),
        ({"account": "a", "coins": 1, "gift": True}, "/gift"),
    ],
)
async def test_a_malformed_command_is_told_which_field(nc: Client, body: Any, pointer: str) -> None:
    answer = await ask(nc, "Pay", body)
    assert answer["status"] == 422
    assert [error["pointer"] for error in answer["errors"]] == [pointer]


@pytest.mark.usefixtures("broker")
async def test_a_whole_number_is_one_however_it_is_written_and_has_a_limit(nc: Client) -> None:
    await ask(nc, "Open", opening("w"))
    assert "events" in await ask(nc, "Pay", b'{"account": "w", "coins": 5.0}')
    almost = await ask(nc, "Pay", b'{"account": "w", "coins": 5.5}')
    assert [error["pointer"] for error in almost["errors"]] == ["/coins"]
    large = await ask(nc, "Pay", b'{"account": "w", "coins": 9007199254740992}')
    assert (large["status"], large["type"]) == (400, "urn:civikos:problem:malformed")
    assert "9007199254740991" in large["detail"]


@pytest.mark.usefixtures("broker")
async def test_a_rule_that_says_no_is_a_conflict_with_its_sentence(nc: Client) -> None:
    await ask(nc, "Open", opening("a"))
    answer = await ask(nc, "Move", {"account": "a", "to": "b", "coins": 4})
    assert (answer["status"], answer["type"]) == (409, "urn:civikos:problem:too-few")
    assert answer["detail"] == "There are only 0 coins: pay some in."
    assert answer["fields"] == {"coins": "0"}


def forged(change: str) -> str:
    moment = datetime.now(UTC) - timedelta(days=1)
    match change:
        case "nothing":
            return ""
        case "noise":
            return "abc.def.ghi"
        case "another key":
            return issue(OTHER_KEY, "p-teller", TELLER)
        case "another issuer":
            return issue(KEY, "p-teller", TELLER, issuer="somebody")
        case "expired":
            return issue(KEY, "p-teller", TELLER, lifetime=moment - datetime.now(UTC))
        case _:
            head, _, tail = issue(KEY, "p-teller", TELLER).split(".")
            _, other, _ = issue(KEY, "p-chief", [Grant("chief")]).split(".")
            return f"{head}.{other}.{tail}"


@pytest.mark.usefixtures("broker")
@pytest.mark.parametrize(
    "change", ["nothing", "noise", "another key", "another issuer", "expired", "another body"]
)
async def test_a_token_that_is_not_ours_opens_nothing(nc: Client, change: str) -> None:
    answer = await ask(nc, "Open", opening("a"), token=forged(change))
    assert (answer["status"], answer["type"]) == (401, "urn:civikos:problem:unauthenticated")


@pytest.mark.usefixtures("broker")
async def test_a_token_cannot_carry_the_role_of_the_system(nc: Client) -> None:
    answer = await ask(nc, "Open", opening("a"), token=issue(KEY, "p-sly", [Grant("system")]))
    assert answer["status"] == 403


@pytest.mark.usefixtures("broker")
async def test_a_token_for_history_dates_the_command(nc: Client) -> None:
    then = datetime(2015, 4, 21, 9, tzinfo=UTC)
    await ask(nc, "Open", opening("a"), token=issue(KEY, "p-teller", TELLER, as_of=then))
    (event,) = await JetStreamLog(nc, Codec(VOCABULARY)).load(ref("a"))
    assert event.at == then
    assert event.recorded_at.year > 2024


@pytest.mark.usefixtures("broker")
async def test_a_hundred_commands_in_flight_are_all_answered_when_the_service_drains(
    nc: Client, broker: NatsBroker
) -> None:
    asked = [asyncio.create_task(ask(nc, "Open", opening(f"a{number}"))) for number in range(100)]
    await asyncio.sleep(0.01)
    await settled(nc)
    await drain(broker)
    answers = await asyncio.gather(*asked)
    assert all(answer["version"] == 1 for answer in answers)


async def test_the_catalogue_lists_commands_with_schema_and_roles(nc: Client) -> None:
    await catalogue.publish(nc, BANK)
    await catalogue.publish(nc, BANK)
    (bank,) = await catalogue.read(nc)
    rows = {row["command"]: row for row in bank["commands"]}
    assert set(rows) == {"Open", "Pay", "Move"}
    assert rows["Pay"]["roles"] == [{"role": "teller", "own": None}]
    assert rows["Pay"]["help"] == "Pays coins in."
    assert rows["Pay"]["schema"]["required"] == ["account", "coins"]


@pytest.mark.usefixtures("broker")
async def test_an_answer_goes_to_inboxes_only(nc: Client) -> None:
    """Else anybody could have the service write where only the service may."""
    headers = {"Authorization": f"Bearer {issue(KEY, 'p-teller', TELLER)}"}
    for reply in ("civikos.log.bank.account.z.1.Opened", "$KV.civikos_keys.p-1"):
        await nc.publish("civikos.command.bank.Pay", b"{}", reply=reply, headers=headers)
    await ask(nc, "Open", opening("a"))
    await settled(nc)
    js = nc.jetstream()
    assert (await js.stream_info("CIVIKOS_LOG")).state.messages == 1
    assert (await js.stream_info("KV_civikos_keys")).state.messages == 0


@pytest.mark.usefixtures("broker")
async def test_ids_that_are_too_long_are_refused(nc: Client) -> None:
    for header in ("Civikos-Command-Id", "Civikos-Correlation-Id"):
        answer = await ask(nc, "Open", opening("a"), **{header: "x" * 129})
        assert (answer["status"], answer["type"]) == (400, "urn:civikos:problem:malformed")


@pytest.mark.usefixtures("broker")
async def test_an_id_that_no_subject_can_hold_is_the_caller_s_fault(nc: Client) -> None:
    answer = await ask(nc, "Open", opening("a.b"))
    assert (answer["status"], answer["type"]) == (422, "urn:civikos:problem:not-atoken")


@pytest.mark.usefixtures("broker")
async def test_an_event_that_cannot_be_read_is_our_fault_and_not_the_caller_s(nc: Client) -> None:
    await ask(nc, "Open", opening("a"))
    await ask(nc, "Pay", {"account": "a", "coins": 1})
    log, strict = JetStreamLog(nc, Codec(VOCABULARY)), JetStreamLog(nc, Codec(BROKEN))
    assert len(await log.load(ref("a"))) == 2
    with pytest.raises(ValidationError):
        await strict.load(ref("a"))
    assert problem(ValidationError.from_exception_data("Paid", [])).status == 500
