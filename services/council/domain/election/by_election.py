"""When does a vacated seat lead to a by-election? When it is an elected one, and nobody holds it."""

from __future__ import annotations

from dataclasses import replace

from services.council.domain.body import BODY, seating_of
from services.council.domain.election.call import elected_seat
from services.council.domain.election.vacancy import VACANCY, ProposeByElection, Vacancies
from shared.contracts import council
from shared.kernel.entity import Context, Decision, Entity, NotNow


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: ProposeByElection, vacancies: Vacancies, ctx: Context) -> Decision:
    match command:
        case ProposeByElection(seat=seat, vacated_on=day):
            body = ctx.of(BODY, command.body)
            held = seating_of(body).sitting(seat)
            if held or not elected_seat(body, seat) or vacancies.answered(seat, day):
                return []
            return [council.ByElectionProposed(seat=seat, vacated_on=day)]

        case _:
            raise NotNow(command, vacancies, "vacancy")


# The same entity as VACANCY, with its decisions.
BY_ELECTION: Entity[Vacancies] = replace(VACANCY, decide=decide, key=lambda command: command.body)
