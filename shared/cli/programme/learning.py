"""Trainings, internships, membership plans: which commands stand behind this file?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.cli.programme.rows import Programme, Row, give

FILE = "learning.json"


def trainings(p: Programme) -> Iterator[Row]:
    for data in p.json(FILE)["trainings"]:
        id = data["training"]
        planned = {name: data[name] for name in ("title", "text", "place", "places", "languages")}
        days = {name: p.day(data[name]) for name in ("starts_on", "ends_on")}
        office = p.staff["register"]
        yield give(
            office, "PlanTraining", p.day(data["planned_on"]), id, about=id, training=id, **planned, **days
        )
        for one in data["participants"]:
            sent = {name: one[name] for name in ("person", "name", "organisation")}
            key, who = f"{id}/{one['person']}", p.representatives[one["organisation"]]
            yield give(who, "RegisterParticipant", p.day(one["on"]), key, about=id, training=id, **sent)
        if "delivered_on" in data:
            yield from _delivered(p, id, data)


def _delivered(p: Programme, id: str, data: dict[str, Any]) -> Iterator[Row]:
    office, about = p.staff["register"], {"about": id, "training": id}
    came = [one["person"] for one in data["participants"] if one["came"]]
    on = data["delivered_on"]
    yield give(office, "DeliverTraining", on, id, **about, participants=came, hours=data["hours"])
    yield give(office, "EvaluateTraining", data["evaluated_on"], id, **about, scores=data["scores"])
    certified = [one["person"] for one in data["participants"] if one["certificate"]]
    for number, person in enumerate(certified, 1):
        given = {"person": person, "certificate": f"{id}/{number}"}
        yield give(office, "CertifyParticipant", data["certified_on"], f"{id}/{person}", **about, **given)


def internships(p: Programme) -> Iterator[Row]:
    for data in p.json(FILE)["internships"]:
        id, host = data["internship"], data["host"]
        speaker = p.representatives[host]
        days = {name: p.day(data[name]) for name in ("apply_until", "starts_on", "ends_on")}
        words = {name: data[name] for name in ("title", "text")}
        where = {"about": id, "internship": id, "organisation": host}
        yield give(speaker, "AnnounceInternship", p.day(data["announced_on"]), id, **where, **words, **days)
        for one in data["applications"]:
            applied = {name: one[name] for name in ("person", "name", "motivation")}
            key = f"{id}/{one['person']}"
            office, on = p.staff["register"], p.day(one["on"])
            yield give(office, "ApplyForInternship", on, key, about=id, internship=id, **applied)
        if "selected" in data:
            yield from _done(p, data, where)


def _done(p: Programme, data: dict[str, Any], where: dict[str, str]) -> Iterator[Row]:
    id, speaker, intern = data["internship"], p.representatives[data["host"]], data["selected"]["person"]
    yield give(speaker, "SelectIntern", data["selected"]["on"], id, **where, person=intern)
    days = {name: data[name] for name in ("starts_on", "ends_on")}
    yield give(speaker, "SignAgreement", data["signed_on"], id, **where, **days)
    for number, one in enumerate(data["exchanges"], 1):
        sides = {side: intern if one[side] == "intern" else one[side] for side in ("learned", "taught")}
        fields = {"topic": one["topic"], "exchanged_on": one["on"], **sides}
        yield give(speaker, "LogKnowledgeExchange", one["on"], f"{id}/{number}", **where, **fields)
    if ended := data.get("completed"):
        said = {"grade": ended["grade"], "evaluation": ended["evaluation"]}
        yield give(speaker, "CompleteInternship", ended["on"], id, **where, **said)
    if ended := data.get("terminated"):
        said = {"ended_by": ended["by"], "reason": ended["reason"]}
        yield give(speaker, "TerminateInternship", ended["on"], id, **where, **said)


def plans(p: Programme) -> Iterator[Row]:
    for data in p.json(FILE)["plans"]:
        on, revised = data.pop("adopted_on"), data.pop("revised", None)
        year = data["year"]
        yield give(p.staff["board"], "AdoptMembershipPlan", on, str(year), **data)
        if revised:
            on = revised.pop("on")
            yield give(p.staff["board"], "ReviseMembershipPlan", on, str(year), year=year, **revised)
