"""What must hold about money after every event of the log?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from services.grants.domain.budget import Closed, Fund, Unopened
from services.grants.domain.fund import FUND
from shared.contracts import grants
from shared.contracts.values import money
from shared.kernel.event import Recorded
from shared.kernel.invariant import Invariant, of_state


def overdrawn(fund: Fund) -> Iterable[str]:
    """Reserved + spent + free is the envelope, and none of the three is below nothing."""
    if isinstance(fund, Unopened):
        return
    known = fund.fund if isinstance(fund, Closed) else fund
    for row in known.headings:
        if row.reserved + row.spent + row.free != row.cents or min(row.reserved, row.spent, row.free) < 0:
            sums = {"reserved": row.reserved, "spent": row.spent, "free": row.free, "envelope": row.cents}
            told = ", ".join(f"{name} {money(cents, known.currency)}" for name, cents in sums.items())
            yield f"the heading {row.heading} does not add up: {told}"


class Payments:
    """Each claim is paid at most once, exactly what its fund spends for it, and no more comes back."""

    def __init__(self) -> None:
        self._paid: dict[str, int] = {}
        self._spent: dict[str, int] = defaultdict(int)
        self._back: dict[str, int] = defaultdict(int)

    def see(self, recorded: Recorded[Any]) -> Iterable[str]:
        match recorded.data:
            case grants.ClaimPaid(cents=cents):
                if recorded.ref.id in self._paid:
                    yield f"the claim {recorded.ref.id} is paid twice"
                self._paid[recorded.ref.id] = cents
            case grants.FundsSpent(claim=claim, cents=cents):
                self._spent[claim] += cents
            case grants.ClaimRecovered(cents=cents):
                self._back[recorded.ref.id] += cents
                if self._back[recorded.ref.id] > self._paid.get(recorded.ref.id, 0):
                    yield f"for the claim {recorded.ref.id} more came back than was paid"

    def end(self) -> Iterable[str]:
        for claim in sorted(self._paid.keys() | self._spent.keys()):
            paid, spent = self._paid.get(claim, 0), self._spent[claim]
            if paid != spent:
                yield f"for the claim {claim} {paid} cents were paid and {spent} spent"


INVARIANTS = (
    Invariant("each fund: reserved + spent + free = envelope", of_state(FUND, overdrawn)),
    Invariant("each claim is paid at most once", Payments),
)
