"""Institutions, strategy, bodies, seats, meetings: which commands stand behind these files?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from shared.cli.programme import minutes
from shared.cli.programme.rows import ZONE, Programme, Row, give, text


def institutions(p: Programme) -> Iterator[Row]:
    for r in p.table("institutions.csv"):
        institution = r["institution"]
        yield give(
            p.staff["council"],
            "RegisterInstitution",
            "2013-07-05",
            institution,
            institution=institution,
            name=text(r),
        )


def strategy(p: Programme) -> Iterator[Row]:
    data = p.json("strategy.json")
    yield give(p.staff["council"], "AdoptStrategy", data["adopted_on"], data["strategy"], **data)


def bodies(p: Programme) -> Iterator[Row]:
    for data in p.json("bodies.json"):
        yield give(
            p.staff["council"],
            "EstablishBody",
            data["established_on"],
            data["body"],
            about="bodies",  # one after the other: a parent comes before its children
            **data,
        )


def seats(p: Programme) -> Iterator[Row]:
    for r in p.table("seats.csv"):
        place = {"body": r["body"], "seat": r["seat"]}
        key = f"{r['body']}/{r['seat']}/{r['since']}"
        yield give(
            p.staff["council"],
            "FillSeat",
            r["since"],
            key,
            about=r["body"],
            **place,
            holder={"kind": r["holder_kind"], "id": r["holder"]},
            person=r["person"],
            person_name=r["person_name"],
            substitute=r["substitute"] or None,
            since=r["since"],
            ground=r["ground"],
        )
        if r["vacated_on"]:
            yield give(
                p.staff["council"],
                "VacateSeat",
                r["vacated_on"],
                key,
                about=r["body"],
                **place,
                reason=r["vacated_reason"],
            )


def meetings(p: Programme) -> Iterator[Row]:
    seated, guests = p.by("attendance.csv", "meeting"), p.by("guests.csv", "meeting")
    for data in p.json("meetings.json"):
        yield from _announced(
            p, data, data["scheduled_on"], _moment(data["starts_at"]), _moment(data["ends_at"])
        )
        if cancelled := data.get("cancelled"):
            yield _about(p, data, "CancelMeeting", cancelled["on"], reason=cancelled["reason"])
            continue
        moved = data.get("rescheduled")
        if moved:
            yield _about(
                p,
                data,
                "RescheduleMeeting",
                moved["on"],
                starts_at=_moment(moved["starts_at"]),
                ends_at=_moment(moved["ends_at"]),
                place=moved["place"],
                reason=moved["reason"],
            )
        day = (moved or data)["starts_at"][:10]
        yield from _held(p, data, day, seated.get(data["meeting"], []), guests.get(data["meeting"], []))


def upcoming(p: Programme) -> Iterator[Row]:
    """Meetings so many days after the day of the replay: "what happens next" is never empty."""
    for data in p.json("upcoming.json"):
        day = (p.today + timedelta(days=data["in_days"])).isoformat()
        starts, ends = (_moment(f"{day} {data[hour]}") for hour in ("starts_at", "ends_at"))
        yield from _announced(p, data, p.yesterday, starts, ends)


def _announced(p: Programme, data: dict[str, Any], on: str, starts: str, ends: str) -> Iterator[Row]:
    yield _about(
        p,
        data,
        "ScheduleMeeting",
        on,
        body=data["body"],
        title=data["title"],
        starts_at=starts,
        ends_at=ends,
        place=data["place"],
        languages=data["languages"],
    )
    items = minutes.agenda(p, data)
    yield _about(p, data, "SetAgenda", minutes.agenda_on(p, data["meeting"], on), items=items)


def _held(
    p: Programme, data: dict[str, Any], day: str, seated: list[dict[str, str]], guests: list[dict[str, str]]
) -> Iterator[Row]:
    yield _about(
        p,
        data,
        "RecordAttendance",
        day,
        seats=[_mark(p, r) for r in seated],
        guests=[{"organisation": r["organisation"] or None, "label": r["label"]} for r in guests],
    )
    yield _about(p, data, "HoldMeeting", day)
    for number, decision in enumerate(data["decisions"], 1):
        at = minutes.taken_at(p, data["meeting"], number)
        yield _about(p, data, "RecordDecision", day, number, taken_at=at, **decision)


def _mark(p: Programme, r: dict[str, str]) -> dict[str, str | None]:
    mark = {"seat": r["seat"], "presence": r["presence"], "person": r["person"] or None}
    return {**mark, **minutes.times(p, r["meeting"], r["seat"])}


def _about(p: Programme, data: dict[str, Any], command: str, on: str, number: int = 1, **fields: Any) -> Row:
    meeting = data["meeting"]
    return give(
        p.staff["council"], command, on, f"{meeting}/{number}", about=meeting, meeting=meeting, **fields
    )


def _moment(local: str) -> str:
    return datetime.fromisoformat(local).replace(tzinfo=ZONE).isoformat()
