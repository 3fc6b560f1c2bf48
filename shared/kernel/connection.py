"""How does a process connect to NATS, and stay connected?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from nats.aio.client import Client

from shared.kernel.settings import Settings

log = structlog.get_logger()


def options(settings: Settings, name: str, on_error: Callable[[Exception], None]) -> dict[str, Any]:
    """Arguments for `nats.connect` and for FastStream's broker: reconnects for ever, own inbox prefix.

    `on_error` hears what the server refuses; nats-py shows a refused permission in no other way.
    """

    async def error(problem: Exception) -> None:
        log.warning("nats.error", error=str(problem) or repr(problem))
        on_error(problem)

    async def lost() -> None:
        log.warning("nats.disconnected")

    async def back() -> None:
        log.info("nats.reconnected")

    return {
        "servers": [settings.nats_url],
        "name": name,
        **credentials(settings),
        "inbox_prefix": f"{INBOX}_{settings.nats_user or 'any'}",
        "max_reconnect_attempts": -1,
        "reconnect_time_wait": 0.25,
        "connect_timeout": 2,
        "error_cb": error,
        "disconnected_cb": lost,
        "reconnected_cb": back,
    }


async def settled(nc: Client) -> None:
    """Returns when the server has taken all that was sent so far.

    nats-py 2.16 writes the PING of `flush` past what is still pending, so one flush proves nothing yet;
    while its answer is awaited the pending part is written, and the second one comes after it.
    """
    await nc.flush()
    await nc.flush()


INBOX = "_INBOX"


def may_answer(reply: str) -> bool:
    """Whether an answer may go there: an inbox. Anywhere else the caller would be writing with our rights."""
    return reply.startswith(INBOX)


SPACE = " \t\n\r\x0b\x0c"


def quick_headers(nc: Client) -> None:
    """Reads message headers on this connection in a fifth of the time.

    nats-py 2.16 looks at every letter of every header's name by itself; an event has twenty headers, and that
    was more than half of a rebuild's work (measured). The release is pinned, and a test compares the two.
    """
    nc._parse_header_lines = header_lines  # type: ignore[method-assign]


def header_lines(raw: bytes) -> dict[str, str]:
    """`Name: Value` lines as nats-py reads them: no folding, names in ASCII and without space inside."""
    found = {}
    for line in raw.decode("utf-8", "replace").split("\r\n"):
        name, colon, value = line.partition(":")
        name = name.strip(SPACE)
        if colon and name.isascii() and (not name or name.split() == [name]):
            found[name] = value.strip(SPACE)
    return found


def credentials(settings: Settings) -> dict[str, str]:
    if not settings.nats_user:
        return {}
    return {"user": settings.nats_user, "password": settings.nats_password.get_secret_value()}
