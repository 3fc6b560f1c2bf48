"""Does a message say everything about an event, in words that other systems understand too?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.codec import Codec, UnknownEvent, Wire, chained, is_personal, persons
from shared.kernel.event import Event, Payload, Vocabulary
from shared.kernel.log import NewEvent, Stamp
from shared.kernel.personal import about
from tests.shared.kernel.ledger import VOCABULARY, Opened, Paid
from tests.shared.kernel.records import new, ref

CODEC = Codec(VOCABULARY)
TEXTS = st.text(max_size=40)
MOMENTS = st.datetimes(timezones=st.just(UTC))


class Backwards:
    """A safe for tests: who knows no key sees the text backwards."""

    def __init__(self) -> None:
        self.asked: list[tuple[set[str], bool]] = []

    def seal(self, person: str, plain: str) -> str:
        return plain[::-1]

    def open(self, person: str, sealed: str) -> str | None:
        return sealed[::-1]

    async def ready(self, persons: Iterable[str], create: bool = True) -> None:
        self.asked.append((set(persons), create))


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, MOMENTS, MOMENTS, st.integers())
def test_an_event_comes_back_from_its_message_as_it_was(
    by: str, command: str, name: str, cause: str, id: str, at: datetime, recorded_at: datetime, coins: int
) -> None:
    stamp = Stamp(by, at, recorded_at, command, name, command, cause)
    event = NewEvent(ref("a"), 1, Paid(coins=coins), id, "", stamp)
    wire = CODEC.encode(event, "")
    assert CODEC.read(wire) == CODEC.recorded(event, wire, 0)


@given(TEXTS)
def test_no_text_can_smuggle_in_a_header(text: str) -> None:
    stamp = Stamp(text, datetime.now(UTC), datetime.now(UTC), text, "Pay", text, text)
    wire = CODEC.encode(NewEvent(ref("a"), 1, Paid(coins=1), text, "", stamp), "")
    assert all(" " < c <= "~" for value in wire.headers.values() for c in value)


def test_the_envelope_is_cloudevents_in_binary_mode() -> None:
    headers = CODEC.encode(new("a", 3, event_id="event-1"), "").headers
    assert headers == {
        "Nats-Msg-Id": "event-1",
        "ce-specversion": "1.0",
        "ce-id": "event-1",
        "ce-source": "/civikos/bank",
        "ce-type": "bank.Paid",
        "ce-subject": "account/a",
        "ce-time": "2015-04-21T10:00:00+00:00",
        "ce-dataschema": "urn:civikos:event:bank.Paid:1",
        "content-type": "application/json",
        "ce-correlationid": "command-1",
        "ce-causationid": "command-1",
        "ce-commandid": "command-1",
        "ce-commandname": "Pay",
        "ce-actor": "p-teller",
        "ce-entityversion": "3",
        "ce-businesstime": "2015-04-21T10:00:00+00:00",
        "ce-chain": headers["ce-chain"],
    }


def test_an_old_payload_is_lifted_to_what_it_means_today() -> None:
    def coins(payload: Payload) -> Payload:
        return {"coins": payload["amount"]}

    def in_cents(payload: Payload) -> Payload:
        return {"cents": payload["coins"] * 100}

    class First(Event, name="bank.Gift"):
        amount: int

    class Third(Event, name="bank.Gift", revision=3, upcasts=(coins, in_cents)):
        cents: int

    wire = Codec(Vocabulary([First])).encode(new("a", 1, First(amount=7)), "")
    assert Codec(Vocabulary([Third])).read(wire).data == Third(cents=700)


def test_an_event_of_a_type_we_do_not_know_is_still_an_event() -> None:
    read = Codec({}).read(CODEC.encode(new("a", 1, Paid(coins=5)), ""))
    assert isinstance(read.data, UnknownEvent)
    assert (read.data.type_name, read.data.payload) == ("bank.Paid", {"coins": 5})


@pytest.mark.parametrize(
    "change",
    [
        lambda wire: replace(wire, payload=b'{"coins":9}'),
        lambda wire: replace(wire, subject=wire.subject.replace("Paid", "Taken")),
        lambda wire: replace(wire, headers={**wire.headers, "ce-actor": "p-other"}),
        lambda wire: replace(wire, headers={**wire.headers, "ce-businesstime": "2014-01-01T00:00:00+00:00"}),
    ],
    ids=["what", "which", "who", "when"],
)
def test_the_chain_hash_tells_of_every_later_change(change: Any) -> None:
    wire = CODEC.encode(new("a", 1), "")
    assert _link(wire) == wire.chain
    assert _link(change(wire)) != wire.chain


def _link(wire: Wire) -> str:
    return chained("", wire.subject, wire.payload, wire.headers)


def test_a_person_s_data_is_sealed_in_the_payload_and_open_in_the_event() -> None:
    codec, event = Codec(VOCABULARY, Backwards()), Opened(owner=about("p-1", "Arta Sample"))
    wire = codec.encode(new("a", 1, event), "")
    assert b"Arta" not in wire.payload
    assert codec.read(wire).data == event
    assert Codec(VOCABULARY).read(wire).data == Opened(owner=event.owner.model_copy(update={"value": None}))


async def test_keys_are_made_for_what_is_written_and_only_fetched_for_what_is_read() -> None:
    keys = Backwards()
    codec, event = Codec(VOCABULARY, keys), new("a", 1, Opened(owner=about("p-1", "Arta Sample")))
    await codec.ready_to_seal([event, new("a", 2)])
    await codec.ready([codec.encode(event, ""), codec.encode(new("a", 2), "")])
    assert keys.asked == [({"p-1"}, True), ({"p-1"}, False)]


def test_persons_are_found_wherever_they_stand() -> None:
    class Everywhere(Event, name="bank.Everywhere"):
        one: Opened
        many: tuple[Opened, ...]
        named: dict[str, Opened]

    def owned(person: str) -> Opened:
        return Opened(owner=about(person, "x"))

    event = Everywhere(one=owned("p-1"), many=(owned("p-2"),), named={"a": owned("p-3")})
    assert is_personal(Everywhere)
    assert not is_personal(Paid)
    assert persons(event) == {"p-1", "p-2", "p-3"}
