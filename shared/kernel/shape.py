"""What is the published shape of a read model, and how does MongoDB check it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from shared.kernel.projection import Projection

Schema = dict[str, Any]

_KEPT = ("title", "description", "enum", "pattern", "required", "uniqueItems")
_NUMBERS = (
    "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minimum", "maximum",
)  # fmt: skip
_BSON = {"boolean": ["bool"], "integer": ["int", "long"], "number": ["int", "long", "double"]}


def json_schema(projection: Projection) -> Schema:
    """The JSON Schema of the documents, as anyone reads it."""
    adapter: TypeAdapter[Any] = TypeAdapter(projection.document)
    schema = adapter.json_schema()
    schema["title"] = projection.title or projection.full_name
    return _with_id(schema, {"type": "string"})


def validator(projection: Projection) -> Schema:
    """The same in the older dialect that MongoDB speaks: no references, BSON's types."""
    adapter: TypeAdapter[Any] = TypeAdapter(projection.document)
    schema = adapter.json_schema()
    return _with_id(_Dialect(schema.get("$defs", {})).turn(schema), {"bsonType": "string"})


def _with_id(schema: Schema, string: Schema) -> Schema:
    schema["properties"] = {"_id": string, **schema.get("properties", {})}
    schema["required"] = ["_id", *schema.get("required", ())]
    return schema


class _Dialect:
    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._open: list[str] = []
        """Definitions we are inside of: one that contains itself is not looked into twice."""

    def turn(self, schema: Schema) -> Schema:
        if "$ref" in schema:
            return self._referenced(schema["$ref"].rsplit("/", 1)[-1])
        turned = {key: schema[key] for key in (*_KEPT, *_NUMBERS) if key in schema}
        if "const" in schema:
            turned["enum"] = [schema["const"]]
        if "type" in schema:
            turned["bsonType"] = _bson_type(schema)
        return turned | self._inner(schema)

    def _inner(self, schema: Schema) -> Schema:
        inner: Schema = {}
        for key in ("anyOf", "oneOf", "allOf"):
            if key in schema:
                inner["anyOf" if key == "oneOf" else key] = [self.turn(one) for one in schema[key]]
        if "properties" in schema:
            inner["properties"] = {name: self.turn(one) for name, one in schema["properties"].items()}
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                inner[key] = self.turn(schema[key])
        if "prefixItems" in schema:
            inner["items"] = [self.turn(one) for one in schema["prefixItems"]]
        return inner

    def _referenced(self, name: str) -> Schema:
        if name in self._open:
            return {}
        self._open.append(name)
        turned = self.turn(self._definitions[name])
        self._open.pop()
        return turned


def _bson_type(schema: Schema) -> list[str]:
    if schema.get("format") == "date-time":
        return ["date"]
    return _BSON.get(schema["type"], [schema["type"]])
