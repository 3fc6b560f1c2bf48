"""Does every row of the demo programme hold, and does it tell the history of the true programme?"""

from __future__ import annotations

import asyncio
import io
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from pypdf import PdfReader

from services.council import main as council_main
from services.council.doors import DOORS as COUNCIL
from services.grants import main as grants_main
from services.grants.domain.iban import checked_iban
from services.grants.doors import DOORS as GRANTS
from services.membership import main as membership_main
from services.membership.doors import DOORS as MEMBERSHIP
from services.outreach import main as outreach_main
from services.outreach.domain.report import RecordFigures
from services.outreach.doors import DOORS as OUTREACH
from services.outreach.projections.portal.meetings import utc
from services.outreach.projections.reporting.indicators import EVIDENCE, figures_of
from services.outreach.projections.reporting.work_queue import waits
from shared.cli.demo import FILES
from shared.cli.programme import commands
from shared.cli.programme.papers import papers
from shared.cli.programme.receipts import receipts
from shared.cli.programme.rows import HOURS, ZONE, Programme, Row, sha256
from shared.contracts import VOCABULARY, council, grants, membership, outreach
from shared.kernel.asking import Question, answered
from shared.kernel.draft import Order
from shared.kernel.entity import Actor, Command, Grant, Refusal
from shared.kernel.event import Recorded
from shared.kernel.files import kind_of
from shared.kernel.handler import Answer, Handler
from shared.kernel.policies import system
from shared.kernel.policy import Policy
from shared.kernel.service import Service
from shared.testing.memory_log import MemoryLog
from shared.testing.recorded import folded
from tests.services.outreach.waiting import lines

TODAY = date(2026, 3, 2)
SERVICES = {
    main.SERVICE.name: main.SERVICE for main in (membership_main, council_main, grants_main, outreach_main)
}
POLICIES = [(service, policy) for service in SERVICES.values() for policy in service.policies]
DOORS = {door.name: door for door in (*MEMBERSHIP, *COUNCIL, *GRANTS, *OUTREACH)}
WAVES = commands(FILES, TODAY)
ROWS = [row for wave in WAVES for row in wave]
PROGRAMME = Programme(FILES, TODAY)
MOMENT = len(WAVES) // 25
"""After so many waves of the programme its work queue is looked at."""


@dataclass(frozen=True)
class Replayed:
    """The programme in a log in memory."""

    log: MemoryLog
    handlers: dict[str, Handler]
    """One a service, as in life: each folds the entities of others in its own way."""
    events: tuple[Recorded[Any], ...]
    waited: frozenset[tuple[str, bool]]
    """What waited for somebody, now and then and at the end, and whether it was possible at that moment."""

    def of(self, type_: type[Any]) -> list[Recorded[Any]]:
        return [recorded for recorded in self.events if isinstance(recorded.data, type_)]

    def members_on(self, day: date) -> int:
        joined = [r for r in self.of(membership.MemberJoined) if r.data.joined_on <= day]
        left = [r for r in self.of(membership.MemberResigned) if r.data.resigned_on <= day]
        return len(joined) - len(left)


@pytest.fixture(scope="module")
async def replayed() -> Replayed:
    log = MemoryLog(VOCABULARY)
    handlers = {service: Handler(log, ZONE) for service, _ in HOURS.values()}
    followed, waited = 0, set[tuple[str, bool]]()
    for number, wave in enumerate(WAVES):
        await asyncio.gather(*(_give(handlers, row) for row in wave))
        followed = await _follow(log, handlers, followed)
        if number % MOMENT == 0:
            waited |= await _waiting(log, handlers, wave[0].at)
    waited |= await _waiting(log, handlers, datetime.combine(TODAY, time(12), ZONE))
    events = [recorded async for batch in log.read() for recorded in batch]
    return Replayed(log, handlers, tuple(events), frozenset(waited))


async def _follow(log: MemoryLog, handlers: dict[str, Handler], after: int) -> int:
    """What the policies make of the facts since; timers ring later than a replay lasts."""
    while (end := await log.end()) > after:
        facts = [fact async for batch in log.read(after) for fact in batch]
        after = end
        for fact in facts:
            for service, policy in POLICIES:
                if isinstance(fact.data, policy.on):
                    await _consequences(handlers[service.name], service, policy, fact)
            if isinstance(fact.data, outreach.ReportClosed):
                await _count(log, handlers["outreach"], fact)
    return after


async def _count(log: MemoryLog, handler: Handler, closed: Recorded[Any]) -> None:
    """The figures of a closed report, counted as the platform's accountant counts them."""
    facts = [fact async for batch in log.read() for fact in batch if fact.position <= closed.position]
    opened = next(f.data for f in facts if f.ref == closed.ref and isinstance(f.data, outreach.ReportOpened))
    frame = next(f.data for f in facts if isinstance(f.data, outreach.LogframeDefined))
    first, last = frame.starts_on.isoformat(), opened.period_to.isoformat()
    rows = [row for row in folded(EVIDENCE, facts).values() if first <= row["on"] <= last]
    counted = figures_of(rows, frame.model_dump(mode="json"), opened.period_from)
    command = RecordFigures(report=closed.ref.id, figures=counted, counted_to=closed.position)
    order = Order(command, str(uuid.uuid4()), system("accountant"), closed.at)
    await handler.handle(DOORS["RecordFigures"], order)


async def _consequences(handler: Handler, service: Service, policy: Policy, fact: Recorded[Any]) -> None:
    for index, command in enumerate(policy.then(fact)):
        if isinstance(command, Command):
            id = str(uuid.uuid5(uuid.UUID(fact.id), f"{policy.name}/{index}"))
            with suppress(Refusal):
                await handler.handle(
                    service.door(type(command).__name__), Order(command, id, system(policy.name), fact.at)
                )


async def _give(handlers: dict[str, Handler], row: Row) -> Answer:
    door = DOORS[row.command]
    actor = Actor(row.persona.person, (row.persona.grant,))
    command = door.command.model_validate(row.body)
    try:
        return await handlers[row.service].handle(door, Order(command, row.id, actor, row.at))
    except Exception as refusal:
        refusal.add_note(f"in row {row.key}, {row.command} of {row.at}")
        raise


async def test_every_row_is_accepted_by_the_true_deciders(replayed: Replayed) -> None:
    recorded_by = {recorded.command for recorded in replayed.events}
    assert recorded_by >= {row.id for row in ROWS}


async def test_a_second_replay_changes_nothing(replayed: Replayed) -> None:
    end = await replayed.log.end()
    positions = [(await _give(replayed.handlers, row)).position for row in ROWS]
    assert await replayed.log.end() == end
    assert max(positions) <= end


async def test_more_than_130_members_in_april_2014_and_more_than_150_in_2015(replayed: Replayed) -> None:
    assert 130 < replayed.members_on(date(2014, 4, 4)) < 140
    assert 150 < replayed.members_on(date(2015, 12, 31)) < 160


async def test_the_council_has_29_members_and_its_seats_are_filled(replayed: Replayed) -> None:
    body = next(r.data for r in replayed.of(council.BodyEstablished) if r.ref.id == "council")
    ways = Counter((seat.side, seat.filled_by) for seat in body.seats)
    assert ways == {
        ("government", "ex_officio"): 14,
        ("civil_society", "named"): 1,
        ("civil_society", "elected"): 14,
    }
    filled = [r for r in replayed.of(council.SeatFilled) if r.ref.id == "council"]
    by_day = Counter(r.data.since for r in filled if r.data.ground == "election")
    assert by_day == {date(2014, 10, 15): 14, date(2015, 10, 12): 2, date(2016, 9, 26): 1}


async def test_the_council_met_on_its_true_days(replayed: Replayed) -> None:
    held = [r.data.held_on for r in replayed.of(council.MeetingHeld) if r.data.body == "council"]
    assert held == [date(2014, 10, 15), date(2015, 4, 21), date(2016, 7, 20)]


TRUE_COUNTS = {
    "council-2014-09": (42, 42, [22, 21, 19, 18, 15, 15, 14]),
    "state-aid-2015-07": (13, 13, [9, 4]),
    "council-2015-10": (36, 34, [14, 8, 7, 4, 4, 3, 3, 2, 1]),
    "council-2016-09": (14, 12, [9, 3]),
}


async def test_the_elections_were_counted_as_they_truly_were(replayed: Replayed) -> None:
    counts = {r.ref.id: r.data for r in replayed.of(council.BallotsCounted)}
    for id, (received, valid, votes) in TRUE_COUNTS.items():
        ranked = sorted((row.votes for row in counts[id].votes), reverse=True)
        assert (counts[id].received, counts[id].valid, ranked[: len(votes)]) == (received, valid, votes)
    (lot,) = replayed.of(council.LotDrawn)
    assert (lot.ref.id, len(lot.data.tied), len(lot.data.drawn)) == ("council-2014-09", 5, 1)
    refused = [r for r in replayed.of(council.NominationRefused) if r.ref.id == "youth-2016"]
    nominated = [r for r in replayed.of(council.NominationReceived) if r.ref.id == "youth-2016"]
    assert (len(nominated), [r.data.ground for r in refused]) == (8, ["late"])


async def test_who_was_elected_to_the_council_sits_on_that_seat(replayed: Replayed) -> None:
    filled = {(r.data.seat, r.data.holder.id, r.data.person) for r in replayed.of(council.SeatFilled)}
    certified = [r.data for r in replayed.of(council.ElectionCertified) if r.data.body == "council"]
    assert len(certified) == 3
    for holder in (h for certificate in certified for h in certificate.holders):
        assert (holder.seat, holder.organisation, holder.person) in filled


async def test_75_members_came_to_the_assembly_of_2014(replayed: Replayed) -> None:
    held = next(r.data for r in replayed.of(council.MeetingHeld) if r.ref.id == "assembly-2014-04-04")
    came = {guest.organisation for guest in held.guests}
    came |= {seat.holder.id for seat in held.attendance if seat.holder}
    joined = replayed.of(membership.MemberJoined)
    members = {r.ref.id for r in joined if r.data.joined_on <= date(2014, 4, 4)}
    assert len(came & members) == 75


async def test_there_is_something_to_come_and_something_to_decide(replayed: Replayed) -> None:
    after = [r for r in replayed.of(council.MeetingScheduled) if r.data.starts_at.date() > TODAY]
    assert len(after) >= 2
    settled = (grants.ClaimApproved, grants.ClaimRejected, grants.ClaimWithdrawn)
    decided = {r.ref.id for type_ in settled for r in replayed.of(type_)}
    waiting = {r.ref.id for r in replayed.of(grants.ClaimSubmitted)} - decided
    assert waiting
    checked = {r.ref.id for r in replayed.of(membership.ApplicationChecked)}
    assert {r.ref.id for r in replayed.of(membership.MembershipApplied)} - checked


async def test_a_claim_is_submitted_approved_and_authorised_by_three_people(replayed: Replayed) -> None:
    people: dict[str, dict[type, str]] = {}
    for type_ in (grants.ClaimSubmitted, grants.ClaimApproved, grants.ClaimAuthorised):
        for recorded in replayed.of(type_):
            people.setdefault(recorded.ref.id, {})[type_] = recorded.by
    assert all(len(set(who.values())) == len(who) for who in people.values())
    assert sum(len(who) == 3 for who in people.values()) >= 20


async def test_claims_go_every_way_there_is(replayed: Replayed) -> None:
    for type_ in (
        grants.FundAmended,
        grants.ClaimReturned,
        grants.ClaimResubmitted,
        grants.ClaimRejected,
        grants.ClaimWithdrawn,
        grants.PaymentFailed,
        grants.ClaimRecovered,
    ):
        assert replayed.of(type_), type_.type_name
    failed = {r.ref.id for r in replayed.of(grants.PaymentFailed)}
    paid = {r.ref.id for r in replayed.of(grants.ClaimPaid)}
    assert failed <= paid, "a payment that failed was made with the next batch"
    assert len(paid) >= 20
    answered = {r.ref.id for r in replayed.of(grants.ClaimResubmitted)}
    assert {r.ref.id for r in replayed.of(grants.ClaimReturned)} - answered, "one waits for its answer"


def test_every_receipt_is_a_page_that_can_be_read() -> None:
    files = list(receipts(PROGRAMME))
    pages = [PdfReader(io.BytesIO(content)).pages for content in files]
    assert all(len(each) == 1 for each in pages)
    assert all("(sample)" in each[0].extract_text() for each in pages)
    assert {kind_of(content) for content in files} == {"application/pdf"}
    named = {item["receipt"] for row in ROWS if row.command == "SubmitClaim" for item in row.body["items"]}
    assert named - {None} == {sha256(content) for content in files}


def test_every_paper_of_an_agenda_is_a_page_that_can_be_read_and_says_it_is_a_sample() -> None:
    files = {sha256(content): content for content in papers(PROGRAMME)}
    texts = [PdfReader(io.BytesIO(content)).pages[0].extract_text() for content in files.values()]
    assert all(all(mark in said for mark in MARKS.values()) for said in texts)
    assert any("ETIČKI KODEKS" in said for said in texts)
    items = [item for row in ROWS if row.command == "SetAgenda" for item in row.body["items"]]
    assert {paper["sha256"] for item in items for paper in item["papers"]} == files.keys()


async def test_every_batch_is_released_by_somebody_else_and_one_waits(replayed: Replayed) -> None:
    prepared = {r.ref.id: r.by for r in replayed.of(grants.BatchPrepared)}
    released = {r.ref.id: r.by for r in replayed.of(grants.BatchReleased)}
    assert all(prepared[batch] != by for batch, by in released.items())
    assert len(prepared.keys() - released.keys()) == 1


async def test_the_log_reads_like_the_history(replayed: Replayed) -> None:
    moments = [recorded.at for recorded in replayed.events]
    assert moments == sorted(moments)


def test_every_row_is_a_command_of_the_service_it_is_sent_to() -> None:
    services = {name: door.entity.service for name, door in DOORS.items() if name in HOURS}
    assert {row.command: row.service for row in ROWS} == services


def test_the_ids_are_unique_and_the_same_every_time() -> None:
    again = [row.id for wave in commands(FILES, TODAY) for row in wave]
    assert again == [row.id for row in ROWS]
    assert len(set(again)) == len(again)


OPEN_NOW = {
    "sample-vote",
    "sample-call",
    "open-data-of-municipalities",
    "minutes-and-mandates",
    "green-data",
    "strategy-2013-2017-measure-5",
    "strategy-2013-2017-measure-11",
    "task-force-3-2016-02-09-decision-1",
    "yearly-report-next",
    "consultation-platform-training",
    "instruction-consultation-reports",
    "5906374-0",
    "2016-02",
    "2016-03",
}
"""A position, a training, commitments, a call, a suspension, cases: dated from the day of the replay."""


def test_another_day_moves_only_what_is_to_come_or_open() -> None:
    later = {row.id: row for wave in commands(FILES, date(2026, 9, 1)) for row in wave}
    assert later.keys() == {row.id for row in ROWS}
    moved = {row.about.partition("/")[0] for row in ROWS if later[row.id] != row}
    assert moved == {data["meeting"] for data in PROGRAMME.json("upcoming.json")} | OPEN_NOW


def test_the_rows_of_a_wave_are_of_one_hour_and_about_different_things() -> None:
    for wave in WAVES:
        assert len({row.at for row in wave}) == 1
        assert len({row.about for row in wave}) == len(wave)


def test_every_one_of_the_38_municipalities_has_an_organisation() -> None:
    homes = {row["municipality"] for row in PROGRAMME.table("organisations.csv")}
    assert homes == {row["municipality"] for row in PROGRAMME.table("municipalities.csv")}
    assert len(homes) == 38


def test_every_field_of_work_has_a_name_in_three_languages() -> None:
    fields = {row["field"]: row for row in PROGRAMME.table("fields-of-work.csv")}
    used = {f for row in PROGRAMME.table("organisations.csv") for f in row["fields_of_work"].split()}
    assert used == fields.keys()
    assert all(row[language].strip() for row in fields.values() for language in ("sq", "sr", "en"))


def test_every_account_number_is_one_that_a_bank_in_kosovo_could_give() -> None:
    for row in PROGRAMME.table("claims.csv"):
        assert checked_iban(row["iban"]) == row["iban"]


TRUE_DECISIONS = {
    ("assembly-2014-04-04", 2),
    ("assembly-2014-04-04", 3),
    ("council-2014-10-15", 2),
    ("council-2015-04-21", 3),
}
MARKS = {"sq": "(shembull)", "sr": "(primer)", "en": "(sample)"}


def test_a_decision_that_no_source_tells_is_marked_in_every_language() -> None:
    marked = {
        (place, all(mark in text[language] for language, mark in MARKS.items()))
        for place, text in _decisions()
    }
    assert {place for place, is_marked in marked if not is_marked} == TRUE_DECISIONS


def _decisions() -> Iterator[tuple[tuple[str, int], dict[str, str]]]:
    for meeting in PROGRAMME.json("meetings.json"):
        for decision in meeting["decisions"]:
            yield (meeting["meeting"], decision["item"]), decision["text"]


def test_every_text_of_a_meeting_stands_in_three_languages() -> None:
    for meeting in (*PROGRAMME.json("meetings.json"), *PROGRAMME.json("upcoming.json")):
        texts = [meeting["title"], *(item["title"] for item in meeting["agenda"])]
        assert all(text.keys() == MARKS.keys() for text in texts), meeting["meeting"]


def test_the_files_are_all_there_and_all_used() -> None:
    readme = (FILES / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in FILES.iterdir()} - {"README.md", "documents"}
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []


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
    assert refused == HELD_UP.keys()
    assert len({command for command, _ in replayed.waited}) > 35


HELD_UP = {
    "grants.AssessMeans": "no fund covers the day of the replay",
    "membership.AdoptPosition": "with too few endorsements the board decides, or the secretariat drops it",
}
"""What waits although it is not possible at once, and why."""


async def _waiting(log: MemoryLog, handlers: dict[str, Handler], at: datetime) -> set[tuple[str, bool]]:
    """Each command that waits, and whether it is possible."""
    events = [recorded async for batch in log.read() for recorded in batch]
    waiting = [line for line in lines(events).values() if waits(line, utc(at))]
    return {(line["command"], await _possible(handlers, line, at)) for line in waiting}


async def _possible(handlers: dict[str, Handler], line: Any, at: datetime) -> bool:
    """Asked as the desk asks: as somebody with the role, on the panel if it waits for a panel."""
    service, _, command = line["command"].partition(".")
    person = (line["people"] or ["p-somebody"])[0]
    actor = Actor(person, (Grant(line["role"], line["bound_to"]),))
    question = Question(entity=DOORS[command].entity.name, id=line["id"])
    answer = await answered(SERVICES[service], handlers[service], question, actor, at, ZONE)
    return command in answer["commands"]
