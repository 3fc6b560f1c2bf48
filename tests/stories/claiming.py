"""What a story of claims is told with: who acts on which day, and what the register of claims says then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from services.grants.domain.claim_id import claim_id
from shared.kernel.mongo import Mongo
from tests.platform import People, Platform
from tests.stories import programme
from tests.stories.programme import HELD, ORGANISATIONS, claim

FUND, MEETING = "eu-2014", "council-2015-04-21"
OWN, OTHER, LEAVING = ORGANISATIONS[:3]
ANA, BESA, FATOS = "p-ana", "p-besa", "p-fatos"
ROOM = 6
"""Claims of ten euro for which the small fund has money."""
PHOTOGRAPH = b"\xff\xd8\xff\xe1" + bytes(range(256)) * 16_000
"""Four million bytes that begin as a telephone's picture does."""
ACCOUNT = {"name": "Platform (sample)", "iban": "XK051212012345678906"}
TERMS = {
    "rates": [
        {"kind": "bus", "unit": "journey", "max_cents": 2000},
        {"kind": "meal", "unit": "meal", "max_cents": 800},
    ],
    "account": ACCOUNT,
    "return_days": 14,
    "release_days": 5,
}
STEPS = [
    ("submitted", ANA),
    ("returned", BESA),
    ("resubmitted", ANA),
    ("approved", BESA),
    ("authorised", FATOS),
    ("in_batch", FATOS),
    ("failed", None),
    ("authorised", FATOS),
    ("in_batch", FATOS),
    ("paid", None),
]
"""Of the first claim, which came back once and whose first payment failed."""


def day(number: int) -> datetime:
    """So many days after the meeting."""
    return HELD + timedelta(days=number)


async def seen(mongo: Mongo, model: str, id: str, holds: Callable[[Any], bool]) -> Any:
    """The document, once it says so."""
    for _ in range(300):
        found = await mongo.database("reporting").find_one(model, {"_id": id})
        if found is not None and holds(found):
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(found)


def of(number: int, organisation: str = OWN) -> str:
    return claim_id(organisation, f"p-traveller-{number}", MEETING)


class Staff:
    """Each person with the role in which they act; a day is part of every command."""

    def __init__(self, people: People) -> None:
        self.people = people

    async def submits(self, number: int, organisation: str = OWN, **changes: Any) -> str:
        body = {**claim(FUND, organisation, number), **changes}
        await self.people.accepted("grants", "SubmitClaim", f"cso:{organisation}", acting=ANA, **body)
        return of(number, organisation)

    async def does(self, person: str, role: str, command: str, on: int, **body: Any) -> dict[str, Any]:
        return await self.people.accepted("grants", command, role, acting=person, as_of=day(on), **body)

    async def may_not(self, person: str, role: str, command: str, on: int, **body: Any) -> str:
        answer = await self.people.give("grants", command, role, acting=person, as_of=day(on), **body)
        assert "status" in answer, answer
        return str(answer["detail"])

    async def authorised(self, *claims: str) -> None:
        for id in claims:
            await self.does(BESA, "secretariat", "ApproveClaim", 9, claim=id)
            await self.does(FATOS, "finance", "AuthoriseClaim", 10, claim=id)

    async def released(self, batch: str, *claims: str) -> None:
        await self.does(FATOS, "finance", "PrepareBatch", 11, batch=batch, fund=FUND, claims=claims)
        await self.does("p-drita", "finance", "ReleaseBatch", 12, batch=batch)


async def furnish(people: People) -> None:
    """The Council has met; two funds are open; everybody has declared their means."""
    await programme.begin(people, ORGANISATIONS)
    await programme.hold_meeting(people, MEETING, absent="cso-15")
    for fund, cents in ((FUND, 500_00), ("small", ROOM * 10_00)):
        await programme.open_fund(people, fund, cents, **TERMS)
    for organisation in (OWN, OTHER, LEAVING):
        await programme.declare_means(people, organisation)


async def open_accounts(people: People) -> None:
    for person, role, bound in ((ANA, "cso", OWN), (BESA, "secretariat", None), (FATOS, "cso", OTHER)):
        body = {"person": person, "name": "Invented", "email": f"{person}@example.org"}
        await people.accepted("membership", "OpenAccount", "admin", **body)
        grant = {"person": person, "role": role, **({"bound_to": bound} if bound else {})}
        await people.accepted("membership", "GrantRole", "admin", **grant)


async def dies(platform: Platform) -> None:
    """The process that decides about claims is killed, and another is there."""
    before = _pid(platform)
    platform.kill("grants")
    await platform.until(lambda: _pid(platform) != before, 30)


def _pid(platform: Platform) -> Any:
    (process,) = [part["pid"] for part in platform.run["processes"] if part["name"] == "grants"]
    return process
