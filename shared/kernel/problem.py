"""How does an answer say no? Every failure becomes an RFC 9457 problem; this is the one table of codes."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from shared.kernel.entity import Refusal
from shared.kernel.keyring import Forgotten
from shared.kernel.log import Forbidden, Misconfigured, TooLarge, Unavailable
from shared.kernel.subject import NotAToken

CONTENT_TYPE = "application/problem+json"
AWAY = "The log cannot be reached now. Nothing you sent was lost: try again with the same command id."
UNEXPECTED = "Something unexpected happened on our side; our log has it under this instance. Try again later."


class NotAllowed(Refusal):
    """You may not do this: it needs the role {roles}. Ask the secretariat if you should have it."""


class ByItself(Refusal):
    """The platform does this by itself when it is time; nobody needs to."""


class Unauthenticated(Refusal):
    """We cannot tell who you are: {why}. Sign in again and repeat; nothing was recorded."""


class CommandIdReused(Refusal):
    """The command id {id} was already used for {earlier}. Send a new id with a new command."""


class UnknownCommand(Refusal):
    """There is no command {command} here. The catalogue lists those there are."""


class Malformed(Refusal):
    """The request cannot be read: {why}."""


class Invalid(Exception):
    """The body does not fit the command; carries pydantic's findings."""

    def __init__(self, findings: ValidationError) -> None:
        self.findings = findings
        super().__init__(str(findings))


class Problem(BaseModel):
    """Problem details (RFC 9457): `errors` point at fields (RFC 6901), `fields` are a refusal's figures.

    `sentence` is the detail before its figures stand in their places, for who says it in another language.
    """

    model_config = ConfigDict(frozen=True)
    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: tuple[dict[str, str], ...] = ()
    sentence: str = ""
    fields: dict[str, str] = {}


STATUS: dict[type[Exception], int] = {
    Malformed: 400,
    Unauthenticated: 401,
    NotAllowed: 403,
    ByItself: 403,
    UnknownCommand: 404,
    Invalid: 422,
    NotAToken: 422,
    Refusal: 409,
    Forgotten: 409,
    TooLarge: 413,
    Misconfigured: 503,
    Unavailable: 503,
    Forbidden: 503,
}


def problem(error: Exception, instance: str | None = None) -> Problem:
    """The problem that a person or a program is told; an unexpected error's own text stays inside."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    code = _code(type(error)) if status != 500 else "unexpected"
    return Problem(
        type=f"urn:civikos:problem:{code}",
        title=code.replace("-", " ").capitalize(),
        status=status,
        detail=_detail(error, status),
        instance=instance,
        errors=_errors(error),
        sentence=error.sentence if isinstance(error, Refusal) else "",
        fields={k: str(v) for k, v in error.fields.items()} if isinstance(error, Refusal) else {},
    )


def _code(kind: type[Exception]) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", kind.__name__).lower()


def _detail(error: Exception, status: int) -> str:
    if isinstance(error, Invalid):
        return f"{error.findings.error_count()} field(s) are not as they should be; nothing was recorded."
    if isinstance(error, Refusal | Forgotten | TooLarge | NotAToken):
        return str(error)
    return AWAY if status == 503 else UNEXPECTED


def _errors(error: Exception) -> tuple[dict[str, str], ...]:
    if not isinstance(error, Invalid):
        return ()
    return tuple(_pointer(e) for e in error.findings.errors(include_url=False, include_input=False))


def _pointer(error: Any) -> dict[str, str]:
    return {"pointer": "/" + "/".join(str(part) for part in error["loc"]), "detail": error["msg"]}
