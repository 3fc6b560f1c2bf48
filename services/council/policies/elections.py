"""What follows from what: the roll freezes as the vote opens, the elected take their seats, a vacated seat
is proposed for a by-election.
"""

from __future__ import annotations

from datetime import date

from services.council.domain.body import FillSeat
from services.council.domain.election.roll import FreezeRoll
from services.council.domain.election.vacancy import ProposeByElection
from shared.contracts import council
from shared.contracts.council import Holder, NewHolder
from shared.kernel.event import Recorded
from shared.kernel.policy import Later, Policy


def freeze_roll(published: Recorded[council.CandidatesPublished]) -> list[Later]:
    election = published.ref.id
    return [Later(key=election, due=published.data.voting_opens_at, command=FreezeRoll(election=election))]


def fill_seats(certified: Recorded[council.ElectionCertified]) -> list[FillSeat]:
    """An election for a seat elsewhere, a commission of a ministry for example, fills none of ours. Who is
    elected again keeps the seat.
    """
    fact = certified.data
    new = [holder for holder in fact.holders if not holder.sits]
    return [_filled(fact.body, holder, fact.certified_on) for holder in new] if fact.body else []


def _filled(body: str, holder: NewHolder, since: date) -> FillSeat:
    return FillSeat(
        body=body,
        seat=holder.seat,
        holder=Holder(kind="organisation", id=holder.organisation),
        person=holder.person,
        person_name=holder.person_name.value or holder.person,  # who was forgotten has no name left
        since=since,
        ground="election",
    )


def propose_by_election(vacated: Recorded[council.SeatVacated]) -> list[ProposeByElection]:
    fact = vacated.data
    return [ProposeByElection(body=vacated.ref.id, seat=fact.seat, vacated_on=fact.vacated_on)]


POLICIES = (
    Policy("roll-freezes-as-the-vote-opens", council.CandidatesPublished, freeze_roll),
    Policy("certified-election-fills-seats", council.ElectionCertified, fill_seats),
    Policy("vacated-seat-proposes-by-election", council.SeatVacated, propose_by_election),
)
