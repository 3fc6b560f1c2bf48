"""How do meetings get into a reader's calendar? iCalendar (RFC 5545, 7986) and invitations (iTIP, RFC 5546).

A meeting is one event for ever: UID is its id and SEQUENCE its version, so what is moved moves in every
calendar and what is called off is cancelled there. The address to join online is not public and not in it:
who sits there finds it at the desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Literal

from icalendar import Calendar, Event, vCalAddress, vText

from services.outreach.portal.labels import label
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from services.outreach.portal.names import Names

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
STATUS = {"scheduled": "CONFIRMED", "held": "CONFIRMED", "cancelled": "CANCELLED"}
MAKER = "-//CiviKos//Public record//EN"
ASKED_AGAIN = timedelta(hours=4)
"""How often a subscribed calendar should look."""
AGENDA = N_("Agenda")
PAGE = {"organisation": "organisations/", "institution": "commitments?institution="}
"""Who sits there is known by the page about it: nobody's e-mail address is public."""
ASKED = {"ROLE": "REQ-PARTICIPANT", "CUTYPE": "GROUP", "PARTSTAT": "NEEDS-ACTION"}


class Scribe:
    """Writes meetings for readers of one language; `base` is where this site is."""

    def __init__(self, language: Language, names: Names, base: str) -> None:
        self._language, self._names = language, names
        self._home = f"{base}/{language.code}"

    def feed(self, name: str, path: str, meetings: Iterable[Any]) -> bytes:
        """A calendar to subscribe to; `path` is its own address below the language."""
        calendar = self._calendar("PUBLISH")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("url", f"{self._home}/calendar")
        calendar.add("source", f"{self._home}{path}", parameters={"VALUE": "URI"})
        calendar.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
        for meeting in meetings:
            calendar.add_component(self._event(meeting))
        return bytes(calendar.to_ical())

    def invitation(self, meeting: Any, seats: Iterable[Any]) -> bytes:
        """One meeting for those who sit in its body: the call or, if it is called off, its end."""
        calendar = self._calendar("CANCEL" if meeting["state"] == "cancelled" else "REQUEST")
        event = self._event(meeting)
        event.add("organizer", _party("CiviKos", self._home, ROLE="CHAIR"))
        holders = {seat["holder"]["id"]: seat["holder"] for seat in seats if seat["holder"]}
        for holder in holders.values():
            name = self._language.plain(self._names.holder(holder))
            event.add("attendee", _party(name, f"{self._home}/{PAGE[holder['kind']]}{holder['id']}", **ASKED))
        calendar.add_component(event)
        return bytes(calendar.to_ical())

    def _calendar(self, method: Method) -> Calendar:
        calendar = Calendar()
        calendar.add("prodid", MAKER)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", method)
        return calendar

    def _event(self, meeting: Any) -> Event:
        event = Event()
        event.add("uid", meeting["_id"])
        event.add("sequence", meeting["version"])
        event.add("dtstamp", _moment(meeting["changed_at"]))
        event.add("last-modified", _moment(meeting["changed_at"]))
        event.add("dtstart", _moment(meeting["starts_at"]))
        event.add("dtend", _moment(meeting["ends_at"]))
        event.add("status", STATUS[meeting["state"]])
        event.add("summary", self._title(meeting), parameters={"LANGUAGE": self._language.code})
        event.add("location", meeting["place"])
        event.add("url", f"{self._home}/meetings/{meeting['_id']}")
        event.add("categories", [self._language.plain(self._names.body(meeting["body"]))])
        if text := self._description(meeting):
            event.add("description", text, parameters={"LANGUAGE": self._language.code})
        return event

    def _title(self, meeting: Any) -> str:
        called = meeting["title"] or self._names.body(meeting["body"])
        title = self._language.plain(called)
        if meeting["state"] == "cancelled":
            return f"{label(self._language, 'meeting', 'cancelled')}: {title}"
        return title

    def _description(self, meeting: Any) -> str:
        """The agenda, or why the meeting was called off."""
        if meeting["cancelled_because"]:
            return str(meeting["cancelled_because"])
        if not meeting["agenda"]:
            return ""
        hidden = {"en": str(self._language.say("Confidential item"))}
        items = [
            f"{item['number']}. {self._language.plain(item['title'] or hidden)}" for item in meeting["agenda"]
        ]
        return "\n".join([str(self._language.say(AGENDA)), *items])


def _party(name: str, address: str, **more: str) -> vCalAddress:
    party = vCalAddress(address)
    party.params["CN"] = vText(name)
    party.params.update(more)
    return party


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
