"""How is a fact of the council told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from services.outreach.portal.marking import N_
from services.outreach.portal.telling import commitments

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "council.StrategyAdopted": N_("The strategy %(strategy)s was adopted."),
    "council.BodyEstablished": N_("the body was established."),
    "council.SeatFilled.election": N_("%(holder)s took seat %(seat)s, by election."),
    "council.SeatFilled.nomination": N_("%(holder)s took seat %(seat)s, by nomination."),
    "council.SeatFilled.office": N_("%(holder)s took seat %(seat)s, by office."),
    "council.SeatVacated": N_("%(holder)s left seat %(seat)s."),
    "council.BodyDissolved": N_("the body was dissolved."),
    "council.MeetingScheduled": N_("a meeting was scheduled for %(when)s, %(place)s."),
    "council.AgendaSet": N_("the agenda of %(meeting)s was set."),
    "council.MeetingRescheduled": N_("a meeting was moved to %(when)s, %(place)s. Reason: %(reason)s"),
    "council.MeetingCancelled": N_("%(meeting)s was cancelled. Reason: %(reason)s"),
    "council.AttendanceRecorded": N_("the attendance of %(meeting)s was recorded."),
    "council.MeetingHeld.quorate": N_("%(meeting)s was held with a quorum; seats present: %(present)s."),
    "council.MeetingHeld.inquorate": N_("%(meeting)s was held without a quorum; seats present: %(present)s."),
    "council.DecisionTaken": N_("%(meeting)s took decision %(number)s: %(text)s"),
    "council.DecisionTaken.confidential": N_("%(meeting)s took decision %(number)s, on a confidential item."),
}
MEETING = N_("the meeting of %(date)s")


def strategy(teller: Teller, entry: Any) -> dict[str, Any]:
    if entry["type"] != "council.StrategyAdopted":
        return commitments.measure(teller, entry)
    return {"strategy": commitments.strategy(teller, entry["id"])}


def body(teller: Teller, entry: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"body_id": entry["id"]}
    if "holder" in entry["facts"]:
        facts["seat"] = entry["facts"]["seat"]
        facts["holder"] = teller.holder(entry["facts"]["holder"])
    return facts


def meeting(teller: Teller, entry: Any) -> dict[str, Any]:
    said, meeting = entry["facts"], teller.names.meetings[entry["id"]]
    when = teller.language.moment(said.get("starts_at", meeting["starts_at"]))
    name = teller.language.say(MEETING, date=teller.language.day(meeting["starts_at"]))
    facts = {
        "body_id": meeting["body"],
        "meeting": teller.anchor("meetings", entry["id"], name),
        "when": teller.anchor("meetings", entry["id"], when),
        "place": said.get("place"),
        "reason": said.get("reason"),
    }
    if "proposer" in said:
        facts["proposer"], facts["number"] = teller.holder(said["proposer"]), said["proposal"]
    if "quorum" in said:
        facts["present"] = teller.language.number(said["quorum"]["present"])
    if "decision" in said:
        taken = next(d for d in meeting["decisions"] if d["decision"] == said["decision"])
        facts["number"], facts["text"] = said["decision"], _decision(teller, taken)
    return facts


def _decision(teller: Teller, taken: Any) -> Markup | None:
    return teller.language.text(taken["text"]) if taken["text"] else None


FACTS = {"strategy": strategy, "body": body, "meeting": meeting}


def _quorum(entry: Any, facts: dict[str, Any]) -> str:
    return "quorate" if entry["facts"]["quorum"]["reached"] else "inquorate"


VARIANTS = {
    "council.SeatFilled": lambda entry, facts: entry["facts"]["ground"],
    "council.MeetingHeld": _quorum,
    "council.DecisionTaken": lambda entry, facts: "" if facts["text"] else "confidential",
}
