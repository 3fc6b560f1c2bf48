"""How is a fact told? One sentence per event type, in the reader's language, with links to what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from services.outreach.portal.language import Language
from services.outreach.portal.names import Names
from services.outreach.portal.telling import (
    commitments,
    consultation,
    council,
    elections,
    membership,
    minutes,
    offices,
    outreach,
    positions,
    publications,
)

JOINED = "membership.MemberJoined"

NOBODY = Markup()


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history."""

    position: int
    on: str
    recorded_at: str
    sentence: Markup
    who: Markup = NOBODY
    """The office in which it was recorded; empty where that is not told."""

    @property
    def late(self) -> bool:
        """Written down on another day than the fact speaks of."""
        return self.on[:10] != self.recorded_at[:10]


def together(entries: Iterable[Any]) -> Iterator[list[Any]]:
    """Each entry by itself; those that say how organisations joined on one day in one group."""
    for (kind, _), same in groupby(entries, key=lambda e: (e["type"], e["on"])):
        if kind == JOINED:
            yield list(same)
        else:
            yield from ([entry] for entry in same)


class Teller:
    """Tells entries in one language; on an entity's own page ("body:council") its name is said less."""

    def __init__(self, language: Language, names: Names, page: str = "") -> None:
        self.language, self.names, self.page = language, names, page

    def tell(self, entries: Iterable[Any]) -> list[Told]:
        return [self._told(entry) for entry in entries]

    def _told(self, entry: Any) -> Told:
        who = offices.told(self, entry)
        return Told(entry["position"], entry["on"], entry["recorded_at"], self.sentence(entry), who)

    def gist(self, groups: Iterable[list[Any]]) -> list[Told]:
        """One line for each group: those who joined on one day are counted, not named."""
        return [self._told(group[0]) if len(group) == 1 else self._joined(group) for group in groups]

    def _joined(self, group: list[Any]) -> Told:
        last = group[0]
        said = self.language.several(
            "%(n)s organisation became a member of the platform.",
            "%(n)s organisations became members of the platform.",
            len(group),
        )
        return Told(last["position"], last["on"], last["recorded_at"], said)

    def sentence(self, entry: Any) -> Markup:
        facts = _FACTS[entry["entity"]](self, entry)
        said = self.language.say(SENTENCES[_key(entry, facts)], **facts)
        page, link = facts.get("under") or self._body(facts.get("body_id"))
        return said if self.page == page else Markup("{}: {}").format(link, said)

    def _body(self, id: str | None) -> tuple[str, Markup]:
        """The page a sentence belongs to, and the link to it; without a body it belongs to any page."""
        return (f"body:{id}", self.link("bodies", id, self.names.body(id))) if id else (self.page, Markup())

    def holder(self, holder: Any) -> Markup:
        """An organisation has a page, an institution has none."""
        name = self.names.holder(holder)
        if holder["kind"] == "organisation":
            return self.organisation(holder["id"])
        return self.language.name(name)

    def organisation(self, id: str) -> Markup:
        name = self.names.organisation(id)
        if self.page == f"organisation:{id}":
            return self.language.name(name)
        return self.link("organisations", id, name)

    def document(self, id: str) -> Markup:
        """One that binds the members; all of them stand on one page."""
        name = self.language.name(self.names.documents.get(id))
        return name if self.page == "documents" else self._at(f"documents#{id}", name)

    def titled(self, kind: str, entity: str, id: str) -> Markup:
        """The thing itself, with a link unless this is its own page."""
        title = self.names.title(entity, id)
        if self.page == f"{entity}:{id}":
            return self.language.name(title)
        return self.link(kind, id, title)

    def link(self, kind: str, id: str, name: dict[str, str]) -> Markup:
        return self.anchor(kind, id, self.language.name(name))

    def anchor(self, kind: str, id: str, words: str) -> Markup:
        return self._at(f"{kind}/{id}", words)

    def _at(self, address: str, words: str) -> Markup:
        href = f"/{self.language.code}/{address}"
        return Markup('<a class="ds-link" href="{}">{}</a>').format(href, words)


_AREAS: tuple[Any, ...] = (
    membership,
    minutes,
    council,
    commitments,
    elections,
    consultation,
    outreach,
    positions,
    publications,
)
SENTENCES: dict[str, str] = {key: said for area in _AREAS for key, said in area.SENTENCES.items()}
"""By type, or by type and variant: some facts are told differently by what they say."""
_FACTS = {entity: facts for area in _AREAS for entity, facts in area.FACTS.items()}
_VARIANTS = {kind: variant for area in _AREAS for kind, variant in area.VARIANTS.items()}


def _key(entry: Any, facts: dict[str, Any]) -> str:
    kind: str = entry["type"]
    variant = _VARIANTS[kind](entry, facts) if kind in _VARIANTS else ""
    return f"{kind}.{variant}" if variant else kind
