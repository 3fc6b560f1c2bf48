"""What do the figures of ethics and of contributions say, and what do they keep to themselves?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.outreach.projections.reporting.contributions import CONTRIBUTIONS, Year, by_year
from services.outreach.projections.reporting.ethics import ETHICS, figures
from shared.contracts import membership
from shared.kernel.event import Event, Ref
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme_life import (
    CASE,
    CONTRIBUTION,
    FIRST,
    SECOND,
    assessed,
    case_closed,
    day,
    due,
    filed,
    owed,
    paid,
)
from tests.services.outreach.waiting import lines

ON = day("2014-06-18")
panelled = membership.PanelAppointed(panel=("p-1",), appointed_on=ON, next=due("hearing", "2014-07-10"))
conflict = membership.ConflictDeclared(panellist="p-1", reason="Private", declared_on=ON)
replaced = membership.PanellistReplaced(panellist="p-1", replacement="p-3", replaced_on=ON)
heard = membership.HearingRecorded(
    respondent_heard=True, notes="Private", heard_on=day("2014-07-01"), next=due("finding", "2014-07-20")
)
late = membership.CaseStepOverdue(step="finding", due_on=day("2014-07-20"))
imposed = membership.SanctionImposed(
    sanction="expulsion",
    reasons="R",
    imposed_by="p-8",
    imposed_on=day("2014-08-01"),
    appeal_until=day("2014-08-16"),
    final_at=datetime(2014, 8, 16, 22, tzinfo=UTC),
)
appealed = membership.FindingAppealed(
    appellant=SECOND, grounds="G", appealed_on=day("2014-08-10"), next=due("appeal decision", "2014-09-01")
)
dismissed = membership.EthicsAppealDecided(
    upheld=False, reasons="R", decided_by="p-9", decided_on=day("2014-08-20")
)
final = membership.SanctionBecameFinal(
    respondent=SECOND, sanction="expulsion", reasons="R", final_on=day("2014-08-20")
)


def found(breach: bool = True, appeal_until: date | None = None) -> membership.FindingRecorded:
    return membership.FindingRecorded(
        breach=breach,
        reasons="R",
        found_by="p-3",
        found_on=day("2014-07-25"),
        next=due("sanction", "2014-08-10") if breach else None,
        appeal_until=appeal_until,
    )


UNTIL_PANEL = (filed(), assessed("2014-06-05"), panelled)
WHOLE = (*UNTIL_PANEL, conflict, replaced, heard, late, found(), imposed, appealed, dismissed, final)


def case(*events: Event) -> dict[str, Any]:
    return folded(ETHICS, Chronicle().add(CASE, *events))["2014-01"]


def test_a_case_is_followed_step_by_step() -> None:
    now = case(*WHOLE, case_closed("2014-09-01", "expulsion"))
    assert [step["state"] for step in now["steps"]] == [
        "filed",
        "admissible",
        "panel appointed",
        "heard",
        "breach found",
        "sanctioned",
        "appealed",
        "appeal decided",
        "final",
        "closed",
    ]
    assert (now["replaced"], now["overdue"], now["appeals"], now["upheld"]) == (1, 1, 1, 0)
    assert (now["sanction"], now["outcome"], now["due"]) == ("expulsion", "expulsion", None)


def test_the_figures_tell_outcomes_days_and_what_is_late() -> None:
    cases = [
        case(*WHOLE, case_closed("2014-09-01", "expulsion")),
        case(filed(), assessed("2014-06-05", admissible=False), case_closed("2014-06-11")),
        case(*UNTIL_PANEL),
    ]
    told = figures(cases, date(2014, 7, 11))
    assert (told.filed, told.open, told.late_now, told.overdue) == (3, 1, 1, 1)
    assert told.outcomes == {"expulsion": 1, "inadmissible": 1}
    assert told.days == 92
    assert figures([], date(2014, 7, 11)).days is None


def test_no_party_no_person_and_no_word_of_a_case_is_kept() -> None:
    kept = str(case(*WHOLE))
    assert [secret for secret in (FIRST, SECOND, "p-", "private", "Private") if secret in kept] == []


# ── the work queue ──────────────────────────────────────────────────────────────────────────────
STAGES: list[tuple[tuple[Event, ...], set[str]]] = [
    ((filed(),), {"AssessAdmissibility"}),
    ((filed(), assessed("2014-06-05")), {"AppointPanel"}),
    (UNTIL_PANEL, {"RecordHearing"}),
    ((*UNTIL_PANEL, conflict), {"RecordHearing", "ReplacePanellist"}),
    ((*UNTIL_PANEL, conflict, replaced, heard), {"RecordFinding"}),
    ((*UNTIL_PANEL, heard, found()), {"ImposeSanction"}),
    ((*UNTIL_PANEL, heard, found(), imposed, appealed), {"DecideEthicsAppeal"}),
    (WHOLE, {"CloseCase"}),
    ((*WHOLE, case_closed("2014-09-01")), set()),
    ((filed(), assessed("2014-06-05", admissible=False)), {"CloseCase"}),
]


def test_each_step_leaves_waiting_what_comes_next() -> None:
    for events, commands in STAGES:
        waiting = {id.partition("/")[0] for id in lines(Chronicle().add(CASE, *events))}
        assert waiting == {f"membership.{command}:2014-01" for command in commands}


def test_a_finding_of_no_breach_is_closed_after_the_time_for_an_appeal_and_an_appeal_reopens() -> None:
    innocent = (*UNTIL_PANEL, heard, found(breach=False, appeal_until=day("2014-08-09")))
    item = lines(Chronicle().add(CASE, *innocent))["membership.CloseCase:2014-01"]
    assert item["since"] == "2014-08-10"
    again = dismissed.model_copy(update={"upheld": True, "next": due("panel", "2014-09-10")})
    reopened = lines(Chronicle().add(CASE, *innocent, appealed, again))
    assert set(reopened) == {"membership.AppointPanel:2014-01"}


# ── contributions ───────────────────────────────────────────────────────────────────────────────
def test_a_contribution_keeps_its_payments_when_it_is_changed() -> None:
    log = Chronicle().add(CONTRIBUTION, owed(), paid(), owed(4_000), paid(2_000, "bank-8"))
    now = folded(CONTRIBUTIONS, log)[CONTRIBUTION.id]
    assert (now["cents"], now["paid"]) == (4_000, 4_000)
    assert [payment["reference"] for payment in now["payments"]] == ["bank-7", "bank-8"]
    assert by_year([now]) == [Year(2015, "EUR", members=1, due=4_000, paid=4_000, settled=1)]
    open_one = folded(CONTRIBUTIONS, Chronicle().add(CONTRIBUTION, owed(), paid()))[CONTRIBUTION.id]
    assert by_year([now, open_one])[0].settled == 1


# ── reminders of acceptance ─────────────────────────────────────────────────────────────────────
def test_each_organisation_that_was_reminded_has_an_item_of_its_own_until_it_accepts() -> None:
    document = Ref("membership", "document", "code-of-ethics")
    reminded = membership.AcceptanceReminded(
        version=2, organisations=(FIRST, SECOND), reminded_on=day("2015-05-04")
    )
    accepted = membership.DocumentAccepted(
        document="code-of-ethics", version=2, accepted_by="p-7", accepted_on=day("2015-05-05")
    )
    log = Chronicle().add(document, reminded)
    waiting = lines(log)
    assert {(item["role"], item["bound_to"], item["id"]) for item in waiting.values()} == {
        ("cso", FIRST, FIRST),
        ("cso", SECOND, SECOND),
    }
    (item,) = lines(log.add(Ref("membership", "acceptance", FIRST), accepted)).values()
    assert (item["id"], item["facts"]) == (SECOND, {"document": "code-of-ethics", "version": 2})


def test_who_left_the_platform_is_asked_to_accept_nothing_any_more() -> None:
    reminded = membership.AcceptanceReminded(
        version=2, organisations=(FIRST, SECOND), reminded_on=day("2015-05-04")
    )
    log = Chronicle()
    for document in ("code-of-ethics", "rules-of-procedure"):
        log.add(Ref("membership", "document", document), reminded)
    gone = membership.MemberResigned(reason="No time", resigned_on=day("2015-05-05"))
    log.add(Ref("membership", "membership", FIRST), gone)
    assert {item["id"] for item in lines(log).values()} == {SECOND}


def test_only_those_who_sit_on_the_panel_of_a_case_are_asked_to_hear_and_to_find() -> None:
    def asked(*events: Event) -> set[str]:
        (item,) = lines(Chronicle().add(CASE, *UNTIL_PANEL, conflict, *events)).values()
        return set(item["people"])

    after = {*panelled.panel, replaced.replacement} - {replaced.panellist}
    assert asked(replaced) == asked(replaced, heard) == after


def test_each_panellist_with_a_conflict_is_replaced_for_himself() -> None:
    other = conflict.model_copy(update={"panellist": "p-2"})
    waiting = lines(Chronicle().add(CASE, *UNTIL_PANEL, conflict, other, replaced))
    left = [id for id in waiting if "ReplacePanellist" in id]
    assert left == ["membership.ReplacePanellist:2014-01/p-2"]
