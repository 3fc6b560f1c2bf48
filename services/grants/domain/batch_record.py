"""What is on record about a payment batch, and where in its life is it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from shared.contracts import grants
from shared.kernel.event import Event


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unprepared:
    pass


@dataclass(frozen=True, slots=True)
class Ordered:
    """What every batch that was prepared has: the payments, as they are ordered."""

    fund: str
    currency: str
    account: grants.Account
    lines: tuple[grants.BatchLine, ...]
    pay_on: date
    prepared_by: str
    prepared_on: date

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(line.claim for line in self.lines)


@dataclass(frozen=True, slots=True)
class Prepared(Ordered):
    release_by: date | None = None
    release_until: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Released(Ordered):
    results: tuple[grants.PaymentResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled(Ordered):
    """The bank has answered for every payment."""

    results: tuple[grants.PaymentResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Discarded:
    pass


Batch = Unprepared | Prepared | Released | Settled | Discarded


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(batch: Batch, event: Event) -> Batch:
    match event, batch:
        case grants.BatchPrepared(), _:
            return _prepared(event)
        case grants.ReleaseOverdue(), Prepared():
            return replace(batch, overdue=True)
        case grants.BatchReleased(), Prepared():
            return Released(*_order(batch))
        case grants.BatchDiscarded(), Prepared():
            return Discarded()
        case grants.PaymentResultsRecorded(), Released():
            results = (*batch.results, *event.results)
            kind = Settled if len(results) == len(batch.lines) else Released
            return kind(*_order(batch), results)
        case _:
            return batch


def _prepared(event: grants.BatchPrepared) -> Prepared:
    return Prepared(
        event.fund,
        event.currency,
        event.account,
        event.lines,
        event.pay_on,
        event.prepared_by,
        event.prepared_on,
        event.release_by,
        event.release_until,
    )


def _order(batch: Ordered) -> tuple[str, str, grants.Account, tuple[grants.BatchLine, ...], date, str, date]:
    return (
        batch.fund,
        batch.currency,
        batch.account,
        batch.lines,
        batch.pay_on,
        batch.prepared_by,
        batch.prepared_on,
    )
