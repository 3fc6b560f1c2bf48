"""What about elections waits for somebody?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Moment, Waiting, Waits
from shared.contracts import council
from shared.contracts.roles import BOARD, PANEL, SECRETARIAT
from shared.kernel.event import Recorded

Objections = council.ObjectionLodged | council.ObjectionRuled


def _of(event: Recorded[Any], since: Moment, until: Moment | None = None) -> Waiting:
    return Waiting(since, until, facts={"election": event.ref.id})


def _to_verify(event: Recorded[council.NominationReceived]) -> Waiting:
    return _of(event, event.data.received_at)


def _to_publish(event: Recorded[council.ElectionCalled]) -> Waiting:
    windows = event.data.windows
    return _of(event, windows.nominations.closes_at, windows.voting.opens_at)


def _to_count(event: Recorded[council.ElectionCalled]) -> Waiting:
    windows = event.data.windows
    return _of(event, windows.voting.closes_at, windows.inspection.opens_at)


def _to_declare(event: Recorded[council.BallotsCounted]) -> Waiting:
    return _of(event, event.at)


def _to_rule(event: Recorded[council.ObjectionLodged]) -> Waiting:
    facts = {"election": event.ref.id, "objection": str(event.data.objection)}
    return Waiting(event.at, facts=facts)


def _to_certify(event: Recorded[council.ResultDeclared]) -> Waiting:
    return _of(event, event.data.inspection_until)


def _to_call(event: Recorded[council.ByElectionProposed]) -> Waiting:
    return Waiting(event.data.vacated_on, facts={"body": event.ref.id, "seat": event.data.seat})


def _objection(event: Recorded[Objections]) -> str:
    return f"{event.ref.id}_{event.data.objection}"


WAITING = (
    Waits(
        N_("Verify the nominations of the election %(election)s."),
        command="council.VerifyNomination",
        role=PANEL,
        opens={council.NominationReceived: _to_verify},
        ends=(council.CandidatesPublished, council.ElectionAnnulled),
    ),
    Waits(
        N_("Publish the candidates of the election %(election)s."),
        command="council.PublishCandidates",
        role=SECRETARIAT,
        opens={council.ElectionCalled: _to_publish},
        ends=(council.CandidatesPublished, council.ElectionAnnulled),
    ),
    Waits(
        N_("Count the ballots of the election %(election)s."),
        command="council.CountBallots",
        role=SECRETARIAT,
        opens={council.ElectionCalled: _to_count},
        ends=(council.BallotsCounted, council.ElectionAnnulled),
    ),
    Waits(
        N_(
            "Declare the result of the election %(election)s; with equal votes at the last seat, "
            "draw the lot first."
        ),
        command="council.DeclareResult",
        role=SECRETARIAT,
        opens={council.BallotsCounted: _to_declare},
        ends=(council.ResultDeclared, council.ElectionAnnulled),
    ),
    Waits(
        N_("Rule on objection %(objection)s to the election %(election)s."),
        command="council.RuleOnObjection",
        role=BOARD,
        opens={council.ObjectionLodged: _to_rule},
        ends=(council.ObjectionRuled,),
        id=_objection,
    ),
    Waits(
        N_("Certify the election %(election)s."),
        command="council.CertifyElection",
        role=BOARD,
        opens={council.ResultDeclared: _to_certify},
        ends=(council.ElectionCertified, council.ElectionAnnulled),
    ),
    Waits(
        N_("Call an election for seat %(seat)s of %(body)s."),
        command="council.CallElection",
        role=SECRETARIAT,
        opens={council.ByElectionProposed: _to_call},
        ends=(council.ByElectionCalled,),
    ),
)
