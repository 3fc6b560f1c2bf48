"""Which publications wait for somebody?"""

from __future__ import annotations

from datetime import date

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import outreach
from shared.contracts.roles import HUB, SECRETARIAT
from shared.kernel.event import Recorded


def _drafted(event: Recorded[outreach.PublicationDrafted]) -> Waiting:
    return _unfinished(event.data.drafted_on, event.data.hub, event.ref.id)


def _returned(event: Recorded[outreach.PublicationReturned]) -> Waiting:
    return _unfinished(event.data.returned_on, event.data.hub, event.ref.id)


def _unfinished(since: date, hub: str | None, id: str) -> Waiting:
    """A hub finishes its own drafts."""
    return Waiting(since, bound_to=hub, role=HUB if hub else None, facts={"publication": id})


def _submitted(event: Recorded[outreach.PublicationSubmitted]) -> Waiting:
    fact, facts = event.data, {"publication": event.ref.id}
    return Waiting(fact.submitted_on, facts=facts, barred=[fact.submitted_by])


def _outdated(event: Recorded[outreach.PublicationOutdated]) -> Waiting | None:
    fact = event.data
    return None if fact.public else Waiting(fact.found_on, facts={"publication": event.ref.id})


def _outdated_in_public(event: Recorded[outreach.PublicationOutdated]) -> Waiting | None:
    fact = event.data
    return Waiting(fact.found_on, facts={"publication": event.ref.id}) if fact.public else None


WAITING = (
    Waits(
        N_("The meeting of the draft %(publication)s was moved or cancelled: write it anew, or drop it."),
        command="outreach.DraftPublication",
        role=SECRETARIAT,
        opens={outreach.PublicationOutdated: _outdated},
        ends=(outreach.PublicationDrafted, outreach.PublicationDropped),
    ),
    Waits(
        N_(
            "The meeting was moved or cancelled after %(publication)s was published: correct it, "
            "or take it back."
        ),
        command="outreach.CorrectPublication",
        role=SECRETARIAT,
        opens={outreach.PublicationOutdated: _outdated_in_public},
        ends=(outreach.PublicationCorrected, outreach.PublicationRetracted),
    ),
    Waits(
        N_("Finish the draft “%(publication)s” and hand it in for review, or drop it."),
        command="outreach.SubmitForReview",
        role=SECRETARIAT,
        opens={outreach.PublicationDrafted: _drafted, outreach.PublicationReturned: _returned},
        ends=(
            outreach.PublicationSubmitted,
            outreach.PublicationDropped,
            outreach.PublicationOutdated,
        ),
    ),
    Waits(
        N_("Read the publication %(publication)s that somebody else wrote: publish it, or give it back."),
        command="outreach.Publish",
        role=SECRETARIAT,
        opens={outreach.PublicationSubmitted: _submitted},
        ends=(
            outreach.PublicationPublished,
            outreach.PublicationReturned,
            outreach.PublicationOutdated,
            outreach.PublicationDropped,
        ),
    ),
)
