"""How does personal data stand in an event, so that forgetting a person is destroying one key?"""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)

T = TypeVar("T")


class Safe(Protocol):
    """Seals a person's data and opens it again; given to pydantic as the context."""

    def seal(self, person: str, plain: str) -> str: ...

    def open(self, person: str, sealed: str) -> str | None: ...


class Personal(BaseModel, Generic[T]):
    """A value about one person. In the log it is encrypted with that person's key.

    `value` is None once the person has been forgotten.
    """

    model_config = ConfigDict(frozen=True)
    person: str
    value: T | None = None

    @model_serializer(mode="wrap")
    def _seal(self, plain: SerializerFunctionWrapHandler, info: SerializationInfo) -> dict[str, Any]:
        safe: Safe | None = info.context
        if safe is None or self.value is None:
            return plain(self)  # type: ignore[no-any-return]
        text = _Text(value=self.value).model_dump_json()
        return {"person": self.person, "sealed": safe.seal(self.person, text)}

    @model_validator(mode="before")
    @classmethod
    def _open(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict) or "sealed" not in data:
            return data
        safe: Safe | None = info.context
        plain = safe.open(data["person"], data["sealed"]) if safe is not None else None
        value = None if plain is None else _Text.model_validate_json(plain).value
        return {"person": data["person"], "value": value}


class _Text(BaseModel):
    value: Any


def about(person: str, value: str) -> Personal[str]:
    """Shorthand for deciders: `about(person, name)`."""
    return Personal[str](person=person, value=value)
