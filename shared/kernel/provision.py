"""Which streams and buckets does the platform need on its NATS server, and are they as they must be?"""

from __future__ import annotations

import asyncio
import json
import urllib.request
from typing import Any

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig

from shared.kernel.files import BUCKET as FILES
from shared.kernel.log import Misconfigured, Unavailable

INTEGRATOR = "integrator"
LOG_STREAM = "CIVIKOS_LOG"
TIMER_STREAM = "CIVIKOS_TIMERS"
SECOND = 1_000_000_000
NOT_FOUND = 10059
Config = dict[str, Any]

_STREAM: Config = {
    "retention": "limits",
    "discard": "new",
    "storage": "file",
    "max_msgs": -1,
    "max_bytes": -1,
    "max_age": 0,
    "allow_direct": True,
    "mirror_direct": False,
    "duplicate_window": 120 * SECOND,
}
_BUCKET: Config = {**_STREAM, "allow_rollup_hdrs": True, "max_msgs_per_subject": 1}

STREAMS: tuple[Config, ...] = (
    {
        **_STREAM,
        "name": LOG_STREAM,
        "description": "every event of the platform, once, for ever",
        "subjects": ["civikos.log.>"],
        "max_msgs_per_subject": -1,
        # not deny_delete: it would forbid for ever to erase a mistake; the users' permissions guard it
        "deny_purge": True,
        "allow_atomic": True,
    },
    {
        **_STREAM,
        "name": TIMER_STREAM,
        "description": "what is planned for a moment (timer), and what is due (due)",
        "subjects": ["civikos.timer.>", "civikos.due.>"],
        "discard": "old",  # schedules and discard new exclude each other; there is no limit anyway
        "allow_msg_schedules": True,
        "allow_rollup_hdrs": True,
        "max_msgs_per_subject": 1,
    },
    # two values a key: the tombstone, and the key before it until its bytes are overwritten (keyring.py)
    {
        **_BUCKET,
        "name": "KV_civikos_keys",
        "subjects": ["$KV.civikos_keys.>"],
        "max_msgs_per_subject": 2,
    },
    {**_BUCKET, "name": "KV_civikos_catalogue", "subjects": ["$KV.civikos_catalogue.>"]},
    # which sign-in links were used, and who asked for one lately
    {
        **_BUCKET,
        "name": "KV_civikos_signin",
        "subjects": ["$KV.civikos_signin.>"],
        "max_age": 15 * 60 * SECOND,
    },
    # files that people hand in, by the hash of their content: chunks and, last, what they are
    {
        **_STREAM,
        "name": f"OBJ_{FILES}",
        "subjects": [f"$O.{FILES}.C.>", f"$O.{FILES}.M.>"],
        "allow_rollup_hdrs": True,
    },
    # a lease that is not renewed for so long is free
    {
        **_BUCKET,
        "name": "KV_civikos_leases",
        "subjects": ["$KV.civikos_leases.>"],
        "max_age": 5 * SECOND,
        "duplicate_window": 5 * SECOND,
    },
)


async def provision(nc: Client, replicas: int = 1) -> None:
    """Creates what is missing and sets right what differs; repeating it changes nothing.

    Raises:
        Misconfigured: the server refuses; the text says why.
    """
    for stream in STREAMS:
        wanted = {**stream, "num_replicas": replicas}
        existing = await _config_of(nc, stream["name"])
        if existing is None:
            await _api(nc, f"STREAM.CREATE.{stream['name']}", wanted)
        elif _differences(wanted, existing):
            await _api(nc, f"STREAM.UPDATE.{stream['name']}", {**existing, **wanted})
    # other systems get a pull consumer that is there, because who may create one could have it push anywhere
    await nc.jetstream().add_consumer(
        LOG_STREAM,
        ConsumerConfig(name=INTEGRATOR, durable_name=INTEGRATOR, ack_policy=AckPolicy.EXPLICIT),
    )


async def check(nc: Client, monitor_url: str, lazy_sync: bool = False) -> None:
    """Nothing may be acknowledged on a server that could lose it, or refuse it later.

    Raises:
        Misconfigured: one sentence says what to change.
        Unavailable: the server does not answer.
    """
    for stream in STREAMS:
        name = stream["name"]
        existing = await _config_of(nc, name)
        if existing is None:
            raise Misconfigured(f"the stream {name} is missing: run `civikos provision`, or restore it")
        wrong = _differences(stream, existing)
        if wrong:
            raise Misconfigured(f"the stream {name} is set up differently ({wrong}): run `civikos provision`")
    if not lazy_sync:
        await _check_sync(monitor_url)


async def _check_sync(monitor_url: str) -> None:
    try:
        varz = await asyncio.to_thread(_get, f"{monitor_url.rstrip('/')}/varz")
    except (OSError, ValueError) as error:
        raise Misconfigured(
            f"{monitor_url}/varz does not answer ({error}), so nobody can tell whether acknowledged means "
            "durable: set CIVIKOS_NATS_MONITOR, or CIVIKOS_LAZY_SYNC=true for development"
        ) from None
    if not varz.get("jetstream", {}).get("config", {}).get("sync_always"):
        raise Misconfigured(
            "nats-server may lose acknowledged events on power failure: set `sync_interval: always` in its "
            "jetstream block, or CIVIKOS_LAZY_SYNC=true for development"
        )


def _get(url: str) -> Config:
    with urllib.request.urlopen(url, timeout=5) as answer:
        found: Config = json.load(answer)
    return found


def _differences(wanted: Config, existing: Config) -> str:
    """What differs, in words; the server leaves out what is false or zero."""
    return ", ".join(
        f"{key} must be {json.dumps(value)}"
        for key, value in wanted.items()
        if key != "description" and existing.get(key, type(value)()) != value
    )


async def _config_of(nc: Client, stream: str) -> Config | None:
    answer = await _request(nc, f"STREAM.INFO.{stream}", {})
    if answer.get("error", {}).get("err_code") == NOT_FOUND:
        return None
    config: Config = _accepted(stream, answer)["config"]
    return config


async def _api(nc: Client, subject: str, body: Config) -> None:
    _accepted(body["name"], await _request(nc, subject, body))


def _accepted(stream: str, answer: Config) -> Config:
    if "error" in answer:
        raise Misconfigured(f"nats-server refuses the stream {stream}: {answer['error'].get('description')}")
    return answer


async def _request(nc: Client, subject: str, body: Config) -> Config:
    payload = json.dumps(body).encode() if body else b""
    try:
        reply = await nc.request(f"$JS.API.{subject}", payload, timeout=10)
    except NatsError as error:
        raise Unavailable(f"JetStream does not answer ({error!r}): is it enabled for this user?") from error
    answer: Config = json.loads(reply.data)
    return answer
