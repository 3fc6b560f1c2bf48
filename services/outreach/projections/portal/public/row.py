"""What of an event may the public read?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Public:
    """One row: the field with the day (None: the moment of the event), the fields kept, on whose pages
    it stands besides its own, and whether the home page tells it.
    """

    day: str | None
    facts: tuple[str, ...] = ()
    about: Callable[[Any], Iterable[str]] = lambda data: ()
    news: bool = False
