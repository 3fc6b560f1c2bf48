"""The small values that events and commands share: ids, texts in several languages, money, days."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    JsonValue,
    StringConstraints,
)
from pydantic_core import CoreSchema


class Value(BaseModel):
    """A small value of several fields, inside an event or a command."""

    model_config = ConfigDict(frozen=True)


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$")]
"""An id that may stand in a subject: letters, digits, hyphen, underscore."""

Language = Literal["sq", "sr", "en", "tr", "bs", "rom"]
"""BCP 47 tags: Albanian, Serbian, English; Turkish, Bosnian and Romani in some municipalities."""


SOME = r"[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
"""A character that `str.strip` leaves, written out: readers of patterns differ in what \\s is."""


def _not_empty(text: dict[Language, str]) -> dict[Language, str]:
    if not text or not all(part.strip() for part in text.values()):
        raise ValueError("give the text in at least one language, and no empty text")
    return text


class _SaysSo:
    """The same, in the schema that programs read."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, JsonValue]:
        some = {"type": "string", "pattern": SOME}
        return {**handler(core), "minProperties": 1, "additionalProperties": some}


Text = Annotated[dict[Language, str], AfterValidator(_not_empty), _SaysSo()]
"""What people read: {language: text}."""

PROSE: dict[str, JsonValue] = {"x-lines": 12}
"""What the schema of a field says in which whole texts are written: its box on a form has twelve lines."""

Cents = Annotated[int, Field(ge=0)]
"""An amount in the smallest unit of its currency."""

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 4217."""


def money(cents: int, currency: str) -> str:
    """An amount as a sentence says it: "12.50 EUR"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02} {currency}"


Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=500)]
"""Where something is on the web."""

Email = Annotated[
    str, StringConstraints(pattern=r"^[^@\s\x00-\x20\x7f-\xa0]+@[^@\s\x00-\x20\x7f-\xa0]+$", max_length=254)
]
"""Where letters go: no space and no control character in it, whatever a reader of patterns calls a space."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
