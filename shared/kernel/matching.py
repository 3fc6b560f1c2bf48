"""Does a document fit a filter, and which comes first? As MongoDB says of scalars and of lists of scalars.

For documents that stand in no database. Source: the MongoDB manual, "Comparison/Sort Order" and "Query an
Array"; a property test holds both to the same answers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Document = Mapping[str, Any]
Where = Mapping[str, Any]
Sort = Sequence[tuple[str, int]]

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "$eq": operator.eq,
    "$gt": operator.gt,
    "$gte": operator.ge,
    "$lt": operator.lt,
    "$lte": operator.le,
}


def fits(document: Document, where: Where) -> bool:
    """Whether every condition holds: `{field: {"$gte": value}}`, `{field: {"$in": [value, …]}}`,
    `{"$and": […]}`, `{"$or": […]}`.
    """
    return all(_holds(document, name, wanted) for name, wanted in where.items())


def in_order(documents: Iterable[Document], sort: Sort) -> list[Document]:
    """By fields that every document has, as one scalar of one type each; 1 upwards, -1 downwards."""
    found = list(documents)
    for name, direction in reversed(sort):
        found.sort(key=operator.itemgetter(name), reverse=direction < 0)
    return found


def _holds(document: Document, name: str, wanted: Any) -> bool:
    match name:
        case "$and":
            return all(fits(document, where) for where in wanted)
        case "$or":
            return any(fits(document, where) for where in wanted)
        case _:
            return all(_compares(document.get(name), sign, value) for sign, value in wanted.items())


def _compares(found: Any, sign: str, value: Any) -> bool:
    """A list is what one of its parts is; values of different types are never compared, only unlike."""
    if sign == "$ne":
        return not _compares(found, "$eq", value)
    if sign == "$in":
        return any(_compares(found, "$eq", one) for one in value)
    parts = found if isinstance(found, list) else [found]
    return any(_type(part) == _type(value) and COMPARE[sign](part, value) for part in parts)


def _type(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return type(value).__name__
