"""Which publications wait for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import outreach
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _drafted(event: Recorded[outreach.PublicationDrafted]) -> Waiting:
    return Waiting(event.data.drafted_on, facts={"title": event.data.title})


def _returned(event: Recorded[outreach.PublicationReturned]) -> Waiting:
    return Waiting(event.data.returned_on, facts={"title": {"en": event.ref.id}})


def _submitted(event: Recorded[outreach.PublicationSubmitted]) -> Waiting:
    fact, facts = event.data, {"publication": event.ref.id}
    return Waiting(fact.submitted_on, facts=facts, barred=[fact.submitted_by])


WAITING = (
    Waits(
        N_("Finish the draft “%(title)s” and hand it in for review, or drop it."),
        command="outreach.SubmitForReview",
        role=SECRETARIAT,
        opens={outreach.PublicationDrafted: _drafted, outreach.PublicationReturned: _returned},
        ends=(outreach.PublicationSubmitted, outreach.PublicationDropped),
    ),
    Waits(
        N_("Read the publication %(publication)s that somebody else wrote: publish it, or give it back."),
        command="outreach.Publish",
        role=SECRETARIAT,
        opens={outreach.PublicationSubmitted: _submitted},
        ends=(
            outreach.PublicationPublished,
            outreach.PublicationReturned,
            outreach.PublicationDropped,
        ),
    ),
)
