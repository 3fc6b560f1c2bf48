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
    choices: Mapping[str, tuple[str, ...]]
    """The only values there are, where the schema names them."""

    @classmethod
    def of(cls, projection: Projection) -> Columns:
        schema = json_schema(projection)
        parts = {name: _part(one, schema) for name, one in schema["properties"].items()}
        types = {name: found for name, part in parts.items() if (found := _type(part))}
        unordered = {
            n for n, one in schema["properties"].items() if "anyOf" in one or one.get("type") == "array"
        }
        sortable = (n for n in schema.get("required", ()) if n in types and n not in unordered)
        choices = {name: tuple(filter(None, part["enum"])) for name, part in parts.items() if "enum" in part}
        return cls(types, tuple(sortable), choices)


def _part(schema: Schema, root: Schema) -> Schema:
    """What stands there, or what the list there is made of."""
    if "$ref" in schema:
        return _part(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root)
    if schema.get("type") == "array":
        return _part(schema.get("items", {}), root)
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return _part(one, root)
    return schema


def _type(part: Schema) -> str | None:
    """The scalar that it is."""
    found = "string" if "enum" in part else part.get("type")
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
    """A field that is named several times is one of these; a comparison can be made once."""
    where: dict[str, dict[str, Any]] = {}
    for key, text in wishes:
        name, _, comparison = key.partition(".")
        if name not in columns.types or (comparison and comparison not in COMPARISONS):
            raise Malformed(why=f"there is no field {key[:80]!r} to filter by")
        value = _value(columns, name, text)
        wanted = where.setdefault(name, {})
        if not comparison:
            wanted.setdefault("$in", []).append(value)
        elif COMPARISONS[comparison] in wanted:
            raise Malformed(why=f"{key[:80]} is given twice")
        else:
            wanted[COMPARISONS[comparison]] = value
    return where


def _value(columns: Columns, name: str, text: str) -> Any:
    type_, choices = columns.types[name], columns.choices.get(name)
    if choices is not None and text not in choices:
        raise Malformed(why=f"{name} cannot be {text[:80]!r}: it is one of {', '.join(choices)}")
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
