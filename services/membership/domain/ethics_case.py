"""Where does an ethics case stand?

Who decides about it stands in two files, on the same entity: complaint.py (from the complaint to the
panel) and ruling.py (from the hearing to the closing).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.membership.domain.account import ACCOUNT, Open
from services.membership.domain.organisation import ORGANISATION, Registered
from services.membership.domain.spell import represents
from shared.contracts import membership
from shared.contracts.membership import CaseOutcome, Deadline, Sanction
from shared.kernel.entity import Context, Entity, Refusal
from shared.kernel.event import Event


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Parties:
    complainant: str | None
    respondent: str
    filed_by: str

    @property
    def organisations(self) -> tuple[str, ...]:
        return tuple(party for party in (self.complainant, self.respondent) if party)


@dataclass(frozen=True, slots=True)
class NotFiled:
    pass


@dataclass(frozen=True, slots=True)
class Filed:
    parties: Parties
    next: Deadline


@dataclass(frozen=True, slots=True)
class Inadmissible:
    parties: Parties


@dataclass(frozen=True, slots=True)
class Admissible:
    parties: Parties
    next: Deadline
    former: frozenset[str] = frozenset()
    """Who sat on an earlier panel of this case."""


@dataclass(frozen=True, slots=True)
class Panelled:
    parties: Parties
    next: Deadline
    panel: tuple[str, ...]
    former: frozenset[str]
    conflicted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Heard:
    parties: Parties
    next: Deadline
    panel: tuple[str, ...]
    former: frozenset[str]


@dataclass(frozen=True, slots=True)
class BreachFound:
    parties: Parties
    next: Deadline
    panel: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoBreachFound:
    parties: Parties
    panel: tuple[str, ...]
    former: frozenset[str]
    appeal_until: date | None


@dataclass(frozen=True, slots=True)
class Sanctioned:
    parties: Parties
    panel: tuple[str, ...]
    imposed: membership.SanctionImposed


@dataclass(frozen=True, slots=True)
class FindingUnderAppeal:
    """Of no breach."""

    parties: Parties
    next: Deadline
    panel: tuple[str, ...]
    former: frozenset[str]


@dataclass(frozen=True, slots=True)
class SanctionUnderAppeal:
    parties: Parties
    next: Deadline
    panel: tuple[str, ...]
    imposed: membership.SanctionImposed


@dataclass(frozen=True, slots=True)
class Final:
    """The finding stands, with its sanction if there is one."""

    parties: Parties
    outcome: CaseOutcome


@dataclass(frozen=True, slots=True)
class Closed:
    parties: Parties
    outcome: CaseOutcome


Case = (
    NotFiled
    | Filed
    | Inadmissible
    | Admissible
    | Panelled
    | Heard
    | BreachFound
    | NoBreachFound
    | Sanctioned
    | FindingUnderAppeal
    | SanctionUnderAppeal
    | Final
    | Closed
)


# ── what decisions ask ──────────────────────────────────────────────────────────────────────────
class OfParty(Refusal):
    """You represent one of the parties, so others have to decide. Leave it to them."""


def of_a_party(ctx: Context, parties: Parties) -> bool:
    """Does the person who acts represent one?"""
    return any(represents(ctx, organisation) for organisation in parties.organisations)


def belongs_to(person: str, organisation: str, ctx: Context) -> bool:
    """By the register of representatives, or by a role that the person holds for it."""
    register, account = ctx.of(ORGANISATION, organisation), ctx.of(ACCOUNT, person)
    named = isinstance(register, Registered) and register.representative(person) is not None
    bound = {g.bound_to for g in account.grants} if isinstance(account, Open) else set()
    return named or organisation in bound


def led_to(case: Case, sanction: Sanction, organisation: str) -> bool:
    """Is this the sanction that stands against this organisation?"""
    match case:
        case Final(parties=parties, outcome=outcome) | Closed(parties=parties, outcome=outcome):
            return (parties.respondent, outcome) == (organisation, sanction)
        case _:
            return False


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(case: Case, event: Event) -> Case:
    match event, case:
        case membership.ComplaintFiled(), NotFiled():
            parties = Parties(event.complainant, event.respondent, event.filed_by)
            return Filed(parties, event.next)
        case membership.AdmissibilityAssessed(next=Deadline() as deadline), Filed(parties=parties):
            return Admissible(parties, deadline)
        case membership.AdmissibilityAssessed(), Filed(parties=parties):
            return Inadmissible(parties)
        case membership.PanelAppointed(panel=panel), Admissible(parties=parties, former=former):
            return Panelled(parties, event.next, panel, former)
        case membership.ConflictDeclared(panellist=one), Panelled(conflicted=conflicted):
            return replace(case, conflicted=conflicted | {one})
        case membership.PanellistReplaced(panellist=one), Panelled(panel=panel, conflicted=conflicted):
            sitting = tuple(event.replacement if person == one else person for person in panel)
            return replace(case, panel=sitting, conflicted=conflicted - {one}, former=case.former | {one})
        case membership.HearingRecorded(), Panelled(parties=parties, panel=panel):
            return Heard(parties, event.next, panel, case.former)
        case membership.FindingRecorded(next=Deadline() as deadline), Heard():
            return BreachFound(case.parties, deadline, case.panel)
        case membership.FindingRecorded(), Heard():
            return NoBreachFound(case.parties, case.panel, case.former, event.appeal_until)
        case _:
            return _judged(case, event)


def _judged(case: Case, event: Event) -> Case:
    match event, case:
        case membership.SanctionImposed(), BreachFound():
            return Sanctioned(case.parties, case.panel, event)
        case membership.FindingAppealed(), NoBreachFound():
            return FindingUnderAppeal(case.parties, event.next, case.panel, case.former)
        case membership.FindingAppealed(), Sanctioned():
            return SanctionUnderAppeal(case.parties, event.next, case.panel, case.imposed)
        case membership.EthicsAppealDecided(next=Deadline() as deadline), FindingUnderAppeal():
            return Admissible(case.parties, deadline, case.former.union(case.panel))
        case membership.EthicsAppealDecided(), FindingUnderAppeal():
            return Final(case.parties, "no breach")
        case membership.EthicsAppealDecided(upheld=True), SanctionUnderAppeal():
            return Final(case.parties, "annulled")
        case membership.SanctionBecameFinal(), Sanctioned() | SanctionUnderAppeal():
            return Final(case.parties, event.sanction)
        case membership.CaseClosed(outcome=outcome), _ if not isinstance(case, NotFiled):
            return Closed(case.parties, outcome)
        case _:
            return case


CASE: Entity[Case] = Entity("membership", "ethics_case", initial=NotFiled(), evolve=evolve)
