"""How often may one caller use a public form? Enough for a person, too little for a machine."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

LIMIT, PERIOD, CALLERS = 10, 600.0, 10_000


class Pace:
    """Counts calls per caller within the last ten minutes; remembers the latest ten thousand callers."""

    def __init__(self, limit: int = LIMIT, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = limit, clock
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, caller: str) -> bool:
        now, calls = self._clock(), self._calls.setdefault(caller, deque(maxlen=self._limit))
        self._calls.move_to_end(caller)
        if len(self._calls) > CALLERS:
            self._calls.popitem(last=False)
        if len(calls) == self._limit and calls[0] > now - PERIOD:
            return False
        calls.append(now)
        return True
