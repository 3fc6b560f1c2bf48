"""Which facts of positions, advocacy, internships and trainings are public? None that names a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.outreach.projections.portal.public.row import Public
from shared.contracts import membership
from shared.kernel.event import Event


def _organisation(data: Any) -> Iterable[str]:
    return (f"organisation:{data.organisation}",)


def _host(data: Any) -> Iterable[str]:
    return (f"organisation:{data.host}",)


def _position(data: Any) -> Iterable[str]:
    return (f"position:{data.position}",)


def _launched(data: membership.InitiativeLaunched) -> Iterable[str]:
    return (f"position:{data.position}", f"organisation:{data.organisation}")


PUBLIC: dict[type[Event], Public] = {
    membership.PositionProposed: Public("proposed_on", ("organisation",), _organisation, news=True),
    membership.PositionConsultationOpened: Public("opened_on", ("until",), news=True),
    membership.PositionCommented: Public("commented_on", ("organisation",), _organisation),
    membership.PositionRevised: Public("revised_on", ("text_version",)),
    membership.PositionEndorsed: Public("endorsed_on", ("organisation",), _organisation),
    membership.PositionAdopted: Public("adopted_on", ("ground", "endorsements"), news=True),
    membership.PositionDropped: Public("dropped_on", ("reason",)),
    membership.PositionTransmitted: Public("transmitted_on", news=True),
    membership.InitiativeLaunched: Public(
        "launched_on", ("position", "institution", "organisation"), _launched, news=True
    ),
    membership.AdvocacyActionRecorded: Public("done_on", ("position", "kind"), _position),
    membership.InitiativeConcluded: Public("concluded_on", ("position", "outcome"), _position, news=True),
    membership.InternshipAnnounced: Public("announced_on", ("host",), _host, news=True),
    membership.InternshipAgreementSigned: Public("signed_on", ("host",), _host),
    membership.TrainingPlanned: Public("planned_on", ("starts_on",), news=True),
    membership.TrainingDelivered: Public("delivered_on", ("hours",), news=True),
}
