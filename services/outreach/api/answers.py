"""How does the API answer? JSON, or a problem (RFC 9457), whatever went wrong and wherever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.kernel.entity import Refusal
from shared.kernel.problem import CONTENT_TYPE, Problem, problem


class NoSuchModel(Refusal):
    """There is no read model {model} here. The document at /api/openapi.json lists those there are."""


class NoSuchEntry(Refusal):
    """There is nothing with the id {id} in {model}."""


class NoSuchPage(Refusal):
    """The cursor is not one of ours, or of another order. Leave it out to begin anew."""


class NotJson(Refusal):
    """Send the command as JSON: Content-Type application/json."""


class TooLong(Refusal):
    """The command is longer than {most} bytes."""


PLAIN: dict[type[Exception], int] = {
    NoSuchModel: 404,
    NoSuchEntry: 404,
    NoSuchPage: 404,
    NotJson: 415,
    TooLong: 413,
}


def answered(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return Response(text, status, dict(headers or {}), media_type="application/json")


def refused(error: Exception) -> Response:
    said = problem(error)
    status = PLAIN.get(type(error), said.status)
    return told({**said.model_dump(mode="json"), "status": status})


def told(said: Mapping[str, Any]) -> Response:
    """A problem that somebody else has written."""
    headers = {"WWW-Authenticate": 'Bearer realm="civikos"'} if said["status"] == 401 else {}
    text = json.dumps(said, ensure_ascii=False)
    return Response(text, said["status"], headers, media_type=CONTENT_TYPE)


async def not_routed(request: Request, error: Exception) -> Response:
    """Nothing is at this address, or not with this method."""
    assert isinstance(error, HTTPException)
    words = {404: "There is nothing at this address.", 405: "This address does not take this method."}
    code = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "malformed")
    said = Problem(
        type=f"urn:civikos:problem:{code}",
        title=code.replace("-", " ").capitalize(),
        status=error.status_code,
        detail=words.get(error.status_code, "The request cannot be read."),
    )
    text = said.model_dump_json()
    return Response(text, error.status_code, dict(error.headers or {}), media_type=CONTENT_TYPE)


async def failed(request: Request, error: Exception) -> Response:
    """Starlette logs the error and raises it again; its text stays inside."""
    return refused(error)


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
