"""What counted for the indicators of the project: when, how much, at which place in the log?

Who or what it was about is not here: the public history tells that of public events. Of measures that count
money there is nothing here, since one row would be what one organisation got.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from services.outreach.domain.measures import COUNTED, Counting, countings
from shared.kernel.event import Recorded
from shared.kernel.projection import Index, Projection, fold_each


class Evidence(TypedDict):
    """One event that counts for one measure."""

    measure: str
    position: int
    """Its place in the log."""
    on: str
    """The day on which it counts."""
    amount: int


def counted(id: str, _: Evidence | None, event: Recorded[Any]) -> Evidence:
    counting = next(c for c in _public(event) if id == _id(c, event))
    return Evidence(
        measure=counting.measure,
        position=event.position,
        on=counting.on.isoformat(),
        amount=counting.amount,
    )


def _evidence(event: Recorded[Any]) -> Iterable[str]:
    return [_id(counting, event) for counting in _public(event)]


def _public(event: Recorded[Any]) -> Iterable[Counting]:
    return [counting for counting in countings(event.data) if not counting.money]


def _id(counting: Counting, event: Recorded[Any]) -> str:
    return f"{counting.measure}:{event.position}"


EVIDENCE = Projection(
    database="portal",
    name="evidence",
    version=1,
    document=Evidence,
    title="What counts for indicators: day, amount, place in the log",
    on={type_: fold_each(counted, _evidence) for type_ in COUNTED},
    indexes=(Index((("measure", 1), ("on", 1), ("position", 1))),),
)
