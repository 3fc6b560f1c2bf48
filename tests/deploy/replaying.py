"""How is the demo programme replayed without servers? In memory, by the true deciders and policies."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from services.council import main as council_main
from services.council.doors import DOORS as COUNCIL
from services.grants import main as grants_main
from services.grants.doors import DOORS as GRANTS
from services.membership import main as membership_main
from services.membership.doors import DOORS as MEMBERSHIP
from services.outreach import main as outreach_main
from services.outreach.domain.report import RecordFigures
from services.outreach.doors import DOORS as OUTREACH
from services.outreach.projections.reporting.indicators import EVIDENCE, figures_of
from services.outreach.projections.reporting.work_queue import Now, standing
from shared.cli.demo import FILES
from shared.cli.programme import commands
from shared.cli.programme.rows import HOURS, ZONE, Programme, Row
from shared.contracts import VOCABULARY, membership, outreach
from shared.kernel.asking import Question, answered
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant, Refusal
from shared.kernel.event import Recorded
from shared.kernel.handler import Answer, Handler
from shared.kernel.policies import system
from shared.kernel.policy import Policy
from shared.kernel.service import Service
from shared.testing.memory_log import MemoryLog
from shared.testing.recorded import folded
from shared.testing.spec import KOSOVO
from tests.services.outreach.waiting import items

TODAY = date(2026, 3, 2)
SERVICES = {
    main.SERVICE.name: main.SERVICE for main in (membership_main, council_main, grants_main, outreach_main)
}
POLICIES = [(service, policy) for service in SERVICES.values() for policy in service.policies]
DOORS = {door.name: door for door in (*MEMBERSHIP, *COUNCIL, *GRANTS, *OUTREACH)}
WAVES = commands(FILES, TODAY)
ROWS = [row for wave in WAVES for row in wave]
PROGRAMME = Programme(FILES, TODAY)
MARKS = {"sq": "(shembull)", "sr": "(primer)", "en": "(sample)"}
MOMENT = len(WAVES) // 25
"""After so many waves of the programme its work queue is looked at."""


@dataclass(frozen=True)
class Replayed:
    """The programme in a log in memory."""

    log: MemoryLog
    handlers: dict[str, Handler]
    """One a service, as in life: each folds the entities of others in its own way."""
    events: tuple[Recorded[Any], ...]
    waited: frozenset[tuple[str, bool]]
    """What waited for somebody, now and then and at the end, and whether it was possible at that moment."""

    def of(self, type_: type[Any]) -> list[Recorded[Any]]:
        return [recorded for recorded in self.events if isinstance(recorded.data, type_)]

    def members_on(self, day: date) -> int:
        joined = [r for r in self.of(membership.MemberJoined) if r.data.joined_on <= day]
        left = [r for r in self.of(membership.MemberResigned) if r.data.resigned_on <= day]
        return len(joined) - len(left)


async def replay() -> Replayed:
    """Gives the whole programme to the true deciders, with what their policies make of it."""
    log = MemoryLog(VOCABULARY)
    handlers = {service: Handler(log, ZONE) for service, _ in HOURS.values()}
    followed, waited = 0, set[tuple[str, bool]]()
    for number, wave in enumerate(WAVES):
        await asyncio.gather(*(give(handlers, row) for row in wave))
        followed = await _follow(log, handlers, followed)
        if number % MOMENT == 0:
            waited |= await _waiting(log, handlers, wave[0].at)
    waited |= await _waiting(log, handlers, datetime.combine(TODAY, time(12), ZONE))
    events = [recorded async for batch in log.read() for recorded in batch]
    return Replayed(log, handlers, tuple(events), frozenset(waited))


async def _follow(log: MemoryLog, handlers: dict[str, Handler], after: int) -> int:
    """What the policies make of the facts since; timers ring later than a replay lasts."""
    while (end := await log.end()) > after:
        facts = [fact async for batch in log.read(after) for fact in batch]
        after = end
        for fact in facts:
            for service, policy in POLICIES:
                if isinstance(fact.data, policy.on):
                    await _consequences(handlers[service.name], service, policy, fact)
            if isinstance(fact.data, outreach.ReportClosed):
                await _count(log, handlers["outreach"], fact)
    return after


async def _count(log: MemoryLog, handler: Handler, closed: Recorded[Any]) -> None:
    """The figures of a closed report, counted as the platform's accountant counts them."""
    facts = [fact async for batch in log.read() for fact in batch if fact.position <= closed.position]
    opened = next(f.data for f in facts if f.ref == closed.ref and isinstance(f.data, outreach.ReportOpened))
    frame = next(f.data for f in facts if isinstance(f.data, outreach.LogframeDefined))
    first, last = frame.starts_on.isoformat(), opened.period_to.isoformat()
    rows = [row for row in folded(EVIDENCE, facts).values() if first <= row["on"] <= last]
    counted = figures_of(rows, frame.model_dump(mode="json"), opened.period_from)
    command = RecordFigures(report=closed.ref.id, figures=counted, counted_to=closed.position)
    order = Order(command, str(uuid.uuid4()), system("accountant"), closed.at)
    await handler.handle(DOORS["RecordFigures"], order)


async def _consequences(handler: Handler, service: Service, policy: Policy, fact: Recorded[Any]) -> None:
    for index, command in enumerate(policy.then(fact)):
        if isinstance(command, Command):
            id = str(uuid.uuid5(uuid.UUID(fact.id), f"{policy.name}/{index}"))
            with suppress(Refusal):
                await handler.handle(
                    service.door(type(command).__name__), Order(command, id, system(policy.name), fact.at)
                )


async def give(handlers: dict[str, Handler], row: Row) -> Answer:
    door = DOORS[row.command]
    actor = Actor(row.persona.person, (row.persona.grant,))
    command = door.command.model_validate(row.body)
    try:
        return await handlers[row.service].handle(door, Order(command, row.id, actor, row.at))
    except Exception as refusal:
        refusal.add_note(f"in row {row.key}, {row.command} of {row.at}")
        raise


async def _waiting(log: MemoryLog, handlers: dict[str, Handler], at: datetime) -> set[tuple[str, bool]]:
    """Each command that waits, and whether it is possible."""
    events = [recorded async for batch in log.read() for recorded in batch]
    now = Now.at(at, KOSOVO)
    return {(line["command"], await _possible(handlers, line, at)) for line in standing(items(events), now)}


async def _possible(handlers: dict[str, Handler], line: Any, at: datetime) -> bool:
    """Asked as the desk asks: as somebody with the role, on the panel if it waits for a panel."""
    service, _, command = line["command"].partition(".")
    person = (line["people"] or ["p-somebody"])[0]
    actor = Actor(person, (Grant(line["role"], line["bound_to"]),))
    question = Question(entity=DOORS[command].entity.name, id=line["id"])
    answer = await answered(SERVICES[service], handlers[service], question, actor, at, ZONE)
    return command in answer["commands"]
