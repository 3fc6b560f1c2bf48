"""Who has signed in on this browser? A cookie that the desk signs and no script can read.

It holds the person and a secret of the session, nothing else: what they may do is asked of the log each time.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from starlette.requests import Request
from starlette.responses import Response

from shared.kernel.token import ALGORITHM, public_key_of

COOKIE = "civikos"
AUDIENCE = "civikos-desk"
LIFE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    person: str
    csrf: str
    """Stands in every form of the session; a page of somebody else cannot know it."""

    def accepts(self, csrf: str) -> bool:
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())


class Sessions:
    def __init__(self, key: str, secure: bool) -> None:
        """`key`: the desk's private key, PEM. `secure`: the pages are served by https."""
        self._key, self._public, self._secure = key, public_key_of(key), secure

    def begin(self, response: Response, person: str) -> None:
        now = datetime.now(UTC)
        claims = {
            "aud": AUDIENCE,
            "sub": person,
            "iat": now,
            "exp": now + LIFE,
            "csrf": secrets.token_hex(16),
        }
        self._set(response, jwt.encode(claims, self._key, algorithm=ALGORITHM), int(LIFE.total_seconds()))

    def end(self, response: Response) -> None:
        self._set(response, "", 0)

    def of(self, request: Request) -> Session | None:
        try:
            claims: dict[str, Any] = jwt.decode(
                request.cookies.get(COOKIE, ""),
                self._public,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                options={"require": ["exp", "sub", "csrf"]},
            )
        except jwt.InvalidTokenError:
            return None
        return Session(claims["sub"], claims["csrf"])

    def _set(self, response: Response, value: str, seconds: int) -> None:
        response.set_cookie(
            COOKIE, value, max_age=seconds, httponly=True, samesite="lax", secure=self._secure
        )
