"""What of membership waits for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import membership
from shared.contracts.roles import BOARD, SECRETARIAT
from shared.kernel.event import Recorded


def _applied(event: Recorded[membership.MembershipApplied]) -> Waiting:
    return Waiting(event.data.applied_on, facts={"organisation": event.ref.id})


def _complete(event: Recorded[membership.ApplicationChecked]) -> Waiting | None:
    return _checked(event) if event.data.complete else None


def _incomplete(event: Recorded[membership.ApplicationChecked]) -> Waiting | None:
    """It is checked once more, when what is missing has come, or refused."""
    return None if event.data.complete else _checked(event)


def _checked(event: Recorded[membership.ApplicationChecked]) -> Waiting:
    return Waiting(event.data.checked_on, facts={"organisation": event.ref.id})


DECIDED = (membership.MemberJoined, membership.MembershipRefused, membership.MembershipEnded)
WAITING = (
    Waits(
        N_("Check the application of %(organisation)s."),
        command="membership.CheckApplication",
        role=SECRETARIAT,
        opens={membership.MembershipApplied: _applied, membership.ApplicationChecked: _incomplete},
        ends=DECIDED,
    ),
    Waits(
        N_("Admit %(organisation)s, or refuse it: its application is checked."),
        command="membership.AdmitMember",
        role=BOARD,
        opens={membership.ApplicationChecked: _complete},
        ends=DECIDED,
    ),
)
