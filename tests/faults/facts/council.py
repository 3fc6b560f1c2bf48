"""What follows from measures, decisions and due days, from calls and positions, from elections and seats?"""

from __future__ import annotations

from services.council.domain.body import BODY
from services.council.domain.call import CALL
from services.council.domain.commitment import COMMITMENT
from services.council.domain.commitment_source import commitment_id
from services.council.domain.election.roll import ROLL
from services.council.domain.election.states import ELECTION
from services.council.domain.election.vacancy import VACANCY
from services.council.domain.institution import INSTITUTION
from services.council.domain.meeting import MEETING
from services.council.domain.reception import RECEPTION
from services.council.domain.strategy import STRATEGY
from services.membership.domain.position import POSITION
from shared.contracts import council
from shared.contracts.council import NewHolder, Source
from shared.kernel.personal import about
from tests.faults.facts.members import organisation
from tests.faults.facts.told import Told, at
from tests.services.council import given_consultation as consultation
from tests.services.council import given_elections as elections
from tests.services.council.given import (
    CSO,
    TODAY,
    adopted,
    agenda_set,
    attended,
    established,
    filled,
    held,
    institution_registered,
    sat,
    scheduled,
    vacated,
)
from tests.services.council.given_commitments import DUE, made, measure_added, replanned
from tests.services.membership.given_positions import proposed

decided = council.DecisionTaken(
    decision=1,
    text={"en": "A register is kept"},
    consensus=True,
    quorate=True,
    taken_on=TODAY,
    institution="opm",
    deadline=DUE,
)
extended = council.CallExtended(
    earlier=consultation.DEADLINE, deadline=consultation.AFTER, reason="Holidays", extended_on=TODAY
)
winner = NewHolder(seat="cso-1", organisation="elected", person="p-1", person_name=about("p-1", "Arta"))
certified = council.ElectionCertified(body="voted", holders=(winner,), certified_on=TODAY)
MEASURE = commitment_id(Source(kind="measure", id="aims", number=1))
DECISION = commitment_id(Source(kind="decision", id="decides", number=1))

OWED = (
    Told(
        STRATEGY.at("aims", measure_added),
        {"measure-becomes-commitment": (COMMITMENT.ref(MEASURE), council.CommitmentMade)},
        [*at(INSTITUTION, "opm", institution_registered), *at(STRATEGY, "aims", adopted)],
    ),
    Told(
        MEETING.at("decides", decided),
        {"decision-becomes-commitment": (COMMITMENT.ref(DECISION), council.CommitmentMade)},
        [
            *at(BODY, "council", established()),
            *at(MEETING, "decides", scheduled, agenda_set, attended(sat("gov-1")), held()),
        ],
    ),
    Told(
        COMMITMENT.at("owed", made),
        {"commitment-due": (COMMITMENT.ref("owed"), council.CommitmentOverdue)},
    ),
    Told(
        COMMITMENT.at("moved", replanned()),
        {"commitment-due": (COMMITMENT.ref("moved"), council.CommitmentOverdue)},
        at(COMMITMENT, "moved", made),
    ),
)
CALLS = (
    Told(
        CALL.at("closes", consultation.opened),
        {"call-closes-at-its-deadline": (CALL.ref("closes"), council.CallClosed)},
    ),
    Told(
        CALL.at("extended", extended),
        {"call-closes-at-its-deadline": (CALL.ref("extended"), council.CallClosed)},
        at(CALL, "extended", consultation.opened),
    ),
    Told(
        CALL.at("silent", consultation.transmitted),
        {"silence-is-flagged": (CALL.ref("silent"), council.InputsUnanswered)},
        at(
            CALL,
            "silent",
            consultation.opened,
            consultation.received(),
            consultation.closed,
            consultation.consolidated,
        ),
    ),
    Told(
        POSITION.at("transmitted", consultation.position_transmitted),
        {"transmitted-position-is-an-input": (RECEPTION.ref("transmitted"), council.PositionReceived)},
        at(POSITION, "transmitted", proposed),
    ),
)
SEATS = (
    Told(
        ELECTION.at("votes", elections.published("a", "b")),
        {"roll-freezes-as-the-vote-opens": (ROLL.ref("votes"), council.RollFrozen)},
        at(ELECTION, "votes", *elections.listed("a", "b")[:-1]),
    ),
    Told(
        ELECTION.at("certified", certified),
        {"certified-election-fills-seats": (BODY.ref("voted"), council.SeatFilled)},
        [*organisation("elected"), *at(BODY, "voted", established())],
    ),
    Told(
        BODY.at("vacant", vacated("cso-1", CSO)),
        {"vacated-seat-proposes-by-election": (VACANCY.ref("vacant"), council.ByElectionProposed)},
        at(BODY, "vacant", established(), filled("cso-1", CSO, ground="election")),
    ),
)
TOLD = (*OWED, *CALLS, *SEATS)
