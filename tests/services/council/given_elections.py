"""What do the sentences about elections begin with?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.council.domain.election.ballot import CastChoices
from services.council.domain.election.call import CallElection
from services.council.domain.election.inspection import (
    AnnulElection,
    CertifyElection,
    LodgeObjection,
    RuleOnObjection,
)
from services.council.domain.election.nomination import Nominate, PublishCandidates, VerifyNomination
from services.council.domain.election.result import CountBallots, DeclareResult, DrawLot
from services.council.domain.election.roll import FreezeRoll, ReceiveBallot
from services.council.domain.election.vacancy import ProposeByElection
from shared.contracts import council, membership
from shared.contracts.council import (
    Candidate,
    CandidateVotes,
    Channel,
    Elected,
    NominationDocument,
    Panellist,
    Window,
    Windows,
)
from shared.kernel.personal import about

ELECTION_ID, BODY_ID = "council-2015-04", "council"
ORG, OTHER, THIRD, FOURTH = "5900001-1", "5900002-2", "5900003-3", "5900004-4"
TODAY = date(2015, 4, 21)

BEFORE = datetime(2015, 4, 19, 8, tzinfo=UTC)
NOMINATING = datetime(2015, 4, 21, 12, tzinfo=UTC)
VERIFYING = datetime(2015, 4, 26, 8, tzinfo=UTC)
VOTING = datetime(2015, 4, 29, 8, tzinfo=UTC)
COUNTING = datetime(2015, 5, 5, 16, tzinfo=UTC)
INSPECTING = datetime(2015, 5, 7, 8, tzinfo=UTC)
AFTERWARDS = datetime(2015, 5, 10, 8, tzinfo=UTC)


def window(opens: datetime, closes: datetime) -> Window:
    return Window(opens_at=opens, closes_at=closes)


WINDOWS = Windows(
    nominations=window(datetime(2015, 4, 20, 6, tzinfo=UTC), datetime(2015, 4, 25, 15, tzinfo=UTC)),
    voting=window(datetime(2015, 4, 28, 6, tzinfo=UTC), datetime(2015, 5, 5, 15, tzinfo=UTC)),
    inspection=window(datetime(2015, 5, 6, 6, tzinfo=UTC), datetime(2015, 5, 9, 14, tzinfo=UTC)),
)
PANEL = (
    Panellist(person="p-secretariat", speaks_for="secretariat"),
    Panellist(person="p-board", speaks_for="board"),
    Panellist(person="p-ogg", speaks_for="ogg"),
)
FORM = NominationDocument(kind="nomination_form", sha256="a" * 64)
CV = NominationDocument(kind="cv", sha256="b" * 64)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
CALL = CallElection(
    election=ELECTION_ID,
    title={"en": "Two seats of the Council"},
    body=BODY_ID,
    seats=("cso-1", "cso-2"),
    choices=2,
    open_to="all",
    documents=("nomination_form",),
    panel=PANEL,
    windows=WINDOWS,
)
NOMINATE = Nominate(
    election=ELECTION_ID,
    organisation=ORG,
    candidate="p-1",
    candidate_name="Arta Shembull",
    endorser="p-2",
    documents=(FORM, CV),
)
VERIFY = VerifyNomination(election=ELECTION_ID, organisation=ORG, accept=True)
TURN_DOWN = VerifyNomination(
    election=ELECTION_ID, organisation=ORG, accept=False, ground="late", reason="It came by post on Monday."
)
PUBLISH = PublishCandidates(election=ELECTION_ID)
FREEZE = FreezeRoll(election=ELECTION_ID)
RECEIVE = ReceiveBallot(election=ELECTION_ID, organisation=ORG, channel="email")
CAST = CastChoices(election=ELECTION_ID, organisation=ORG, choices=(OTHER,))
COUNT = CountBallots(election=ELECTION_ID)
DRAW = DrawLot(
    election=ELECTION_ID,
    tied=(OTHER, THIRD),
    drawn=(THIRD,),
    witness="p-witness",
    witness_name="Vesa Shembull",
    witness_of="An embassy (sample)",
)
DECLARE = DeclareResult(election=ELECTION_ID)
LODGE = LodgeObjection(election=ELECTION_ID, organisation=ORG, grounds="The box was open.")
RULE = RuleOnObjection(election=ELECTION_ID, objection=1, ruling="dismissed", reason={"en": "It was shut."})
CERTIFY = CertifyElection(election=ELECTION_ID)
ANNUL = AnnulElection(election=ELECTION_ID, reason={"en": "The list was wrong."})
PROPOSE = ProposeByElection(body=BODY_ID, seat="cso-1", vacated_on=TODAY)

EXAMPLES = (
    CALL,
    NOMINATE,
    VERIFY,
    PUBLISH,
    FREEZE,
    RECEIVE,
    CAST,
    COUNT,
    DRAW,
    DECLARE,
    LODGE,
    RULE,
    CERTIFY,
    ANNUL,
    PROPOSE,
)
MAY: dict[str, set[str]] = {
    "CallElection": {"secretariat"},
    "Nominate": {"cso", "secretariat"},
    "VerifyNomination": {"panel"},
    "PublishCandidates": {"secretariat"},
    "FreezeRoll": set(),
    "ReceiveBallot": {"secretariat"},
    "CastChoices": {"secretariat"},
    "CountBallots": {"secretariat"},
    "DrawLot": {"secretariat"},
    "DeclareResult": {"secretariat"},
    "LodgeObjection": {"cso", "secretariat"},
    "RuleOnObjection": {"board"},
    "CertifyElection": {"board"},
    "AnnulElection": {"board"},
    "ProposeByElection": set(),
}


# ── facts ───────────────────────────────────────────────────────────────────────────────────────
def registered(founded: str = "2007-04-20", on: str = "2007-05-02") -> membership.OrganisationRegistered:
    return membership.OrganisationRegistered(
        name={"sq": "Shembulli"},
        legal_form="association",
        municipality="prishtine",
        region="prishtine",
        fields_of_work=("youth",),
        founded_on=date.fromisoformat(founded),
        languages=("sq",),
        registered_on=date.fromisoformat(on),
    )


def called(**more: Any) -> council.ElectionCalled:
    fields = {**dict(CALL), "zone": "Europe/Belgrade", "called_on": TODAY, **more}
    return council.ElectionCalled(**fields)


def nominated(organisation: str = ORG, person: str = "p-1") -> council.NominationReceived:
    return council.NominationReceived(
        organisation=organisation,
        candidate=person,
        candidate_name=about(person, "Arta Shembull"),
        endorser="p-2",
        documents=(FORM, CV),
        received_at=NOMINATING,
    )


def checked(panellist: str, accept: bool = True, organisation: str = ORG) -> council.NominationChecked:
    return council.NominationChecked(
        organisation=organisation, panellist=panellist, accept=accept, checked_on=date(2015, 4, 26)
    )


def accepted(organisation: str = ORG) -> council.NominationAccepted:
    return council.NominationAccepted(organisation=organisation, accepted_on=date(2015, 4, 26))


def published(*organisations: str) -> council.CandidatesPublished:
    return council.CandidatesPublished(
        candidates=tuple(Candidate(organisation=o, person=f"p-{o}") for o in organisations),
        voting_opens_at=WINDOWS.voting.opens_at,
        published_on=date(2015, 4, 26),
    )


def listed(*organisations: str) -> tuple[Any, ...]:
    """An election from its call to its list."""
    stood = [event for o in organisations for event in (nominated(o, f"p-{o}"), accepted(o))]
    return (called(), *stood, published(*organisations))


frozen = council.RollFrozen(open_to="all", as_of=WINDOWS.voting.opens_at)


def received(organisation: str, channel: Channel = "email") -> council.BallotReceived:
    return council.BallotReceived(organisation=organisation, channel=channel, received_on=date(2015, 4, 29))


def cast(organisation: str, marks: str) -> council.ChoicesCast:
    ballot = f"ballot-{ELECTION_ID}_{organisation}"
    return council.ChoicesCast(election=ELECTION_ID, marks=about(ballot, marks), cast_on=date(2015, 5, 5))


def votes(**numbers: int) -> tuple[CandidateVotes, ...]:
    """`votes(ORG=3)`, by the names of this module."""
    return tuple(CandidateVotes(organisation=globals()[name], votes=n) for name, n in numbers.items())


def counted(valid: int = 3, by: str = "p-counter", **numbers: int) -> council.BallotsCounted:
    return council.BallotsCounted(
        received=valid,
        valid=valid,
        invalid={},
        votes=votes(**numbers),
        counted_by=by,
        counted_on=date(2015, 5, 5),
    )


drawn = council.LotDrawn(
    tied=(OTHER, THIRD),
    drawn=(THIRD,),
    witness="p-witness",
    witness_name=about("p-witness", "Vesa Shembull"),
    witness_of="An embassy (sample)",
    drawn_on=date(2015, 5, 5),
)


def elected(seat: str, organisation: str, votes: int, by_lot: bool = False) -> Elected:
    return Elected(seat=seat, organisation=organisation, votes=votes, by_lot=by_lot)


def declared(*winners: Elected, unfilled: tuple[str, ...] = ()) -> council.ResultDeclared:
    return council.ResultDeclared(
        elected=winners,
        unfilled=unfilled,
        declared_on=date(2015, 5, 5),
        inspection_until=WINDOWS.inspection.closes_at,
    )


def objected(number: int = 1, organisation: str | None = ORG) -> council.ObjectionLodged:
    return council.ObjectionLodged(
        objection=number, organisation=organisation, grounds="The box was open.", lodged_on=date(2015, 5, 7)
    )


def ruled(number: int = 1, ruling: council.Ruling = "dismissed") -> council.ObjectionRuled:
    return council.ObjectionRuled(
        objection=number, ruling=ruling, reason={"en": "It was shut."}, ruled_on=date(2015, 5, 7)
    )


certified = council.ElectionCertified(body=BODY_ID, holders=(), certified_on=date(2015, 5, 10))
annulled = council.ElectionAnnulled(reason={"en": "The list was wrong."}, annulled_on=date(2015, 5, 7))
