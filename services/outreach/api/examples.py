"""What could a command look like? An example of its shape, made of its schema: true to it, and invented.

Whether a service would do it is another question: it names things that may not be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

NAMED = re.compile(r"e\.g\.:? ([A-Za-z0-9][A-Za-z0-9_.-]*[A-Za-z0-9])")
"""Where a description names one."""
ID = re.compile(r"^\^\[A-Za-z0-9\]\[A-Za-z0-9_-\]")
"""How the pattern of an id begins."""
FORMATS = {
    "date": "2016-03-01",
    "date-time": "2016-03-01T10:00:00+01:00",
    "email": "ana@example.org",
    "uri": "https://example.org/",
    "uuid": "7f3a9c1e-5b0d-4c1e-9a57-2f6f0f1f7a10",
}
LATER = {"date": "2016-03-31", "date-time": "2016-03-01T12:00:00+01:00"}
"""Of what ends, closes or is due."""
ENDING = re.compile("^(ends|closes|until|to|deadline|due|period_to)")
TELLING: dict[str, Any] = {
    "cents": 1250,
    "language": "en",
    "iban": "XK051212012345678906",
    "bic": "NCBVXKPR",
    "currency": "EUR",
}
"""By the name of a field."""
KNOWN = ("2016-03", "sq", "10:30", "0" * 64, "ana@example.org", "https://example.org/")
"""What a pattern may ask for that no name of a field tells."""
LONGEST = 80


def example(schema: Schema) -> Any:
    """The fields that are required, each with the first value that fits."""
    return _of(schema, schema.get("$defs", {}), "")


def _of(schema: Schema, defs: Schema, name: str) -> Any:
    match schema:
        case {"$ref": ref}:
            return _of({**defs[ref.rsplit("/", 1)[-1]], **_about(schema)}, defs, name)
        case {"const": value} | {"enum": [value, *_]}:
            return value
        case {"anyOf": [*options]} | {"oneOf": [*options]}:
            return _of({**_first(options), **_about(schema)}, defs, name)
        case {"type": "string"}:
            return _string(schema, name)
        case {"type": "integer" | "number"}:
            return _number(schema, name)
        case {"type": "boolean"}:
            return True
        case {"type": "array"}:
            return _list(schema, defs, name)
        case _:
            return _object(schema, defs, name)


def _about(schema: Schema) -> Schema:
    return {key: schema[key] for key in ("description",) if key in schema}


def _first(options: list[Schema]) -> Schema:
    return next((one for one in options if one.get("type") != "null"), options[0])


def _string(schema: Schema, name: str) -> str:
    form = str(schema.get("format", ""))
    if form in FORMATS:
        return (LATER if form in LATER and ENDING.match(name) else FORMATS)[form]
    pattern = str(schema.get("pattern", ""))
    fitting = (one for one in _candidates(schema, name, pattern) if re.search(pattern, one))
    return next(fitting, "…")[: schema.get("maxLength", LONGEST)]


def _candidates(schema: Schema, name: str, pattern: str) -> Iterator[str]:
    said = NAMED.search(str(schema.get("description", "")))
    words = name.removesuffix("s").replace("_", " ") or "one"
    yield from ([said[1]] if said else ())
    yield from ([str(TELLING[name])] if name in TELLING else ())
    yield f"{words.replace(' ', '-')}-1" if ID.match(pattern) else words.capitalize()
    yield from KNOWN


def _number(schema: Schema, name: str) -> int:
    least = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    return int(min(max(least, TELLING.get(name, 1)), schema.get("maximum", 2**53)))


def _list(schema: Schema, defs: Schema, name: str) -> list[Any]:
    one = _of(schema.get("items", {}), defs, name)
    return [one] * max(1, schema.get("minItems", 1))


def _object(schema: Schema, defs: Schema, name: str) -> dict[str, Any]:
    required, properties = schema.get("required", ()), schema.get("properties", {})
    found = {key: _of(properties[key], defs, key) for key in required}
    if "propertyNames" in schema and not found:
        codes = schema["propertyNames"].get("enum") or ["en"]
        key = "en" if "en" in codes else codes[0]
        found = {key: _of(schema.get("additionalProperties", {}), defs, name)}
    return found
