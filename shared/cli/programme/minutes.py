"""Proposals, times and minutes of meetings: what do they add to the meetings' rows?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from shared.cli.programme.papers import of_item
from shared.cli.programme.rows import Persona, Programme, Row, give
from shared.kernel.entity import Grant

FILE = "minutes.json"
DRAFTED, CORRECTED, ADOPTED, PUBLISHED = 2, 6, 14, 16
"""Days after the meeting."""


def proposals(p: Programme) -> Iterator[Row]:
    for number, data in enumerate(p.json(FILE)["proposals"], 1):
        meeting, holder = data["meeting"], data["holder"]
        fields = {key: data[key] for key in ("title", "reason", "minutes")}
        yield give(
            _seated(p, holder),
            "ProposeAgendaItem",
            data["on"],
            f"{meeting}/{number}",
            about=meeting,
            meeting=meeting,
            proposer=holder,
            papers=_papers(p, meeting, data.get("item")),
            **fields,
        )


def _seated(p: Programme, holder: dict[str, str]) -> Persona:
    """Who speaks for an organisation or an institution."""
    if holder["kind"] == "organisation":
        return p.representatives[holder["id"]]
    person = next(r["person"] for r in p.table("seats.csv") if r["holder"] == holder["id"])
    return Persona(person, Grant("government", holder["id"]))


def agenda_on(p: Programme, meeting: str, called_on: str) -> str:
    """The day on which an agenda was set: with the call or, if items were proposed, with the last of them."""
    days = [str(data["on"]) for data in p.json(FILE)["proposals"] if data["meeting"] == meeting]
    return max([called_on, *days])


def agenda(p: Programme, meeting: dict[str, Any]) -> list[dict[str, Any]]:
    """The items with their owners and papers, and the proposals that they take up."""
    data, id = p.json(FILE), meeting["meeting"]
    here = [one for one in data["proposals"] if one["meeting"] == id]
    taken_up = {one["item"]: number for number, one in enumerate(here, 1) if "item" in one}
    return [
        {
            **item,
            "owner": data["owners"].get(f"{id}/{item['number']}"),
            "papers": _papers(p, id, item["number"]),
            "proposal": taken_up.get(item["number"]),
        }
        for item in meeting["agenda"]
    ]


def _papers(p: Programme, meeting: str, number: int | None) -> list[dict[str, Any]]:
    papers = of_item(p, meeting, number) if number else []
    return [{"title": paper.title, "sha256": paper.sha256} for paper in papers]


def times(p: Programme, meeting: str, seat: str) -> dict[str, str | None]:
    arrived, left = p.json(FILE)["times"].get(meeting, {}).get(seat, (None, None))
    return {"arrived": arrived, "left": left}


def taken_at(p: Programme, meeting: str, decision: int) -> str | None:
    at: str | None = p.json(FILE)["taken_at"].get(f"{meeting}/{decision}")
    return at


def minutes(p: Programme) -> Iterator[Row]:
    """Of every meeting that was held: drafted, perhaps corrected, adopted, published."""
    data = p.json(FILE)
    for meeting in p.json("meetings.json"):
        if not meeting.get("cancelled"):
            yield from _of(p, meeting, data["corrections"].get(meeting["meeting"]), data)


def _of(
    p: Programme, meeting: dict[str, Any], correction: dict[str, Any] | None, data: dict[str, Any]
) -> Iterator[Row]:
    id, day = meeting["meeting"], (meeting.get("rescheduled") or meeting)["starts_at"][:10]

    def row(command: str, after: int, **fields: Any) -> Row:
        on = (date.fromisoformat(day) + timedelta(days=after)).isoformat()
        return give(p.staff["council"], command, on, id, about=f"{id}-minutes", meeting=id, **fields)

    yield row("DraftMinutes", DRAFTED)
    if correction:
        yield row("CorrectMinutes", CORRECTED, base=1, **correction)
    if id not in data["unfinished"]:
        yield row("AdoptMinutes", ADOPTED, number=2 if correction else 1)
        yield row("PublishMinutes", PUBLISHED, with_revisions=id in data["with_revisions"])
