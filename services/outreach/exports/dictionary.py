"""What does each column of a read model mean? The data dictionary, from its schema and its docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter

from shared.kernel.projection import Projection

Kind = Literal["text", "integer", "number", "boolean", "json"]
SIMPLE: dict[str, Kind] = {"string": "text", "integer": "integer", "number": "number", "boolean": "boolean"}
FEW = 12
"""A map of texts with at most so many different keys becomes columns, as a text by languages does."""
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    path: tuple[str, ...]
    kind: Kind
    nullable: bool
    meaning: str

    @property
    def name(self) -> str:
        return ".".join(self.path)


def columns(projection: Projection, documents: Sequence[Any] = ()) -> list[Column]:
    """In the order of the document. Parts of one thing become columns of their own; lists stay JSON.

    What keys a map of texts has, the documents tell: `name` becomes `name.en`, `name.sq`.
    """
    schema = _schema(projection.document)
    flat = list(_walk(schema, schema.get("$defs", {}), ()))
    id = Column(("_id",), "text", False, "The id of the document.")
    return [id, *(column for each in flat for column in _by_keys(each, documents))]


@cache
def _schema(document: type) -> Schema:
    """Of one document, with the words that stand under its fields."""
    listed: TypeAdapter[Any] = TypeAdapter(
        list[document],  # type: ignore[valid-type]
        config=ConfigDict(use_attribute_docstrings=True),
    )
    schema = listed.json_schema()
    inner: Schema = schema["items"]
    found = schema["$defs"][inner["$ref"].rsplit("/", 1)[-1]] if "$ref" in inner else inner
    return {**found, "$defs": schema.get("$defs", {})}


def _walk(schema: Schema, known: Schema, path: tuple[str, ...], nullable: bool = False) -> Iterator[Column]:
    for name, one in schema.get("properties", {}).items():
        part, empty = _resolved(one, known)
        meaning = one.get("description") or (part.get("description", "") if "$ref" not in one else "")
        if part.get("properties"):
            yield from _walk(part, known, (*path, name), nullable or empty)
        else:
            yield Column((*path, name), _kind(part), nullable or empty, " ".join(meaning.split()))


def _resolved(schema: Schema, known: Schema) -> tuple[Schema, bool]:
    """What stands there, and whether it may be empty."""
    empty = False
    while True:
        if "$ref" in schema:
            schema = known[schema["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in schema:
            options = [one for one in schema["anyOf"] if one.get("type") != "null"]
            empty = empty or len(options) < len(schema["anyOf"])
            if len(options) != 1:
                return {}, empty
            schema = options[0]
        else:
            return schema, empty


def _kind(schema: Schema) -> Kind:
    if "enum" in schema or "const" in schema:
        return "text"
    return SIMPLE.get(schema.get("type", ""), "json")


def _by_keys(column: Column, documents: Sequence[Any]) -> Iterable[Column]:
    if column.kind != "json":
        return [column]
    values = [value for document in documents if (value := value_at(document, column.path)) is not None]
    if not values or not all(isinstance(value, dict) for value in values):
        return [column]
    keys = sorted({key for value in values for key in value})
    texts = all(isinstance(part, str) for value in values for part in value.values())
    if not keys or len(keys) > FEW or not texts:
        return [column]
    return [Column((*column.path, key), "text", True, column.meaning) for key in keys]


def value_at(document: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if not isinstance(document, dict):
            return None
        document = document.get(name)
    return document


def about(projection: Projection) -> str:
    """The question that the read model answers: the docstring of its document's module."""
    module = inspect.getmodule(projection.document)
    words = (module.__doc__ or "") if module else ""
    return words.strip().split("\n\n")[0].replace("\n", " ")


def described(projection: Projection, documents: Sequence[Any]) -> dict[str, Any]:
    """What a page says of a read model: what it is, how much of it there is, and each column."""
    return {
        "name": projection.name,
        "title_of": projection.title,
        "about": about(projection),
        "version": projection.version,
        "count": len(documents),
        "columns": columns(projection, documents),
    }
