"""Calls, dialogues and chains as the public reads them: is everything there once, and nobody's name?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outreach.portal.pages.matrix import grouped, outcome, outcomes, silent
from services.outreach.projections.portal.consultations import CONSULTATIONS
from services.outreach.projections.portal.dialogues import DIALOGUE_TARGETS, DIALOGUES
from services.outreach.projections.portal.timeline import TIMELINE, chain_of, chains, key_of, with_proposals
from services.outreach.projections.reporting.work_queue import WORK_QUEUE
from shared.contracts import council
from shared.contracts.council import InputGroup, MatrixRow, Station
from shared.kernel.event import Event, Ref
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach.programme import programme
from tests.services.outreach.programme_consultation import (
    CALL,
    LATER_CALL,
    POSITION,
    answered,
    call,
    opened,
    received,
)

LOG = programme()
CALLS, LINKS = folded(CONSULTATIONS, LOG), folded(TIMELINE, LOG)


# ── consultations ───────────────────────────────────────────────────────────────────────────────
def test_a_call_tells_until_when_and_why_there_was_more_time() -> None:
    found = CALLS[CALL]
    assert (found["state"], found["deadline"]) == ("reported", "2015-06-27T14:00:00Z")
    assert found["extensions"] == ["Holidays (sample)"]
    assert CALLS[LATER_CALL]["state"] == "receiving"


def test_each_input_has_its_author_its_answer_and_the_reason() -> None:
    first, second, third = CALLS[CALL]["inputs"]
    assert (first["organisation"], first["outcome"]) == ("5900001-1", "accepted")
    assert first["reason"] == {"en": "It is in Article 12 now."}
    assert (second["outcome"], second["answered_on"]) == ("refused", "2015-08-03")
    assert (third["outcome"], third["reason"], third["late"]) == (None, None, True)


def test_a_position_without_a_call_stands_among_them() -> None:
    found = CALLS[f"position-{POSITION}"]
    assert (found["state"], found["position"], found["institution"]) == ("tabled", POSITION, None)
    assert [one["position"] for one in found["inputs"]] == [POSITION]


def test_an_input_that_was_taken_back_stands_in_the_matrix_as_such_and_waits_for_no_answer() -> None:
    log = Chronicle().add(call("c"), opened(), received("5900001-1-1", "5900001-1", {"en": "No."}))
    day = date(2015, 6, 3)
    gone = council.InputWithdrawn(input="5900001-1-1", organisation="5900001-1", withdrawn_on=day)
    found = folded(CONSULTATIONS, log.add(call("c"), gone))["c"]
    (one,) = found["inputs"]
    assert (one["withdrawn_on"], one["text"], outcome(one)) == ("2015-06-03", {"en": "No."}, "withdrawn")
    assert outcomes(found) == {"accepted": 0, "partly": 0, "refused": 0, "unanswered": 0, "withdrawn": 1}
    assert not silent({**found, "answer_by": "2015-07-01T00:00:00Z"}, datetime(2016, 1, 1, tzinfo=UTC))


def test_the_words_of_inputs_and_answers_can_be_sought() -> None:
    assert "publish every answer" in CALLS[CALL]["search"]
    assert "nuk lejohet me ligj" in CALLS[CALL]["search"]


INPUTS = st.lists(st.integers(0, 9), unique=True, max_size=10)


@given(INPUTS, st.lists(st.lists(st.integers(0, 9), max_size=5), max_size=3), INPUTS)
def test_every_input_stands_in_the_matrix_once_whatever_the_groups_say(
    ids: list[int], groups: list[list[int]], late: list[int]
) -> None:
    seen: set[int] = set()
    tidy = [[id for id in group if id in ids and not (id in seen or seen.add(id))] for group in groups]
    log = Chronicle().add(call("c"), opened())
    log.add(call("c"), *(received(f"5900001-1-{id}", "5900001-1", {"en": f"{id}"}) for id in ids))
    made = tuple(
        InputGroup(title={"en": "g"}, inputs=tuple(f"5900001-1-{id}" for id in group)) for group in tidy
    )
    log.add(call("c"), council.InputsConsolidated(groups=made, consolidated_on=date(2015, 7, 1)))
    log.add(call("c"), *(received(f"position-{id}", None, {"en": "p"}, position=f"p{id}") for id in late))
    found = folded(CONSULTATIONS, log)["c"]
    shown = [one["input"] for _, rows in grouped(found) for one in rows]
    assert sorted(shown) == sorted(one["input"] for one in found["inputs"])
    assert len(shown) == len(ids) + len(late)


# ── dialogues ───────────────────────────────────────────────────────────────────────────────────
def test_a_dialogue_tells_who_asked_what_happened_and_what_was_recognised() -> None:
    found = folded(DIALOGUES, LOG)["peje-budget"]
    assert (found["organisation"], found["municipality"]) == ("5900001-1", "peje")
    assert [step["text"] for step in found["steps"]] == [{"en": "A first meeting"}]
    assert found["recognised"]["recognised_on"] == "2016-06-03"
    assert found["closed_on"] == "2016-07-01"


def test_a_request_alone_is_nobody_elses_business() -> None:
    assert folded(DIALOGUES, LOG).keys() == {"peje-budget", "opm-grants"}


def test_the_latest_target_of_a_year_counts() -> None:
    more = council.DialogueTargetSet(year=2016, principles=4, set_on=date(2016, 2, 1))
    log = programme().add(Ref("council", "dialogue_target", "2016"), more)
    assert folded(DIALOGUE_TARGETS, log) == {"2016": {"principles": 4}}


# ── the timeline ────────────────────────────────────────────────────────────────────────────────
def joined(links: dict[str, Any]) -> list[list[str]]:
    """As the page joins them: what is only named stands there, too."""
    known = {id: {**station, "_id": id} for id, station in links.items()}
    named = {key_of(name): name for station in links.values() for name in station["follows"]}
    bare = {id: {**name, "_id": id, "follows": []} for id, name in named.items()}
    return [[one["_id"] for one in chain] for chain in chains({**bare, **known})]


def test_one_chain_leads_from_the_proposal_to_the_act() -> None:
    (chain,) = [chain for chain in joined(LINKS) if "act-regulation-05-2016" in chain]
    steps = [
        f"position-{POSITION}",
        "decision-council-2015-04-21-1",
        f"call-{CALL}",
        "act-regulation-05-2016",
    ]
    assert [one for one in chain if one in steps] == steps
    assert f"call-position-{POSITION}" in chain


def test_what_follows_nothing_and_leads_to_nothing_is_no_chain() -> None:
    assert not [chain for chain in joined(LINKS) if f"call-{LATER_CALL}" in chain]


def test_every_station_of_a_chain_leads_to_it() -> None:
    station: dict[str, Any] = {"kind": "act", "number": None}
    links = {
        "act-a": {**station, "_id": "act-a", "id": "a", "follows": []},
        "act-b": {
            **station,
            "_id": "act-b",
            "id": "b",
            "follows": [{"kind": "act", "id": "a", "number": None}],
        },
    }
    found = [chain_of(links, id) for id in links]
    assert found[0] == found[1]
    assert chain_of(links, "act-c") is None


NODES = st.integers(1, 6)


@given(st.lists(st.tuples(NODES, NODES), max_size=12))
def test_every_linked_station_stands_once_and_behind_what_it_follows(
    pairs: list[tuple[int, int]],
) -> None:
    log = Chronicle()
    forward = [(max(pair), min(pair)) for pair in pairs if len(set(pair)) > 1]
    for number, (what, follows) in enumerate(forward):
        fact = council.LinkRecorded(
            what=Station(kind="act", id=f"n{what}"),
            follows=Station(kind="act", id=f"n{follows}"),
            recorded_on=date(2015, 1, 1),
        )
        log.add(Ref("council", "link", f"l{number}"), fact)
    found = joined(folded(TIMELINE, log))
    placed = [one for chain in found for one in chain]
    assert sorted(placed) == sorted({f"act-n{n}" for pair in forward for n in pair})
    for what, follows in forward:
        (chain,) = [chain for chain in found if f"act-n{what}" in chain]
        assert chain.index(f"act-n{follows}") < chain.index(f"act-n{what}")


def agenda(*proposals: int | None) -> dict[str, Any]:
    items = [{"number": n, "proposal": proposal} for n, proposal in enumerate(proposals, 1)]
    return {
        "_id": "m",
        "agenda": items,
        "decisions": [{"decision": 1, "item": 2}, {"decision": 2, "item": 1}],
    }


def test_what_was_decided_on_an_item_follows_the_proposal_that_the_item_takes_up() -> None:
    linked = with_proposals({}, [agenda(None, 1)])
    follows = {id: [key_of(name) for name in station["follows"]] for id, station in linked.items()}
    assert follows == {"item-m-2": ["proposal-m-1"], "decision-m-1": ["item-m-2"]}


def test_an_item_that_takes_up_no_proposal_any_more_begins_no_chain() -> None:
    assert with_proposals({}, [agenda(None, None)]) == {}


def test_a_decision_keeps_what_else_it_follows() -> None:
    position = {"kind": "position", "id": "p", "number": None}
    station = {"_id": "decision-m-1", "kind": "decision", "id": "m", "number": 1, "follows": [position]}
    linked = with_proposals({"decision-m-1": station}, [agenda(None, 1)])
    assert [key_of(name) for name in linked["decision-m-1"]["follows"]] == ["position-p", "item-m-2"]


@given(st.lists(st.tuples(NODES, NODES), min_size=1, max_size=8))
def test_a_circle_is_cut_and_not_followed_for_ever(pairs: list[tuple[int, int]]) -> None:
    log = Chronicle()
    for number, (what, follows) in enumerate(pairs):
        fact = council.LinkRecorded(
            what=Station(kind="act", id=f"n{what}"),
            follows=Station(kind="act", id=f"n{follows}"),
            recorded_on=date(2015, 1, 1),
        )
        log.add(Ref("council", "link", f"l{number}"), fact)
    placed = [one for chain in joined(folded(TIMELINE, log)) for one in chain]
    assert sorted(placed) == sorted({f"act-n{n}" for pair in pairs for n in pair})


# ── what waits ──────────────────────────────────────────────────────────────────────────────────
MADE = council.InputsConsolidated(
    groups=(InputGroup(title={"en": "g"}, inputs=("5900001-1-1",)),), consolidated_on=date(2015, 7, 1)
)
SENT = council.InputsTransmitted(
    institution="opm",
    inputs=1,
    answer_by=datetime(2015, 8, 1, 14, tzinfo=UTC),
    transmitted_on=date(2015, 7, 2),
)
SAID = answered("5900001-1-1", "accepted", {"en": "Yes"})
ALL = council.CallAnswered(inputs=1, answered_on=date(2015, 8, 3))
SILENT = council.InputsUnanswered(
    inputs=("5900001-1-1",), answer_by=SENT.answer_by, found_on=date(2015, 8, 1)
)
ENDED = council.CallReported(
    matrix=(MatrixRow(input="5900001-1-1", outcome="accepted"),), reported_on=date(2015, 9, 1)
)


@pytest.mark.parametrize(
    ("events", "waits"),
    [
        ([], {"ConsolidateInputs"}),
        ([MADE], {"TransmitInputs"}),
        ([MADE, SENT], {"AnswerInput"}),
        ([MADE, SENT, SAID], {"AnswerInput"}),
        ([MADE, SENT, SAID, ALL], {"CloseWithReport"}),
        ([MADE, SENT, SILENT], {"AnswerInput", "CloseWithReport"}),
        ([MADE, SENT, SAID, ALL, ENDED], set()),
    ],
)
def test_each_step_of_a_call_leaves_waiting_what_comes_next(events: list[Event], waits: set[str]) -> None:
    items = folded(WORK_QUEUE, Chronicle().add(call("c"), opened(), *events))
    assert items.keys() == {f"council.{command}:c" for command in waits}


def test_the_institution_that_was_asked_sees_until_when() -> None:
    item = folded(WORK_QUEUE, Chronicle().add(call("c"), opened(), MADE, SENT))["council.AnswerInput:c"]
    assert (item["role"], item["bound_to"], item["until"]) == ("government", "opm", "2015-08-01T14:00:00Z")
