"""How does an event become a message, and a message an event again?

CloudEvents 1.0, binary mode: the envelope in headers, the fact as JSON in the payload.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import quote, unquote

from nats.aio.msg import Msg
from pydantic_core import PydanticSerializationError

from shared.kernel.event import Event, Recorded, Ref, lift
from shared.kernel.log import NewEvent
from shared.kernel.personal import Personal, Safe
from shared.kernel.subject import parse, subject_of

SCHEMA = "urn:civikos:event:"
PLAIN = re.compile(r"[!#$&-~]*")
"""What a CloudEvents header may carry as it is: printable ASCII but for space, quote and percent."""
SEALED = re.compile(rb'"person":"([^"\\]+)","sealed":')

Headers = Mapping[str, str]


class Keys(Safe, Protocol):
    """A safe that fetches keys before they are needed."""

    async def ready(self, persons: Iterable[str], create: bool = True) -> None:
        """Brings these persons' keys, new ones where there are none; then `seal` and `open` know them."""
        ...


class UnknownEvent(Event):
    """An event of a type that this code does not know, as when a newer service wrote it.

    Its `type_name` is the one in the log: folds ignore it, histories can still list it.
    """

    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wire:
    """An event as bytes: what the server is given, or what it keeps."""

    subject: str
    payload: bytes
    headers: Headers
    position: int = 0

    @property
    def chain(self) -> str:
        return self.headers["ce-chain"]

    @property
    def id(self) -> str:
        return unquote(self.headers["ce-id"])


class Codec:
    """Writes and reads the events of a vocabulary; personal fields are sealed with `keys`."""

    def __init__(self, vocabulary: Mapping[str, type[Event]], keys: Keys | None = None) -> None:
        self._vocabulary, self._keys = vocabulary, keys

    def encode(self, new: NewEvent, previous: str) -> Wire:
        """The message of a new event that follows the chain hash `previous`.

        Raises:
            ValueError: a part cannot stand in a subject.
            Forgotten: it says something about a person who has been forgotten.
        """
        type_, stamp = type(new.data), new.stamp
        subject = subject_of(new.ref, new.version, type_.type_name)
        payload = self._payload(new.data)
        id = _header(new.id)
        headers = {
            "Nats-Msg-Id": id,
            "ce-specversion": "1.0",
            "ce-id": id,
            "ce-source": f"/civikos/{new.ref.service}",
            "ce-type": type_.type_name,
            "ce-subject": f"{new.ref.entity}/{new.ref.id}",
            "ce-time": stamp.recorded_at.isoformat(),
            "ce-dataschema": f"{SCHEMA}{type_.type_name}:{type_.revision}",
            "content-type": "application/json",
            "ce-correlationid": _header(stamp.correlation),
            "ce-causationid": _header(stamp.causation),
            "ce-commandid": _header(stamp.command),
            "ce-commandname": _header(stamp.command_name),
            "ce-actor": _header(stamp.by),
            "ce-entityversion": str(new.version),
            "ce-businesstime": stamp.at.isoformat(),
        }
        headers["ce-chain"] = chained(previous, subject, payload, headers)
        return Wire(subject, payload, headers)

    def _payload(self, data: Event) -> bytes:
        try:
            return type(data).__pydantic_serializer__.to_json(data, context=self._keys)
        except PydanticSerializationError:
            if self._keys is not None:
                for person in persons(data):
                    self._keys.seal(person, "")  # pydantic hides why it could not be done
            raise

    def encode_all(self, events: Sequence[NewEvent]) -> list[Wire]:
        """The messages of one append; several events of one entity continue its chain."""
        chains: dict[Ref, str] = {}
        wires = []
        for new in events:
            wires.append(self.encode(new, chains.get(new.ref, new.chain)))
            chains[new.ref] = wires[-1].chain
        return wires

    def without_keys(self) -> Codec:
        """The same, but personal values read as None."""
        return Codec(self._vocabulary)

    def decode(self, message: Msg) -> Recorded[Any]:
        """The event of a message, whether a consumer delivered it or a Direct Get answered it.

        Raises:
            KeyMissing: `await ready([message])` has not been called, and the key is not here yet.
            pydantic.ValidationError: the payload is not what its type says.
        """
        return self.read(wire_of(message))

    def read(self, wire: Wire) -> Recorded[Any]:
        """The event of a message in its raw form; raises as `decode` does."""
        ref, version, type_name = parse(wire.subject)
        headers = wire.headers
        return Recorded(
            self._data(type_name, wire),
            ref,
            version,
            wire.position,
            _text(headers["ce-id"]),
            datetime.fromisoformat(headers["ce-businesstime"]),
            datetime.fromisoformat(headers["ce-time"]),
            _text(headers["ce-actor"]),
            _text(headers["ce-commandid"]),
            _text(headers["ce-commandname"]),
            _text(headers["ce-correlationid"]),
            _text(headers["ce-causationid"]),
            headers["ce-chain"],
        )

    def recorded(self, new: NewEvent, wire: Wire, position: int) -> Recorded[Any]:
        """What an append of this event has recorded, without reading it again."""
        stamp = new.stamp
        return Recorded(
            new.data,
            new.ref,
            new.version,
            position,
            new.id,
            stamp.at,
            stamp.recorded_at,
            stamp.by,
            stamp.command,
            stamp.command_name,
            stamp.correlation,
            stamp.causation,
            wire.chain,
        )

    async def ready(self, messages: Iterable[Wire | Msg]) -> None:
        """Fetches the keys that these messages need; cheap if they are here."""
        if self._keys is not None:
            await self._keys.ready({p for message in messages for p in _sealed_for(message)}, create=False)

    async def ready_to_seal(self, events: Iterable[NewEvent]) -> None:
        """Fetches or creates the keys of the persons these events speak of."""
        if self._keys is not None:
            await self._keys.ready({p for n in events if is_personal(type(n.data)) for p in persons(n.data)})

    def _data(self, type_name: str, wire: Wire) -> Event:
        type_ = self._vocabulary.get(type_name)
        if type_ is None:
            return unknown(type_name)(payload=json.loads(wire.payload))
        revision = int(wire.headers["ce-dataschema"].rsplit(":", 1)[1])
        payload = wire.payload
        if revision < type_.revision:
            payload = json.dumps(lift(type_, json.loads(payload), revision)).encode()
        # not model_validate_json: it costs a microsecond more, and this runs for every event of a rebuild
        event: Event = type_.__pydantic_validator__.validate_json(payload, context=self._keys)
        return event


def wire_of(message: Msg) -> Wire:
    """A message in its raw form, with its position in the log."""
    headers = message.headers or {}
    stored = headers.get("Nats-Subject")
    if stored is not None:
        return Wire(stored, message.data, headers, int(headers["Nats-Sequence"]))
    # $JS.ACK.<stream>.<consumer>.<delivered>.<position>.… or, newer, $JS.ACK.<domain>.<account>.<stream>.…
    parts = message.reply.split(".")
    return Wire(message.subject, message.data, headers, int(parts[5 if len(parts) == 9 else 7]))


def chained(previous: str, subject: str, payload: bytes, headers: Headers) -> str:
    """The next link of an entity's hash chain: over the last link, the payload's hash and who, when, why."""
    envelope = (headers[name] for name in CHAINED)
    return sha256("\n".join((previous, subject, sha256(payload).hexdigest(), *envelope)).encode()).hexdigest()


CHAINED = (
    "ce-id",
    "ce-time",
    "ce-dataschema",
    "ce-correlationid",
    "ce-causationid",
    "ce-commandid",
    "ce-commandname",
    "ce-actor",
    "ce-businesstime",
)


@lru_cache(maxsize=1024)
def unknown(type_name: str) -> type[UnknownEvent]:
    """The class that stands for events of this unknown type."""

    class Unknown(UnknownEvent, name=type_name):
        pass

    return Unknown


@cache
def is_personal(type_: type[Event]) -> bool:
    """Whether events of this type can carry personal data: most cannot, and need not be searched for it."""
    parts = type_.model_json_schema().get("$defs", {})
    return any(part.startswith(Personal.__name__) for part in parts)


def persons(value: Any) -> set[str]:
    """The persons whose data stands somewhere in an event."""
    if isinstance(value, Personal):
        return set() if value.value is None else {value.person}
    if isinstance(value, (str, int, float, type(None))):
        return set()
    if isinstance(value, Mapping):
        return {p for part in value.values() for p in persons(part)}
    if isinstance(value, (tuple, list, set, frozenset)):
        return {p for part in value for p in persons(part)}
    return {p for part in getattr(value, "__dict__", {}).values() for p in persons(part)}


def _sealed_for(message: Wire | Msg) -> set[str]:
    data = message.payload if isinstance(message, Wire) else message.data
    if b'"sealed":' not in data:
        return set()
    return {person.decode() for person in SEALED.findall(data)}


def _header(text: str) -> str:
    return text if PLAIN.fullmatch(text) else quote(text, safe="!#$&'()*+,/:;<=>?@[\\]^`{|}")


def _text(header: str) -> str:
    return unquote(header) if "%" in header else header
