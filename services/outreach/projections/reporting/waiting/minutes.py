"""What about proposals and minutes waits for somebody?"""

from __future__ import annotations

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import Waiting, Waits
from shared.contracts import council
from shared.contracts.roles import SECRETARIAT
from shared.kernel.event import Recorded


def _proposed(event: Recorded[council.AgendaItemProposed]) -> Waiting:
    return Waiting(event.data.proposed_on, facts={"meeting": event.ref.id})


def _held(event: Recorded[council.MeetingHeld]) -> Waiting:
    return Waiting(event.data.held_on, facts={"meeting": event.ref.id})


def _drafted(event: Recorded[council.MinutesDrafted]) -> Waiting:
    return Waiting(event.data.drafted_on, facts={"meeting": event.ref.id})


def _adopted(event: Recorded[council.MinutesAdopted]) -> Waiting:
    return Waiting(event.data.adopted_on, facts={"meeting": event.ref.id})


WAITING = (
    Waits(
        N_("Items were proposed for %(meeting)s: set the agenda."),
        command="council.SetAgenda",
        role=SECRETARIAT,
        opens={council.AgendaItemProposed: _proposed},
        ends=(council.AgendaSet, council.MeetingHeld, council.MeetingCancelled),
    ),
    Waits(
        N_("Draft the minutes of %(meeting)s."),
        command="council.DraftMinutes",
        role=SECRETARIAT,
        opens={council.MeetingHeld: _held},
        ends=(council.MinutesDrafted,),
    ),
    Waits(
        N_("Have the minutes of %(meeting)s corrected where needed, and adopted."),
        command="council.AdoptMinutes",
        role=SECRETARIAT,
        opens={council.MinutesDrafted: _drafted},
        ends=(council.MinutesAdopted,),
    ),
    Waits(
        N_("Publish the adopted minutes of %(meeting)s."),
        command="council.PublishMinutes",
        role=SECRETARIAT,
        opens={council.MinutesAdopted: _adopted},
        ends=(council.MinutesPublished,),
    ),
)
