"""What will people read of this: a publication in each of its languages, or the letter of an issue?

Whoever releases it has to read it as its readers will, so it stands on its record and on the forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

from services.outreach.desk.visit import Visit
from services.outreach.domain.issue import ISSUE, Compiled, Frozen, Issue, Released
from services.outreach.domain.publication import PUBLICATION
from services.outreach.domain.publication_states import Content, Draft, InReview, Published
from services.outreach.newsletter.addresses import Links
from services.outreach.portal.pages.news import paragraphs
from services.outreach.projections.portal.visibility import holding
from shared.contracts.values import Language
from shared.kernel.entity import Entity
from shared.kernel.event import Recorded, Ref

WRITING = ("outreach.DraftPublication", "outreach.CorrectPublication")
"""Their forms have the text in their own fields."""
OWN = "---"
"""What is different in each reader's letter."""
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A publication in one language, with what it says of its funding there."""

    language: str
    title: str
    paragraphs: list[str]
    emblem: bool
    statement: str
    disclaimer: str
    designation: str


@dataclass(frozen=True, slots=True)
class Preview:
    pieces: Sequence[Piece] = ()
    letter: str = ""
    """The plain part of an issue's letter."""
    language: str = ""
    """The letter's."""


async def preview(visit: Visit, ref: Ref, events: Iterable[Recorded[Any]]) -> Preview | None:
    """None of what is not to be read, or not any more."""
    match ref.service, ref.entity:
        case "outreach", "publication":
            match _state(PUBLICATION, events):
                case Draft(content=content) | InReview(content=content) | Published(content=content):
                    return Preview(pieces=_pieces(content))
        case "outreach", "issue":
            return await _letter(visit, _state(ISSUE, events))
    return None


def _state(entity: Entity[S], events: Iterable[Recorded[Any]]) -> S:
    return reduce(entity.evolve, (event.data for event in events), entity.initial)


def _pieces(content: Content) -> list[Piece]:
    shown = content.shown
    return [
        Piece(
            language=language,
            title=content.title.get(language, ""),
            paragraphs=paragraphs(content.text.get(language, "")),
            emblem=shown.emblem,
            statement=shown.statement.get(language, ""),
            disclaimer=shown.disclaimer.get(language, ""),
            designation=shown.designation.get(language, ""),
        )
        for language in _languages(content)
    ]


def _languages(content: Content) -> list[Language]:
    return list(dict.fromkeys((*content.title, *content.text)))


async def _letter(visit: Visit, issue: Issue) -> Preview | None:
    match issue:
        case Compiled() as compiled:
            pass
        case Frozen(compiled=compiled) | Released(compiled=compiled):
            pass
        case _:
            return None
    day = issue.released_on.isoformat() if isinstance(issue, Released) else visit.at.date().isoformat()
    shown = await holding(visit.tools.mongo.database("portal"), day)
    links = Links(visit.tools.letters.base, compiled.language, OWN, OWN)
    letter = visit.tools.letters.issue("", compiled, links, "preview", shown)
    plain = letter.get_body(("plain",))
    return Preview(letter=plain.get_content() if plain else "", language=compiled.language)
