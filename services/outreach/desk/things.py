"""Where a form asks of which kind a thing is, and which: what is offered, and what follows from it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.outreach.desk.asked import Asked, Choices
from services.outreach.desk.forms.fields import Field, everywhere, humanised
from services.outreach.desk.forms.raw import Raw
from services.outreach.portal.marking import N_

KIND, WHICH = N_("Kind"), N_("Which one")
FOLLOWS = N_("Left empty, it follows from what is chosen")
WHOLE = {"decision": "meeting", "measure": "strategy", "consultation": "call"}
"""Parts that are chosen by the thing that they stand in, and what forms call otherwise than lists do."""


def pairs(fields: Iterable[Field]) -> Iterator[tuple[Field, Field]]:
    """The field for the kind, and the one for the id."""
    for field in everywhere(fields):
        for parts in (field.parts, *field.rows):
            inside = {part.name.rpartition("/")[2]: part for part in parts}
            kind = inside.get("kind") or inside.get("entity")
            if kind and "id" in inside:
                yield kind, inside["id"]


def eased(fields: Iterable[Field]) -> None:
    """The kind need not be given; what is chosen is no id to whoever reads it."""
    for kind, id in pairs(fields):
        kind.label, kind.required, kind.hint = KIND, False, kind.hint or FOLLOWS
        id.label = WHICH


def kinds(fields: Iterable[Field]) -> dict[str, list[str]]:
    """By what the field for the id is of: which kinds of things."""
    return {id.of: _codes(kind) for kind, id in pairs(fields)}


def _codes(kind: Field) -> list[str]:
    return [code for code, _ in kind.choices]


async def offered(asked: Asked, kinds: Iterable[str]) -> Choices:
    """Of several kinds, each with the word for its kind."""
    wanted = dict.fromkeys(WHOLE.get(kind, kind) for kind in kinds)
    return [
        (id, f"{asked.language.words(humanised(kind))}: {words}")
        for kind in wanted
        for id, words in await asked.lookup.choices(kind)
    ]


async def with_kinds(asked: Asked, fields: Iterable[Field]) -> Raw:
    """The form with the kind of each thing that was chosen, where it was left empty and is certain."""
    found = dict(asked.raw)
    for kind, id in pairs(fields):
        if id.value and not kind.value and (certain := await _kind_of(asked, _codes(kind), id.value)):
            found[kind.name] = [certain]
    return found


async def _kind_of(asked: Asked, kinds: list[str], id: str) -> str:
    for kind in kinds:
        await asked.lookup.fetch(WHOLE.get(kind, kind), [id])
    found = [kind for kind in kinds if asked.lookup.knows(WHOLE.get(kind, kind), id)]
    return found[0] if len(found) == 1 else ""
