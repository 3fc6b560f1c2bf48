"""What becomes of an election? Called, nominating, voting, counted, declared, certified or annulled.

Each phase has its commands, its refusals and its table of decisions in a file of its own: `call`,
`nomination`, `result`, `inspection`. The ballots between the list and the count have entities of their own:
`roll` and `ballot`.
"""

from __future__ import annotations

from dataclasses import replace

from services.council.domain.election.call import CallElection, decide_call
from services.council.domain.election.inspection import (
    AnnulElection,
    CertifyElection,
    InspectionCommand,
    LodgeObjection,
    RuleOnObjection,
    decide_inspection,
)
from services.council.domain.election.nomination import (
    Nominate,
    NominationCommand,
    PublishCandidates,
    VerifyNomination,
    decide_nomination,
)
from services.council.domain.election.result import (
    CountBallots,
    DeclareResult,
    DrawLot,
    ResultCommand,
    decide_result,
)
from services.council.domain.election.states import ELECTION, Election
from shared.kernel.entity import Context, Decision, Entity

ElectionCommand = CallElection | NominationCommand | ResultCommand | InspectionCommand


def decide(command: ElectionCommand, election: Election, ctx: Context) -> Decision:
    match command:
        case CallElection():
            return decide_call(command, election, ctx)
        case Nominate() | VerifyNomination() | PublishCandidates():
            return decide_nomination(command, election, ctx)
        case CountBallots() | DrawLot() | DeclareResult():
            return decide_result(command, election, ctx)
        case LodgeObjection() | RuleOnObjection() | CertifyElection() | AnnulElection():
            return decide_inspection(command, election, ctx)


# The same entity as ELECTION, with its decisions.
ELECTING: Entity[Election] = replace(ELECTION, decide=decide, key=lambda command: command.election)
