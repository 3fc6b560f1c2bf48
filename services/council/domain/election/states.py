"""What has become of an election so far? One state per recorded step; which window is open is the clock's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from services.council.domain.election.count import outcome
from shared.contracts import council
from shared.contracts.council import Candidate, CandidateVotes, Elected
from shared.kernel.entity import Entity
from shared.kernel.event import Event
from shared.kernel.personal import Personal


class Opinion(NamedTuple):
    panellist: str
    accept: bool


@dataclass(frozen=True, slots=True)
class Nomination:
    """An organisation's nomination, with what each member of the panel has said of it."""

    organisation: str
    person: str
    name: Personal[str]
    opinions: tuple[Opinion, ...] = ()
    accepted: bool | None = None
    """None: the panel has not decided yet."""


@dataclass(frozen=True, slots=True)
class Uncalled:
    pass


@dataclass(frozen=True, slots=True)
class Nominating:
    """Called: nominations come in and are verified."""

    call: council.ElectionCalled
    nominations: tuple[Nomination, ...] = ()

    def of(self, organisation: str) -> Nomination | None:
        return next((n for n in self.nominations if n.organisation == organisation), None)


@dataclass(frozen=True, slots=True)
class Balloting:
    """The list is published: it is voted on as long as the window is open, and then counted."""

    call: council.ElectionCalled
    candidates: tuple[Candidate, ...]
    names: tuple[Personal[str], ...]
    """Of the candidates, in their order."""


@dataclass(frozen=True, slots=True)
class Tied:
    """Counted, and more candidates have the votes of the last seat than there are seats: the lot decides."""

    list: Balloting
    votes: tuple[CandidateVotes, ...]
    counted_by: str


@dataclass(frozen=True, slots=True)
class Counted:
    """It is clear who is elected."""

    list: Balloting
    votes: tuple[CandidateVotes, ...]
    counted_by: str
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    number: int
    organisation: str | None
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """The dossier is open to everybody until the end of the inspection."""

    list: Balloting
    elected: tuple[Elected, ...]
    unfilled: tuple[str, ...]
    counted_by: str
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Certified:
    pass


@dataclass(frozen=True, slots=True)
class Annulled:
    pass


Election = Uncalled | Nominating | Balloting | Tied | Counted | Declared | Certified | Annulled
Running = Nominating | Balloting | Tied | Counted | Declared


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(election: Election, event: Event) -> Election:
    match event, election:
        case council.ElectionCalled(), _:
            return Nominating(event)
        case council.NominationReceived(), Nominating():
            new = Nomination(event.organisation, event.candidate, event.candidate_name)
            return replace(election, nominations=(*election.nominations, new))
        case council.NominationChecked(), Nominating():
            opinion = Opinion(event.panellist, event.accept)
            return _changed(
                election, event.organisation, lambda n: replace(n, opinions=(*n.opinions, opinion))
            )
        case council.NominationAccepted(), Nominating():
            return _changed(election, event.organisation, lambda n: replace(n, accepted=True))
        case council.NominationRefused(), Nominating():
            return _changed(election, event.organisation, lambda n: replace(n, accepted=False))
        case council.CandidatesPublished(), Nominating():
            names = {n.organisation: n.name for n in election.nominations}
            listed = tuple(names[candidate.organisation] for candidate in event.candidates)
            return Balloting(election.call, event.candidates, listed)
        case council.BallotsCounted(), Balloting(call=call):
            tied = outcome(event.votes, len(call.seats)).tied
            return (Tied if tied else Counted)(election, event.votes, event.counted_by)
        case council.LotDrawn(), Tied(list, votes, counted_by):
            return Counted(list, votes, counted_by, event.drawn)
        case council.ResultDeclared(), Counted(list, _, counted_by):
            return Declared(list, event.elected, event.unfilled, counted_by)
        case council.ObjectionLodged(), Declared():
            lodged = Objection(event.objection, event.organisation)
            return replace(election, objections=(*election.objections, lodged))
        case council.ObjectionRuled(objection=number), Declared():
            ruled = (replace(o, ruled=True) if o.number == number else o for o in election.objections)
            return replace(election, objections=tuple(ruled))
        case council.ElectionCertified(), _:
            return Certified()
        case council.ElectionAnnulled(), _:
            return Annulled()
        case _:
            return election


def _changed(
    election: Nominating, organisation: str, change: Callable[[Nomination], Nomination]
) -> Nominating:
    changed = (change(n) if n.organisation == organisation else n for n in election.nominations)
    return replace(election, nominations=tuple(changed))


# To be read by the roll and the ballots; what is decided on it stands in election.py, which names those.
ELECTION: Entity[Election] = Entity("council", "election", initial=Uncalled(), evolve=evolve)
