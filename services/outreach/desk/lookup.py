"""What is an id called, and which ids may be chosen in a field? Read models know both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from services.outreach.portal.labels import label
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from services.outreach.projections.portal.newsletter import the_newsletter
from services.outreach.projections.portal.territory import Places, places
from shared.kernel.mongo import Mongo
from shared.kernel.subject import TOKEN

MOST = 2_000
"""Choices that a field offers; beyond, the id is typed."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the things of one kind stand: the read model, the field with their name, their entity."""

    database: str
    model: str
    name: str
    entity: str
    """ "service.entity", whose page at the desk tells more."""


SOURCES: Mapping[str, Source] = {
    "organisation": Source("portal", "organisations", "name", "membership.organisation"),
    "institution": Source("portal", "institutions", "name", "council.institution"),
    "body": Source("portal", "bodies", "name", "council.body"),
    "meeting": Source("portal", "meetings", "title", "council.meeting"),
    "call": Source("portal", "consultations", "title", "council.call"),
    "dialogue": Source("portal", "dialogues", "topic", "council.dialogue"),
    "commitment": Source("portal", "commitments", "text", "council.commitment"),
    "document": Source("portal", "documents", "title", "membership.document"),
    "strategy": Source("portal", "strategies", "title", "council.strategy"),
    "hub": Source("portal", "hubs", "seat", "outreach.hub"),
    "hub_month": Source("portal", "hubs", "seat", "outreach.hub_month"),
    "election": Source("portal", "elections", "title", "council.election"),
    "position": Source("portal", "positions", "title", "membership.position"),
    "training": Source("portal", "trainings", "title", "membership.training"),
    "internship": Source("portal", "internships", "title", "membership.internship"),
    "publication": Source("reporting", "publications", "title", "outreach.publication"),
    "report": Source("reporting", "reports", "title", "outreach.report"),
    "logframe": Source("portal", "logframes", "title", "outreach.logframe"),
    "fund": Source("reporting", "funds", "title", "grants.fund"),
    "claim": Source("reporting", "claims", "", "grants.claim"),
    "batch": Source("reporting", "payments", "", "grants.batch"),
    "enquiry": Source("reporting", "hubs", "", "outreach.enquiry"),
    "issue": Source("reporting", "issues", "", "outreach.issue"),
    "visibility_action": Source("reporting", "visibility", "title", "outreach.visibility_action"),
}
"""By what a field or a fact is called."""
ALIASES = {
    "parent": "body",
    "host": "organisation",
    "complainant": "organisation",
    "respondent": "organisation",
    "appellant": "organisation",
    "named_by": "institution",
}
JOINED = {
    "claim": ("organisation", "meeting"),
    "meeting": ("body",),
    "enquiry": ("hub",),
    "issue": ("topic",),
}
"""Of what else the name of one is made."""
HUB_MONTH = re.compile(r"(.+)_([1-9][0-9]{3}-(?:0[1-9]|1[0-2]))")
"""The id of a hub's month: the hub and the month."""
NATIONAL = N_("National")
MEETING = N_("the meeting of %(date)s")
CLAIM = N_("the claim of %(organisation)s for %(meeting)s")
BATCH = N_("of %(date)s (claims: %(n)s)")
"""Behind the word for it."""
BY_ORGANISATION = N_("the enquiry of an organisation at %(hub)s, received on %(date)s (%(topic)s)")
BY_PERSON = N_("the enquiry of a person at %(hub)s, received on %(date)s (%(topic)s)")
"""Who it was stands in no name: some who read that there is an enquiry may not know."""
ISSUE = N_("the newsletter of %(date)s · %(topic)s, %(language)s, no. %(number)s")


class Lookup:
    """Names for one page, in one language; each kind is asked for once."""

    def __init__(self, mongo: Mongo, language: Language) -> None:
        self._mongo, self._language = mongo, language
        self._found: dict[tuple[str, str], Any] = {}
        self._places: Places | None = None

    async def fetch(self, kind: str, ids: Iterable[str]) -> None:
        """Brings what these are called."""
        if kind == "hub_month":
            return await self.fetch("hub", [found[1] for id in ids if (found := HUB_MONTH.fullmatch(id))])
        if kind == "topic":
            return await self._topics()
        source = SOURCES.get(ALIASES.get(kind, kind))
        wanted = {id for id in ids if isinstance(id, str) and (kind, id) not in self._found}
        if source is None or not wanted:
            return
        db = self._mongo.database(source.database)
        for document in await db.find(source.model, {"_id": {"$in": sorted(wanted)}}):
            self._found[kind, document["_id"]] = document
        await self._join(kind)

    async def _topics(self) -> None:
        """Of the newsletter, all of them."""
        newsletter = await the_newsletter(self._mongo.database("portal"))
        for topic in newsletter["topics"] if newsletter else ():
            self._found["topic", topic["topic"]] = topic

    async def _join(self, kind: str) -> None:
        """Brings what the names of this kind are made of."""
        found = [document for (known, _), document in self._found.items() if known == kind]
        for other in JOINED.get(kind, ()):
            await self.fetch(other, [document[other] for document in found])
        if kind == "hub" and self._places is None:
            self._places = await places(self._mongo.database("portal"))

    def knows(self, kind: str, id: str) -> bool:
        """Whether there is such a thing, of what was brought."""
        return (kind, id) in self._found

    def name(self, kind: str, id: str) -> Markup:
        """The name; the id itself where nobody gave one."""
        if kind == "hub_month":
            return self._month(id)
        document = self._found.get((kind, id))
        if document is None:
            return escape(id)
        if kind == "topic":
            return self._language.name(document["title"])
        source = SOURCES[ALIASES.get(kind, kind)]
        if made := MADE.get(kind):
            return made(self, document)
        return self._language.name(document[source.name]) if document.get(source.name) else escape(id)

    def link(self, kind: str, id: str) -> Markup:
        """The name, leading to its page at the desk; words that are no id lead nowhere."""
        source = SOURCES.get(ALIASES.get(kind, kind))
        if source is None or not TOKEN.fullmatch(id):
            return escape(id)
        href = f"/{self._language.code}/desk/record/{source.entity.replace('.', '/')}/{id}"
        return Markup('<a class="ds-link" href="{}">{}</a>').format(href, self.name(kind, id))

    def _meeting(self, meeting: Any) -> Markup:
        if meeting["title"]:
            return self._language.name(meeting["title"])
        date = self._language.say(MEETING, date=self._language.day(meeting["starts_at"]))
        return Markup("{}, {}").format(self.name("body", meeting["body"]), date)

    def _claim(self, claim: Any) -> Markup:
        organisation = self.name("organisation", claim["organisation"])
        return self._language.say(
            CLAIM, organisation=organisation, meeting=self.name("meeting", claim["meeting"])
        )

    def _batch(self, batch: Any) -> Markup:
        count = self._language.number(len(batch["payments"]))
        return self._language.say(BATCH, date=self._language.day(batch["prepared_on"]), n=count)

    def _enquiry(self, enquiry: Any) -> Markup:
        asked = BY_ORGANISATION if enquiry["organisation"] else BY_PERSON
        return self._language.say(
            asked,
            hub=self.name("hub", enquiry["hub"]),
            date=self._language.day(enquiry["logged_on"]),
            topic=label(self._language, "topic", enquiry["topic"]),
        )

    def _issue(self, issue: Any) -> Markup:
        return self._language.say(
            ISSUE,
            date=self._language.day(issue["since"]),
            topic=self.name("topic", issue["topic"]),
            language=self._language.language_name(issue["language"]),
            number=issue["number"],
        )

    def _hub(self, hub: Any) -> Markup:
        """By its place, as on the public pages; the national one says so, beside the one of its town."""
        known = self._places.municipalities if self._places else {}
        place = self._language.name(known.get(hub["seat"], {"en": hub["seat"]}))
        national = self._language.say(NATIONAL)
        return Markup("{} ({})").format(place, national) if hub["national"] else place

    def _month(self, id: str) -> Markup:
        """A hub's, by its hub and its month."""
        found = HUB_MONTH.fullmatch(id)
        if found is None:
            return escape(id)
        return Markup("{}, {}").format(self.name("hub", found[1]), self._language.month(found[2]))

    async def choices(self, kind: str, where: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
        """Ids with their names in plain words, for a field of this kind, where a list of them is kept."""
        kind = ALIASES.get(kind, kind)
        source = SOURCES.get(kind)
        if source is None:
            return []
        order = [("starts_at", -1)] if kind == "meeting" else [("_id", 1)]
        found = await self._mongo.database(source.database).find(
            source.model, where or {}, sort=order, limit=MOST
        )
        self._found |= {(kind, document["_id"]): document for document in found}
        await self._join(kind)
        return [(document["_id"], self.name(kind, document["_id"]).striptags()) for document in found]


MADE: Mapping[str, Callable[[Lookup, Any], Markup]] = {
    "meeting": Lookup._meeting,
    "claim": Lookup._claim,
    "batch": Lookup._batch,
    "enquiry": Lookup._enquiry,
    "issue": Lookup._issue,
    "hub": Lookup._hub,
}
"""Names that are made of several facts."""
