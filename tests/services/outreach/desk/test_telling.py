"""Is every event told by a sentence, whatever it says and whoever reads it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import pytest
from markupsafe import Markup

from services.outreach.desk import facts
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.telling import sentence
from services.outreach.desk.telling.sentence import PLACE, SENTENCES, flat
from services.outreach.portal.language import KNOWN, Language
from services.outreach.projections.portal.public import PUBLIC
from shared.contracts import VOCABULARY, membership
from shared.kernel.codec import unknown
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from shared.kernel.personal import Personal
from shared.testing.recorded import recorded
from tests.services.outreach.portal.test_languages import speak

TYPES = {type_.type_name: type_ for type_ in VOCABULARY.values()}
Schema = Mapping[str, Any]


def example(schema: Schema, defs: Schema, bare: bool) -> Any:
    """Something that fits; `bare`: without what may be missing, and read by who may not see persons."""
    schema = defs[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if bare and "default" in schema:
        return schema["default"]
    match schema:
        case {"anyOf": [first, *_]}:
            return None if bare else example(first, defs, bare)
        case {"const": value} | {"enum": [value, *_]}:
            return value
        case {"type": "boolean"}:
            return not bare
        case {"type": "integer"}:
            return 3
        case {"type": "array"}:
            return [example(schema.get("items", {"type": "string"}), defs, bare)]
        case {"properties": {"person": _, "value": _}}:
            return {"person": "p-1", "value": None if bare else "Ana"}
        case {"properties": properties}:
            return {name: example(one, defs, bare) for name, one in properties.items()}
        case {"type": "object"}:
            return {"en": "A title"}
        case {"format": "date"}:
            return "2016-05-01"
        case {"format": "date-time"}:
            return "2016-05-01T12:00:00Z"
    return "Word"


def said(key: str, bare: bool) -> dict[str, Any]:
    """What an event says that a row may be about."""
    schema = TYPES[key if key in TYPES else key.rpartition(".")[0]].model_json_schema()
    made: dict[str, Any] = example(schema, schema.get("$defs", {}), bare)
    return made


def told(language: Language, type_name: str, payload: dict[str, Any]) -> str:
    data = unknown(type_name)(payload=payload)
    ref = Ref("council", "body", "council")
    telling = facts.Telling(language, Lookup(cast(Mongo, None), language), ref, {})
    found = sentence.sentence(telling, recorded(data, ref))
    assert found is not None
    return found.striptags()


def test_each_event_is_told_either_to_the_public_or_at_the_desk() -> None:
    assert {key for key in SENTENCES if key in TYPES} == set(TYPES) - {type_.type_name for type_ in PUBLIC}


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_has_places_for_what_its_event_always_says_and_for_what_its_row_is_for(key: str) -> None:
    always = {name for name, value in flat(said(key, bare=True)).items() if facts.opened(value)}
    case = set() if key in TYPES else {key.rpartition(".")[2]}
    assert case <= flat(said(key, bare=False)).keys()
    assert set(PLACE.findall(SENTENCES[key])) <= always | case


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("language", [speak(code) for code in KNOWN], ids=KNOWN)
def test_every_sentence_reads_well_with_and_without_what_may_be_missing(
    language: Language, bare: bool
) -> None:
    for key in (key for key in SENTENCES if key in TYPES):
        text = told(language, key, said(key, bare))
        assert text[0].isupper() or text[0].isdigit() or text[0] == "€", text
        assert not re.search(r"None|%\(|\{|2016-|\.\.", text), text


def test_persons_are_called_by_the_name_that_the_reader_was_told() -> None:
    ref = Ref("membership", "organisation", "5900078-1")
    named = membership.RepresentativeNamed(
        person="p-1", name=Personal(person="p-1", value="Ana"), role="voting", since=date(2015, 5, 1)
    )
    left = membership.RepresentationEnded(person="p-1", reason="Moved", ended_on=date(2016, 5, 1))
    ended = recorded(left, ref)
    told = facts.names_told([recorded(named, ref), ended])
    people = {id: Markup.escape(name) for id, name in told.items()}
    telling = facts.Telling(speak("en"), Lookup(cast(Mongo, None), speak("en")), ref, people)
    assert sentence.sentence(telling, ended) == "Ana no longer represents the organisation."
