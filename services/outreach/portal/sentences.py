"""How is a fact told? One sentence per event type, in the reader's language, with links to what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from services.outreach.portal.names import Names

SENTENCES = {
    "membership.OrganisationRegistered": N_("%(organisation)s was entered in the register."),
    "membership.OrganisationDetailsChanged": N_("%(organisation)s changed its details."),
    "membership.OrganisationClosed": N_("%(organisation)s was closed."),
    "membership.MemberJoined": N_("%(organisation)s became a member of the platform."),
    "membership.MemberResigned": N_("%(organisation)s resigned its membership."),
    "membership.MembershipEnded": N_("The membership of %(organisation)s ended with its closing."),
    "membership.DocumentPublished": N_("Version %(version)s of the document %(document)s took effect."),
    "membership.DocumentAccepted": N_("%(organisation)s accepted version %(version)s of %(document)s."),
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
    "outreach.HubOpened": N_("The information centre opened; it is run by %(host)s."),
    "outreach.HubClosed": N_("The information centre closed. Reason: %(reason)s"),
}
MEETING = N_("the meeting of %(date)s")
JOINED = "membership.MemberJoined"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history."""

    position: int
    on: str
    recorded_at: str
    sentence: Markup

    @property
    def late(self) -> bool:
        """Written down on another day than the fact speaks of."""
        return self.on[:10] != self.recorded_at[:10]


class Teller:
    """Tells entries in one language; on an entity's own page ("body:council") its name is said less."""

    def __init__(self, language: Language, names: Names, page: str = "") -> None:
        self._language, self._names, self._page = language, names, page

    def tell(self, entries: Iterable[Any]) -> list[Told]:
        return [Told(e["position"], e["on"], e["recorded_at"], self.sentence(e)) for e in entries]

    def gist(self, entries: Iterable[Any], limit: int) -> list[Told]:
        """The same, shorter: those who joined on one day are counted, not named."""
        told: list[Told] = []
        for (kind, on), together in groupby(entries, key=lambda e: (e["type"], e["on"])):
            group = list(together)
            if kind == JOINED and len(group) > 1:
                told.append(Told(group[0]["position"], on, group[0]["recorded_at"], self._joined(len(group))))
            else:
                told += self.tell(group)
        return told[:limit]

    def _joined(self, n: int) -> Markup:
        return self._language.several(
            "%(n)s organisation became a member of the platform.",
            "%(n)s organisations became members of the platform.",
            n,
        )

    def sentence(self, entry: Any) -> Markup:
        facts = _FACTS[entry["entity"]](self, entry)
        said = self._language.say(SENTENCES[_variant(entry, facts)], **facts)
        body = facts.get("body_id")
        if body is None or self._page == f"body:{body}":
            return said
        return Markup("{}: {}").format(self._link("bodies", body, self._names.body(body)), said)

    def _organisation(self, entry: Any) -> dict[str, Any]:
        name = self._names.organisation(entry["id"])
        document = self._names.documents.get(entry["facts"].get("document", ""))
        return {
            "organisation": self._organisation_link(entry["id"], name),
            "document": self._language.name(document),
            "version": entry["facts"].get("version"),
        }

    def _document(self, entry: Any) -> dict[str, Any]:
        title = self._names.documents.get(entry["id"])
        return {"document": self._language.name(title), "version": entry["facts"]["version"]}

    def _strategy(self, entry: Any) -> dict[str, Any]:
        return {"strategy": self._language.name(self._names.strategies.get(entry["id"]))}

    def _body(self, entry: Any) -> dict[str, Any]:
        facts: dict[str, Any] = {"body_id": entry["id"]}
        if "holder" in entry["facts"]:
            holder = entry["facts"]["holder"]
            facts["seat"] = entry["facts"]["seat"]
            facts["holder"] = self.holder(holder)
        return facts

    def _meeting(self, entry: Any) -> dict[str, Any]:
        said, meeting = entry["facts"], self._names.meetings[entry["id"]]
        when = self._language.moment(said.get("starts_at", meeting["starts_at"]))
        name = self._language.say(MEETING, date=self._language.day(meeting["starts_at"]))
        facts = {
            "body_id": meeting["body"],
            "meeting": self._anchor("meetings", entry["id"], name),
            "when": self._anchor("meetings", entry["id"], when),
            "place": said.get("place"),
            "reason": said.get("reason"),
        }
        if "quorum" in said:
            facts["present"] = self._language.number(said["quorum"]["present"])
        if "decision" in said:
            taken = next(d for d in meeting["decisions"] if d["decision"] == said["decision"])
            facts["number"], facts["text"] = said["decision"], self._decision(taken)
        return facts

    def _hub(self, entry: Any) -> dict[str, Any]:
        return {"host": entry["facts"].get("host"), "reason": entry["facts"].get("reason")}

    def _decision(self, taken: Any) -> Markup | None:
        return self._language.text(taken["text"]) if taken["text"] else None

    def holder(self, holder: Any) -> Markup:
        """An organisation has a page, an institution has none."""
        name = self._names.holder(holder)
        if holder["kind"] == "organisation":
            return self._organisation_link(holder["id"], name)
        return self._language.name(name)

    def _organisation_link(self, id: str, name: dict[str, str]) -> Markup:
        if self._page == f"organisation:{id}":
            return self._language.name(name)
        return self._link("organisations", id, name)

    def _link(self, kind: str, id: str, name: dict[str, str]) -> Markup:
        return self._anchor(kind, id, self._language.name(name))

    def _anchor(self, kind: str, id: str, words: str) -> Markup:
        href = f"/{self._language.code}/{kind}/{id}"
        return Markup('<a class="ds-link" href="{}">{}</a>').format(href, words)


_FACTS: dict[str, Callable[[Teller, Any], dict[str, Any]]] = {
    "organisation": Teller._organisation,
    "membership": Teller._organisation,
    "acceptance": Teller._organisation,
    "document": Teller._document,
    "strategy": Teller._strategy,
    "body": Teller._body,
    "meeting": Teller._meeting,
    "hub": Teller._hub,
}


def _variant(entry: Any, facts: dict[str, Any]) -> str:
    """The sentence's key: some facts are told differently by what they say."""
    kind: str = entry["type"]
    if kind == "council.SeatFilled":
        return f"{kind}.{entry['facts']['ground']}"
    if kind == "council.MeetingHeld":
        return f"{kind}.{'quorate' if entry['facts']['quorum']['reached'] else 'inquorate'}"
    if kind == "council.DecisionTaken" and facts["text"] is None:
        return f"{kind}.confidential"
    return kind
