"""What does a reader ask of a read model? Filters, an order, a place to go on from; by its schema."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.outreach.api.answers import NoSuchPage
from shared.kernel.problem import Malformed
from shared.kernel.projection import Projection
from shared.kernel.shape import Schema, json_schema

RESERVED = ("limit", "sort", "cursor", "after", "as_of")
COMPARISONS = {"gte": "$gte", "lte": "$lte", "gt": "$gt", "lt": "$lt", "ne": "$ne"}
USUAL, MOST = 50, 200
LARGEST = 2**53
CURSOR = "^[A-Za-z0-9_-]+$"
SCALARS = ("string", "integer", "boolean", "number")


@dataclass(frozen=True)
class Columns:
    """The fields of a read model that a reader may filter and sort by."""

    types: Mapping[str, str]
    sortable: tuple[str, ...]

    @classmethod
    def of(cls, projection: Projection) -> Columns:
        schema = json_schema(projection)
        types = {name: found for name, one in schema["properties"].items() if (found := _type(one, schema))}
        unordered = {
            n for n, one in schema["properties"].items() if "anyOf" in one or one.get("type") == "array"
        }
        return cls(types, tuple(n for n in schema.get("required", ()) if n in types and n not in unordered))


def _type(schema: Schema, root: Schema) -> str | None:
    """The scalar that stands there, or that the list there is made of."""
    if "$ref" in schema:
        return _type(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root)
    if "enum" in schema:
        return "string"
    if schema.get("type") == "array":
        return _type(schema.get("items", {}), root)
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return _type(one, root)
    found = schema.get("type")
    return found if found in SCALARS else None


@dataclass(frozen=True)
class Asked:
    """One page of a read model."""

    where: dict[str, Any]
    sort: list[tuple[str, int]]
    limit: int
    after: int
    as_of: str | None

    def next(self, last: Mapping[str, Any]) -> str:
        """The cursor behind this document."""
        values = [last[name] for name, _ in self.sort]
        return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def asked(columns: Columns, query: list[tuple[str, str]]) -> Asked:
    """
    Raises:
        Malformed: a field that is not there, or a value that cannot be read; the text says which.
        NoSuchPage: the cursor leads nowhere.
    """
    given = dict(query)
    where = _filters(columns, [(k, v) for k, v in query if k not in RESERVED])
    sort = _sort(columns, given.get("sort"))
    if "cursor" in given:
        where = {"$and": [where, _behind(sort, _cursor(given["cursor"], len(sort)))]}
    return Asked(
        where=where,
        sort=sort,
        limit=_number("limit", given.get("limit", str(USUAL)), 1, MOST),
        after=_number("after", given.get("after", "0"), 0, LARGEST),
        as_of=given.get("as_of"),
    )


def _filters(columns: Columns, wishes: list[tuple[str, str]]) -> dict[str, Any]:
    where: dict[str, Any] = {}
    for key, text in wishes:
        name, _, comparison = key.partition(".")
        if name not in columns.types or (comparison and comparison not in COMPARISONS):
            raise Malformed(why=f"there is no field {key[:80]!r} to filter by")
        value = _value(name, columns.types[name], text)
        where.setdefault(name, {})[COMPARISONS.get(comparison, "$eq")] = value
    return where


def _value(name: str, type_: str, text: str) -> Any:
    if type_ == "boolean" and text in ("true", "false"):
        return text == "true"
    if type_ in ("integer", "number"):
        return _number(name, text, -LARGEST, LARGEST)
    if type_ == "string":
        return text
    raise Malformed(why=f"{name} cannot be {text[:80]!r}")


def _number(name: str, text: str, least: int, most: int) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 18 and least <= int(text) <= most):
        raise Malformed(why=f"{name} must be a whole number from {least} to {most}")
    return int(text)


def _sort(columns: Columns, text: str | None) -> list[tuple[str, int]]:
    order: list[tuple[str, int]] = []
    for part in [] if text is None else text.split(","):
        name = part.removeprefix("-")
        if name not in columns.sortable:
            raise Malformed(why=f"there is no field {name[:80]!r} to sort by")
        if name not in dict(order):
            order.append((name, -1 if part.startswith("-") else 1))
    return order if "_id" in dict(order) else [*order, ("_id", 1)]


def _cursor(text: str, length: int) -> list[Any]:
    if not re.fullmatch(CURSOR, text):
        raise Malformed(why="a cursor is what `next` of the page before says")
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        values = None
    scalar = isinstance(values, list) and all(isinstance(v, str | int | float | bool) for v in values)
    if not scalar or len(values) != length:
        raise NoSuchPage
    return list(values)


def _behind(sort: list[tuple[str, int]], values: list[Any]) -> dict[str, Any]:
    """Everything that comes after these values in this order."""
    options = []
    for place, (name, direction) in enumerate(sort):
        same = {earlier: {"$eq": values[n]} for n, (earlier, _) in enumerate(sort[:place])}
        options.append({**same, name: {"$gt" if direction > 0 else "$lt": values[place]}})
    return {"$or": options}
