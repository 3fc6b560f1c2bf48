"""Which seats does an election leave without a holder? For them the next one is due at once."""

from __future__ import annotations

from collections.abc import Sequence

from services.council.domain.body import BODY, Established
from services.council.domain.election.call import elected_seat
from services.council.domain.election.vacancy import VACANCY
from shared.contracts import council
from shared.kernel.entity import Context, Elsewhere


def still_due(call: council.ElectionCalled, seats: Sequence[str], ctx: Context) -> list[Elsewhere]:
    """Proposals for these seats of the call's body, as far as nobody sits on them."""
    if call.body is None or not seats:
        return []
    body = ctx.of(BODY, call.body)
    if not isinstance(body, Established):
        return []  # still to be founded: its seats are not vacant, they are not there
    vacant = [s for s in seats if elected_seat(body, s) and body.seating.sitting(s) is None]
    proposals = (council.ByElectionProposed(seat=seat, vacated_on=ctx.on) for seat in vacant)
    return [VACANCY.at(call.body, proposal) for proposal in proposals]
