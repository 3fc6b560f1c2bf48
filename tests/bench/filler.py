"""How does a stream come to a million real events in seconds? NATS frames, written by hand."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from shared.contracts import VOCABULARY
from shared.contracts.council import AgendaItem, AgendaSet
from shared.kernel.codec import Codec
from shared.kernel.event import Ref
from shared.kernel.log import NewEvent, Stamp

Frame = Callable[[bool], bytes]
"""Its bytes; told whether an answer is wanted."""
EACH = 10
"""Events of an entity."""
AT_ONCE = 2000
"""Messages between two answers that are waited for; the server refuses more than it can hold."""
NAME = "meeting-sample-00000000"
ID = "00000000-0000-4000-8000-000000000000"


def entity(number: int) -> Ref:
    return Ref("council", "meeting", f"meeting-sample-{number:08}")


async def fill(url: str, start: int, entities: int) -> None:
    """Ten events for each of so many meetings, version after version, so that none lies together."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b'CONNECT {"verbose":false,"pedantic":false,"headers":true}\r\nSUB bench.ack 1\r\n')
    for sent, frame in enumerate(_frames(start, entities), 1):
        last = sent == entities * EACH or sent % AT_ONCE == 0
        writer.write(frame(last))
        if last:
            await writer.drain()
            await _answered(reader)
    writer.close()
    await writer.wait_closed()


async def _answered(reader: asyncio.StreamReader) -> None:
    while True:
        line = await asyncio.wait_for(reader.readline(), 60)
        if line.startswith(b"MSG"):
            answer = json.loads(await reader.readline())
            if "error" in answer:
                raise RuntimeError(answer["error"])
            return
        if line.startswith(b"-ERR") or not line:
            raise RuntimeError(line)


def _frames(start: int, entities: int) -> Iterator[Frame]:
    for version in range(1, EACH + 1):
        subject, header, payload = _sample(version)
        for number in range(start, start + entities):
            name = entity(number).id.encode()
            named = subject.replace(NAME.encode(), name)
            headers = header.replace(NAME.encode(), name).replace(ID.encode(), str(uuid.uuid4()).encode())
            yield _frame(named, headers, payload)


def _frame(subject: bytes, headers: bytes, payload: bytes) -> Frame:
    def framed(ask: bool) -> bytes:
        sizes = b"%d %d" % (len(headers), len(headers) + len(payload))
        reply = b"bench.ack " if ask else b""
        return b"HPUB %b %b%b\r\n%b%b\r\n" % (subject, reply, sizes, headers, payload)

    return framed


def _sample(version: int) -> tuple[bytes, bytes, bytes]:
    """One event as the kernel writes it; only the names in it are changed afterwards."""
    now = datetime.now(UTC)
    item = AgendaItem(number=1, title={"en": "Report of the secretariat", "sq": "Raporti", "sr": "Izveštaj"})
    stamp = Stamp("p-sara", now, now, ID, "SetAgenda", ID, ID)
    new = NewEvent(Ref("council", "meeting", NAME), version, AgendaSet(items=(item,)), ID, "", stamp)
    wire = Codec(VOCABULARY).encode(new, "")
    lines = "".join(f"{key}: {value}\r\n" for key, value in wire.headers.items())
    return wire.subject.encode(), f"NATS/1.0\r\n{lines}\r\n".encode(), wire.payload
