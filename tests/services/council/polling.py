"""An election as it is really held, from a data file: every command through the real handler, in order.

The papers lie in a pile of their own: what is on those given in person is known to this file only, as it is
to nobody on the day, and goes in as the count of the box.
"""

from __future__ import annotations

import json
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from services.council.domain.body import BODY
from services.council.domain.election.ballot import CastChoices
from services.council.domain.election.call import CallElection
from services.council.domain.election.inspection import CertifyElection
from services.council.domain.election.nomination import Nominate, PublishCandidates, VerifyNomination
from services.council.domain.election.result import CountBallots, DeclareResult, DrawLot
from services.council.domain.election.roll import ReceiveBallot
from services.council.domain.institution import INSTITUTION
from services.council.domain.organisation_facts import ORGANISATION
from services.council.main import SERVICE
from shared.contracts import council, membership
from shared.contracts.council import (
    CandidateVotes,
    Channel,
    Guest,
    Panellist,
    QuorumRule,
    Seat,
    Window,
    Windows,
)
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant
from shared.kernel.handler import Answer, Handler
from shared.kernel.log import Log, NewEvent, Stamp
from tests.services.council.given import institution_registered
from tests.services.council.given_elections import registered

FILES = Path(__file__).with_name("elections")
ZONE = ZoneInfo("Europe/Belgrade")
CASES = tuple(sorted(path.stem for path in FILES.glob("*.json")))
ROLES = ("secretariat", "panel", "board")
PANEL = tuple(Panellist(person=f"p-{part}", speaks_for=part) for part in ("secretariat", "board", "ogg"))


def moment(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZONE)


@dataclass(frozen=True)
class Paper:
    """One ballot: whose it is, how it came, and the candidates with a cross."""

    voter: str
    channel: Channel
    crosses: tuple[str, ...]
    unclear: bool = False


@dataclass(frozen=True)
class Case:
    """One election of the data files; candidates have letters, and organisations numbers made of them."""

    id: str
    data: dict[str, Any]

    @classmethod
    def of(cls, id: str) -> Case:
        return cls(id, json.loads((FILES / f"{id}.json").read_text(encoding="utf-8")))

    def window(self, name: str) -> Window:
        opens, closes = self.data["windows"][name]
        return Window(opens_at=moment(opens), closes_at=moment(closes))

    @property
    def call(self) -> CallElection:
        return CallElection(
            election=self.id,
            title={"en": self.data["what"]},
            body=self.data["body"],
            requested_by="mf",
            seats=tuple(f"cso-{n:02}" for n in range(1, self.data["seats"] + 1)),
            choices=self.data["choices"],
            open_to=self.data["open_to"],
            criteria=self.data["criteria"],
            panel=PANEL,
            windows=Windows(**{name: self.window(name) for name in self.data["windows"]}),
        )

    @property
    def candidates(self) -> list[str]:
        return list(self.data["votes"])

    @property
    def received(self) -> int:
        return int(self.data["valid"]) + sum(self.data["invalid"].values())

    def papers(self, seed: int = 0) -> list[Paper]:
        """Ballots that give exactly these counts, dealt to voters and channels by chance."""
        shuffled = random.Random(seed)
        crosses = [*self._valid(), *self._invalid()]
        shuffled.shuffle(crosses)
        channels: list[Channel] = [c for c, n in self.data["channels"].items() for _ in range(n)]
        shuffled.shuffle(channels)
        return [
            Paper(f"voter-{n:02}", channel, chosen, unclear)
            for n, (channel, (chosen, unclear)) in enumerate(zip(channels, crosses, strict=True), 1)
        ]

    def _valid(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Votes dealt round and round: each candidate's fall on different papers."""
        piles: list[list[str]] = [[] for _ in range(self.data["valid"])]
        dealt = (candidate for candidate, n in self.data["votes"].items() for _ in range(n))
        for place, candidate in enumerate(dealt):
            piles[place % len(piles)].append(candidate)
        yield from ((tuple(pile), False) for pile in piles)

    def _invalid(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        for reason, number in self.data["invalid"].items():
            over = self.candidates[: self.data["choices"] + 1] if reason == "over_voted" else []
            yield from ((tuple(over), reason == "unclear") for _ in range(number))


@dataclass
class Polling:
    """Holds a case through a handler over some log."""

    case: Case
    log: Log
    handler: Handler
    given: int = 0

    async def give(self, command: Command, at: datetime, person: str = "p-secretariat") -> Answer:
        self.given += 1
        actor = Actor(person, tuple(Grant(role) for role in ROLES))
        door = SERVICE.door(type(command).__name__)
        return await self.handler.handle(door, Order(command, f"{self.case.id}-{self.given}", actor, at))

    async def register(self, organisation: str, founded: str = "2007-04-20") -> None:
        """A fact of membership, that council only reads."""
        fact = registered(founded, on="2013-05-02")
        if await self.log.head(ORGANISATION.ref(organisation)):
            return
        at = moment("2013-05-02T09:00")
        stamp = Stamp("p-1", at, at, f"register-{organisation}", "RegisterOrganisation", "", "")
        ref = ORGANISATION.ref(organisation)
        await self.log.append([NewEvent(ref, 1, fact, f"registered-{organisation}", "", stamp)])

    async def close(self, organisation: str, at: datetime) -> None:
        """Another fact of membership."""
        fact = membership.OrganisationClosed(reason="", closed_on=at.date())
        stamp = Stamp("p-1", at, at, f"close-{organisation}", "CloseOrganisation", "", "")
        ref = ORGANISATION.ref(organisation)
        id = str(uuid.uuid5(uuid.NAMESPACE_OID, organisation))  # policies follow it, by its id
        await self.log.append([NewEvent(ref, 2, fact, id, "", stamp)])

    async def furnish(self) -> None:
        """The institution that asked, and a body with the seats that are elected."""
        seats = [Seat(seat=s, side="civil_society", filled_by="elected") for s in self.case.call.seats]
        body = council.BodyEstablished(
            kind="council",
            name={"en": "The Council"},
            seats=tuple(seats),
            quorum=QuorumRule(percent=50),
            meetings_a_year=2,
            established_on=date(2014, 8, 1),
        )
        at = moment("2013-07-05T09:00")
        stamp = Stamp("p-1", at, at, "furnish", "Furnish", "", "")
        facts = [(INSTITUTION.ref("mf"), institution_registered), (BODY.ref("council"), body)]
        await self.log.append([NewEvent(ref, 1, fact, str(ref), "", stamp) for ref, fact in facts])

    # ── the phases ──────────────────────────────────────────────────────────────────────────────
    async def called(self) -> None:
        await self.give(self.case.call, self.case.window("nominations").opens_at)

    async def nominated(self) -> None:
        for n, candidate in enumerate(self.case.candidates):
            await self.register(f"c-{candidate}")
            await self.nominate(candidate, self.case.window("nominations").opens_at.replace(minute=n))

    async def nominate(self, candidate: str, at: datetime) -> None:
        fields = {"organisation": f"c-{candidate}", "candidate": f"p-{candidate}", "endorser": "p-signs"}
        await self.give(Nominate(election=self.case.id, candidate_name=candidate, **fields), at)

    async def listed(self) -> None:
        at = self.case.window("nominations").closes_at
        for candidate in self.case.candidates:
            verify = VerifyNomination(election=self.case.id, organisation=f"c-{candidate}", accept=True)
            for panellist in PANEL[:2]:
                await self.give(verify, at, panellist.person)
        await self.give(PublishCandidates(election=self.case.id), at)

    async def voted(self, papers: list[Paper]) -> None:
        opens = self.case.window("voting").opens_at
        for minute, paper in enumerate(papers):
            await self.register(paper.voter)
            await self.receive(paper.voter, opens.replace(minute=minute), paper.channel)

    async def receive(self, voter: str, at: datetime, channel: Channel = "email") -> None:
        await self.give(ReceiveBallot(election=self.case.id, organisation=voter, channel=channel), at)

    async def counted(self, papers: list[Paper]) -> None:
        """The envelopes are opened, the box is counted; only the box's count is entered of its papers."""
        at = self.case.window("voting").closes_at
        for paper in (p for p in papers if p.channel != "in_person"):
            choices = tuple(f"c-{candidate}" for candidate in paper.crosses)
            opened = CastChoices(
                election=self.case.id, organisation=paper.voter, choices=choices, unclear=paper.unclear
            )
            await self.give(opened, at)
        observers = (Guest(label="An embassy (sample)"),) if self.case.data.get("observers", True) else ()
        await self.give(
            CountBallots(election=self.case.id, **self.box(papers), observers=observers), at, "p-counter"
        )

    def box(self, papers: list[Paper]) -> dict[str, Any]:
        invalid: Counter[str] = Counter()
        votes: Counter[str] = Counter()
        for paper in (p for p in papers if p.channel == "in_person"):
            if paper.unclear or not 1 <= len(paper.crosses) <= self.case.data["choices"]:
                invalid["unclear" if paper.unclear else "over_voted" if paper.crosses else "blank"] += 1
            else:
                votes.update(paper.crosses)
        rows = tuple(CandidateVotes(organisation=f"c-{c}", votes=n) for c, n in votes.items())
        return {"box": rows, "box_invalid": [{"reason": why, "ballots": n} for why, n in invalid.items()]}

    async def drawn(self) -> None:
        tied, drawn = (tuple(f"c-{c}" for c in self.case.data[key]) for key in ("tied", "drawn"))
        lot = DrawLot(
            election=self.case.id,
            tied=tied,
            drawn=drawn,
            witness="p-witness",
            witness_name="Vesa Shembull",
            witness_of=self.case.data["witness_of"],
        )
        await self.give(lot, self.case.window("voting").closes_at)

    async def declared(self) -> None:
        await self.give(DeclareResult(election=self.case.id), self.case.window("voting").closes_at)

    async def certified(self) -> None:
        at = moment(self.case.data["certified_at"])
        await self.give(CertifyElection(election=self.case.id), at, "p-board")
