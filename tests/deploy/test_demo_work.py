"""Do the demo's commitments, reports, news and work queue come of its replay?"""

from __future__ import annotations

from datetime import date

from shared.contracts import council, outreach
from tests.deploy.replaying import MARKS, PROGRAMME, Replayed


# ── commitments ─────────────────────────────────────────────────────────────────────────────────
async def test_every_measure_and_every_decision_with_a_deadline_is_owed(replayed: Replayed) -> None:
    made = {r.data.source.kind: 0 for r in replayed.of(council.CommitmentMade)}
    for r in replayed.of(council.CommitmentMade):
        made[r.data.source.kind] += 1
    bound = [r for r in replayed.of(council.DecisionTaken) if r.data.deadline]
    recent = PROGRAMME.json("commitments.json")["recent"]
    assert made == {
        "measure": len(replayed.of(council.MeasureAdded)) + len(recent),
        "decision": len(bound),
    }
    assert len(bound) == 8


async def test_the_activities_were_re_planned_in_2015_and_escalated_to_the_chair(replayed: Replayed) -> None:
    replanned = replayed.of(council.CommitmentReplanned)
    assert sum(r.data.replanned_on == date(2015, 4, 21) for r in replanned) >= 6
    chairs = {r.data.seat for r in replayed.of(council.CommitmentEscalated) if r.data.body == "council"}
    assert chairs == {"gov-01"}
    first = min(r.data.escalated_on for r in replayed.of(council.CommitmentEscalated))
    assert first > date(2015, 4, 21)


async def test_some_are_fulfilled_some_withdrawn_and_the_rest_is_owed(replayed: Replayed) -> None:
    ends = {
        type_: len(replayed.of(type_)) for type_ in (council.CommitmentFulfilled, council.CommitmentWithdrawn)
    }
    assert min(ends.values()) >= 2
    assert len(replayed.of(council.CommitmentMade)) - sum(ends.values()) >= 6
    assert replayed.of(council.CommitmentOverdue)


def test_every_text_about_a_commitment_stands_in_three_languages_and_is_marked_as_sample() -> None:
    data = PROGRAMME.json("commitments.json")
    texts = [*data["texts"].items(), *((m["due"], m["text"]) for m in data["measures"])]
    unmarked = {key for key, text in texts if not all(text[c].endswith(m) for c, m in MARKS.items())}
    assert unmarked == {"regulation"}, "only the adoption of the regulation is told by a source"


async def test_two_reports_are_handed_in_with_evidence_for_what_happened(replayed: Replayed) -> None:
    reports = replayed.of(outreach.ReportSubmitted)
    assert [report.ref.id for report in reports] == ["interim-2015", "interim-2016"]
    values = {figure.indicator: figure for figure in reports[-1].data.figures}
    assert values["r2-hubs"].to_date == 6
    assert values["r1-meetings"].in_period > 0
    assert len(values["r1-meetings"].evidence) == values["r1-meetings"].in_period
    assert values["r4-publications"].to_date == len(replayed.of(outreach.PublicationPublished))


async def test_what_is_told_the_public_was_read_by_other_eyes_and_marked(replayed: Replayed) -> None:
    published = replayed.of(outreach.PublicationPublished)
    drafted = {fact.ref.id: fact.by for fact in replayed.of(outreach.PublicationDrafted)}
    assert len(published) == 8
    assert all(fact.by != drafted[fact.ref.id] and fact.data.shown.emblem for fact in published)


async def test_three_issues_of_the_newsletter_have_recipients(replayed: Replayed) -> None:
    issues = replayed.of(outreach.IssueReleased)
    assert [issue.data.recipients for issue in issues] == [6, 3, 2]


# ── the work queue ──────────────────────────────────────────────────────────────────────────────
async def test_whatever_waited_at_any_time_could_be_done_then_by_those_for_whom_it_waited(
    replayed: Replayed,
) -> None:
    refused = {command for command, possible in replayed.waited if not possible}
    assert refused == set()
    assert len({command for command, _ in replayed.waited}) > 35
