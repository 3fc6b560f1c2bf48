"""Where are the persons' data keys, and what happens when one is destroyed?

One AES-256 key per person in a KV bucket, wrapped by the master key. Every process holds all wrapped
keys in memory and watches the bucket, so sealing and opening need no round trip. Forgetting a person
replaces the key by a tombstone and erases the key's bytes from the server's disk: whatever the log
holds of the person can never be read again.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import ConsumerConfig, DeliverPolicy
from nats.js.client import JetStreamContext
from nats.js.errors import NotFoundError

from shared.kernel.log import Forbidden, LogError, Misconfigured, Unavailable
from shared.kernel.subject import TOKEN, NotAToken

log = structlog.get_logger()

BUCKET = "civikos_keys"
STREAM = f"KV_{BUCKET}"
PREFIX = f"$KV.{BUCKET}."
TOMBSTONE = b"forgotten"
LOST = b""
"""No key was ever kept, yet something is sealed: a log restored without its keys. Like a forgotten person."""
WRONG_LAST_SEQUENCE = 10071
NO_MESSAGE = 10037
NONCE = 12
HEARTBEAT = 1.0
"""Seconds after which a watch notices that the server lost it, and begins again."""
LOADED_WITHIN = 30.0


class Forgotten(LogError):
    """This person has been forgotten: nothing about them can be recorded any more."""


class KeyMissing(LogError):
    """The person's key is not here yet: `await ready(persons)` first."""


class KeyRing:
    """The persons' keys; use it as an async context manager. Implements `personal.Safe`."""

    def __init__(self, nc: Client, master_key: str) -> None:
        """`master_key`: 32 bytes, base64url.

        Raises:
            Misconfigured: that is no key.
        """
        self._nc, self._master = nc, _bytes(master_key)
        self._wrapped: dict[str, tuple[int, bytes]] = {}
        self._ciphers: dict[str, AESGCM] = {}
        self._listeners: list[Callable[[], object]] = []
        self._watch: JetStreamContext.PushSubscription | None = None
        self._loaded = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Loads all wrapped keys and watches from then on.

        Raises:
            Misconfigured: there is no bucket for keys.
            Unavailable: the server does not answer.
        """
        try:
            self._watch = await self._subscribe()
            info = await self._watch.consumer_info()
            if info.num_pending or (info.delivered and info.delivered.consumer_seq):
                await asyncio.wait_for(self._loaded.wait(), LOADED_WITHIN)
        except NotFoundError:
            raise Misconfigured(f"there is no bucket {BUCKET}: run `civikos provision`") from None
        except TimeoutError:
            raise Unavailable("the store of keys does not answer") from None
        return self

    async def _subscribe(self) -> JetStreamContext.PushSubscription:
        return await self._nc.jetstream().subscribe(
            f"{PREFIX}>",
            stream=STREAM,
            ordered_consumer=True,
            cb=self._changed,
            idle_heartbeat=HEARTBEAT,
            config=ConsumerConfig(deliver_policy=DeliverPolicy.LAST_PER_SUBJECT),
        )

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._watch is not None and self._nc.is_connected:
            await self._watch.unsubscribe()

    def on_forget(self, listener: Callable[[], object]) -> None:
        """`listener` is called in every process whenever a key was destroyed."""
        self._listeners.append(listener)

    def seal(self, person: str, plain: str) -> str:
        """
        Raises:
            Forgotten, KeyMissing: see there.
        """
        cipher = self._cipher(person)
        if cipher is None:
            raise Forgotten(f"{person} has been forgotten: nothing about them can be recorded any more")
        nonce = os.urandom(NONCE)
        sealed = nonce + cipher.encrypt(nonce, plain.encode(), person.encode())
        return base64.urlsafe_b64encode(sealed).decode()

    def open(self, person: str, sealed: str) -> str | None:
        """None if the person has been forgotten.

        Raises:
            KeyMissing: see there.
            Misconfigured: the data was not sealed with this key for this person.
        """
        cipher = self._cipher(person)
        if cipher is None:
            return None
        data = base64.urlsafe_b64decode(sealed)
        try:
            return cipher.decrypt(data[:NONCE], data[NONCE:], person.encode()).decode()
        except InvalidTag:
            raise Misconfigured(
                f"data of {person} was not sealed with the key that is kept for them"
            ) from None

    async def ready(self, persons: Iterable[str], create: bool = True) -> None:
        """Fetches the keys of these persons; creates one for a person who never had one, if told to.

        Raises:
            Unavailable: the server does not answer.
        """
        missing = [p for p in persons if p not in self._wrapped or (create and self._wrapped[p][1] == LOST)]
        if missing:
            await asyncio.gather(*(self._fetch(person, create) for person in missing))

    async def forget(self, person: str) -> None:
        """Destroys the person's key, for ever and everywhere; repeating it finishes what was interrupted."""
        while True:
            revision, value = await self._last(person)
            if value == TOMBSTONE or await self._put(person, TOMBSTONE, revision) is not None:
                break
        # the bucket keeps two values a key, so that the old one can be found here and overwritten on disk
        await self._erase_before_tombstone(person)
        revision, value = await self._last(person)
        self._keep(person, revision, value)

    def _cipher(self, person: str) -> AESGCM | None:
        cipher = self._ciphers.get(person)
        if cipher is not None:
            return cipher
        held = self._wrapped.get(person)
        if held is None:
            raise KeyMissing(f"the key of {person} is not here yet")
        if held[1] in (TOMBSTONE, LOST):
            return None
        cipher = self._ciphers[person] = AESGCM(self._unwrap(person, held[1]))
        return cipher

    def _unwrap(self, person: str, wrapped: bytes) -> bytes:
        try:
            return aes_key_unwrap(self._master, wrapped)
        except InvalidUnwrap:
            raise Misconfigured(
                f"the key of {person} was wrapped by another master key: "
                "give the CIVIKOS_MASTER_KEY that it was made with"
            ) from None

    async def _fetch(self, person: str, create: bool) -> None:
        if TOKEN.fullmatch(person) is None:
            raise NotAToken("person", person)
        revision, value = await self._last(person)
        if not value and not create:
            self._wrapped.setdefault(person, (0, LOST))
            return
        if not value:
            value = aes_key_wrap(self._master, AESGCM.generate_key(256))
            created = await self._put(person, value, 0)
            # another process may have been faster: its key is the one
            revision, value = (created, value) if created is not None else await self._last(person)
        self._keep(person, revision, value)

    async def _changed(self, message: Msg) -> None:
        metadata = message.metadata
        self._keep(message.subject.removeprefix(PREFIX), metadata.sequence.stream, message.data)
        if metadata.num_pending == 0:
            self._loaded.set()

    def _keep(self, person: str, revision: int, value: bytes) -> None:
        before, held = self._wrapped.get(person, (0, LOST))
        if revision <= before:
            return
        self._wrapped[person] = (revision, value)
        self._ciphers.pop(person, None)
        if value == TOMBSTONE and held not in (TOMBSTONE, LOST):
            log.info("person.forgotten", person=person)
            for listener in self._listeners:
                listener()

    async def _last(self, person: str) -> tuple[int, bytes]:
        """Revision and value as the leader knows them; (0, b"") if there is none."""
        return await self._message({"last_by_subj": PREFIX + person})

    async def _erase_before_tombstone(self, person: str) -> None:
        while True:
            sequence, value = await self._message({"seq": 1, "next_by_subj": PREFIX + person})
            if value == TOMBSTONE:
                return
            await self._api("MSG.DELETE", {"seq": sequence, "no_erase": False})

    async def _message(self, wish: dict[str, Any]) -> tuple[int, bytes]:
        answer = await self._api("MSG.GET", wish)
        if "message" not in answer:
            return 0, b""
        return answer["message"]["seq"], base64.b64decode(answer["message"].get("data", ""))

    async def _put(self, person: str, value: bytes, last: int) -> int | None:
        """The new revision; None if somebody else changed it since revision `last`."""
        headers = {"Nats-Expected-Last-Subject-Sequence": str(last)}
        answer = await self._request(PREFIX + person, value, headers)
        if answer.get("error", {}).get("err_code") == WRONG_LAST_SEQUENCE:
            return None
        return int(_accepted(answer)["seq"])

    async def _api(self, verb: str, wish: dict[str, Any]) -> dict[str, Any]:
        answer = await self._request(f"$JS.API.STREAM.{verb}.{STREAM}", json.dumps(wish).encode())
        return answer if answer.get("error", {}).get("err_code") == NO_MESSAGE else _accepted(answer)

    async def _request(
        self, subject: str, payload: bytes, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        try:
            reply = await self._nc.request(subject, payload, timeout=5, headers=headers)
        except Exception as error:
            raise Unavailable(f"the store of keys does not answer: {error!r}") from error
        answer: dict[str, Any] = json.loads(reply.data)
        return answer


def _accepted(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise Forbidden(f"the store of keys refuses: {answer['error'].get('description')}")
    return answer


def _bytes(master_key: str) -> bytes:
    try:
        key = base64.b64decode(master_key + "=" * (-len(master_key) % 4), altchars=b"-_", validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Misconfigured(
            "CIVIKOS_MASTER_KEY must be 32 bytes in base64url, as `secrets.token_urlsafe(32)` gives them"
        )
    return key
