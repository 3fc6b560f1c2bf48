"""How does one process of the platform live: start, serve, drain, stop?

`run(SERVICE)` is a service: its doors and policies. `run(SERVICE, pages=…, chores=…)` serves pages and does
chores besides.
`run_projector(SERVICE)` keeps the read models. Each answers /live, /ready and /metrics.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import nats
import structlog
import uvicorn
from faststream.nats import NatsBroker
from faststream.security import SASLPlaintext
from nats.aio.client import Client
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from shared.kernel import catalogue, garbage
from shared.kernel.asking import answer_questions
from shared.kernel.chores import Chore, Chores
from shared.kernel.codec import Codec
from shared.kernel.connection import options, quick_headers, settled
from shared.kernel.doors import add_doors, drain
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.keyring import KeyRing
from shared.kernel.log import Misconfigured, Unavailable
from shared.kernel.logs import configure
from shared.kernel.mongo import Mongo, MongoError
from shared.kernel.papers import hand_out
from shared.kernel.policies import Policies
from shared.kernel.probes import probes
from shared.kernel.projector import project
from shared.kernel.provision import check
from shared.kernel.rebuild import Standing
from shared.kernel.service import Service
from shared.kernel.settings import Settings
from shared.kernel.token import Verifier
from shared.kernel.veil import veil_key

log = structlog.get_logger()

PAGE_PATIENCE = 5.0
"""Seconds after which a page says that the record cannot be read."""


@dataclass(frozen=True)
class Surroundings:
    """What the pages and the chores of a process may use."""

    settings: Settings
    nc: Client
    mongo: Mongo
    codec: Codec
    keyring: KeyRing
    log: JetStreamLog
    handler: Handler


Pages = Callable[[Surroundings], ASGIApp]
Housework = Callable[[Surroundings], Sequence[Chore]]
Work = Callable[[Settings, asyncio.Event, AsyncExitStack], Awaitable["Running"]]


class Running:
    """What a started process serves by HTTP, and what it does until told to stop."""

    def __init__(self, routes: list[BaseRoute], tasks: Mapping[str, Awaitable[None]]) -> None:
        self.routes = routes
        self.tasks = tasks


def run(service: Service, pages: Pages | None = None, chores: Housework | None = None) -> None:
    """Runs a service until SIGTERM or SIGINT; exits with 1 and one sentence if it cannot start."""
    garbage.little_at_once()
    _run(service.name, lambda settings, stop, stack: _serve(service, pages, chores, settings, stop, stack))


def run_projector(service: Service) -> None:
    """Runs the projections of a service until SIGTERM or SIGINT."""
    garbage.seldom()
    _run("projector", lambda settings, stop, stack: _project(service, settings, stop, stack))


def _run(name: str, work: Work) -> None:
    settings = Settings()
    configure(name, settings.log_format, settings.log_level)
    try:
        asyncio.run(_live(name, settings, work))
    except (Misconfigured, Unavailable) as reason:
        log.error("process.cannot_start", reason=str(reason))
        sys.exit(1)


async def _live(name: str, settings: Settings, work: Work) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with AsyncExitStack() as stack:
        running = await _started(work(settings, stop, stack), stop)
        if running is None:
            return
        server = _http(settings, running.routes)
        tasks = {part: asyncio.ensure_future(task) for part, task in running.tasks.items()}
        tasks["http"] = asyncio.ensure_future(server.serve())
        garbage.keep_for_good()
        log.info("process.started", port=settings.port)
        await _until_stopped(stop, tasks)
        server.should_exit = True
        await asyncio.wait_for(asyncio.gather(*tasks.values(), return_exceptions=True), 10)
    log.info("process.stopped")


async def _started(starting: Awaitable[Running], stop: asyncio.Event) -> Running | None:
    """None if we were told to stop before everything we need was there."""
    start: asyncio.Future[Running] = asyncio.ensure_future(starting)
    stopping: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    await asyncio.wait({start, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if start.done():
        return start.result()
    start.cancel()
    await asyncio.gather(start, return_exceptions=True)
    return None


async def _until_stopped(stop: asyncio.Event, tasks: Mapping[str, asyncio.Future[None]]) -> None:
    """Returns when told to stop, or when a part ended that should not: a half-dead process helps nobody."""
    stopping = asyncio.ensure_future(stop.wait())
    everything: set[asyncio.Future[Any]] = {stopping, *tasks.values()}
    await asyncio.wait(everything, return_when=asyncio.FIRST_COMPLETED)
    for part, task in tasks.items():
        if task.done() and not stop.is_set():
            log.error("process.part_ended", part=part, exc_info=task.exception())
    stop.set()
    await stopping


def mounted(path: str, app: ASGIApp) -> Mount:
    """A mount that every address below it reaches, one with a line feed in it, too."""
    mount = Mount(path, app)
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def _http(settings: Settings, routes: list[BaseRoute]) -> uvicorn.Server:
    config = uvicorn.Config(
        Starlette(routes=routes),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    return server


async def _serve(
    service: Service,
    pages: Pages | None,
    chores: Housework | None,
    settings: Settings,
    stop: asyncio.Event,
    stack: AsyncExitStack,
) -> Running:
    refused: deque[Exception] = deque(maxlen=100)
    broker = _broker(settings, service.name, refused.append)
    nc: Client = await broker.connect()
    quick_headers(nc)
    stack.push_async_callback(_leave, nc, broker.stop)
    await check(nc, settings.nats_monitor, lazy_sync=settings.lazy_sync)
    keyring = await stack.enter_async_context(KeyRing(nc, settings.master_key.get_secret_value()))
    codec = Codec(service.vocabulary, keyring)
    secret = veil_key(settings.master_key.get_secret_value())
    events = JetStreamLog(nc, codec, refused=refused)
    handler = Handler(events, settings.zone, secret=secret)
    keyring.on_forget(handler.forget)
    verifier = Verifier(settings.token_keys, settings.token_issuer)
    add_doors(broker, service, handler, verifier)
    await catalogue.publish(nc, service)
    await broker.start()
    await answer_questions(nc, service, handler, verifier, settings.zone)
    await hand_out(nc, service.name, service.papers, handler, verifier)
    await settled(nc)  # nobody is told that we are ready before the server knows every door
    stack.push_async_callback(_leave, nc, lambda: drain(broker))
    policies = Policies(nc, service, handler, codec, keyring.forget)
    tasks: dict[str, Awaitable[None]] = {"policies": policies.run(stop)}
    parts: dict[str, bool] = {}
    routes: list[BaseRoute] = [
        *probes(lambda: {"nats": nc.is_connected, "policies": policies.healthy, **parts})
    ]
    if pages is not None:
        mongo = await stack.enter_async_context(Mongo(settings.mongo_url, service.name, PAGE_PATIENCE))
        tasks["mongo"] = _watch(mongo, parts, stop)
        around = Surroundings(settings, nc, mongo, codec, keyring, events, handler)
        if chores is not None:
            work = Chores(nc, service.name, codec, chores(around))
            tasks["chores"] = work.run(stop)
        routes.append(mounted("/", pages(around)))
    return Running(routes, tasks)


async def _project(
    service: Service, settings: Settings, stop: asyncio.Event, stack: AsyncExitStack
) -> Running:
    refused: deque[Exception] = deque(maxlen=100)
    nc = await nats.connect(**options(settings, "projector", refused.append))
    quick_headers(nc)
    stack.push_async_callback(_leave, nc, nc.drain)
    await check(nc, settings.nats_monitor, lazy_sync=settings.lazy_sync)
    mongo = await stack.enter_async_context(Mongo(settings.mongo_url, "projector"))
    standings: list[Standing] = []

    def observe(seen: Sequence[Standing]) -> None:
        standings[:] = seen

    work = project(nc, service.vocabulary, mongo, service.projections, stop, observe=observe)
    return Running([*probes(lambda: _parts(nc, standings))], {"projector": work})


async def _watch(mongo: Mongo, parts: dict[str, bool], stop: asyncio.Event) -> None:
    """Keeps noting whether the pages' database answers."""
    while not stop.is_set():
        try:
            await mongo.ping()
            parts["mongo"] = True
        except MongoError:
            parts["mongo"] = False
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 2.0)


async def _leave(nc: Client, politely: Callable[[], Awaitable[None]]) -> None:
    """Says goodbye to a server that is there; one that is away hears nothing."""
    if nc.is_connected:
        await politely()
    elif not nc.is_closed:
        await nc.close()


def _parts(nc: Client, standings: Sequence[Standing]) -> dict[str, bool]:
    """A standby has no standings, and is ready to take over."""
    return {"nats": nc.is_connected, **{s.read_model: not s.error for s in standings}}


def _broker(settings: Settings, name: str, refused: Callable[[Exception], None]) -> NatsBroker:
    chosen: dict[str, Any] = options(settings, name, refused)
    user, password = chosen.pop("user", None), chosen.pop("password", None)
    if user:
        chosen["security"] = SASLPlaintext(username=user, password=password)
    return NatsBroker(**chosen, apply_types=False, logger=None)
