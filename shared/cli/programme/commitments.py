"""Measures, and what became of each commitment: which commands stand behind this file?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from shared.cli.programme.rows import Persona, Programme, Row, give
from shared.kernel.entity import Grant

FILE = "commitments.json"
STRATEGY = "strategy-2013-2017"


def measures(p: Programme) -> Iterator[Row]:
    adopted_on = p.json("strategy.json")["adopted_on"]
    for number, measure in enumerate(p.json(FILE)["measures"], 1):
        yield give(
            p.staff["council"],
            "AddMeasure",
            adopted_on,
            f"{STRATEGY}/{number}",
            about=STRATEGY,  # one after the other: they are numbered in this order
            strategy=STRATEGY,
            **measure,
        )
    closed = p.json(FILE)["closed"]
    yield give(
        p.staff["council"],
        "CloseStrategy",
        closed["on"],
        STRATEGY,
        strategy=STRATEGY,
        reason=closed["reason"],
    )


def recent(p: Programme) -> Iterator[Row]:
    """Commitments of the day before the replay, so that something is due in the time to come."""
    for data in p.json(FILE)["recent"]:
        due = _ahead(p, data["due_in_days"])
        fields = {key: data[key] for key in ("commitment", "source", "institution", "text")}
        yield give(p.staff["council"], "RecordCommitment", p.yesterday, data["commitment"], due=due, **fields)


def lives(p: Programme) -> Iterator[Row]:
    """What happened to the commitments that policies have made of measures and decisions."""
    data = p.json(FILE)
    owing = _owing(p)
    for commitment, steps in data["lives"].items():
        for number, step in enumerate(steps, 1):
            persona, command, fields = _step(p, step, owing[commitment], data["texts"])
            row = give(
                persona,
                command,
                step["on"],
                f"{commitment}/{number}",
                about=commitment,
                commitment=commitment,
                **fields,
            )
            yield replace(row, patient=True)


def _owing(p: Programme) -> dict[str, str]:
    """The institution of each commitment that follows from a measure or a decision."""
    owing = {
        f"{STRATEGY}-measure-{number}": measure["institution"]
        for number, measure in enumerate(p.json(FILE)["measures"], 1)
    }
    for meeting in p.json("meetings.json"):
        for number, decision in enumerate(meeting["decisions"], 1):
            if "institution" in decision:
                owing[f"{meeting['meeting']}-decision-{number}"] = decision["institution"]
    return owing


def _step(
    p: Programme, step: dict[str, Any], institution: str, texts: dict[str, Any]
) -> tuple[Persona, str, dict[str, Any]]:
    said = {key: texts[step[key]] for key in ("text", "reason") if key in step}
    secretariat = p.staff["council"]
    match step["do"]:
        case "report":
            facts = {"claimed": step["level"], "evidence": said["text"]}
            return _focal_point(p, institution), "ReportProgress", facts
        case "assess":
            organisation = step.get("by")
            by = p.representatives[organisation] if organisation else secretariat
            facts = {"level": step["level"], "evidence": said["text"], "done_by": step.get("done_by")}
            return by, "AssessProgress", {**facts, "organisation": organisation}
        case "replan":
            due = step.get("due") or _ahead(p, step["due_in_days"])
            decided = {"new_due": due, "reason": said["reason"], "decided_by": texts[step["by"]]}
            return secretariat, "ReplanCommitment", decided
        case "escalate":
            facts = {key: step[key] for key in ("body", "seat", "ground")}
            return secretariat, "EscalateCommitment", {**facts, "reason": said["reason"]}
        case "fulfil":
            return secretariat, "FulfilCommitment", {}
        case _:
            return secretariat, "WithdrawCommitment", {"reason": said["reason"]}


def _focal_point(p: Programme, institution: str) -> Persona:
    """Who sits in the Council for an institution speaks for it."""
    person = next(r["person"] for r in p.table("seats.csv") if r["holder"] == institution)
    return Persona(person, Grant("government", institution))


def _ahead(p: Programme, days: int) -> str:
    return (p.today + timedelta(days=days)).isoformat()
