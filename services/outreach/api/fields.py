"""What does a command take? Its fields one by one: inside of others behind a dot, of lists behind []."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.outreach.desk.forms.shape import Shape, command_shape

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: str
    """In the words of JSON Schema."""
    required: bool
    meaning: str
    values: tuple[str, ...]
    """All that it may be, where they are named."""


def fields(schema: Schema) -> list[Field]:
    return [*_inside(command_shape(schema), "")]


def _inside(shape: Shape, around: str) -> Iterator[Field]:
    for name in shape.properties:
        part, path = shape.property(name), f"{around}{name}"
        meaning = str(part.schema.get("description", ""))
        yield Field(path, _type(part), name in shape.required, meaning, _values(part))
        if part.kind == "group":
            yield from _inside(part, f"{path}.")
        elif part.kind == "rows":
            yield from _inside(part.item(""), f"{path}[].")


def _type(part: Shape) -> str:
    match part.kind:
        case "texts":
            return "object: text by language"
        case "lines" | "checks":
            return f"array of {_type(part.item(''))}"
        case "rows":
            return "array of object"
    said = str(part.schema.get("type", "string"))
    form = part.schema.get("format")
    return f"{said}, {form}" if form else said


def _values(part: Shape) -> tuple[str, ...]:
    found = part.item("").schema if part.kind == "checks" else part.schema
    return tuple(map(str, found.get("enum", (found["const"],) if "const" in found else ())))
