"""What becomes of an organisation's seats when it leaves the dialogue? All of them fall vacant at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic import Field

from services.council.domain.body import BODY
from services.council.domain.holding import HOLDING, Holding, Place
from shared.contracts import council
from shared.contracts.values import Id
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, NotNow
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class VacateSeatsOf(Command):
    """Vacate every seat that an organisation holds, in all bodies."""

    organisation: Id = Field(description="The number in the NGO register")
    reason: str = Field(description="Why it holds no seat any more")
    vacated_on: date = Field(description="The first day without it")


LeavingCommand = VacateSeatsOf


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: LeavingCommand, holding: Holding, ctx: Context) -> Decision:
    match command:
        case VacateSeatsOf():
            places = sorted(holding.places)
            return [event for place in places for event in _given_up(place, command)]

        case _:
            raise NotNow(command, holding, "holding")


def _given_up(place: Place, command: VacateSeatsOf) -> tuple[Event, Elsewhere]:
    vacated = council.SeatVacated(
        seat=place.seat,
        holder=council.Holder(kind="organisation", id=command.organisation),
        reason=command.reason,
        vacated_on=command.vacated_on,
    )
    return council.SeatGivenUp(body=place.body, seat=place.seat), BODY.at(place.body, vacated)


# The same entity as HOLDING, with its decisions.
LEAVING: Entity[Holding] = replace(HOLDING, decide=decide, key=lambda command: command.organisation)
