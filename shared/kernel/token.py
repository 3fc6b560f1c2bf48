"""Who acts? A signed token (JWT, EdDSA; RFC 7519, RFC 8037) that every service verifies by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.kernel.entity import Actor, Grant
from shared.kernel.log import Misconfigured
from shared.kernel.problem import Unauthenticated

ALGORITHM = "EdDSA"
AUDIENCE = "civikos"
RESERVED = "system"
SHORT = "civikos_short"
"""The mark of a key in the JWKS whose tokens live for at most SHORT_LIFE and carry no `as_of`."""
SHORT_LIFE = timedelta(minutes=5)


def new_key() -> str:
    """A new Ed25519 signing key, PEM."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def public_keys(*private_keys: str, short: Iterable[str] = ()) -> str:
    """The JWKS text that services need to believe what these keys sign (RFC 7517).

    What the `short` ones sign lives for minutes and speaks of now: a key that stands in a web process.
    """
    keys = [_jwk(pem) for pem in private_keys] + [{**_jwk(pem), SHORT: True} for pem in short]
    return json.dumps({"keys": keys})


def public_key_of(private_key: str) -> Any:
    """What verifies that key's signatures, for whoever signs and verifies in one place."""
    key = serialization.load_pem_private_key(private_key.encode(), None)
    assert isinstance(key, Ed25519PrivateKey)
    return key.public_key()


def issue(
    private_key: str,
    person: str,
    grants: Iterable[Grant],
    *,
    issuer: str = "civikos",
    lifetime: timedelta = timedelta(hours=12),
    as_of: datetime | None = None,
) -> str:
    """A token for one person.

    `as_of` is for entering history: commands given with the token are dated at that moment, while the
    envelope keeps the moment of recording. Only who holds the signing key can grant it.
    """
    now = datetime.now(UTC)
    claims: dict[str, Any] = {
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": person,
        "iat": now,
        "exp": now + lifetime,
        "roles": [{"role": g.role, **({"bound_to": g.bound_to} if g.bound_to else {})} for g in grants],
    }
    if as_of is not None:
        claims["as_of"] = as_of.isoformat()
    return jwt.encode(claims, private_key, algorithm=ALGORITHM, headers={"kid": _jwk(private_key)["kid"]})


class Verifier:
    """Verifies tokens; a verified one is remembered until it expires, because the signature costs 100 µs."""

    def __init__(self, jwks: str, issuer: str, remembered: int = 10_000) -> None:
        try:
            self._keys = {key.key_id: key for key in jwt.PyJWKSet.from_json(jwks).keys}
            self._short = {key["kid"] for key in json.loads(jwks)["keys"] if key.get(SHORT)}
        except (ValueError, jwt.PyJWKSetError, AttributeError):
            raise Misconfigured("set CIVIKOS_TOKEN_KEYS to a JWKS (`civikos secrets` prints one)") from None
        self._issuer = issuer
        self._known: dict[str, tuple[float, Actor, datetime | None]] = {}
        self._remembered = remembered

    def actor(self, token: str, now: datetime) -> tuple[Actor, datetime]:
        """The person behind a token, and the moment their command speaks of.

        Raises:
            Unauthenticated: no token, or one that is expired, altered, or signed by an unknown key.
        """
        expires, actor, as_of = self._known.get(token) or self._verify(token)
        if expires <= now.timestamp():
            self._known.pop(token, None)
            raise Unauthenticated(why="your sign-in has expired")
        if as_of is not None and as_of > now:
            raise Unauthenticated(why="the token dates commands in the future")
        return actor, as_of or now

    def _verify(self, token: str) -> tuple[float, Actor, datetime | None]:
        claims = self._claims(token)
        as_of = datetime.fromisoformat(claims["as_of"]) if "as_of" in claims else None
        if len(self._known) >= self._remembered:
            self._known.clear()
        self._known[token] = (claims["exp"], _actor(claims), as_of)
        return self._known[token]

    def _claims(self, token: str) -> dict[str, Any]:
        if not token:
            raise Unauthenticated(why="no token was sent")
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            key = self._keys.get(kid)
            if key is None:
                raise Unauthenticated(why="the token is signed by a key this platform does not know")
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self._issuer,
                options={"require": ["exp", "sub", "iss", "aud"]},
            )
            if kid in self._short and not _is_short(claims):
                raise Unauthenticated(why="the token claims more than its key may grant")
            return claims
        except jwt.ExpiredSignatureError:
            raise Unauthenticated(why="your sign-in has expired") from None
        except jwt.InvalidTokenError:
            raise Unauthenticated(why="the token is not valid") from None


def _is_short(claims: dict[str, Any]) -> bool:
    life = claims["exp"] - claims.get("iat", 0)
    return "as_of" not in claims and life <= SHORT_LIFE.total_seconds()


def _actor(claims: dict[str, Any]) -> Actor:
    grants = tuple(Grant(r["role"], r.get("bound_to")) for r in claims.get("roles", ()))
    return Actor(claims["sub"], tuple(g for g in grants if g.role != RESERVED))


def _jwk(private_key: str) -> dict[str, Any]:
    key = serialization.load_pem_private_key(private_key.encode(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("the signing key must be an Ed25519 key")
    jwk: dict[str, Any] = jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**jwk, "kid": jwk["x"][:12], "alg": ALGORITHM, "use": "sig"}
