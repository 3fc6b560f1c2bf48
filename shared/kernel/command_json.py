"""How is a command read from JSON, and which JSON Schema says so? Both say the same.

Strictly: no field is unknown, however deep, and nothing is turned into another type, save that 5.0 is a whole
number, as JSON Schema has it (2020-12, section 6.1.1). Whole numbers are those that every reader of JSON
knows exactly (RFC 7493, section 2.2): databases have no room for larger ones. Texts are stripped, so one that
must have a character needs one that is no space.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from shared.kernel.problem import Malformed

M = TypeVar("M", bound=BaseModel)
LARGEST = 2**53 - 1
LONG_NUMBER = re.compile(rb"\d{16}")
SOME = r"[^\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
"""A character that is not stripped (Unicode's White_Space): readers of patterns differ in what \\s is."""


class CommandSchema(GenerateJsonSchema):
    """Pydantic's schema, with the limits that hold for every command."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        return {**super().model_schema(schema), "additionalProperties": False}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        said = super().int_schema(schema)
        least = {} if "exclusiveMinimum" in said else {"minimum": -LARGEST}
        most = {} if "exclusiveMaximum" in said else {"maximum": LARGEST}
        return {**least, **most, **said}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        said = super().str_schema(schema)
        stripped = self._config.str_strip_whitespace
        return {"pattern": SOME, **said} if stripped and said.get("minLength") else said


def read(type_: type[M], body: bytes) -> M:
    """
    Raises:
        ValidationError: it does not fit the schema.
        Malformed: a whole number is too large.
    """
    if LONG_NUMBER.search(body):
        _bounded(body)
    try:
        return type_.model_validate_json(body, strict=True, extra="forbid")
    except ValidationError as error:
        if not any(wrong["type"] == "int_type" for wrong in error.errors(include_url=False)):
            raise
        whole = json.dumps(json.loads(body, parse_float=_number))
        return type_.model_validate_json(whole, strict=True, extra="forbid")


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() and abs(number) <= LARGEST else number


def _bounded(body: bytes) -> None:
    """What is no JSON at all is said by whoever reads it next."""
    try:
        json.loads(body, parse_int=_whole)
    except (ValueError, RecursionError):
        return


def _whole(text: str) -> Any:
    if len(text) > 17 or abs(int(text)) > LARGEST:
        raise Malformed(why=f"a whole number is at most {LARGEST}")
    return int(text)
