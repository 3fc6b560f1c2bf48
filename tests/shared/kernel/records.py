"""New events for tests of the log, and the two logs that keep the same promises."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from shared.kernel.event import Event, Ref
from shared.kernel.log import NewEvent, Stamp
from tests.shared.kernel.ledger import Paid

NOW = datetime(2015, 4, 21, 10, tzinfo=UTC)


def stamp(command: str = "command-1") -> Stamp:
    return Stamp("p-teller", NOW, NOW, command, "Pay", command, command)


def ref(id: str) -> Ref:
    return Ref("bank", "account", id)


def new(id: str, version: int, event: Event | None = None, event_id: str = "") -> NewEvent:
    return NewEvent(
        ref(id), version, event or Paid(coins=version), event_id or str(uuid.uuid4()), "", stamp()
    )
