"""Working rules, positions, advocacy, mandate reports: which commands stand behind these files?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.cli.programme.rows import Persona, Programme, Row, give


def working_rules(p: Programme) -> Iterator[Row]:
    rules = p.json("positions.json")["rules"]
    on = rules.pop("set_on")
    yield give(p.staff["board"], "SetWorkingRules", on, "working-rules", **rules)


def positions(p: Programme) -> Iterator[Row]:
    principles = [item["principle"] for item in p.json("positions.json")["rules"]["checklist"]]
    for data in p.json("positions.json")["positions"]:
        yield _own(p, data, "ProposePosition", data["proposed_on"], title=data["title"], text=data["text"])
        consultation = data["consultation"]
        until = p.day(consultation["until"])
        yield _office(p, data, "OpenPositionConsultation", consultation["opened_on"], until=until)
        yield from _voices(p, data)
        yield from _decided(p, data)
        if initiative := data.get("initiative"):
            yield from _advocated(p, data["position"], initiative, principles)


def _voices(p: Programme, data: dict[str, Any]) -> Iterator[Row]:
    for comment in data["comments"]:
        yield _said(
            p, data, "CommentOnPosition", comment["organisation"], comment["on"], text=comment["text"]
        )
    if revision := data.get("revision"):
        text = {"title": revision.get("title", data["title"]), "text": revision["text"]}
        yield _own(p, data, "RevisePosition", revision["on"], changes=revision["changes"], **text)
    for on, organisations in data["endorsements"].items():
        for organisation in organisations:
            yield _said(p, data, "EndorsePosition", organisation, on)


def _decided(p: Programme, data: dict[str, Any]) -> Iterator[Row]:
    if adopted := data.get("adopted"):
        ref = adopted.get("decision_ref")
        who = p.staff["board" if ref else "register"]
        yield _give(p, data, who, "AdoptPosition", adopted["on"], decision_ref=ref)
    if dropped := data.get("dropped"):
        yield _office(p, data, "DropPosition", dropped["on"], reason=dropped["reason"])
    if transmitted := data.get("transmitted"):
        yield _office(p, data, "TransmitPosition", transmitted["on"], call=transmitted.get("call"))


def _advocated(p: Programme, position: str, data: dict[str, Any], principles: list[str]) -> Iterator[Row]:
    unmet = data.get("unmet", {})
    id, lead = data["initiative"], data["organisation"]
    about = {"about": id, "initiative": id, "organisation": lead}
    speaker = p.representatives[lead]
    yield give(
        speaker,
        "LaunchInitiative",
        data["launched_on"],
        id,
        **about,
        title=data["title"],
        position=position,
        institution=data["institution"],
        checklist=[
            {"principle": one, "met": one not in unmet, "explanation": unmet.get(one)} for one in principles
        ],
    )
    for number, action in enumerate(data["actions"], 1):
        said = {"kind": action["kind"], "text": action["text"], "done_on": action["on"]}
        yield give(speaker, "RecordAdvocacyAction", action["on"], f"{id}/{number}", **about, **said)
    if ended := data.get("concluded"):
        on = ended.pop("on")
        yield give(speaker, "ConcludeInitiative", on, id, **about, **ended)


def reports(p: Programme) -> Iterator[Row]:
    texts = p.json("report-texts.json")
    for r in p.table("reports.csv"):
        organisation = r["organisation"]
        key = f"{r['meeting']}/{organisation}"
        where = {"meeting": r["meeting"], "organisation": organisation}
        said = texts[int(r["text"]) - 1]
        yield give(p.representatives[organisation], "FileMandateReport", r["filed_on"], key, **where, **said)


def _own(p: Programme, data: dict[str, Any], command: str, on: str | int, **fields: Any) -> Row:
    """Given by the organisation that proposed the position."""
    return _said(p, data, command, data["organisation"], on, **fields)


def _said(
    p: Programme, data: dict[str, Any], command: str, organisation: str, on: str | int, **fields: Any
) -> Row:
    who = p.representatives[organisation]
    return _give(p, data, who, command, on, organisation, organisation=organisation, **fields)


def _office(p: Programme, data: dict[str, Any], command: str, on: str | int, **fields: Any) -> Row:
    return _give(p, data, p.staff["register"], command, on, **fields)


def _give(
    p: Programme, data: dict[str, Any], who: Persona, command: str, on: str | int, by: str = "", **fields: Any
) -> Row:
    position = data["position"]
    key = "/".join(filter(None, (position, by)))
    return give(who, command, p.day(on), key, about=position, position=position, **fields)
