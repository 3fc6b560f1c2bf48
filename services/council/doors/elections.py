"""Who may give which command about elections, their ballots and by-elections?

Ballots are received, opened and counted by the secretariat, whichever way they came; who counted does not
certify. A row without a role is given by a policy or a timer only.
"""

from __future__ import annotations

from services.council.domain.election.ballot import BALLOT, CastChoices
from services.council.domain.election.by_election import BY_ELECTION
from services.council.domain.election.call import CallElection
from services.council.domain.election.election import ELECTING
from services.council.domain.election.inspection import (
    AnnulElection,
    CertifyElection,
    LodgeObjection,
    RuleOnObjection,
)
from services.council.domain.election.nomination import Nominate, PublishCandidates, VerifyNomination
from services.council.domain.election.result import CountBallots, DeclareResult, DrawLot
from services.council.domain.election.roll import ROLL, FreezeRoll, ReceiveBallot
from services.council.domain.election.vacancy import ProposeByElection
from shared.contracts.roles import BOARD, CSO, PANEL, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(CallElection, ELECTING, SECRETARIAT),
    door(Nominate, ELECTING, OWN_CSO, SECRETARIAT),
    door(VerifyNomination, ELECTING, PANEL),
    door(PublishCandidates, ELECTING, SECRETARIAT),
    door(FreezeRoll, ROLL),
    door(ReceiveBallot, ROLL, SECRETARIAT),
    door(CastChoices, BALLOT, SECRETARIAT),
    door(CountBallots, ELECTING, SECRETARIAT),
    door(DrawLot, ELECTING, SECRETARIAT),
    door(DeclareResult, ELECTING, SECRETARIAT),
    door(LodgeObjection, ELECTING, OWN_CSO, SECRETARIAT),
    door(RuleOnObjection, ELECTING, BOARD),
    door(CertifyElection, ELECTING, BOARD),
    door(AnnulElection, ELECTING, BOARD),
    door(ProposeByElection, BY_ELECTION),
)
