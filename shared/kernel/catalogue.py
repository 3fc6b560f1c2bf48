"""Which commands are there, what do they take, who may give them? Published for every surface."""

from __future__ import annotations

import inspect
import json
from typing import Any

from nats.aio.client import Client
from nats.js.errors import KeyNotFoundError

from shared.kernel.access import Door
from shared.kernel.asking import key_field
from shared.kernel.command_json import CommandSchema
from shared.kernel.service import Service

BUCKET = "civikos_catalogue"
PREFIX = f"$KV.{BUCKET}."


def catalogue(service: Service) -> dict[str, Any]:
    """The service's commands with JSON Schema (2020-12), roles, bindings and sentences of help."""
    return {"service": service.name, "commands": [_row(service, door) for door in service.doors]}


def _row(service: Service, door: Door) -> dict[str, Any]:
    return {
        "command": door.name,
        "subject": f"civikos.command.{service.name}.{door.name}",
        "entity": door.entity.name,
        "key": key_field(door),
        "help": inspect.cleandoc(door.command.__doc__ or ""),
        "roles": [{"role": r.name, "own": r.binding} for r in door.roles],
        "system": not door.roles,
        "schema": door.command.model_json_schema(schema_generator=CommandSchema),
    }


async def publish(nc: Client, service: Service) -> None:
    """Puts the catalogue into the bucket, if it differs from what stands there."""
    bucket = await nc.jetstream().key_value(BUCKET)
    text = json.dumps(catalogue(service), ensure_ascii=False).encode()
    try:
        if (await bucket.get(service.name)).value == text:
            return
    except KeyNotFoundError:
        pass
    await bucket.put(service.name, text)


async def read(nc: Client) -> list[dict[str, Any]]:
    """The catalogues of all services, by name."""
    bucket = await nc.jetstream().key_value(BUCKET)
    # not `keys`: that makes a consumer, which few users may
    known = await nc.jetstream().stream_info(f"KV_{BUCKET}", subjects_filter=f"{PREFIX}>")
    services = sorted(subject.removeprefix(PREFIX) for subject in known.state.subjects or {})
    entries = [await bucket.get(service) for service in services]
    return [json.loads(entry.value or b"{}") for entry in entries]
