"""Hubs, their work, and visibility: which commands stand behind these files?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.cli.programme.rows import Persona, Programme, Row, give, text
from shared.kernel.entity import Grant


def hubs(p: Programme) -> Iterator[Row]:
    for r in p.table("hubs.csv"):
        yield give(
            p.staff["hubs"],
            "OpenHub",
            r["opened_on"],
            r["hub"],
            hub=r["hub"],
            region=r["region"],
            seat=r["municipality"],
            host=r["host"],
            national=r["national"] == "yes",
            municipalities=r["municipalities"].split(),
            languages=r["languages"].split(),
            answer_days=int(r["answer_days"]),
        )


def hub_work(p: Programme) -> Iterator[Row]:
    """Enquiries with their answers, events, and the month's returns."""
    people = {r["bound_to"]: r["person"] for r in p.table("accounts.csv") if r["role"] == "hub"}

    def desk(hub: str) -> Persona:
        return Persona(people.get(hub, f"p-{hub}"), Grant("hub", hub))

    for r in p.table("enquiries.csv"):
        id = r["enquiry"]
        own: dict[str, Any] = {"about": r["hub"], "enquiry": id}
        asked: dict[str, Any] = {key: r[key] for key in ("hub", "topic", "channel", "question")}
        who: dict[str, Any] = {key: r[key] or None for key in ("organisation", "name", "contact")}
        yield give(desk(r["hub"]), "LogEnquiry", r["logged_on"], id, **own, **asked, **who)
        if r["answered_on"]:
            yield give(desk(r["hub"]), "AnswerEnquiry", r["answered_on"], id, **own, answer=r["answer"])
    for r in p.table("hub-events.csv"):
        held: dict[str, Any] = {
            "held_on": r["held_on"],
            "participants": int(r["participants"]),
            "title": text(r),
        }
        own = {"about": r["hub"], "hub": r["hub"], "event": r["event"]}
        yield give(desk(r["hub"]), "HoldHubEvent", r["held_on"], r["event"], **own, **held)
    for r in p.table("hub-returns.csv"):
        key = f"{r['hub']}/{r['month']}"
        filed = {"hub": r["hub"], "month": r["month"], "remarks": r["remarks"]}
        yield give(desk(r["hub"]), "FileMonthlyReturn", r["filed_on"], key, about=r["hub"], **filed)


def visibility_actions(p: Programme) -> Iterator[Row]:
    for r in p.table("visibility-actions.csv"):
        done = {key: r[key] for key in ("action", "kind", "channel", "evidence", "agreement", "done_on")}
        reach = int(r["reach"])
        yield give(
            p.staff["hubs"],
            "RecordVisibilityAction",
            r["done_on"],
            r["action"],
            title=text(r),
            reach=reach,
            **done,
        )
