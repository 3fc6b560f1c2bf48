"""What does an event say, whatever its type? Its facts, each as the reader writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from services.outreach.desk import naming
from services.outreach.desk.forms.fields import FILE, called, spaced
from services.outreach.desk.forms.shape import is_money
from services.outreach.desk.lookup import ALIASES, SOURCES, Lookup
from services.outreach.portal.labels import label
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from shared.contracts import VOCABULARY
from shared.contracts.roles import BOUND
from shared.kernel.codec import UnknownEvent
from shared.kernel.event import Event, Recorded, Ref

SEALED = N_("not shown")
FILES = {
    ("claim", "receipt"): ("receipts", N_("the receipt")),
    ("meeting", "sha256"): ("papers", N_("the paper")),
}
"""Facts that are files, by their entity and name: where the desk gives them out, and what they are called."""
WHOLE = ("sections", "figures", "action")
"""Facts of a report that stand on its own page as they are here; the record leads there."""
YES, NO = N_("Yes"), N_("No")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_MONTH = re.compile(r"\d{4}-\d{2}$")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
LANGUAGES = ("language", "languages")
"""Facts that name languages by their codes."""
PARTS: Mapping[str, tuple[str, str]] = {
    "decision": ("meeting", N_("decision %(number)s of %(whole)s")),
    "measure": ("strategy", N_("measure %(number)s of %(whole)s")),
    "act": ("act", N_("the act %(whole)s")),
}
"""What is called by the thing that it stands in."""
PERSONS = re.compile(r"person|panel|panellist|replacement|candidate|endorser|traveller|\w+_by")
"""Facts that name persons by their ids."""
WHY = ("reason", "reasons", "grounds", "moved_because")
"""Facts that say why."""


def codes(schema: Mapping[str, Any]) -> Iterator[str]:
    """The values that a part of a schema lets one choose from."""
    yield from schema.get("enum", ())
    if isinstance(schema.get("const"), str):
        yield schema["const"]
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        yield from codes(inner)


def properties(event: type[Event]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Names and schemas of an event's fields, and of the parts of these."""
    schema = event.model_json_schema()
    for each in (schema, *schema.get("$defs", {}).values()):
        yield from each.get("properties", {}).items()


CODES = frozenset(
    code for event in VOCABULARY.values() for _, schema in properties(event) for code in codes(schema)
)
"""What stands in events as a choice of a list, not as a text of somebody."""


def shown(language: Language, value: str) -> str | None:
    """A day or a moment as the reader writes it; None for any other text."""
    if _DAY.match(value):
        return language.day(value)
    return language.moment(value) if _MOMENT.match(value) else None


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: Markup


def payload(event: Recorded[Any]) -> Mapping[str, Any]:
    if isinstance(event.data, UnknownEvent):
        return event.data.payload
    found: Mapping[str, Any] = event.data.model_dump(mode="json")
    return found


def words(type_name: str) -> str:
    """ "grants.ClaimApproved" → "Claim approved"."""
    return spaced(type_name.rpartition(".")[2])


def reason(event: Recorded[Any]) -> str:
    """Why, in the words of whoever did it, as far as the reader may read them."""
    found = (opened(payload(event).get(name)) for name in WHY)
    return next((said for said in found if isinstance(said, str) and said), "")


def opened(value: Any) -> Any:
    """What is about a person, as it is; None if the reader may not see it."""
    return value["value"] if isinstance(value, dict) and set(value) == {"person", "value"} else value


def named(name: str, value: Any, said: Mapping[str, Any]) -> tuple[str, str] | None:
    """The kind and the id of what a fact names; a role says what it is held for."""
    match value:
        case {"kind": str(kind), "id": str(id)} if kind in SOURCES or kind in PARTS:
            return PARTS[kind][0] if kind in PARTS else kind, id
        case str() if name == "bound_to":
            kind = BOUND.get(str(said.get("role")), "")
        case str():
            kind = ALIASES.get(name, name)
        case _:
            return None
    return (kind, value) if kind in SOURCES else None


def persons(events: Iterable[Recorded[Any]]) -> Iterator[str]:
    """The ids of those whom these events speak of."""
    for said in map(payload, events):
        for name, value in said.items():
            if PERSONS.fullmatch(name):
                several = value if isinstance(value, list) else [value]
                yield from (id for id in several if isinstance(id, str) and not _DAY.match(id))


def names_told(events: Iterable[Recorded[Any]]) -> dict[str, str]:
    """Persons with the name that one of these events tells the reader."""
    found = (value for said in map(payload, events) for name, value in said.items() if name.endswith("name"))
    return {
        value["person"]: value["value"]
        for value in found
        if isinstance(value, dict) and isinstance(opened(value), str)
    }


async def fetch(lookup: Lookup, events: Iterable[Recorded[Any]]) -> None:
    """The names of everything that these events speak of."""
    ids: dict[str, set[str]] = {}
    for said in map(payload, events):
        for kind, id in filter(None, (named(name, value, said) for name, value in said.items())):
            ids.setdefault(kind, set()).add(id)
    for kind, wanted in ids.items():
        await lookup.fetch(kind, wanted)


class Telling:
    def __init__(
        self,
        language: Language,
        lookup: Lookup,
        ref: Ref,
        people: Mapping[str, Markup],
        call: Callable[[str, str], Markup] | None = None,
    ) -> None:
        """`people`: what those persons are called whose names the reader may know; `call`: how things are
        named by their kind and id (left out: by a link)."""
        self.language, self._lookup, self._ref, self._people = language, lookup, ref, people
        self._call = call or lookup.link

    def facts(self, event: Recorded[Any]) -> list[Fact]:
        said = payload(event)
        return [
            Fact(self.language.words(called(name)), self.value(name, value, said))
            for name, value in said.items()
            if value not in (None, "", [], {})
        ]

    def value(self, name: str, value: Any, said: Mapping[str, Any]) -> Markup:
        """One fact; `said`: those that stand beside it."""
        if self._ref.entity == "report" and name in WHOLE:
            return self._whole(value)
        if (thing := named(name, value, said)) is not None:
            return self._part(value, self._call(*thing))
        match value:
            case {"person": _, "value": shown}:
                return escape(shown) if shown is not None else self.language.say(SEALED)
            case bool():
                return self.language.say(YES if value else NO)
            case int() if is_money({}, name):
                return escape(self.language.money(value, str(said.get("currency", "EUR"))))
            case str():
                return self._text(name, value)
            case dict() if value and set(value) <= {"sq", "sr", "en", "tr", "bs", "rom"}:
                return self.language.text(value)
            case {"of": str(of), "n": int(n)}:
                words = self._text("topic" if name == "by_topic" else "of", of)
                return Markup("{}: {}").format(words, self.language.number(n))
            case dict():
                return self._group(value, said)
            case list():
                return self._list(name, value, said)
            case _:
                return escape(value)

    def _whole(self, value: Any) -> Markup:
        """Where it stands, under how many there are, or under its title."""
        words = self.language.number(len(value)) if isinstance(value, list) else value["title"]
        href = f"/{self.language.code}/desk/reports/{self._ref.id}"
        shown = words if isinstance(words, str) else self.language.text(words)
        return Markup('<a class="ds-link" href="{}">{}</a>').format(href, shown)

    def _part(self, value: Any, whole: Markup) -> Markup:
        kind = value["kind"] if isinstance(value, dict) else ""
        if kind not in PARTS:
            return whole
        return self.language.say(PARTS[kind][1], whole=whole, number=value.get("number"))

    def _text(self, name: str, value: str) -> Markup:
        if value in self._people and PERSONS.fullmatch(name):
            return self._people[value]
        if (self._ref.entity, name) in FILES:
            place, file = FILES[self._ref.entity, name]
            href = f"/{self.language.code}/desk/{place}/{self._ref.id}/{value}"
            words = self.language.say(file)
            return Markup('<a class="ds-link" href="{}">{}</a>').format(href, words)
        if name in LANGUAGES:
            return escape(self.language.language_name(value))
        if name == "topic":
            return escape(label(self.language, name, value))
        if name == "month" and _MONTH.match(value):
            return escape(self.language.month(value))
        if value in CODES:
            return escape(naming.role(self.language, value))
        return escape(shown(self.language, value) or value)

    def _label(self, name: str) -> str:
        stored = name == "sha256" and (self._ref.entity, name) in FILES
        return self.language.words(FILE if stored else called(name))

    def _group(self, value: Mapping[str, Any], said: Mapping[str, Any]) -> Markup:
        parts = [
            Markup("{}: {}").format(self._label(name), self.value(name, inner, {**said, **value}))
            for name, inner in value.items()
            if inner not in (None, "", [], {})
        ]
        return Markup("; ").join(parts)

    def _list(self, name: str, values: list[Any], said: Mapping[str, Any]) -> Markup:
        if not any(isinstance(value, dict) for value in values):
            return Markup(", ").join(self.value(name, value, said) for value in values)
        items = [Markup("<li>{}</li>").format(self.value(name, value, said)) for value in values]
        return Markup("<ul>{}</ul>").format(Markup("").join(items))
