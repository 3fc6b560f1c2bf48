"""What does the form show? A tree of fields with labels, hints, what was typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.outreach.desk.forms.raw import Raw, first, joined, places
from services.outreach.desk.forms.reading import languages
from services.outreach.desk.forms.shape import Shape
from services.outreach.desk.forms.taking import media_types

FIRST_LANGUAGES = ("sq", "sr", "en")
SHORT = {"iban": "IBAN", "bic": "BIC", "cv": "CV", "sha256": "SHA-256", "cso": "Organisation"}
"""What is not written as it is pronounced."""
HOMONYMS = {"minutes": "Duration in minutes", "left": "Time of leaving"}
"""Fields that are called as a kind of record is."""
FILE = "File"
"""What a field takes that is stored as the hash of it."""
Say = Callable[[str], Any]


@dataclass(slots=True)
class Field:
    """One field, or a group of them."""

    kind: str
    name: str
    label: str
    hint: str = ""
    required: bool = False
    values: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Field] = field(default_factory=list)
    rows: list[list[Field]] = field(default_factory=list)
    longest: int | None = None
    lines: int | None = None
    """How high its box is, where the command says that whole texts are written there."""
    suggested: list[str] = field(default_factory=list)
    """What was written here before; another word may be."""

    @property
    def id(self) -> str:
        return "f-" + self.name.replace("/", "-")

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def of(self) -> str:
        """What an id is the id of, as the name of the field says: "organisation", "meeting", "holder/id"."""
        *around, last = re.sub(r"/\d+", "", self.name).split("/")
        return f"{around[-1]}/{last}" if last == "id" and around else last

    @property
    def accepts(self) -> str:
        """The media types of the files that it takes."""
        return media_types(self.name)

    def everywhere(self) -> Iterable[Field]:
        """This field and all inside it."""
        yield self
        for inner in (*self.parts, *(each for row in self.rows for each in row)):
            yield from inner.everywhere()


class Builder:
    """Builds the fields of one form."""

    def __init__(self, raw: Raw, errors: Mapping[str, list[str]], more: str = "") -> None:
        """`errors` by path; `more` is the path of a list that gets one more row."""
        self._raw, self._errors, self._more = raw, errors, more

    def fields(self, shape: Shape, path: str = "") -> list[Field]:
        return [
            self._field(shape.property(n), joined(path, n), n, n in shape.required) for n in shape.properties
        ]

    def _field(self, shape: Shape, path: str, name: str, required: bool) -> Field:
        built = Field(
            kind=shape.kind,
            name=path,
            label=FILE if (shape.kind, name) == ("file", "sha256") else called(name),
            hint=_hint(shape, name),
            required=required,
            values=self._values(shape, path),
            errors=self._errors.get(path, []),
            longest=shape.schema.get("maxLength"),
            lines=shape.schema.get("x-lines"),
        )
        match shape.kind:
            case "choice" | "checks":
                built.choices = _choices(shape)
            case "group":
                built.parts = self.fields(shape, path)
            case "texts":
                built.parts = [self._language(path, code, built.lines) for code in _ordered(languages(shape))]
            case "rows":
                built.rows = self._rows(shape, path)
        return built

    def _rows(self, shape: Shape, path: str) -> list[list[Field]]:
        count = len(places(self._raw, path)) + (self._more == path)
        shown = max(count, 1, min(shape.schema.get("minItems", 0), 20))
        item = shape.item("")
        return [self.fields(item, joined(path, n)) for n in range(shown)]

    def _language(self, path: str, code: str, lines: int | None) -> Field:
        here = joined(path, code)
        values, errors = [first(self._raw, here)], self._errors.get(here, [])
        return Field("language", here, code, values=values, errors=errors, lines=lines)

    def _values(self, shape: Shape, path: str) -> list[str]:
        if path in self._raw:
            return self._raw[path]
        default = shape.schema.get("default")
        if shape.kind == "yesno" and isinstance(default, bool):
            return ["yes" if default else "no"]
        return (
            [str(default)] if isinstance(default, str | int) and shape.kind not in ("money", "rows") else []
        )


def called(field: str) -> str:
    """In words, what a field is called."""
    return HOMONYMS.get(field) or humanised(field)


def spaced(name: str) -> str:
    """ "ClaimApproved" → "Claim approved"."""
    return humanised(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name))


def humanised(title: str) -> str:
    """ "Starts On" → "Starts on"; "cents" → "Cents"."""
    words = title.replace("_", " ").replace("-", " ").strip().lower().replace("by election", "by-election")
    if words in SHORT:
        return SHORT[words]
    return words[:1].upper() + words[1:]


def _hint(shape: Shape, name: str) -> str:
    """What the schema says beyond the label; a person writes amounts and the platform's time, whatever the
    command takes.
    """
    said = str(shape.schema.get("description", ""))
    if said.removeprefix("The ").casefold() == called(name).casefold():
        return ""
    return re.sub(r",? in cents\b|, with (the time|their) zone$", "", re.sub(r"^Cents\b", "The amount", said))


def _choices(shape: Shape) -> list[tuple[str, str]]:
    found = shape.schema if shape.kind == "choice" else shape.item("").schema
    values: list[Any] = found.get("enum") or [found.get("const")]
    return [(str(value), humanised(str(value))) for value in values]


def _ordered(codes: list[str]) -> list[str]:
    ours = [code for code in FIRST_LANGUAGES if code in codes]
    return ours + [code for code in codes if code not in ours]


def everywhere(fields: Iterable[Field]) -> Iterable[Field]:
    for each in fields:
        yield from each.everywhere()


def by_path(
    errors: Iterable[Mapping[str, str]], known: Iterable[Field]
) -> tuple[dict[str, list[str]], list[str]]:
    """A problem's findings at the fields they speak of; what no field stands for is left over.

    A finding inside of a value (the third line of a list) is shown at the nearest field around it.
    """
    names = {each.name for each in everywhere(known)}
    placed: dict[str, list[str]] = {}
    left: list[str] = []
    for error in errors:
        path = error["pointer"].strip("/")
        while path and path not in names:
            path = path.rpartition("/")[0]
        if path:
            placed.setdefault(path, []).append(error["detail"])
        else:
            left.append(error["detail"])
    return placed, left
