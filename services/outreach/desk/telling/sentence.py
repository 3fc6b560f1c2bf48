"""How is an event told that the public is told nothing of? One sentence per type, and per what it says.

A row's key is the event's type, or the type and a fact: such a row is said where that fact holds something,
so what is not there, or not for this reader to see, is told by the type's own row. Facts of a part of an
event are called by both names, e.g. `next_on`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from services.outreach.desk import facts
from services.outreach.desk.telling import council, grants, learning, membership, newsletter, outreach
from services.outreach.portal.marking import N_
from shared.kernel.event import Recorded

SENTENCES: Mapping[str, str] = {
    key: said
    for area in (membership, learning, council, grants, outreach, newsletter)
    for key, said in area.SENTENCES.items()
}
AFTERWARDS: Mapping[str, str] = {
    "next_on": N_("What comes next: %(next_step)s, until %(next_on)s."),
    "appeal_until": N_("An appeal is possible until %(appeal_until)s."),
}
"""What is said besides, of whatever type: by the fact that has to be there."""
PLACE = re.compile(r"%\((\w+)\)s")


def sentence(telling: facts.Telling, event: Recorded[Any]) -> Markup | None:
    """What happened; None if this code does not know such events."""
    said = flat(facts.payload(event))
    message = _message(event.data.type_name, said)
    if message is None:
        return None
    more = (after for fact, after in AFTERWARDS.items() if said.get(fact))
    return Markup(" ").join(_say(telling, each, said) for each in (message, *more))


def flat(said: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an event, and of its parts."""
    return dict(said) | {
        f"{name}_{inner}": value
        for name, part in said.items()
        if isinstance(part, dict)
        for inner, value in part.items()
    }


def _message(type_name: str, said: Mapping[str, Any]) -> str | None:
    told = (key for key in _cases(type_name) if facts.opened(said.get(key.rpartition(".")[2])))
    return SENTENCES.get(next(told, type_name))


@cache
def _cases(type_name: str) -> tuple[str, ...]:
    """The keys of a type's rows that are for one fact."""
    return tuple(key for key in SENTENCES if key.rpartition(".")[0] == type_name)


def _say(telling: facts.Telling, message: str, said: Mapping[str, Any]) -> Markup:
    places = {name: _place(telling, name, said) for name in PLACE.findall(message)}
    return telling.language.say(message, **places)


def _place(telling: facts.Telling, name: str, said: Mapping[str, Any]) -> Markup | str:
    """A fact within a sentence: a list by how many it has, a choice in small letters."""
    value = said[name]
    if isinstance(value, list) and name not in facts.LANGUAGES:
        return telling.language.number(len(value))
    told = telling.value(name, value, said)
    chosen = isinstance(value, str) and value in facts.CODES and name not in facts.LANGUAGES
    return told[:1].lower() + told[1:] if chosen else told
