"""What waits for me? The desk's home: the most urgent first, one click to the form."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from services.outreach.desk import naming
from services.outreach.desk.accounts import Account
from services.outreach.desk.commands import Offer
from services.outreach.desk.lookup import SOURCES, Lookup
from services.outreach.desk.visit import Visit
from services.outreach.portal.language import Language
from services.outreach.projections.reporting import work_queue
from services.outreach.projections.reporting.waiting.row import Waits
from services.outreach.projections.reporting.work_queue import ROWS, Now
from shared.contracts.roles import BOUND
from shared.kernel.entity import Grant
from shared.kernel.mongo import Database

PATIENCE = 5.0
"""Seconds that the queue waits for the reader's own write."""
PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One item as it is told."""

    sentence: Markup
    href: str
    action: str
    role: str
    since: str
    until: str | None
    late: bool
    record: str | None
    """Where more stands about it."""


async def home(visit: Visit) -> Response:
    after = _position(visit.request.query_params.get("after", ""))
    db = visit.tools.mongo.database("reporting")
    stands = await stands_at(db, after)
    offers = await visit.tools.commands.all()
    now = Now.at(visit.at, visit.language.zone)
    items = await waiting(db, visit.person, now)
    lookup = Lookup(visit.tools.mongo, visit.language)
    await fetch(lookup, items)
    await fetch_bound(lookup, visit.person.grants)
    lines = [line(visit, lookup, item, offers.get(item["command"]), now) for item in items]
    return visit.show(
        "desk/home.html",
        lines=lines,
        mark=mark(items),
        after=after,
        behind=after > stands,
        done=naming.done(visit.language, offers, visit.request.query_params.get("done", "")),
        roles=[role_words(visit.language, lookup, grant) for grant in visit.person.grants],
    )


def mark(items: Iterable[Any]) -> str:
    """The same while the same things wait for the same roles until the same days."""
    told = "|".join(f"{item['_id']} {item['role']} {item['since']} {item['until']}" for item in items)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


async def waiting(db: Database, account: Account, now: Now) -> list[Any]:
    grants = [(grant.role, grant.bound_to) for grant in account.grants]
    return await work_queue.waiting(db, grants, now, account.person)


async def stands_at(db: Database, wanted: int) -> int:
    """The queue's position; waits a little for the reader's own write."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while True:
        entry = await db.find_one("_projections", {"_id": "work_queue"})
        position = int(entry["position"]) if entry else 0
        if position >= wanted or asyncio.get_running_loop().time() >= deadline:
            return position
        await asyncio.sleep(PAUSE)


async def fetch(lookup: Lookup, items: Sequence[Any]) -> None:
    """The names of everything that the items speak of."""
    for kind in SOURCES:
        await lookup.fetch(kind, [item["facts"][kind] for item in items if kind in item["facts"]])


def line(visit: Visit, lookup: Lookup, item: Any, offer: Offer | None, now: Now) -> Line:
    service, _, command = item["command"].partition(".")
    facts = {name: told(visit.language, lookup, name, value) for name, value in item["facts"].items()}
    row = ROWS[item["command"]]
    return Line(
        sentence=visit.language.say(item.get("sentence", row.sentence), **facts),
        href=f"{visit.path('give', service, command)}?{_known(row, item, offer)}",
        action=naming.command(visit.language, offer) if offer else command,
        role=naming.role(visit.language, item["role"]),
        since=item["since"],
        until=item["until"],
        record=visit.path("record", service, row.about or offer.entity, item["id"]) if offer else None,
        late=bool(item["until"]) and now.over(item["until"]),
    )


def _known(row: Waits, item: Any, offer: Offer | None) -> str:
    """What the form is opened with: the entity, and what the item says of the command's other fields."""
    if offer is None:
        return "from=queue"
    fields = offer.schema.get("properties", {})
    facts = {
        name: value for name, value in item["facts"].items() if name in fields and isinstance(value, str)
    }
    key = row.about or offer.key
    return urlencode({**facts, **({key: item["id"]} if key else {}), "from": "queue"})


def told(language: Language, lookup: Lookup, name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return language.text(value)
    if name == "month":
        return language.month(value)
    return lookup.name(name, value) if name in SOURCES else value


def role_words(language: Language, lookup: Lookup, grant: Grant) -> Markup:
    words = Markup.escape(naming.role(language, grant.role))
    return Markup("{}: {}").format(words, bound_words(lookup, grant)) if grant.bound_to else words


def bound_words(lookup: Lookup, grant: Grant) -> Markup:
    """The name of what a role is held for."""
    return lookup.name(BOUND.get(grant.role, ""), grant.bound_to or "")


async def fetch_bound(lookup: Lookup, grants: Iterable[Grant]) -> None:
    for grant in grants:
        if grant.bound_to:
            await lookup.fetch(BOUND.get(grant.role, ""), [grant.bound_to])


def _position(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0
