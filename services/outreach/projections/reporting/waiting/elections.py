"""What about elections waits for somebody?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import (
    ASLEEP,
    Item,
    Moment,
    Waiting,
    Waits,
    asleep,
    told,
    wakes,
)
from shared.contracts import council
from shared.contracts.roles import BOARD, PANEL, SECRETARIAT
from shared.kernel.event import Recorded

TO_FOLLOW = timedelta(hours=1)
"""The elected take their seats within moments of the certificate; who has none by then was refused it."""


def _of(event: Recorded[Any], since: Moment, until: Moment | None = None) -> Waiting:
    return Waiting(since, until, facts={"election": event.ref.id})


def _panel(event: Recorded[council.ElectionCalled]) -> Waiting:
    """Its members verify what will be nominated; other panels have nothing to do with it."""
    return Waiting(ASLEEP, people=[panellist.person for panellist in event.data.panel])


def _to_verify(event: Recorded[council.NominationReceived]) -> Waiting:
    facts = {"election": event.ref.id, "organisation": event.data.organisation}
    return Waiting(event.data.received_at, facts=facts)


def _spoken(item: Item, event: Recorded[council.NominationChecked]) -> Item:
    """Who has spoken about a nomination has nothing more to say about it."""
    fact = event.data
    parts = [
        {**part, "people": [person for person in part["people"] or [] if person != fact.panellist]}
        if part["part"] == fact.organisation
        else part
        for part in item["parts"] or []
    ]
    return {**item, "parts": parts}  # type: ignore[typeddict-item]


def _nomination(event: Recorded[Any]) -> Iterable[str]:
    organisation = getattr(event.data, "organisation", None)
    return (organisation,) if organisation else ()


def _to_publish(event: Recorded[council.ElectionCalled]) -> Waiting:
    """From the end of nominating on, if somebody stands and the panel has decided about everybody."""
    windows = event.data.windows
    facts = {"election": event.ref.id, "from": told(windows.nominations.closes_at)}
    known: dict[str, Any] = {"undecided": [], "standing": 0}
    return Waiting(ASLEEP, windows.voting.opens_at, facts=facts | known)


def _nominated(item: Item, event: Recorded[council.NominationReceived]) -> Item:
    return _verified(item, [*item["facts"]["undecided"], event.data.organisation])


def _accepted(item: Item, event: Recorded[council.NominationAccepted]) -> Item:
    return _verified(item, _without(item, event.data.organisation), more=1)


def _refused(item: Item, event: Recorded[council.NominationRefused]) -> Item:
    return _verified(item, _without(item, event.data.organisation))


def _without(item: Item, organisation: str) -> list[str]:
    return [one for one in item["facts"]["undecided"] if one != organisation]


def _verified(item: Item, undecided: list[str], more: int = 0) -> Item:
    standing = item["facts"]["standing"] + more
    facts = {**item["facts"], "undecided": undecided, "standing": standing}
    changed: Item = {**item, "facts": facts}
    return wakes(changed) if standing and not undecided else asleep(changed)


def _to_annul(event: Recorded[council.ElectionCalled]) -> Waiting:
    return _of(event, event.data.windows.voting.opens_at)


def _to_count(event: Recorded[council.ElectionCalled]) -> Waiting:
    """From the end of the vote on, if there is a list to vote on."""
    windows = event.data.windows
    facts = {"election": event.ref.id, "from": told(windows.voting.closes_at)}
    return Waiting(ASLEEP, windows.inspection.opens_at, facts=facts)


def _to_declare(event: Recorded[council.BallotsCounted]) -> Waiting:
    return _of(event, event.at)


def _to_rule(event: Recorded[council.ObjectionLodged]) -> Waiting:
    facts = {"election": event.ref.id, "objection": str(event.data.objection)}
    return Waiting(event.at, facts=facts)


def _objection(event: Recorded[Any]) -> Iterable[str]:
    number = getattr(event.data, "objection", None)
    return (str(number),) if number else ()


def _counted(event: Recorded[council.BallotsCounted]) -> Waiting:
    known: dict[str, Any] = {"from": told(ASLEEP), "objections": []}
    return Waiting(ASLEEP, facts={"election": event.ref.id} | known, barred=[event.data.counted_by])


def _declared(item: Item, event: Recorded[council.ResultDeclared]) -> Item:
    return _certifiable(item, item["facts"]["objections"], told(event.data.inspection_until))


def _objected(item: Item, event: Recorded[council.ObjectionLodged]) -> Item:
    return _certifiable(item, [*item["facts"]["objections"], event.data.objection], item["facts"]["from"])


def _ruled(item: Item, event: Recorded[council.ObjectionRuled]) -> Item:
    left = [one for one in item["facts"]["objections"] if one != event.data.objection]
    return _certifiable(item, left, item["facts"]["from"])


def _certifiable(item: Item, objections: list[int], since: str) -> Item:
    """From the end of the inspection on, and not while an objection waits for its ruling."""
    facts = {**item["facts"], "objections": objections, "from": since}
    changed: Item = {**item, "facts": facts}
    return asleep(changed) if objections else wakes(changed)


def _to_call(event: Recorded[council.ByElectionProposed]) -> Waiting:
    return Waiting(event.data.vacated_on, facts={"body": event.ref.id, "seat": event.data.seat})


def _elected(fact: council.ElectionCertified) -> dict[str, council.NewHolder]:
    """Who is to take which seat of the body."""
    return {holder.seat: holder for holder in fact.holders if not holder.sits} if fact.body else {}


def _to_fill(event: Recorded[council.ElectionCertified]) -> Waiting:
    each = {
        seat: {"seat": seat, "organisation": holder.organisation}
        for seat, holder in _elected(event.data).items()
    }
    return Waiting(event.at + TO_FOLLOW, facts={"body": event.data.body}, each=each)


def _bodies(event: Recorded[Any]) -> Iterable[str]:
    if isinstance(event.data, council.ElectionCertified):
        return (event.data.body,) if event.data.body and _elected(event.data) else ()
    return (event.ref.id,)


def _seats(event: Recorded[Any]) -> Iterable[str]:
    """Those that an election is called for or has filled, the one that is vacant or filled, or all of the
    body's.
    """
    if isinstance(event.data, council.ElectionCertified):
        return _elected(event.data)
    if isinstance(event.data, council.ByElectionCalled):
        return event.data.seats
    seat = getattr(event.data, "seat", None)
    return (seat,) if seat else ()


WAITING = (
    Waits(
        N_("Verify the nomination of %(organisation)s in the election %(election)s."),
        command="council.VerifyNomination",
        role=PANEL,
        opens={council.ElectionCalled: _panel, council.NominationReceived: _to_verify},
        ends=(
            council.NominationAccepted,
            council.NominationRefused,
            council.CandidatesPublished,
            council.ElectionAnnulled,
        ),
        parts=_nomination,
        turns={council.NominationChecked: _spoken},
    ),
    Waits(
        N_("Publish the candidates of the election %(election)s."),
        command="council.PublishCandidates",
        role=SECRETARIAT,
        opens={council.ElectionCalled: _to_publish},
        ends=(council.CandidatesPublished, council.ElectionAnnulled),
        turns={
            council.NominationReceived: _nominated,
            council.NominationAccepted: _accepted,
            council.NominationRefused: _refused,
        },
        lapses=True,
    ),
    Waits(
        N_("The vote of the election %(election)s has opened without candidates: annul it."),
        command="council.AnnulElection",
        role=BOARD,
        opens={council.ElectionCalled: _to_annul},
        ends=(council.CandidatesPublished, council.ElectionAnnulled),
    ),
    Waits(
        N_("Count the ballots of the election %(election)s."),
        command="council.CountBallots",
        role=SECRETARIAT,
        opens={council.ElectionCalled: _to_count},
        ends=(council.BallotsCounted, council.ElectionAnnulled),
        turns={council.CandidatesPublished: wakes},
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
        ends=(council.ObjectionRuled, council.ElectionAnnulled),
        parts=_objection,
    ),
    Waits(
        N_("Certify the election %(election)s."),
        command="council.CertifyElection",
        role=BOARD,
        opens={council.BallotsCounted: _counted},
        ends=(council.ElectionCertified, council.ElectionAnnulled),
        turns={
            council.ResultDeclared: _declared,
            council.ObjectionLodged: _objected,
            council.ObjectionRuled: _ruled,
        },
    ),
    Waits(
        N_("Call an election for seat %(seat)s of %(body)s."),
        command="council.CallElection",
        role=SECRETARIAT,
        opens={council.ByElectionProposed: _to_call},
        ends=(council.ByElectionCalled, council.SeatFilled, council.BodyDissolved),
        parts=_seats,
        about="body",
    ),
    Waits(
        N_(
            "%(organisation)s was elected to seat %(seat)s of %(body)s but could not take it: fill the seat "
            "by hand, or call an election for it."
        ),
        command="council.FillSeat",
        role=SECRETARIAT,
        opens={council.ElectionCertified: _to_fill},
        ends=(
            council.SeatFilled,
            council.ByElectionProposed,
            council.ByElectionCalled,
            council.BodyDissolved,
        ),
        each=_bodies,
        parts=_seats,
    ),
)
