"""How does a person prove who they are? By a link that is sent to their address and works once, soon.

What was used, and who asked lately, stands in a bucket that forgets after a quarter of an hour; so both
hold for every process of the desk, and across its restarts.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any

import jwt
from nats.aio.client import Client
from nats.js.errors import KeyWrongLastSequenceError

from shared.contracts.membership import address
from shared.kernel.token import ALGORITHM, public_key_of

BUCKET = "civikos_signin"
AUDIENCE = "civikos-link"
LIFE = timedelta(minutes=15)
LETTERS = 3
"""That a person gets at most within LIFE."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whose link it is, and to which address it went."""

    person: str
    mark: str

    def is_at(self, email: str | None) -> bool:
        """Whether that is still this person's address."""
        return email is not None and compare_digest(self.mark, _mark(email))


def _mark(email: str) -> str:
    return sha256(address(email).encode()).hexdigest()[:32]


class Links:
    def __init__(self, nc: Client, key: str) -> None:
        """`key`: the desk's private key, PEM."""
        self._nc, self._key, self._public = nc, key, public_key_of(key)

    def made(self, person: str, email: str) -> str:
        """What stands in the link."""
        now = datetime.now(UTC)
        claims = {"aud": AUDIENCE, "sub": person, "exp": now + LIFE, "jti": secrets.token_hex(16)}
        claims["to"] = _mark(email)
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def addressee(self, link: str) -> Addressee | None:
        """Whose link it is; None: it is no link of ours, or too old. Looking does not use it up."""
        claims = self._claims(link)
        return Addressee(claims["sub"], claims["to"]) if claims else None

    async def used(self, link: str) -> Addressee | None:
        """Whose link it was, the first time; None ever after."""
        claims = self._claims(link)
        if claims is None or not await self._first(f"used.{claims['jti']}"):
            return None
        return Addressee(claims["sub"], claims["to"])

    async def may_ask(self, person: str) -> bool:
        """Whether this person may get another letter already."""
        mark = sha256(person.encode()).hexdigest()[:32]
        for number in range(LETTERS):
            if await self._first(f"asked.{mark}.{number}"):
                return True
        return False

    async def _first(self, key: str) -> bool:
        bucket = await self._nc.jetstream().key_value(BUCKET)
        try:
            await bucket.create(key, b"1")
        except KeyWrongLastSequenceError:
            return False
        return True

    def _claims(self, link: str) -> dict[str, Any] | None:
        try:
            claims: dict[str, Any] = jwt.decode(
                link,
                self._public,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                options={"require": ["exp", "sub", "jti", "to"]},
            )
        except jwt.InvalidTokenError:
            return None
        return claims
