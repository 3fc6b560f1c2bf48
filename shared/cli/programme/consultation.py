"""Calls for input, dialogues elsewhere, acts and links: which commands stand behind these files?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.cli.programme.rows import ZONE, Persona, Programme, Row, give
from shared.kernel.entity import Grant


def calls(p: Programme) -> Iterator[Row]:
    for data in p.json("consultations.json")["calls"]:
        call = {"about": data["call"], "call": data["call"]}
        yield give(
            p.staff["council"],
            "OpenCall",
            p.day(data["opened_on"]),
            data["call"],
            **call,
            title=data["title"],
            document=data["document"],
            reference=data["reference"],
            institution=data["institution"],
            deadline=_moment(p, data["deadline"]),
            follows=data["follows"],
        )
        if more := data.get("extended"):
            until = {"deadline": _moment(p, more["deadline"]), "reason": more["reason"]}
            yield give(p.staff["council"], "ExtendCall", more["on"], data["call"], **call, **until)
        yield from _inputs(p, data, call)
        yield from _outcome(p, data, call)


def _inputs(p: Programme, data: dict[str, Any], call: dict[str, str]) -> Iterator[Row]:
    """Each input, and the answer to it, if there is one."""
    for id, said in _named(data["inputs"]):
        speaker = p.representatives[said["organisation"]]
        words = {"organisation": said["organisation"], "part": said["part"], "text": said["text"]}
        yield give(speaker, "SubmitInput", p.day(said["on"]), f"{data['call']}/{id}", **call, **words)
        if answer := said.get("answer"):
            yield _answered(p, data["institution"], data["call"], id, answer)


def _named(inputs: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """With the id that the council gives to each."""
    times: Counter[str] = Counter()
    for said in inputs:
        times[said["organisation"]] += 1
        yield f"{said['organisation']}-{times[said['organisation']]}", said


def _answered(p: Programme, institution: str, call: str, input: str, answer: dict[str, Any]) -> Row:
    said = {"input": input, "outcome": answer["outcome"], "reason": answer["reason"]}
    key = f"{call}/{input}"
    return give(_focal_point(p, institution), "AnswerInput", answer["on"], key, about=call, call=call, **said)


def _focal_point(p: Programme, institution: str) -> Persona:
    """The account of the institution's person; an institution without one has a person all the same."""
    people = {r["bound_to"]: r["person"] for r in p.table("accounts.csv") if r["role"] == "government"}
    return Persona(people.get(institution, f"p-{institution}"), Grant("government", institution))


def _outcome(p: Programme, data: dict[str, Any], call: dict[str, str]) -> Iterator[Row]:
    office = p.staff["council"]
    if on := data.get("consolidated_on"):
        groups = [
            {"title": title, "inputs": [id for id, said in _named(data["inputs"]) if said["group"] == place]}
            for place, title in enumerate(data["groups"])
        ]
        yield give(office, "ConsolidateInputs", on, data["call"], **call, groups=groups)
    if on := data.get("transmitted_on"):
        until = _moment(p, data["answer_by"])
        yield give(office, "TransmitInputs", on, data["call"], **call, answer_by=until)
    if on := data.get("reported_on"):
        yield give(office, "CloseWithReport", on, data["call"], **call, summary=data["summary"])


def positions(p: Programme) -> Iterator[Row]:
    """Positions that came without a call: the council's policy has received each when it is passed on."""
    office = p.staff["council"]
    for data in p.json("consultations.json")["positions"]:
        call = f"position-{data['position']}"
        asked = {"institution": data["institution"], "answer_by": _moment(p, data["answer_by"])}
        passed_on = give(office, "TransmitInputs", data["transmitted_on"], call, call=call, **asked)
        yield replace(passed_on, patient=True)
        yield _answered(p, data["institution"], call, call, data["answer"])
        yield give(office, "CloseWithReport", data["reported_on"], call, call=call)


def chain(p: Programme) -> Iterator[Row]:
    """What followed from what, and the acts at the end."""
    office, files = p.staff["council"], p.json("consultations.json")
    for data in files["acts"]:
        on = data.pop("recorded_on")
        yield give(office, "RecordAct", on, data["act"], **data)
    for number, data in enumerate(files["links"], 1):
        on = data.pop("on")
        yield give(office, "RecordLink", on, f"link-{number}", **data)


def dialogues(p: Programme) -> Iterator[Row]:
    office = p.staff["council"]
    for data in p.json("dialogues.json")["targets"]:
        target = {"year": data["year"], "principles": data["principles"]}
        yield give(office, "SetDialogueTarget", data["on"], str(data["year"]), **target)
    for data in p.json("dialogues.json")["dialogues"]:
        yield from _dialogue(p, data)


def _dialogue(p: Programme, data: dict[str, Any]) -> Iterator[Row]:
    id, office = data["dialogue"], p.staff["council"]
    own = {"about": id, "dialogue": id}
    place = {key: data[key] for key in ("level", "municipality", "institution", "topic")}
    if asked := data.get("asked"):
        speaker = p.representatives[asked["organisation"]]
        organisation = {"organisation": asked["organisation"]}
        yield give(speaker, "RequestFacilitation", asked["on"], id, **own, **organisation, **place)
    yield give(office, "OpenDialogue", data["opened_on"], id, **own, principle=data["principle"], **place)
    for number, step in enumerate(data["steps"], 1):
        said = {"text": step["text"], "taken_on": step["on"]}
        yield give(office, "RecordDialogueStep", step["on"], f"{id}/{number}", **own, **said)
    if found := data.get("recognised"):
        on = found.pop("on")
        yield give(office, "RecognisePrinciple", on, id, **own, recognised_on=on, **found)
    if ended := data.get("closed"):
        yield give(office, "CloseDialogue", ended["on"], id, **own, outcome=ended["outcome"])


def _moment(p: Programme, local: str) -> str:
    """ "2015-10-23 16:00"; a number instead of the day is so many days after the day of the replay."""
    day, hour = local.split()
    return datetime.fromisoformat(f"{p.day(day)} {hour}").replace(tzinfo=ZONE).isoformat()
