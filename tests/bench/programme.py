"""What do the benchmarks' claims rest on? Meetings, means and funds, given by real commands; all samples."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from services.council.main import SERVICE as COUNCIL
from services.grants.domain.claim_id import claim_id
from services.grants.main import SERVICE as GRANTS
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant
from shared.kernel.handler import Handler
from shared.kernel.service import Service

SIDES, TRAVELLERS = ("kernel", "door", "plain"), 64
ORGANISATIONS = tuple(f"{side}-{number}" for side in SIDES for number in range(TRAVELLERS))
"""Each side has its own: else it would find in every round what another process wrote on them."""
HELD_ON = date(2015, 4, 21)
NOW = datetime(2015, 4, 28, 12, tzinfo=UTC)
HEADING, CENTS = "travel", 12_50
IBAN = "XK051212012345678906"

SARA = Actor("p-sara", (Grant("secretariat"),))
MARKO = Actor("p-marko", (Grant("secretariat"),))
FATOS = Actor("p-fatos", (Grant("finance"),))
DRITA = Actor("p-drita", (Grant("finance"),))
ORGANISATION = Actor("p-vesa", tuple(Grant("cso", organisation) for organisation in ORGANISATIONS))


class Life(NamedTuple):
    """One claim from its submission to its payment."""

    number: int
    side: str
    fund: str
    meeting: str

    @property
    def organisation(self) -> str:
        return f"{self.side}-{self.number % TRAVELLERS}"

    @property
    def traveller(self) -> str:
        return f"p-{self.side}-{self.number}"

    @property
    def claim(self) -> str:
        return claim_id(self.organisation, self.traveller, self.meeting)

    @property
    def receipt(self) -> str:
        return hashlib.sha256(self.claim.encode()).hexdigest()

    @property
    def batch(self) -> str:
        return f"b-{self.claim}"

    @property
    def result(self) -> dict[str, object]:
        return {"claim": self.claim, "outcome": "paid", "payment_ref": "B-1"}

    @property
    def submission(self) -> dict[str, object]:
        item = {"kind": "bus", "on": HELD_ON.isoformat(), "cents": CENTS, "receipt": self.receipt}
        return {
            "fund": self.fund,
            "heading": HEADING,
            "meeting": self.meeting,
            "organisation": self.organisation,
            "traveller": self.traveller,
            "traveller_name": "Vesa Sample",
            "iban": IBAN,
            "items": [item],
        }


async def give(handler: Handler, service: Service, actor: Actor, name: str, /, **fields: object) -> None:
    door = service.door(name)
    command: Command = door.command.model_validate(fields)
    await handler.handle(door, Order(command, str(uuid.uuid4()), actor, NOW))


async def hold_meetings(handler: Handler, meetings: Iterable[str]) -> None:
    """Meetings of one body, to which every organisation came as a guest."""
    body = {"body": "council", "kind": "council", "name": {"en": "Council (sample)"}, "seats": ()}
    rules = {"quorum": {"percent": 50}, "meetings_a_year": 4, "established_on": date(2014, 10, 15)}
    await give(handler, COUNCIL, SARA, "EstablishBody", **body, **rules)
    for meeting in meetings:
        await _hold(handler, meeting)


async def _hold(handler: Handler, meeting: str) -> None:
    starts = datetime.combine(HELD_ON, datetime.min.time(), UTC) + timedelta(hours=8)
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    guests = [{"organisation": organisation} for organisation in ORGANISATIONS]
    place = {"body": "council", "place": "Prishtinë", "languages": ("sq", "sr")}
    await give(handler, COUNCIL, SARA, "ScheduleMeeting", meeting=meeting, **times, **place)
    await give(handler, COUNCIL, SARA, "RecordAttendance", meeting=meeting, seats=(), guests=guests)
    await give(handler, COUNCIL, SARA, "HoldMeeting", meeting=meeting)


async def assess_means(handler: Handler) -> None:
    for organisation in ORGANISATIONS:
        means = {"organisation": organisation, "year": 2014, "income_bracket": "none"}
        await give(handler, GRANTS, ORGANISATION, "DeclareMeans", **means)
        assessed = {"organisation": organisation, "eligible": True, "reason": "no income"}
        await give(handler, GRANTS, SARA, "AssessMeans", **assessed)


async def open_funds(handler: Handler, funds: Iterable[str]) -> None:
    await asyncio.gather(*(_open(handler, fund) for fund in funds))


async def _open(handler: Handler, fund: str) -> None:
    await give(
        handler,
        GRANTS,
        SARA,
        "OpenFund",
        fund=fund,
        title={"en": "Participation (sample)"},
        agreement="SAMPLE-1",
        donors=[{"name": "EU", "share_percent": 100}],
        currency="EUR",
        starts_on=date(2014, 11, 1),
        ends_on=date(2016, 11, 30),
        headings=[{"heading": HEADING, "title": {"en": "Travel"}, "cents": 10_000_000}],
        rates=[{"kind": "bus", "unit": "ticket", "max_cents": 15_00}],
        claim_window_days=30,
        means_valid_days=365,
        account={"name": "Platform (sample)", "iban": IBAN},
    )
