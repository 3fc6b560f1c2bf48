"""Which facts of membership may the public read?"""

from __future__ import annotations

from services.outreach.projections.portal.public.row import Public
from shared.contracts import membership
from shared.kernel.event import Event

PUBLIC: dict[type[Event], Public] = {
    membership.OrganisationRegistered: Public("registered_on"),
    membership.OrganisationDetailsChanged: Public(None),
    membership.OrganisationClosed: Public("closed_on", news=True),
    membership.MemberJoined: Public("joined_on", news=True),
    membership.MemberResigned: Public("resigned_on", news=True),
    membership.MembershipEnded: Public("ended_on"),
    membership.MemberSuspended: Public("suspended_on", ("reason", "until"), news=True),
    membership.MemberReinstated: Public("reinstated_on", ("reason",)),
    membership.SuspensionEnded: Public("ended_on"),
    membership.MemberExpelled: Public("expelled_on", ("reason",), news=True),
    membership.MemberBecamePassive: Public("since", ("months",)),
    membership.DocumentPublished: Public("effective_on", ("version",), news=True),
    membership.DocumentAccepted: Public("accepted_on", ("document", "version")),
}
