"""What of appeals and of ethics cases waits for somebody?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from services.outreach.portal.marking import N_
from services.outreach.projections.reporting.waiting.row import ASLEEP, Item, Opens, Waiting, Waits
from shared.contracts import membership
from shared.contracts.roles import BOARD, CSO, PANEL, SECRETARIAT
from shared.kernel.event import Event, Recorded


def _appealed(event: Recorded[membership.RefusalAppealed]) -> Waiting:
    return Waiting(event.data.appealed_on, facts={"organisation": event.ref.id})


def _next(day: str, wanted: Callable[[Any], bool] = lambda fact: True) -> Opens:
    """The case waits from the fact's day until the deadline that it states; if there is none, not at all."""

    def opens(event: Recorded[Any]) -> Waiting | None:
        fact = event.data
        if fact.next is None or not wanted(fact):
            return None
        return Waiting(getattr(fact, day), fact.next.on, facts={"case": event.ref.id})

    return opens


def _panel(event: Recorded[membership.PanelAppointed]) -> Waiting:
    """Its members find, once the hearing was held."""
    return Waiting(ASLEEP, people=event.data.panel, facts={"case": event.ref.id})


def _to_hear(event: Recorded[membership.PanelAppointed]) -> Waiting:
    fact, facts = event.data, {"case": event.ref.id}
    return Waiting(fact.appointed_on, fact.next.on, facts=facts, people=fact.panel)


def _replaced(item: Item, event: Recorded[membership.PanellistReplaced]) -> Item:
    fact = event.data
    stay = [person for person in item["people"] or [] if person != fact.panellist]
    return {**item, "people": [*stay, fact.replacement]}


def _panellist(event: Recorded[Any]) -> Iterable[str]:
    return (event.data.panellist,)


def _conflict(event: Recorded[membership.ConflictDeclared]) -> Waiting:
    return Waiting(event.data.declared_on, facts={"case": event.ref.id})


def _closable(day: str, wanted: Callable[[Any], bool] = lambda fact: True) -> Opens:
    """Nothing is left to decide; where an appeal is possible, from the day after the last for it."""

    def opens(event: Recorded[Any]) -> Waiting | None:
        fact = event.data
        until = getattr(fact, "appeal_until", None)
        since = until + timedelta(days=1) if until else getattr(fact, day)
        return Waiting(since, facts={"case": event.ref.id}) if wanted(fact) else None

    return opens


FILED, ASSESSED = membership.ComplaintFiled, membership.AdmissibilityAssessed
PANELLED, HEARD, FOUND = membership.PanelAppointed, membership.HearingRecorded, membership.FindingRecorded
IMPOSED, FINAL = membership.SanctionImposed, membership.SanctionBecameFinal
APPEALED, DECIDED = membership.FindingAppealed, membership.EthicsAppealDecided
CLOSED: type[Event] = membership.CaseClosed


def _reminded(event: Recorded[membership.AcceptanceReminded]) -> Waiting:
    facts = {"document": event.ref.id, "version": event.data.version}
    return Waiting(event.data.reminded_on, facts=facts, own=True)


def _organisations(event: Recorded[Any]) -> Iterable[str]:
    reminded = isinstance(event.data, membership.AcceptanceReminded)
    return event.data.organisations if reminded else (event.ref.id,)


def _documents(event: Recorded[Any]) -> Iterable[str]:
    """The one that is to be accepted, or was; who left the platform accepts none any more."""
    if isinstance(event.data, membership.AcceptanceReminded):
        return (event.ref.id,)
    return (event.data.document,) if isinstance(event.data, membership.DocumentAccepted) else ()


LEFT = (membership.MemberResigned, membership.MemberExpelled, membership.MembershipEnded)


WAITING = (
    Waits(
        N_("Accept version %(version)s of %(document)s for your organisation."),
        command="membership.AcceptDocument",
        role=CSO,
        opens={membership.AcceptanceReminded: _reminded},
        ends=(membership.DocumentAccepted, *LEFT),
        each=_organisations,
        parts=_documents,
    ),
    Waits(
        N_("Decide on the appeal of %(organisation)s against its refusal."),
        command="membership.DecideAppeal",
        role=BOARD,
        opens={membership.RefusalAppealed: _appealed},
        ends=(membership.AppealDecided, membership.MembershipEnded),
    ),
    Waits(
        N_("Assess whether the complaint of the ethics case %(case)s is admissible."),
        command="membership.AssessAdmissibility",
        role=SECRETARIAT,
        opens={FILED: _next("filed_on")},
        ends=(ASSESSED,),
    ),
    Waits(
        N_("Appoint the panel of the ethics case %(case)s."),
        command="membership.AppointPanel",
        role=BOARD,
        opens={ASSESSED: _next("assessed_on"), DECIDED: _next("decided_on")},
        ends=(PANELLED,),
    ),
    Waits(
        N_("Replace a panellist of the ethics case %(case)s, who declared a conflict."),
        command="membership.ReplacePanellist",
        role=BOARD,
        opens={membership.ConflictDeclared: _conflict},
        ends=(membership.PanellistReplaced,),
        parts=_panellist,
    ),
    Waits(
        N_("Hold the hearing of the ethics case %(case)s: you are on its panel."),
        command="membership.RecordHearing",
        role=PANEL,
        opens={PANELLED: _to_hear},
        ends=(HEARD,),
        turns={membership.PanellistReplaced: _replaced},
    ),
    Waits(
        N_("Record the finding of the ethics case %(case)s: you are on its panel."),
        command="membership.RecordFinding",
        role=PANEL,
        opens={PANELLED: _panel, HEARD: _next("heard_on")},
        ends=(FOUND,),
        turns={membership.PanellistReplaced: _replaced},
    ),
    Waits(
        N_("Decide on the sanction of the ethics case %(case)s."),
        command="membership.ImposeSanction",
        role=BOARD,
        opens={FOUND: _next("found_on", lambda fact: fact.breach)},
        ends=(IMPOSED,),
    ),
    Waits(
        N_("Decide on the appeal of the ethics case %(case)s, if you did not decide before."),
        command="membership.DecideEthicsAppeal",
        role=BOARD,
        opens={APPEALED: _next("appealed_on")},
        ends=(DECIDED,),
    ),
    Waits(
        N_("Close the ethics case %(case)s: nothing is left to decide."),
        command="membership.CloseCase",
        role=SECRETARIAT,
        opens={
            ASSESSED: _closable("assessed_on", lambda fact: not fact.admissible),
            FOUND: _closable("found_on", lambda fact: not fact.breach),
            DECIDED: _closable("decided_on", lambda fact: fact.next is None),
            FINAL: _closable("final_on"),
        },
        ends=(APPEALED, CLOSED),
    ),
)
