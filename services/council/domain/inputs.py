"""What came in to one call, who said it, and what was it answered? The response matrix is counted from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from shared.contracts.council import InputGroup, InputOutcome, InputReceived, MatrixRow
from shared.contracts.values import Language
from shared.kernel.entity import Refusal

Said = tuple[str, tuple[tuple[str, str], ...]]
"""The part and the text, to know the same words again."""


@dataclass(frozen=True, slots=True)
class Input:
    id: str
    organisation: str | None
    position: str | None
    said: Said
    outcome: InputOutcome | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """In the order in which they came."""

    all: tuple[Input, ...] = ()
    withdrawn: tuple[Input, ...] = ()
    """These are not answered and stand in no group; their names are not given again."""

    def __len__(self) -> int:
        return len(self.all)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.all)

    @property
    def unanswered(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.all if one.outcome is None)

    @property
    def matrix(self) -> tuple[MatrixRow, ...]:
        return tuple(MatrixRow(input=one.id, outcome=one.outcome or "unanswered") for one in self.all)

    def find(self, id: str) -> Input | None:
        return next((one for one in self.all if one.id == id), None)

    def same(self, organisation: str, said: Said) -> Input | None:
        return next((i for i in self.all if i.organisation == organisation and i.said == said), None)

    def next_id(self, organisation: str) -> str:
        number = 1 + sum(one.organisation == organisation for one in (*self.all, *self.withdrawn))
        return f"{organisation}-{number}"

    def received(self, event: InputReceived) -> Inputs:
        said = said_of(event.part, event.text)
        new = Input(event.input, event.organisation, event.position, said)
        return replace(self, all=(*self.all, new))

    def without(self, id: str) -> Inputs:
        gone = tuple(one for one in self.all if one.id == id)
        left = tuple(one for one in self.all if one.id != id)
        return Inputs(left, (*self.withdrawn, *gone))

    def answered(self, id: str, outcome: InputOutcome) -> Inputs:
        all_ = tuple(replace(one, outcome=outcome) if one.id == id else one for one in self.all)
        return replace(self, all=all_)


def said_of(part: str, text: dict[Language, str]) -> Said:
    return part.strip(), tuple(sorted((language, words.strip()) for language, words in text.items()))


# ── consolidation ───────────────────────────────────────────────────────────────────────────────
class UnknownInput(Refusal):
    """This call has no input {input}. Name one that was received."""


class GroupedTwice(Refusal):
    """The input {input} stands in more than one group. Put each input into one."""


class NotGrouped(Refusal):
    """These inputs stand in no group: {inputs}. Put each input into one, so that none is lost."""


def grouped(inputs: Inputs, groups: Iterable[InputGroup]) -> tuple[InputGroup, ...]:
    """The groups, if every input stands in exactly one of them.

    Raises:
        UnknownInput, GroupedTwice, NotGrouped: they do not fit the inputs.
    """
    groups = tuple(groups)
    times = Counter(id for group in groups for id in group.inputs)
    for id, n in times.items():
        if inputs.find(id) is None:
            raise UnknownInput(input=id)
        if n > 1:
            raise GroupedTwice(input=id)
    if missing := [id for id in inputs.ids if id not in times]:
        raise NotGrouped(inputs=", ".join(missing))
    return groups
