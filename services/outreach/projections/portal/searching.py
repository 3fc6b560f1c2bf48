"""By which words is a document found? Its texts in every language, in lower case and without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NotRequired

from typing_extensions import TypedDict

from shared.kernel.event import Event, Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Evolve, Fold

Texts = Iterable[Mapping[str, str] | str | None]


class Searchable(TypedDict):
    search: NotRequired[str]
    """What may be sought in it: only texts that the document itself shows."""


def plain(text: str) -> str:
    """Lower case, without accents: what "Pejë" and "peje" have in common."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def searchable(texts: Callable[[Any], Texts], on: Mapping[type[Event], Fold]) -> Mapping[type[Event], Fold]:
    """The same table of folds; each document it makes also holds the words of these texts."""
    return {type_: Fold(_with_words(texts, row.evolve), row.ids) for type_, row in on.items()}


def _with_words(texts: Callable[[Any], Texts], evolve: Evolve) -> Evolve:
    def evolved(document: Any, recorded: Recorded[Any]) -> Any:
        new = evolve(document, recorded)
        return None if new is None else {**new, "search": sought(texts(new))}

    return evolved


def sought(texts: Texts) -> str:
    words = (plain(one) for text in texts if text for one in _each(text))
    return " · ".join(dict.fromkeys(words))


def _each(text: Mapping[str, str] | str) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text.values()


def having(words: str) -> dict[str, Any]:
    """A filter: every one of the words stands in it, in any order."""
    return {"$and": [{"search": {"$regex": re.escape(plain(word))}} for word in words.split()]}


def has(text: Mapping[str, str], words: str) -> bool:
    """Whether every one of the words stands in this text, in one or another of its languages."""
    return all(plain(word) in sought([text]) for word in words.split())


async def find(
    db: Database, model: str, where: Mapping[str, Any], limit: int, day: str = ""
) -> tuple[int, list[Any]]:
    """How many documents fit, and the first of them: the latest, by the field with a day."""
    order = [(day, -1)] if day else []
    return await db.count(model, where), await db.find(model, where, sort=[*order, ("_id", 1)], limit=limit)
