"""What kind of field does a part of a JSON Schema ask for? One look, for showing and for reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Schema = dict[str, Any]
Kind = Literal[
    "text", "area", "number", "money", "date", "moment", "choice", "checks", "yesno", "texts", "lines",
    "rows", "group", "pairs", "file", "id", "json",
]  # fmt: skip

LONG = 200
"""Characters from which a text gets an area of several lines."""
WORDS = ("reason", "text", "motivation", "findings", "summary", "declaration", "evidence", "outcome", "note")
"""Fields that are written in sentences, whether or not the schema says how long."""
ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$"
SHA_PATTERN = "^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of the schema with its references resolved; `kind` says how a person fills it in."""

    kind: Kind
    schema: Schema
    optional: bool
    """It may be null."""
    defs: Schema

    @property
    def properties(self) -> dict[str, Schema]:
        found: dict[str, Schema] = self.schema.get("properties", {})
        return found

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(self.schema.get("required", ()))

    def property(self, name: str) -> Shape:
        return shape(self.properties[name], self.defs, name)

    def item(self, name: str) -> Shape:
        said = {"description": self.schema.get("description", "")}
        return shape({**said, **self.schema.get("items", {})}, self.defs, name)

    def value(self, name: str) -> Shape:
        """Of the values of an open object."""
        return shape(self.schema.get("additionalProperties", {}), self.defs, name)


def command_shape(schema: Schema) -> Shape:
    return shape(schema, schema.get("$defs", {}), "")


def shape(schema: Schema, defs: Schema, name: str) -> Shape:
    found, optional = _resolved(schema, defs)
    return Shape(_kind(found, defs, name), found, optional, defs)


def _resolved(schema: Schema, defs: Schema) -> tuple[Schema, bool]:
    """Follows references, and takes what is left of "this or null"; what the outer one says goes before."""
    optional = False
    while True:
        said: Schema = {key: schema[key] for key in ("title", "description", "default") if key in schema}
        if "$ref" in schema:
            schema = {**defs[schema["$ref"].rsplit("/", 1)[-1]], **said}
        elif len(schema.get("allOf", ())) == 1:
            schema = {**schema["allOf"][0], **said}
        elif (parts := _parts(schema)) is not None and len(parts) == 1:
            schema, optional = {**parts[0], **said}, True
        else:
            return schema, optional


def _parts(schema: Schema) -> list[Schema] | None:
    """The alternatives that are not null, if null is one."""
    alternatives = schema.get("anyOf", ())
    left = [one for one in alternatives if one.get("type") != "null"]
    return left if len(left) < len(alternatives) else None


def _kind(schema: Schema, defs: Schema, name: str) -> Kind:
    match schema:
        case {"enum": _} | {"const": _}:
            return "choice"
        case {"type": "string"}:
            return _string(schema, name)
        case {"type": "boolean"}:
            return "yesno"
        case {"type": "integer" | "number"}:
            return "money" if is_money(schema, name) else "number"
        case {"type": "array", "items": items}:
            return _list(shape(items, defs, name).kind)
        case {"type": "object", "properties": _}:
            return "group"
        case {"type": "object", "propertyNames": {"enum": _}}:
            return "texts"
        case {"type": "object", "additionalProperties": dict()}:
            return "pairs"
        case _:
            return "json"


def _string(schema: Schema, name: str) -> Kind:
    match schema:
        case {"format": "date"}:
            return "date"
        case {"format": "date-time"}:
            return "moment"
        case {"pattern": pattern} if pattern == SHA_PATTERN:
            return "file"
        case {"pattern": pattern} if pattern == ID_PATTERN:
            return "id"
        case _ if name in WORDS or schema.get("maxLength", 0) > LONG:
            return "area"
        case _:
            return "text"


def _list(of: Kind) -> Kind:
    match of:
        case "choice":
            return "checks"
        case "group":
            return "rows"
        case "text" | "id" | "number" | "money" | "date" | "area":
            return "lines"
        case _:
            return "json"


def is_money(schema: Schema, name: str) -> bool:
    """Amounts are whole cents in a command; a person writes 12.50."""
    said = str(schema.get("description", "")).casefold()
    return name == "cents" or name.endswith("_cents") or said.startswith("cents") or " in cents" in said
