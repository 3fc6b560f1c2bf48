"""How does the command line read the log: raw messages in order, to the end or for ever?"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Sequence

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.errors import NotFoundError

from shared.cli.trouble import Trouble
from shared.kernel.provision import LOG_STREAM
from shared.kernel.tap import Lost, Tap

SIZE = 2_000


async def end_of(nc: Client, stream: str = LOG_STREAM) -> int:
    """Position of the last event.

    Raises:
        Trouble: there is no log.
    """
    try:
        return (await nc.jetstream().stream_info(stream)).state.last_seq
    except NotFoundError:
        raise Trouble(f"there is no stream {stream} here: `civikos provision` makes it.") from None


async def messages(
    nc: Client, subjects: Sequence[str] = (), after: int = 0, until: int | None = None
) -> AsyncIterator[Msg]:
    """Messages behind `after` up to the position `until`; without it, for ever.

    Raises:
        Trouble: the server went away in the middle.
    """
    tap = Tap(nc, LOG_STREAM, f"cli-{secrets.token_hex(6)}", SIZE)
    try:
        await tap.open(subjects, after)
        while until is None or after < until:
            await tap.refill()
            batch = await tap.next(0.4)
            for message in batch:
                after = position(message)
                if until is not None and after > until:
                    return
                yield message
            if not batch:
                after = max(after, await tap.drained() or 0)
    except Lost as lost:
        raise Trouble(f"reading the log broke off: {lost}.") from None
    finally:
        await tap.close()


def position(message: Msg) -> int:
    """Its place in the log: the stream sequence in the address for acknowledgements."""
    return int(message.reply.split(".")[-4])
