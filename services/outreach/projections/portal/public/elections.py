"""Which facts of elections may the public read? No nominee, no voter, no channel; only organisations."""

from __future__ import annotations

from collections.abc import Iterable

from services.outreach.projections.portal.public.row import Public
from shared.contracts import council
from shared.kernel.event import Event


def _body(data: council.ElectionCalled | council.ElectionCertified) -> Iterable[str]:
    return (f"body:{data.body}",) if data.body else ()


def _refused(data: council.NominationRefused) -> Iterable[str]:
    return (f"organisation:{data.organisation}",)


def _listed(data: council.CandidatesPublished) -> Iterable[str]:
    return [f"organisation:{candidate.organisation}" for candidate in data.candidates]


def _elected(data: council.ResultDeclared) -> Iterable[str]:
    return [f"organisation:{row.organisation}" for row in data.elected]


PUBLIC: dict[type[Event], Public] = {
    council.ElectionCalled: Public("called_on", (), _body, news=True),
    council.NominationRefused: Public("refused_on", ("organisation", "ground"), _refused),
    council.CandidatesPublished: Public("published_on", (), _listed, news=True),
    council.RollFrozen: Public(None),
    council.BallotsCounted: Public("counted_on", ("received", "valid"), news=True),
    council.LotDrawn: Public("drawn_on", ("tied", "drawn", "witness_of"), news=True),
    council.ResultDeclared: Public("declared_on", ("elected",), _elected, news=True),
    council.ObjectionLodged: Public("lodged_on", ("objection", "organisation")),
    council.ObjectionRuled: Public("ruled_on", ("objection", "ruling")),
    council.ElectionCertified: Public("certified_on", ("lapsed",), _body, news=True),
    council.ElectionAnnulled: Public("annulled_on", ("reason",), news=True),
    council.ByElectionProposed: Public("vacated_on", ("seat",), news=True),
}
