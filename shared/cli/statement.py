"""`civikos statement`: everything that the platform holds on one organisation or one person."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.cli.holdings import Held, Subject, holdings, told
from shared.cli.reach import DEFAULT, Data, Reach, reach
from shared.cli.reading import end_of, messages
from shared.cli.screen import out
from shared.cli.trouble import Trouble
from shared.contracts import VOCABULARY
from shared.kernel.codec import Codec
from shared.kernel.event import Recorded, Ref
from shared.kernel.keyring import KeyRing
from shared.kernel.subject import TOKEN, parse

BATCH = 500


async def statement(
    organisation: Annotated[str, typer.Option(metavar="NUMBER", help="Its number in the register.")] = "",
    person: Annotated[str, typer.Option(metavar="ID", help="The person's id.")] = "",
    to: Annotated[
        Path, typer.Option(help="The directory for the two files.", file_okay=False, exists=True)
    ] = Path(),
    data: Data = DEFAULT,
) -> None:
    """Write everything that is held on one organisation or one person, as JSON and as a page to read.

    It answers the right of access. The person's own data are opened with their key; those of others stay
    closed. The read models hold nothing that does not follow from these events.
    """
    subject, reached = _subject(organisation, person), reach(data)
    async with reached.nats() as nc:
        held = holdings(subject, await _near(nc, reached, subject))
    if not held:
        raise Trouble(f"nothing is held on {subject.kind} {subject.id}: no event names it.")
    content = document(subject, held, datetime.now(UTC))
    for name, text in (("json", as_json(content)), ("html", as_page(content))):
        path = to / f"statement-{subject.id}.{name}"
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        out.print(str(path), markup=False, soft_wrap=True)
    things = len(content["things"])
    out.print(f"{len(held):,} events of {things:,} things, up to position {content['up_to_position']:,}.")


def _subject(organisation: str, person: str) -> Subject:
    if bool(organisation) == bool(person):
        raise Trouble("name one: --organisation NUMBER or --person ID.")
    subject = Subject("person", person) if person else Subject("organisation", organisation)
    if not TOKEN.fullmatch(subject.id):
        raise Trouble(f"{subject.id} is not an id: letters, digits, hyphen and underscore.")
    return subject


async def _near(nc: Client, reached: Reach, subject: Subject) -> list[Recorded[Any]]:
    """The events of every thing in which the id occurs, with the keys that open what is personal in them."""
    async with KeyRing(nc, reached.settings.master_key.get_secret_value()) as keys:
        codec, read, waiting = Codec(VOCABULARY, keys), list[Recorded[Any]](), list[Msg]()
        near = set[Ref]()
        async for message in messages(nc, until=await end_of(nc)):
            ref = parse(message.subject)[0]
            if ref in near or occurs(subject.id, message):
                near.add(ref)
                waiting.append(message)
            if len(waiting) == BATCH:
                read += await _opened(codec, waiting)
                waiting = []
        return read + await _opened(codec, waiting)


def occurs(id: str, message: Msg) -> bool:
    """Somewhere in the raw message: most events need not be decoded to know that they are of others."""
    actor = (message.headers or {}).get("ce-actor", "")
    return id.encode() in message.data or id in message.subject or id in actor


async def _opened(codec: Codec, waiting: Sequence[Msg]) -> list[Recorded[Any]]:
    await codec.ready(waiting)
    return [codec.decode(message) for message in waiting]


# ── what it says ────────────────────────────────────────────────────────────────────────────────
def document(subject: Subject, held: Sequence[Held], made_at: datetime) -> dict[str, Any]:
    """The statement: thing by thing, each with its events in order."""
    rows = sorted(held, key=lambda one: (one.event.ref, one.event.version))
    things = [
        {
            "service": ref.service,
            "entity": ref.entity,
            "id": ref.id,
            "events": [_event(one, subject) for one in group],
        }
        for ref, group in groupby(rows, key=lambda one: one.event.ref)
    ]
    return {
        "subject": {"kind": subject.kind, "id": subject.id},
        "made_at": made_at.isoformat(timespec="seconds"),
        "up_to_position": max(one.event.position for one in held),
        "events": len(held),
        "things": things,
    }


def _event(one: Held, subject: Subject) -> dict[str, Any]:
    event = one.event
    return {
        "type": event.data.type_name,
        "what": words(event.data.type_name.partition(".")[2]),
        "facts": told(event.data, subject),
        "on": event.at.isoformat(timespec="seconds"),
        "recorded_at": event.recorded_at.isoformat(timespec="seconds"),
        "by": event.by,
        "command": event.command_name,
        "because": list(one.because),
        "id": event.id,
        "position": event.position,
        "version": event.version,
    }


def words(name: str) -> str:
    """MandateReportFiled → "Mandate report filed"."""
    return re.sub(r"[_\s]*(?<!^)([A-Z])", lambda found: f" {found[1].lower()}", name).replace("_", " ")


def as_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_page(content: dict[str, Any]) -> str:
    """One file that needs no other: to be read, printed or sent."""
    here = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    here.filters["words"] = words
    return here.get_template("statement.html").render(**content)
